"""smtplib's client, whose every wait ends by one deadline, however slowly the server drips its answer.

smtplib gives each read a time-out of its own and calls a silence a lost connection; here the two are told
apart, for a lost idle connection may be opened again and a silent server is not asked twice.
"""

import io
import smtplib
import socket
import ssl
import time
from base64 import b64encode
from typing import Any

LOGGED_IN = 235


class Client(smtplib.SMTP):
    """One connection to a mail server; raises TimeoutError where the server is too slow."""

    def __init__(
        self,
        host: str,
        port: int,
        *,
        timeout: float,
        give_up_at: float,
        implicit_tls: ssl.SSLContext | None = None,
    ) -> None:
        """Connect.

        Args:
            timeout: Seconds for one read or write.
            give_up_at: The end of all patience, by time.monotonic(); set anew for each mail.
            implicit_tls: Encrypt from the first byte; None: in the clear, until `starttls`.
        """
        self.give_up_at = give_up_at
        self._limit = timeout
        self._implicit_tls = implicit_tls
        # No name of ours is looked up, since that may hang.
        super().__init__(host, port, local_hostname="[127.0.0.1]")

    def patience(self) -> float:
        """Return for how many seconds one more wait may last.

        Raises:
            TimeoutError: For none.
        """
        left = min(self._limit, self.give_up_at - time.monotonic())
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None and self.sock is not None:
            self.file = io.BufferedReader(_Incoming(self))
        try:
            return super().getreply()
        except smtplib.SMTPServerDisconnected as error:
            raise _cause_of(error) from None

    def send(self, s: Any) -> None:
        if self.sock is not None:
            self.sock.settimeout(self.patience())
        try:
            super().send(s)
        except smtplib.SMTPServerDisconnected as error:
            raise _cause_of(error) from None

    def login_by_password(self, user: str, password: str) -> None:
        """Log in; smtplib knows only ASCII, and PLAIN takes any letters. Source: RFC 4616 §2."""
        if f"{user}{password}".isascii():
            self.login(user, password)
            return
        said = b64encode(f"\0{user}\0{password}".encode()).decode()
        code, words = self.docmd("AUTH", f"PLAIN {said}")
        if code != LOGGED_IN:
            raise smtplib.SMTPAuthenticationError(code, words)

    def login_by_token(self, user: str, token: str) -> None:
        """Log in by an OAuth 2 access token. Source: Google's and Microsoft's description of XOAUTH2."""
        # Asked a second time, the server tells what is wrong and waits for an empty line.
        said = f"user={user}\x01auth=Bearer {token}\x01\x01"
        self.auth("XOAUTH2", lambda challenge=None: said if challenge is None else "")

    def _get_socket(self, host: str, port: int, _: object) -> socket.socket:
        plain = socket.create_connection((host, port), self.patience())
        if self._implicit_tls is None:
            return plain
        plain.settimeout(self.patience())
        return self._implicit_tls.wrap_socket(plain, server_hostname=host)


class _Incoming(io.RawIOBase):
    """What the server sends, each piece waited for no longer than the client's patience."""

    def __init__(self, client: Client) -> None:
        self._client = client

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        connection = self._client.sock
        if connection is None:
            return 0
        connection.settimeout(self._client.patience())
        return connection.recv_into(buffer)


def _cause_of(error: smtplib.SMTPServerDisconnected) -> OSError:
    """Return the time-out that smtplib took for a lost connection, else its own error."""
    return error.__context__ if isinstance(error.__context__, TimeoutError) else error
