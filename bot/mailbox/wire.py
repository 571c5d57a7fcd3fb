"""The IMAP client with bounded reading: no answer may be larger, slower or shorter than we allow.

imaplib reads whatever length a server announces and waits for as long as one byte comes now and then.
Here every read passes `Wire`, so a server that lies or dawdles ends as a broken connection, not as a
process without memory or a thread that hangs. Do not set `debug`: it would put letters into the log.
"""

import imaplib
import selectors
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import ProtocolError

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

CONNECT_SECONDS = 5.0
CHUNK = 1 << 16
DAWDLE = 10  # one answer may take this many time-outs altogether
NONSENSE = (
    ProtocolError, ValueError, TypeError, LookupError, AttributeError, AssertionError, RecursionError,
)  # fmt: skip


class Garbled(imaplib.IMAP4.error):
    """An answer came whole and makes no sense."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is allowed to a server."""

    timeout: float  # seconds for each read and write
    largest_answer: int  # bytes, to one command
    connected: Callable[["Wire"], None]  # told of a connection before anything is read, so it can be cut


class Wire(imaplib.IMAP4):
    """imaplib's protocol over a socket that is read by our rules."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None, limits: Limits) -> None:
        self._tls = tls
        self._limits = limits
        self._encrypted = tls is not None
        self._unread = bytearray()
        self._begin_answer()
        super().__init__(host, port, min(limits.timeout, CONNECT_SECONDS))

    def _create_socket(self, timeout: float | None) -> socket.socket:
        self.sock = socket.create_connection((self.host, self.port), timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.sock.settimeout(self._limits.timeout)
        self._limits.connected(self)
        if self._tls is not None:
            self._shake_hands(self._tls)
        return self.sock

    def _shake_hands(self, tls: ssl.SSLContext) -> None:
        self.sock = tls.wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
        try:
            self.sock.do_handshake()
        except OSError:
            self.sock.close()
            raise

    @property
    def has_unread(self) -> bool:
        """True if bytes were received that nobody looked at, which no `select` will tell."""
        return bool(self._unread)

    def has_news(self) -> bool:
        """Say, without waiting, if the server has spoken or hung up since the last answer."""
        if self.has_unread:
            return True
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            return bool(selector.select(0))

    def interrupt(self) -> None:
        """Make a read that is blocked in another thread end at once."""
        # Not SSLSocket's own shutdown, which would go back to plain text under the reader's feet.
        with suppress(OSError):
            socket.socket.shutdown(self.sock, socket.SHUT_RDWR)

    def send(self, data: Any) -> None:
        if isinstance(self.sock, ssl.SSLSocket) and not self._encrypted:
            self._encrypted = True
            if self._unread:  # planted by somebody on the way, to be taken for an encrypted answer
                raise self.abort("the server spoke ahead of TLS")
        self._begin_answer()
        super().send(data)

    def read(self, size: int) -> bytes:
        if size > self._allowance:
            raise self.abort(
                f"the server announced {size} bytes, more than the {self._limits.largest_answer} we take"
            )
        while len(self._unread) < size:
            self._receive()
        return self._take(size)

    def readline(self) -> bytes:
        searched = 0
        while (end := self._unread.find(b"\n", searched)) < 0:
            searched = len(self._unread)
            self._receive()
        return self._take(end + 1)

    def _begin_answer(self) -> None:
        self._allowance = self._limits.largest_answer
        # The machine's own steady time: a socket does not live by the clock of a rehearsal.
        self._deadline = time.monotonic() + DAWDLE * self._limits.timeout

    def _receive(self) -> None:
        if time.monotonic() > self._deadline:
            raise self.abort(f"the answer was not complete after {DAWDLE * self._limits.timeout:g} s")
        data = self.sock.recv(CHUNK)
        if not data:
            raise self.abort("the server hung up")
        self._allowance -= len(data)
        if self._allowance < 0:
            raise self.abort(f"the answer was longer than the {self._limits.largest_answer} bytes we take")
        self._unread += data

    def _take(self, size: int) -> bytes:
        taken = bytes(memoryview(self._unread)[:size])
        del self._unread[:size]
        return taken


def _sensible(method: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Turn whatever imapclient's parsers raise into one error; what was read, was read to its end."""

    @wraps(method)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return method(*args, **kwargs)
        except NONSENSE as error:
            raise Garbled("the answer makes no sense") from error

    return checked


class Client(IMAPClient):  # type: ignore[misc]  # imapclient comes without types
    """IMAPClient on a `Wire`: aware times, no log of what passes."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None, limits: Limits) -> None:
        self._limits = limits
        timeout = SocketTimeout(CONNECT_SECONDS, limits.timeout)
        super().__init__(host, port, ssl=tls is not None, ssl_context=tls, timeout=timeout)
        self.normalise_times = False
        self.wire.debug = 0  # imapclient asks imaplib to format every byte for its own log

    def _create_IMAP4(self) -> Wire:  # noqa: N802
        return Wire(self.host, self.port, self.ssl_context, self._limits)

    @property
    def wire(self) -> Wire:
        """The connection below; what it reads is bounded."""
        wire: Wire = self._imap
        return wire

    capabilities = _sensible(IMAPClient.capabilities)
    login = _sensible(IMAPClient.login)
    plain_login = _sensible(IMAPClient.plain_login)
    namespace = _sensible(IMAPClient.namespace)
    list_folders = _sensible(IMAPClient.list_folders)
    select_folder = _sensible(IMAPClient.select_folder)
    search = _sensible(IMAPClient.search)
    fetch = _sensible(IMAPClient.fetch)
    noop = _sensible(IMAPClient.noop)
    idle_done = _sensible(IMAPClient.idle_done)
