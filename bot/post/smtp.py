"""One lasting SMTP connection, which the threads that send take in turns.

Silence is an error, and there are two kinds: before all of a mail was handed over nothing was sent; after
it nobody knows until the server has spoken. Everything below keeps these two apart.
"""

import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from smtplib import (
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from bot.access_token import AccessTokens
from bot.clock import Clock
from bot.config.settings import Smtp
from bot.errors import Unavailable
from bot.post.client import Client
from bot.post.inert import one_line
from bot.post.port import Delivery, Unclear
from bot.post.transaction import REPLY_LIMIT, Handover, reply_of, transact

LOGIN_PAUSE = 60.0  # seconds between logins after a refused one: more often, and servers lock accounts
GOODBYE = 2.0  # seconds that closing may take


class SmtpPost:
    """Sends mail by one SMTP server; every method may be called from any thread."""

    def __init__(self, settings: Smtp, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._tokens = AccessTokens(settings.oauth, clock) if settings.oauth else None
        self._client: Client | None = None
        self._no_login_before = clock.monotonic()
        self._turn = threading.Lock()
        self._closed = False

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        handover = Handover()
        # Waiting for our turn counts too: the caller's claim on the mail runs on meanwhile.
        give_up_at = time.monotonic() + self._settings.deadline_seconds
        try:
            with self._alone(give_up_at):
                return self._hand_over(raw, envelope_from, recipients, handover, give_up_at)
        except (SMTPException, OSError) as error:
            if handover.complete:
                raise Unclear(self._say(error, "it may have taken the mail")) from error
            raise Unavailable(self._say(error, "nothing was sent")) from error

    def probe(self) -> None:
        try:
            with closing(self._connect(time.monotonic() + self._settings.deadline_seconds)) as client:
                client.noop()
                client.quit()
        except (SMTPException, OSError) as error:
            raise Unavailable(self._say(error, "no mail could be sent")) from error

    def close(self) -> None:
        with self._turn:
            self._closed = True
            if self._client is not None:
                with suppress(SMTPException, OSError):
                    self._client.give_up_at = time.monotonic() + GOODBYE
                    self._client.quit()
            self._drop()

    @contextmanager
    def _alone(self, give_up_at: float) -> Iterator[None]:
        """Have the connection to oneself; after an error nobody knows where it stands, so it is dropped."""
        if not self._turn.acquire(timeout=max(0.0, give_up_at - time.monotonic())):
            raise TimeoutError("others were sending all the while")
        try:
            yield
        except BaseException:
            self._drop()
            raise
        finally:
            self._turn.release()

    def _hand_over(
        self, raw: bytes, sender: str, recipients: tuple[str, ...], handover: Handover, give_up_at: float
    ) -> dict[str, Delivery]:
        lasting = self._client is not None
        try:
            return transact(self._connected(give_up_at), raw, sender, recipients, handover)
        except SMTPServerDisconnected:
            if handover.complete or not lasting:
                raise
            self._drop()  # the server had tired of the idle connection: a new one, once
            return transact(self._connected(give_up_at), raw, sender, recipients, handover)

    def _connected(self, give_up_at: float) -> Client:
        if self._closed:
            raise Unavailable(f"{self._where}: the post is closed; nothing was sent")
        if self._client is None:
            self._client = self._connect(give_up_at)
        self._client.give_up_at = give_up_at
        return self._client

    def _connect(self, give_up_at: float) -> Client:
        """Return a new connection, encrypted and logged in.

        STARTTLS is demanded: where the server (or somebody in between) does not offer it, smtplib gives up,
        and neither password nor mail is sent.
        """
        if self._clock.monotonic() < self._no_login_before:
            raise Unavailable(f"{self._where}: it refused our login, and we wait a minute before the next")
        settings, trusted = self._settings, self._trusted()
        token = self._tokens.get() if self._tokens else ""
        client = Client(
            settings.host,
            settings.port,
            timeout=settings.timeout_seconds,
            give_up_at=give_up_at,
            implicit_tls=trusted if settings.tls == "implicit" else None,
        )
        try:
            if settings.tls == "starttls":
                client.starttls(context=trusted)
            client.ehlo_or_helo_if_needed()
            if settings.user:
                self._log_in(client, token)
        except BaseException:
            client.close()
            raise
        return client

    def _log_in(self, client: Client, token: str) -> None:
        user = self._settings.user
        try:
            if self._tokens:
                client.login_by_token(user, token)
            else:
                client.login_by_password(user, self._settings.password.get_secret_value())
        except SMTPAuthenticationError as error:
            self._no_login_before = self._clock.monotonic() + LOGIN_PAUSE
            if self._tokens:
                self._tokens.refused(token)
            # What the server says may repeat what it was given, so only its number is passed on.
            raise Unavailable(f"{self._where}: it refused the login of {user} ({error.smtp_code})") from None

    def _trusted(self) -> ssl.SSLContext | None:
        if self._settings.tls == "none":
            return None
        return ssl.create_default_context(cafile=self._settings.ca_file)

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None

    @property
    def _where(self) -> str:
        return f"{self._settings.host}:{self._settings.port}"

    def _say(self, error: Exception, so: str) -> str:
        """Say what happened without the words of a login: smtplib's errors hold the server's answer."""
        if isinstance(error, SMTPResponseException):
            what = reply_of(error)
        elif isinstance(error, TimeoutError):
            what = "it did not answer in time"
        else:
            what = one_line(str(error), REPLY_LIMIT) or type(error).__name__
        return f"{self._where}: {what}; {so}"
