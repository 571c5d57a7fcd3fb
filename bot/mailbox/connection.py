"""One login to an IMAP server: made when it is needed, kept while it works, not tried again in haste.

All errors of the network and of imapclient end here and become `Unavailable`, in a sentence without
secrets. A broken connection is dropped; a plain refusal (NO, BAD) leaves it standing.
"""

import re
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from imaplib import IMAP4

from imapclient.exceptions import LoginError

from bot.access_token import AccessTokens
from bot.clock import Clock
from bot.config.settings import Mailbox as Settings
from bot.errors import Misconfigured, Unavailable
from bot.mailbox.pause import REFUSED_LOGIN_SECONDS, Pause
from bot.mailbox.wire import Client, Garbled, Limits, Wire

REFUSED = IMAP4.error  # NO or BAD; the parent of all else that imaplib raises
BROKEN = (IMAP4.abort, Garbled, OSError)
USER_OF_LOGIN = re.compile(r"""[!#$&'+,\-./0-9:;<=>?@A-Z^_`a-z|}~]+""")  # an atom; imaplib does not quote it
PASSWORD_OF_LOGIN = re.compile(r"[ -~]*")  # what a quoted string can carry
IMAPLIB_PREFIX = re.compile(r"^command: \w+ => ")
ANSWER_HEADROOM = 4 << 20  # bytes an answer may have beyond the letters that were asked for


class Connection:
    """The way to one mailbox's server."""

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self.pause = Pause(clock)
        self.client: Client | None = None  # None: to be connected when next needed
        self._settings = settings
        self._tls = _trust(settings)
        self._tokens = AccessTokens(settings.oauth, clock) if settings.oauth else None
        self._token = ""  # the last one that was shown to the server
        self._wire: Wire | None = None  # the present connection, also while it is being made
        self.closed = False  # for good

    @contextmanager
    def talk(self, doing: str) -> Iterator[Client]:
        """Lend the connection for one errand, connecting first if need be.

        Raises:
            Unavailable: It could not be done; the sentence says what was being done and why not.
        """
        client = self._still_there() or self._connect()
        try:
            yield client
        except BROKEN as error:
            self.drop()
            self.pause.failed()
            raise self._unavailable(doing, error) from error
        except REFUSED as error:
            raise self._unavailable(doing, error) from error
        self.pause.worked()

    def drop(self) -> None:
        """Hang up; the next errand connects anew."""
        client, self.client = self.client, None
        if client is not None:
            with suppress(OSError, IMAP4.error):
                client.shutdown()

    def close(self) -> None:
        """Hang up for good; may be called while another thread reads, which then ends."""
        self.closed = True
        if self._wire is not None:
            self._wire.interrupt()

    def _still_there(self) -> Client | None:
        """Return the kept connection; one that was hung up meanwhile is no failure, just gone."""
        if self.client is not None and self.client.wire.has_news():
            try:
                self.client.noop()
            except BROKEN:
                self.drop()
        return self.client

    def _connect(self) -> Client:
        self._refuse_if_closed()
        if wait := self.pause.left():
            raise Unavailable(f"{self._trouble}; the next try is in {wait:.0f} s")
        try:
            self._token = self._tokens.get() if self._tokens else ""
            self.client = self._log_in(self._reach())
        except Unavailable as error:
            self.pause.failed()
            raise self._unavailable("logging in", error) from error
        except LoginError as error:
            self.pause.failed(at_least=REFUSED_LOGIN_SECONDS)
            if self._tokens:
                self._tokens.refused(self._token)
            raise self._unavailable("logging in", error) from None  # it may quote what it was sent
        except (*BROKEN, REFUSED) as error:
            self.pause.failed()
            raise self._unavailable("connecting", error) from error
        self._refuse_if_closed()
        return self.client

    def _refuse_if_closed(self) -> None:
        if self.closed:
            self.drop()
            raise Unavailable(f"mailbox {self._settings.name} is closed")

    def _reach(self) -> Client:
        s = self._settings
        tls = self._tls if s.tls == "implicit" else None
        limits = Limits(s.timeout_seconds, 2 * s.max_batch_bytes + ANSWER_HEADROOM, self._connected)
        client = Client(s.host, s.port, tls, limits)
        if s.tls == "starttls":
            with _or_shut(client):
                if not client.has_capability("STARTTLS"):
                    raise IMAP4.abort("it does not offer STARTTLS, so no password was sent")
                client.starttls(self._tls)
        return client

    def _connected(self, wire: Wire) -> None:
        self._wire = wire

    def _log_in(self, client: Client) -> Client:
        user, password = self._settings.user, self._settings.password.get_secret_value()
        with _or_shut(client):
            try:
                if self._tokens:
                    self._show_token(client)
                elif client.has_capability("AUTH=PLAIN"):
                    client.plain_login(user, password)
                elif USER_OF_LOGIN.fullmatch(user) and PASSWORD_OF_LOGIN.fullmatch(password):
                    client.login(user, password)
                else:
                    raise IMAP4.abort("it offers only LOGIN, which cannot carry this user name or password")
            except LoginError as error:
                if isinstance(error.__context__, IMAP4.abort):  # it hung up: that is no refusal
                    raise error.__context__ from None
                raise
        return client

    def _show_token(self, client: Client) -> None:
        """Log in with an access token; a refusal comes as a challenge, which wants an empty answer.

        Source: Google, "The SASL XOAUTH2 mechanism"; Exchange Online says the same.
        """
        said = f"user={self._settings.user}\1auth=Bearer {self._token}\1\1"
        client.sasl_login("XOAUTH2", lambda challenge: b"" if challenge else said)

    def _unavailable(self, doing: str, error: Exception) -> Unavailable:
        s = self._settings
        self._trouble = f"mailbox {s.name} at {s.host}: {doing} failed: {self.reason(error)}"
        return Unavailable(self._trouble)

    def reason(self, error: Exception) -> str:
        """Say what happened in at most 200 printable characters, none of them of a password or token."""
        match error:
            case TimeoutError():
                return f"no answer within {self._settings.timeout_seconds:g} s"
            case ssl.SSLCertVerificationError():
                text = f"its certificate is not trusted ({error.verify_message})"
            case OSError():
                text = error.strerror or str(error) or type(error).__name__
            case _:
                text = IMAPLIB_PREFIX.sub("", str(error))
        for secret in self._secrets():
            text = text.replace(secret, "…")
        return "".join(c if c.isprintable() else " " for c in text)[:200]

    def _secrets(self) -> tuple[str, ...]:
        """Return password and token in each form in which a server may have been told them."""
        user, password = self._settings.user, self._settings.password.get_secret_value()
        forms = {
            password: f"\0{user}\0{password}",
            self._token: f"user={user}\1auth=Bearer {self._token}\1\1",
        }
        return tuple(
            form
            for secret, said in forms.items()
            if secret
            for form in (b64encode(said.encode()).decode(), secret)
        )


def _trust(settings: Settings) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=settings.ca_file)
    except OSError as error:
        raise Misconfigured(
            f"mailbox {settings.name}: ca_file {settings.ca_file} is no certificate"
        ) from error


@contextmanager
def _or_shut(client: Client) -> Iterator[None]:
    """Leave no open socket behind when a step of connecting fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError, IMAP4.error):
            client.shutdown()
        raise
