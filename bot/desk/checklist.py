"""The eight rows of the process, each with the entry of the journal that proves it: a tick is an entry.

An import that was given up and begins anew, and a completion that somebody took back, prove nothing any more.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.desk import events as e
from bot.desk.decision import Entry
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage

Proves = Callable[[e.Event], bool]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the contract with the user."""

    number: int
    when: str
    task: str
    who: str
    proves: Proves


@dataclass(frozen=True, slots=True)
class Tick:
    """A row and what proves it; without a proof it is not done."""

    row: Row
    proof: Entry | None

    @property
    def mark(self) -> str:
        return "✔" if self.proof else ""


def _any(*kinds: type[e.Event]) -> Proves:
    return lambda event: isinstance(event, kinds)


def _sent(*mails: Mail) -> Proves:
    return lambda event: isinstance(event, e.MailSent) and event.mail in mails


ASKED = _any(e.Requested, e.DateAccepted)
CHOSEN = _any(e.DateAccepted, e.DateNeedsApproval)
CONFIRMED = _sent(Mail.TIMING_CONFIRMED, Mail.RESCHEDULED)
CHECKED = _any(e.ChecksClean, e.ChecksHit, e.DuplicatesNoted)
ROWS = (
    Row(1, "≥ 1 week before", "notify support by email", "firm", ASKED),
    Row(2, "≥ 1 week before", "choose the import date", "firm", CHOSEN),
    Row(3, "≥ 1 week before", "confirm the timing", "support", CONFIRMED),
    Row(4, "import day, before", "data flow turned off", "support", _any(e.FlowReadOff)),
    Row(5, "import day, after off", "firm may proceed", "support", _sent(Mail.PROCEED)),
    Row(6, "import day", "imports, then says so", "firm", _any(e.Completed)),
    Row(7, "after", "flow on; duplicate queries", "support", CHECKED),
    Row(8, "after flow on", "compare ten clients' AR", "firm", _any(e.ReviewMatched)),
)
DAY_BEGINS, IMPORT_ENDS = 4, 6  # the first rows that begin anew


def checklist(journal: Sequence[Entry]) -> tuple[Tick, ...]:
    """Return every row with the latest entry that proves it."""
    given_up = _last(journal, lambda entry: entry.was is Stage.TURNING_ON and entry.now in AGAIN)
    objected = _last(journal, lambda entry: isinstance(entry.event, e.Objected))
    since = {row: given_up if row.number >= DAY_BEGINS else 0 for row in ROWS}
    since |= {row: max(given_up, objected) for row in ROWS if row.number >= IMPORT_ENDS}
    return tuple(Tick(row, _proof(row, journal[since[row] :])) for row in ROWS)


AGAIN = frozenset({Stage.SCHEDULED, Stage.REQUESTED})


def _last(journal: Sequence[Entry], ends: Callable[[Entry], bool]) -> int:
    """Return how many entries stand up to the last one that is so; none: 0."""
    return max((n for n, entry in enumerate(journal, start=1) if ends(entry)), default=0)


def _proof(row: Row, journal: Sequence[Entry]) -> Entry | None:
    return next((entry for entry in reversed(journal) if row.proves(entry.event)), None)
