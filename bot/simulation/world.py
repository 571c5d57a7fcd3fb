"""The neighbours of the house, in memory: each can fail for a while, and the process can die at every touch.

They report what truly happened to the `Witness`; the house only hears what its ports say.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from bot.checks.port import Baseline, CheckResult, CheckRun, CheckVerdict, KnownGroups, Landing
from bot.errors import Unavailable
from bot.flow.fake import FakeGate
from bot.letter.identity import identity_of
from bot.mailbox.port import Arrived, Batch, Position
from bot.post.port import ACCEPTED, Delivery, Refused, Unclear
from bot.simulation.script import Trouble
from bot.store.database import Purpose
from bot.store.work import Store, Work

INBOX, SENT = "INBOX", "Sent"
AT_ONCE = 7  # letters in one fetch


class Died(BaseException):
    """The process is gone at this point. No part of the house may catch it."""


class Witness(Protocol):
    """Sees what truly happens."""

    def mail_taken(self, raw: bytes, recipients: tuple[str, ...], *, clear: bool) -> None: ...

    def mail_tried(self, raw: bytes) -> None: ...

    def gate_asked(self, firm: str, *, on: bool) -> None: ...


@dataclass
class Fate:
    """Where the process dies, and which troubles last until when."""

    now: Callable[[], datetime]
    dies_after: int | None = None  # points still to pass
    points: int = 0
    until: dict[tuple[Trouble, str], datetime] = field(default_factory=dict)

    def point(self) -> None:
        """A statement that touches the world lies before or behind."""
        self.points += 1
        if self.dies_after is None:
            return
        self.dies_after -= 1
        if self.dies_after < 0:
            self.dies_after = None
            raise Died

    def is_in(self, trouble: Trouble, firm: str = "") -> bool:
        until = self.until.get((trouble, firm))
        return until is not None and self.now() < until

    def begin(self, trouble: Trouble, firm: str, lasts: timedelta) -> None:
        key = (trouble, firm)
        until = self.now() + lasts
        self.until[key] = max(until, self.until.get(key, until))


@dataclass
class SimClock:
    """The town's time, and how wrong the house's own clock is."""

    at: datetime
    wrong_by: timedelta = timedelta()

    def now(self) -> datetime:
        return self.at + self.wrong_by

    def monotonic(self) -> float:
        return self.at.timestamp()


class MortalStore(Store):
    """The house's memory, with a point to die at before, inside and after every transaction."""

    fate: Fate

    @contextmanager
    def _work(self, purpose: Purpose) -> Iterator[Work]:
        self.fate.point()
        with super()._work(purpose) as work:
            yield work
            self.fate.point()
        self.fate.point()


@dataclass
class SimPost:
    fate: Fate
    witness: Witness
    deferred: Callable[[str], bool]  # whether this recipient is refused for now
    refused: Callable[[str], bool]

    def send(self, raw: bytes, envelope_from: str, recipients: tuple[str, ...]) -> dict[str, Delivery]:  # noqa: ARG002
        self.fate.point()
        self.witness.mail_tried(raw)
        self.probe()
        if self.fate.is_in(Trouble.POST_LOSES):
            raise Unclear("the connection ended after the last byte")
        answers = {to: self._answer(to) for to in recipients}
        taken = tuple(to for to, answer in answers.items() if answer == ACCEPTED)
        unclear = self.fate.is_in(Trouble.POST_UNCLEAR)
        if taken:
            self.witness.mail_taken(raw, taken, clear=not unclear)
        if unclear:
            raise Unclear("the connection ended after the last byte")
        self.fate.point()
        return answers

    def _answer(self, to: str) -> Delivery:
        if self.fate.is_in(Trouble.POST_REFUSES) and self.refused(to):
            return Refused(permanent=True, reply="550 5.1.1 nobody has this address")
        if self.fate.is_in(Trouble.POST_DEFERS) and self.deferred(to):
            return Refused(permanent=False, reply="451 4.7.1 come back later")
        return ACCEPTED

    def probe(self) -> None:
        if self.fate.is_in(Trouble.POST_DOWN):
            raise Unavailable("the mail server does not answer")

    def close(self) -> None:
        """Nothing is open."""


class SimGate(FakeGate):
    """The gate of one firm, with its troubles."""

    def __init__(self, clock: SimClock, fate: Fate, firm: str, witness: Witness) -> None:
        super().__init__(clock)
        self.fate, self.firm, self.witness = fate, firm, witness

    def switch(self, *, on: bool) -> None:
        self.fate.point()
        self._be_troubled()
        if not self.down:
            self.witness.gate_asked(self.firm, on=on)
        super().switch(on=on)
        self.fate.point()

    def read(self):  # type: ignore[no-untyped-def]
        self.fate.point()
        self._be_troubled()
        return super().read()

    @property
    def truly_on(self) -> bool:
        self._settle()
        return self.on

    def _be_troubled(self) -> None:
        def is_in(trouble: Trouble) -> bool:
            return self.fate.is_in(trouble, self.firm)

        self.stuck, self.down = is_in(Trouble.GATE_STUCK), is_in(Trouble.GATE_DOWN)
        self.denies = is_in(Trouble.GATE_DENIES)
        self.lag = timedelta(minutes=4) if is_in(Trouble.GATE_LAGS) else timedelta()
        self.in_flight = 2 if is_in(Trouble.GATE_BUSY) else 0


@dataclass
class SimChecks:
    fate: Fate

    def compile_all(self) -> tuple[str, ...]:
        self.fate.point()
        return ()

    def baseline(self, firm: str) -> Baseline:
        self.fate.point()
        if self.fate.is_in(Trouble.CHECKS_DOWN, firm):
            return Baseline(self._run(firm, CheckVerdict.NOT_CHECKED))
        return Baseline(self._run(firm, CheckVerdict.CLEAN), (KnownGroups("", 800, ""),))

    def landed(self, firm: str, since: datetime) -> Landing:  # noqa: ARG002
        self.fate.point()
        return Landing(not self.fate.is_in(Trouble.CHECKS_DOWN, firm), "the database does not answer")

    def run(self, firm: str, before: Baseline | None = None) -> CheckRun:  # noqa: ARG002
        self.fate.point()
        verdict = CheckVerdict.CLEAN
        if self.fate.is_in(Trouble.CHECKS_HIT, firm):
            verdict = CheckVerdict.HITS
        if self.fate.is_in(Trouble.CHECKS_DOWN, firm):
            verdict = CheckVerdict.NOT_CHECKED
        return self._run(firm, verdict)

    def _run(self, firm: str, verdict: CheckVerdict) -> CheckRun:
        hits = int(verdict is CheckVerdict.HITS)
        why = "the database does not answer" if verdict is CheckVerdict.NOT_CHECKED else ""
        result = CheckResult(
            "same tax id", "clients entered twice", "stop", verdict, hits, hits, 900, why=why
        )
        return CheckRun(self.fate.now(), self.fate.now(), (result,), firm=firm)


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
