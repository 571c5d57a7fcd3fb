"""A real SMTP server (aiosmtpd) inside this process: submission with STARTTLS and a login."""

import asyncio
import logging
import ssl
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any, Protocol

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from bot.sandbox.bearer import login_and_token

logging.getLogger("mail.log").setLevel(logging.ERROR)  # it warns of its own old attribute at each login


@dataclass(frozen=True, slots=True)
class Transaction:
    """One mail as it was submitted: the envelope, and the bytes as they came over the wire."""

    login: str
    sender: str  # envelope; "" is the null sender
    recipients: tuple[str, ...]
    raw: bytes


class PostOffice(Protocol):
    """Who decides what becomes of submitted mail."""

    def admits(self, login: str, password: str) -> bool:
        """Say whether this login may send."""

    def refusal(self, recipient: str) -> str | None:
        """Return the answer that refuses a recipient, "550 5.1.1 …"; None takes it."""

    async def take(self, mail: Transaction) -> None:
        """Take over a mail, all recipients of it having been accepted."""


class SmtpServer:
    """Listens on the loopback; every method runs in the event loop."""

    def __init__(self, tls: ssl.SSLContext, host: str, office: PostOffice) -> None:
        self.port = 0
        self._tls = tls
        self._host = host
        self._handler = _Handler(office)
        self._listening: asyncio.Server | None = None
        self._open: list[SMTP] = []

    async def start(self) -> None:
        """Listen; the second time on the same port as the first."""
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._protocol, "127.0.0.1", self.port, reuse_address=True)
        self.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut every connection, without a farewell."""
        if self._listening is not None:
            self._listening.close()
        for protocol in self._open:
            if isinstance(protocol.transport, asyncio.Transport):
                protocol.transport.abort()
        self._open.clear()

    def _protocol(self) -> SMTP:
        self._open = [protocol for protocol in self._open if protocol.transport is not None]
        protocol = SMTP(
            self._handler,
            hostname=self._host,
            tls_context=self._tls,
            require_starttls=True,
            auth_required=True,
            authenticator=self._handler.authenticate,
            enable_SMTPUTF8=False,
            data_size_limit=64 << 20,
            loop=asyncio.get_running_loop(),
        )
        self._open.append(protocol)
        return protocol


class _Handler:
    """The hooks of aiosmtpd, which finds them by their names."""

    def __init__(self, office: PostOffice) -> None:
        self._office = office

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, credentials: Any
    ) -> AuthResult:
        if not isinstance(credentials, LoginPassword):
            return AuthResult(success=False, handled=False)
        login = credentials.login.decode("utf-8", "replace")
        admitted = self._office.admits(login, credentials.password.decode("utf-8", "replace"))
        return AuthResult(success=admitted, handled=False, auth_data=login)

    async def auth_XOAUTH2(self, server: SMTP, args: list[str]) -> AuthResult:  # noqa: N802
        """Take an access token, which here is the account's password; a wrong one is told as a challenge."""
        login, token = login_and_token(b64decode(args[1])) if len(args) == 2 else ("", "")
        if self._office.admits(login, token):
            return AuthResult(success=True, auth_data=login)
        await server.push("334 " + b64encode(b'{"status":"401"}').decode())
        await server._reader.readline()  # noqa: SLF001 the client's empty answer; aiosmtpd lends no other way
        return AuthResult(success=False, handled=False)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        refusal = self._office.refusal(address.lower())
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        mail = Transaction(
            login=str(session.auth_data),
            sender=(envelope.mail_from or "").strip("<>").lower(),
            recipients=tuple(address.lower() for address in envelope.rcpt_tos),
            raw=envelope.original_content or b"",
        )
        await self._office.take(mail)
        return "250 2.0.0 OK"
