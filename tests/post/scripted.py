"""An SMTP server that does one thing wrong, on a real socket."""

import socket
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

CUT = ""  # hang up instead of answering
HANG = "hang"  # never answer
DRIP = "drip"  # answer one byte at a time, without an end

USUAL = {
    "GREETING": "220 scripted.example",
    "EHLO": "250-scripted.example\r\n250 SIZE 10000000",
    "MAIL": "250 ok",
    "RCPT": "250 ok",
    "DATA": "354 go ahead",
    ".": "250 taken",
    "RSET": "250 ok",
    "NOOP": "250 ok",
    "QUIT": "221 bye",
}


@dataclass
class ScriptedServer:
    """Answers each command by the script; `.` is the end of a mail. What it hears is kept."""

    script: Mapping[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    mails: list[bytes] = field(default_factory=list)
    connections: int = 0

    def __post_init__(self) -> None:
        self._over = threading.Event()
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def stop(self) -> None:
        """Hang up on everybody."""
        self._over.set()
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """Cut every connection, as a server does with an idle one."""
        while self._open:
            connection = self._open.pop()
            with suppress(OSError):  # the other side was quicker
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError), connection, connection.makefile("rb") as lines:
            self._answer(connection, "GREETING")
            while line := lines.readline():
                self.heard.append(line.decode("utf-8", "replace").strip())
                answer = self._answer(connection, self.heard[-1].split(" ")[0].upper())
                if answer.startswith("354"):
                    self.mails.append(b"".join(iter(lines.readline, b".\r\n")))
                    self._answer(connection, ".")

    def _answer(self, connection: socket.socket, verb: str) -> str:
        answer = self.script.get(verb, USUAL.get(verb, "500 what?"))
        if answer == HANG:
            self._over.wait()
        while answer == DRIP and not self._over.wait(0.02):
            connection.sendall(b"2")
        if answer in (CUT, HANG, DRIP):
            raise ConnectionAbortedError
        connection.sendall(answer.encode() + b"\r\n")
        return answer
