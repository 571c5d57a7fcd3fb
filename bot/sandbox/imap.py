"""A real IMAP server (pymap) inside this process, holding its mail in memory.

The mail lives as long as the object, not as long as the listening socket: `stop` and `start` are what a
client sees of a server that is restarted, with the same letters under the same UIDs.
"""

import asyncio
import ssl
from argparse import Namespace
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import Config, Identity, Login
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement
from pymap.parsing.specials.flag import Seen
from pymap.user import UserMetadata
from pysasl import SASLAuth
from pysasl.creds.plain import PlainCredentials
from pysasl.hashing import Cleartext
from pysasl.mechanism import ChallengeResponse, ServerChallenge, ServerMechanism
from pysasl.mechanism.login import LoginMechanism
from pysasl.mechanism.plain import PlainMechanism

from bot.sandbox.bearer import login_and_token

ARGUMENTS = Namespace(
    host=None, port=0, debug=False, cert=None, key=None, tls=False, proxy_protocol=None, passlib_cfg=None,
    demo_data=False, demo_user="nobody", demo_password="",
)  # fmt: skip


class TokenMechanism(ServerMechanism):
    """XOAUTH2."""

    def __init__(self) -> None:
        super().__init__(b"XOAUTH2")

    def server_attempt(self, responses: Sequence[ChallengeResponse]) -> tuple[PlainCredentials, None]:
        if not responses:
            raise ServerChallenge(b"")
        return PlainCredentials(*login_and_token(responses[0].response)), None


class Access(Config):
    """How one may log in."""

    @property
    def tls_auth(self) -> SASLAuth:
        return SASLAuth([PlainMechanism(), LoginMechanism(), TokenMechanism()])


class ImapServer:
    """Accounts with folders, served over TLS from the first byte; every method runs in the event loop."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self.port = 0
        self._tls = tls
        self._accounts: Login | None = None
        self._listening: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    async def start(self) -> None:
        """Listen on the loopback; the second time on the same port as the first."""
        if self._accounts is None:
            config = Access.from_args(
                ARGUMENTS, ssl_context=self._tls, hash_context=Cleartext(), invalid_user_sleep=0.0
            )
            config.apply_context()
            self._accounts = Login(config)
        self._listening = await asyncio.start_server(
            self._serve, "127.0.0.1", self.port, ssl=self._tls, reuse_address=True
        )
        self.port = self._listening.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Cut every connection, without a farewell."""
        if self._listening is not None:
            self._listening.close()
        for writer in tuple(self._open):
            writer.transport.abort()

    async def add_account(self, name: str, password: str, folders: tuple[str, ...]) -> None:
        """Let `name` log in; INBOX is there by itself."""
        user = UserMetadata(self._config, name, password=password)
        self._login.users_dict[name] = user
        async with self._identity(name).new_session() as session:
            for folder in folders:
                await session.mailbox_set.add_mailbox(folder)

    async def append(self, name: str, folder: str, raw: bytes, at: datetime, *, seen: bool) -> None:
        """Put a letter into a folder."""
        async with self._identity(name).new_session() as session:
            mailbox = await session.mailbox_set.get_mailbox(folder)
            flags = frozenset({Seen}) if seen else frozenset()
            await mailbox.append(AppendMessage(raw, at, flags), recent=True)

    async def letters(self, name: str, folder: str) -> list[bytes]:
        """Return all letters of a folder, oldest first."""
        async with self._identity(name).new_session() as session:
            mailbox = await session.mailbox_set.get_mailbox(folder)
            loaded = [await m.load_content(FetchRequirement.CONTENT) async for m in mailbox.messages()]
        return [bytes(letter.get_body(None)) for letter in loaded]

    @property
    def _login(self) -> Login:
        assert self._accounts is not None, "start the server first"
        return self._accounts

    @property
    def _config(self) -> Config:
        return self._login.config

    def _identity(self, name: str) -> Identity:
        return Identity(name, self._login, None, frozenset())

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            with suppress(ConnectionError, ssl.SSLError):  # the client went away: nothing to tell anybody
                await IMAPServer(self._login, self._config)(reader, writer, SocketInfo.get(writer, None))
        finally:
            self._open.discard(writer)
