"""The mailbox, in memory: what lies there never changes, but it may be down, and numbered anew."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.errors import Unavailable
from bot.letter.identity import identity_of
from bot.mailbox.port import Arrived, Batch, Position
from bot.simulation.fate import Fate
from bot.simulation.script import Trouble

INBOX, SENT = "INBOX", "Sent"
AT_ONCE = 7  # letters in one fetch


@dataclass
class SimMailbox:
    """INBOX and Sent of one mailbox; what lies there never changes, but the numbers may."""

    fate: Fate
    folders: dict[str, list[tuple[bytes, datetime]]] = field(default_factory=lambda: {INBOX: [], SENT: []})
    validity: int = 1
    sent_from: int = 0  # letters in Sent that the house never asked for

    def deliver(self, raw: bytes, at: datetime, folder: str = INBOX) -> None:
        """Let a letter lie in a folder."""
        self.folders[folder].append((raw, at))

    def current(self, folder: str) -> Position:
        self._reach()
        self.sent_from = len(self.folders[folder])
        return Position(self.validity, self.sent_from)

    def fetch_new(self, folder: str, position: Position | None) -> Batch:
        self._reach()
        known = position is not None and position.uidvalidity == self.validity
        taken = position.uid if position and known else 0
        upto = min(taken + AT_ONCE, len(self.folders[folder]))
        letters = tuple(self._arrived(folder, uid) for uid in range(taken + 1, upto + 1))
        self.fate.point()
        end = upto == len(self.folders[folder])
        return Batch(letters, Position(self.validity, upto), at_end=end)

    def fetch_one(self, folder: str, position: Position) -> Arrived | None:
        self._reach()
        return self._arrived(folder, position.uid)

    def sent_folder(self) -> str | None:
        return SENT

    def file_sent(self, raw: bytes) -> None:
        self._reach()
        if all(raw != filed for filed, _ in self.folders[SENT]):
            self.deliver(raw, self.fate.now(), SENT)

    def distinct(self) -> int:
        """Return how many different letters lie there, copies by other routes left out."""
        lying = (*self.folders[INBOX], *self.folders[SENT][self.sent_from :])
        return len({identity_of(raw).digest for raw, _ in lying})

    def wait(self, folder: str, seconds: float) -> bool:  # noqa: ARG002
        return False

    def wake(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""

    def _arrived(self, folder: str, uid: int) -> Arrived:
        raw, at = self.folders[folder][uid - 1]
        return Arrived("support", folder, self.validity, uid, raw, at, len(raw), abridged=False)

    def _reach(self) -> None:
        self.fate.point()
        if self.fate.is_in(Trouble.MAILBOX_DOWN):
            raise Unavailable("the mail server does not answer")
