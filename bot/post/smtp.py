"""One lasting SMTP connection, kept by one event loop in a thread of its own; callers wait in any thread.

Silence is an error, and there are two kinds: before all of a mail was handed over nothing was sent; after
it nobody knows until the server has spoken. Everything below keeps these two apart.
"""

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from bot.access_token import AccessTokens
from bot.clock import Clock
from bot.config.settings import Smtp
from bot.errors import Unavailable
from bot.post.inert import one_line
from bot.post.port import Delivery, Unclear
from bot.post.transaction import REPLY_LIMIT, Handover, reply_of, transact

LOGIN_PAUSE = 60.0  # seconds between logins after a refused one: more often, and servers lock accounts
GOODBYE = 2.0  # seconds that closing may take

Answer = TypeVar("Answer")


class SmtpPost:
    """Sends mail by one SMTP server; every method may be called from any thread."""

    def __init__(self, settings: Smtp, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._tokens = AccessTokens(settings.oauth, clock) if settings.oauth else None
        self._client: SMTP | None = None
        self._no_login_before = clock.monotonic()
        self._turn = asyncio.Lock()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="post", daemon=True)
        self._thread.start()

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        return self._wait_for(self._send(raw, envelope_from, recipients))

    def probe(self) -> None:
        self._wait_for(self._probe())

    def close(self) -> None:
        if self._loop.is_closed():
            return
        self._wait_for(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _wait_for(self, work: Coroutine[None, None, Answer]) -> Answer:
        if self._loop.is_closed():
            work.close()
            raise Unavailable(f"{self._where}: the post is closed; nothing was sent")
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _send(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        handover = Handover()
        try:
            # Waiting for our turn counts too: the caller's claim on the mail runs on meanwhile.
            async with asyncio.timeout(self._settings.deadline_seconds), self._alone():
                return await self._hand_over(raw, sender, recipients, handover)
        except (SMTPException, OSError) as error:
            if handover.complete:
                raise Unclear(self._say(error, "it may have taken the mail")) from error
            raise Unavailable(self._say(error, "nothing was sent")) from error

    @asynccontextmanager
    async def _alone(self) -> AsyncIterator[None]:
        """Have the connection to oneself; after an error nobody knows where it stands, so it is dropped."""
        async with self._turn:
            try:
                yield
            except BaseException:
                self._drop()
                raise

    async def _hand_over(
        self, raw: bytes, sender: str, recipients: tuple[str, ...], handover: Handover
    ) -> dict[str, Delivery]:
        lasting = self._client is not None and self._client.is_connected
        try:
            return await transact(await self._connected(), raw, sender, recipients, handover)
        except SMTPServerDisconnected:
            if handover.complete or not lasting:
                raise
            self._drop()  # the server had tired of the idle connection: a new one, once
            return await transact(await self._connected(), raw, sender, recipients, handover)

    async def _connected(self) -> SMTP:
        if self._client is None or not self._client.is_connected:
            self._client = await self._connect()
        return self._client

    async def _connect(self) -> SMTP:
        """Return a new connection, encrypted and logged in.

        STARTTLS is demanded: where the server (or somebody in between) does not offer it, aiosmtplib gives
        up, and neither password nor mail is sent.
        """
        if self._clock.monotonic() < self._no_login_before:
            raise Unavailable(f"{self._where}: it refused our login, and we wait a minute before the next")
        token = await asyncio.to_thread(self._tokens.get) if self._tokens else ""
        client = SMTP(
            hostname=self._settings.host,
            port=self._settings.port,
            timeout=self._settings.timeout_seconds,
            use_tls=self._settings.tls == "implicit",
            start_tls=self._settings.tls == "starttls",
            tls_context=self._trusted(),
            local_hostname="[127.0.0.1]",  # no name of ours is looked up, since that may hang
        )
        try:
            await client.connect()
            await client.ehlo()
            if self._settings.user:
                await self._log_in(client, token)
        except BaseException:
            client.close()
            raise
        return client

    async def _log_in(self, client: SMTP, token: str) -> None:
        user = self._settings.user
        try:
            if self._tokens:
                await client.auth_xoauth2(user, token)
            else:
                await client.login(user, self._settings.password.get_secret_value())
        except SMTPAuthenticationError as error:
            self._no_login_before = self._clock.monotonic() + LOGIN_PAUSE
            if self._tokens:
                self._tokens.refused(token)
            # What the server says may repeat what it was given, so only its number is passed on.
            raise Unavailable(f"{self._where}: it refused the login of {user} ({error.code})") from None

    def _trusted(self) -> ssl.SSLContext | None:
        if self._settings.tls == "none":
            return None
        return ssl.create_default_context(cafile=self._settings.ca_file)

    async def _probe(self) -> None:
        try:
            async with asyncio.timeout(self._settings.deadline_seconds):
                client = await self._connect()
                try:
                    await client.noop()
                    await client.quit()
                finally:
                    client.close()
        except (SMTPException, OSError) as error:
            raise Unavailable(self._say(error, "no mail could be sent")) from error

    async def _close(self) -> None:
        async with self._turn:
            if self._client is not None and self._client.is_connected:
                with suppress(SMTPException, OSError):
                    async with asyncio.timeout(GOODBYE):
                        await self._client.quit()
            self._drop()

    def _drop(self) -> None:
        if self._client is not None:
            self._client.close()
        self._client = None

    @property
    def _where(self) -> str:
        return f"{self._settings.host}:{self._settings.port}"

    def _say(self, error: Exception, so: str) -> str:
        """Say what happened without the words of a login: aiosmtplib's errors hold the server's answer."""
        if isinstance(error, SMTPResponseException):
            what = reply_of(error)
        elif isinstance(error, TimeoutError):
            what = "it did not answer in time"
        else:
            what = one_line(str(error), REPLY_LIMIT) or type(error).__name__
        return f"{self._where}: {what}; {so}"
