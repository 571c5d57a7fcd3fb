"""An IMAP server over a real socket that keeps to the protocol, except where a test tells it not to."""

import re
import socket
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NoReturn

CAPABILITY = "IMAP4rev1 IDLE AUTH=PLAIN"


class HungUp(Exception):
    """The talk with one client is over."""


@dataclass
class Talk:
    """One client's connection, as a fault sees it."""

    sock: socket.socket
    tag: str = ""
    told: str = ""  # the command without its tag
    _unread: bytes = b""

    def line(self) -> str:
        while b"\r\n" not in self._unread:
            data = self.sock.recv(65536)
            if not data:
                raise HungUp
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\r\n")
        return line.decode("latin-1")

    def say(self, text: str | bytes) -> None:
        data = text if isinstance(text, bytes) else text.encode("latin-1")
        self.sock.sendall(data + b"\r\n")

    def ok(self, text: str = "done") -> None:
        self.say(f"{self.tag} OK {text}")

    def hang_up(self) -> NoReturn:
        raise HungUp


Fault = Callable[[Talk], object]


@dataclass
class FaultyImap:
    """A mailbox with one folder; `faults[verb]` are answered in turn in place of the right answer."""

    letters: dict[int, bytes] = field(default_factory=dict)
    uidvalidity: int = 7
    greeting: str | None = "* OK ready"
    capability: str = CAPABILITY
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    always: dict[str, Fault] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)  # every command, without its tag
    logins: int = 0

    def __post_init__(self) -> None:
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._talks: list[Talk] = []
        self._closed = False
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        self._closed = True
        for sock in (self._listening, *(talk.sock for talk in self._talks)):
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            sock.close()

    def announce(self) -> None:
        """Tell every client that there is a new letter."""
        for talk in self._talks:
            talk.say(f"* {len(self.letters)} EXISTS")

    def _accept(self) -> None:
        while not self._closed:
            try:
                sock, _ = self._listening.accept()
            except OSError:
                return
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            talk = Talk(sock)
            self._talks.append(talk)
            threading.Thread(target=self._serve, args=(talk,), daemon=True).start()

    def _serve(self, talk: Talk) -> None:
        try:
            if self.greeting is not None:
                talk.say(self.greeting)
            while True:
                talk.tag, _, talk.told = talk.line().partition(" ")
                self.heard.append(talk.told)
                self._answer(talk)
        except (HungUp, OSError):
            talk.sock.close()

    def _answer(self, talk: Talk) -> None:
        verb = re.match(r"(UID )?\w+", talk.told.upper())
        if verb is None:
            talk.hang_up()
        elif self.faults[verb.group()]:
            self.faults[verb.group()].popleft()(talk)
        elif verb.group() in self.always:
            self.always[verb.group()](talk)
        else:
            getattr(self, "_" + verb.group().lower().replace(" ", "_"))(talk)

    def _capability(self, talk: Talk) -> None:
        talk.say(f"* CAPABILITY {self.capability}")
        talk.ok()

    def _authenticate(self, talk: Talk) -> None:
        self.logins += 1
        talk.say("+ ")
        talk.line()
        talk.ok("logged in")

    def _noop(self, talk: Talk) -> None:
        talk.ok()

    def _examine(self, talk: Talk) -> None:
        talk.say(f"* {len(self.letters)} EXISTS")
        talk.say(f"* OK [UIDVALIDITY {self.uidvalidity}] valid")
        talk.say(f"* OK [UIDNEXT {max(self.letters, default=0) + 1}] next")
        talk.ok("[READ-ONLY] examined")

    def _list(self, talk: Talk) -> None:
        talk.ok()

    def _uid_search(self, talk: Talk) -> None:
        found = " ".join(str(uid) for uid in self._asked(talk.told.split()[-1]))
        talk.say(f"* SEARCH {found}".rstrip())
        talk.ok()

    def _uid_fetch(self, talk: Talk) -> None:
        for uid in self._asked(talk.told.split()[2]):
            talk.say(self.answer(uid, "BODY" in talk.told))
        talk.ok()

    def _idle(self, talk: Talk) -> None:
        talk.say("+ idling")
        assert talk.line() == "DONE"
        talk.ok()

    def _logout(self, talk: Talk) -> None:
        talk.hang_up()

    def answer(self, uid: int, body: bool) -> bytes:
        """Return the right answer to a FETCH of one letter."""
        raw, seq = self.letters[uid], sorted(self.letters).index(uid) + 1
        if not body:
            return b'* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "01-Dec-2026 09:00:00 -0500")' % (
                seq,
                uid,
                len(raw),
            )
        return b"* %d FETCH (UID %d BODY[] {%d}\r\n%b)" % (seq, uid, len(raw), raw)

    def _asked(self, sequence: str) -> Iterator[int]:
        last = max(self.letters, default=0)
        for item in sequence.split(","):
            first, _, end = item.partition(":")
            low, high = int(first), last if end == "*" else int(end or first)
            # "n:*" names the last letter even when n is beyond it.
            yield from sorted(uid for uid in self.letters if min(low, high) <= uid <= max(low, high))
