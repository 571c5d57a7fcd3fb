"""One lasting SMTP connection, kept by one event loop in a thread of its own; callers wait in any thread.

A server's "no" is a result, for the address it was said of. Silence is an error, and there are two
kinds: before all of a mail was handed over nothing was sent; after it nobody knows, until the server
has spoken. Everything below keeps these two apart.
"""

import asyncio
import re
import ssl
import threading
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from bot.clock import Clock
from bot.config import Smtp
from bot.errors import Unavailable
from bot.post.inert import is_plain_address, one_line
from bot.post.port import ACCEPTED, Delivery, Refused, Unclear

LOGIN_PAUSE = 60.0  # seconds between logins after a refused one: more often, and servers lock accounts
GOODBYE = 2.0  # seconds that closing may take
CLOSING = 421  # the server is about to hang up: as good as a lost connection
REPLY_LIMIT = 300

Answer = TypeVar("Answer")


@dataclass
class _Handover:
    """How far a mail has gone."""

    complete: bool = False  # its last byte was written; from here on silence is unclear


class SmtpPost:
    """Sends mail by one SMTP server; every method may be called from any thread."""

    def __init__(self, settings: Smtp, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
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
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _send(self, raw: bytes, sender: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:
        async with self._turn:
            handover = _Handover()
            try:
                async with asyncio.timeout(self._settings.deadline_seconds):
                    return await self._hand_over(raw, sender, recipients, handover)
            except (SMTPException, OSError) as error:
                self._drop()
                if handover.complete:
                    raise Unclear(self._say(error, "it may have taken the mail")) from error
                raise Unavailable(self._say(error, "nothing was sent")) from error

    async def _hand_over(
        self, raw: bytes, sender: str, recipients: tuple[str, ...], handover: _Handover
    ) -> dict[str, Delivery]:
        lasting = self._client is not None and self._client.is_connected
        try:
            return await _transact(await self._connected(), raw, sender, recipients, handover)
        except SMTPServerDisconnected:
            if handover.complete or not lasting:
                raise
            self._drop()  # the server had tired of the idle connection: a new one, once
            return await _transact(await self._connected(), raw, sender, recipients, handover)

    async def _connected(self) -> SMTP:
        if self._client is None or not self._client.is_connected:
            self._client = await self._connect()
        return self._client

    async def _connect(self) -> SMTP:
        """Return a new connection, encrypted and logged in.

        STARTTLS is asked for, never offered to: where a server (or somebody between) does not have it,
        aiosmtplib refuses, and neither password nor mail is sent.
        """
        if self._clock.monotonic() < self._no_login_before:
            raise Unavailable(f"{self._where}: it refused our login, and we wait a minute before the next")
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
                await self._log_in(client)
        except BaseException:
            client.close()
            raise
        return client

    async def _log_in(self, client: SMTP) -> None:
        user = self._settings.user
        try:
            await client.login(user, self._settings.password.get_secret_value())
        except SMTPAuthenticationError as error:
            self._no_login_before = self._clock.monotonic() + LOGIN_PAUSE
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
            what = _reply(error)
        elif isinstance(error, TimeoutError):
            what = "it did not answer in time"
        else:
            what = one_line(str(error), REPLY_LIMIT) or type(error).__name__
        return f"{self._where}: {what}; {so}"


async def _transact(
    client: SMTP, raw: bytes, sender: str, recipients: tuple[str, ...], handover: _Handover
) -> dict[str, Delivery]:
    """Take one mail through MAIL, RCPT and DATA, and return what the server said of each recipient."""
    utf8 = client.supports_extension("smtputf8") and not all(map(str.isascii, recipients))
    refusal = await _announce(client, raw, sender, utf8=utf8)
    if refusal is not None:
        return dict.fromkeys(recipients, refusal)
    answers = {to: await _offer(client, to, utf8=utf8) for to in recipients}
    if ACCEPTED not in answers.values():
        await client.rset()
        return answers
    outcome = await _deliver(client, raw, handover)
    return {to: outcome if answer == ACCEPTED else answer for to, answer in answers.items()}


async def _announce(client: SMTP, raw: bytes, sender: str, *, utf8: bool) -> Refused | None:
    """Open the transaction; a refusal here concerns every recipient."""
    options = [f"SIZE={len(raw)}"] if client.supports_extension("size") else []
    try:
        await client.mail(sender, options=[*options, "SMTPUTF8"] if utf8 else options)
    except SMTPSenderRefused as error:
        return _refused(error)
    return None


async def _offer(client: SMTP, to: str, *, utf8: bool) -> Delivery:
    if not to.isascii() and not utf8:
        return Refused(permanent=True, reply="the mail server takes no address outside ASCII")
    if not is_plain_address(to):
        return Refused(permanent=True, reply=f"{one_line(to, REPLY_LIMIT)} is not a plain address")
    try:
        await client.rcpt(to, encoding="utf-8" if utf8 else "ascii")
    except SMTPRecipientRefused as error:
        return _refused(error)
    return ACCEPTED


async def _deliver(client: SMTP, raw: bytes, handover: _Handover) -> Delivery:
    """Hand over the bytes. aiosmtplib's own `data` does not tell whether the end came before or after."""
    go_ahead = await client.execute_command(b"DATA")
    if go_ahead.code != 354:
        await client.rset()
        return _refused(SMTPResponseException(go_ahead.code, go_ahead.message))
    protocol = client.protocol
    if protocol is None:
        raise SMTPServerDisconnected("Connection lost")
    handover.complete = True
    protocol.write(_for_data(raw))
    verdict = await protocol.read_response(timeout=client.timeout)
    if 200 <= verdict.code < 300:
        return ACCEPTED
    if not 400 <= verdict.code < 600:
        raise SMTPResponseException(verdict.code, verdict.message)
    handover.complete = False  # the server has spoken, so nothing is unclear
    return _refused(SMTPResponseException(verdict.code, verdict.message))


def _for_data(raw: bytes) -> bytes:
    """Return the bytes as DATA wants them: CRLF only, dots doubled, the end marked. RFC 5321 §4.5.2."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", raw).removesuffix(b"\r\n") + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines) + b".\r\n"


def _refused(error: SMTPResponseException) -> Refused:
    """Turn a "no" into a result, unless it says that the server is about to hang up."""
    if error.code == CLOSING:
        raise SMTPServerDisconnected(_reply(error))
    return Refused(permanent=error.code >= 500, reply=_reply(error))


def _reply(error: SMTPResponseException) -> str:
    return one_line(f"{error.code} {error.message}", REPLY_LIMIT)
