"""A mailbox and duplicate queries in memory."""

from dataclasses import dataclass, field
from datetime import datetime

from bot.checks.port import Baseline, CheckResult, CheckRun, CheckVerdict, KnownGroups, Landing
from bot.clock import Clock
from bot.errors import Unavailable
from bot.mailbox.port import Arrived, Batch, Missed, Position

CLEAN = CheckResult("same tax id", "clients entered twice", "stop", CheckVerdict.CLEAN, rows_tested=1000)


@dataclass
class FakeMailbox:
    """A folder in memory, handed over in order."""

    letters: list[Arrived] = field(default_factory=list)
    filed: list[bytes] = field(default_factory=list)  # copies of our own mail
    full: bool = False  # takes no copies
    withheld: set[int] = field(default_factory=set)  # numbers of letters it will not give

    def current(self, folder: str) -> Position:
        return Position(1, len(self.letters))

    def fetch_new(self, folder: str, position: Position | None) -> Batch:
        lying = self.letters[position.uid if position else 0 :]
        given = tuple(letter for letter in lying if letter.uid not in self.withheld)
        missed = tuple(Missed(letter.uid, "it gave 0 bytes") for letter in lying if letter not in given)
        return Batch(given, Position(1, len(self.letters)), at_end=True, missed=missed)

    def fetch_one(self, folder: str, position: Position) -> Arrived | None:
        return self.letters[position.uid - 1]

    def sent_folder(self) -> str | None:
        return "Sent"

    def file_sent(self, raw: bytes) -> None:
        if self.full:
            raise Unavailable("the mailbox is over its quota")
        self.filed.append(raw)

    def wait(self, folder: str, seconds: float) -> bool:
        return False

    def wake(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class FakeChecks:
    clock: Clock
    results: tuple[CheckResult, ...] = (CLEAN,)
    ran: int = 0
    faults: tuple[str, ...] = ()  # of queries that will not run
    baselines: int = 0
    stood_there: tuple[KnownGroups, ...] = (KnownGroups("", 1000, ""),)  # none: no baseline can be taken
    landing: Landing = field(default_factory=lambda: Landing(True))
    before: Baseline | None = None  # what the last run was given

    def baseline(self, firm: str) -> Baseline:
        self.baselines += 1
        return Baseline(self._run(firm, (CLEAN,) if self.stood_there else ()), self.stood_there)

    def landed(self, firm: str, since: datetime) -> Landing:
        return self.landing

    def run(self, firm: str, before: Baseline | None = None) -> CheckRun:
        self.ran += 1
        self.before = before
        return self._run(firm, self.results)

    def compile_all(self) -> tuple[str, ...]:
        return self.faults

    def _run(self, firm: str, results: tuple[CheckResult, ...]) -> CheckRun:
        return CheckRun(self.clock.now(), self.clock.now(), results, firm=firm)
