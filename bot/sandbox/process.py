"""The eight rows of the process as a user knows them, each with what in the journal proves it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.desk import events as e
from bot.desk.tasks import Mail
from bot.desk.ticket import Ticket
from bot.store.journal import Journalled


@dataclass(frozen=True, slots=True)
class Story:
    """What the ticket's journal tells."""

    stage: str = ""  # where the ticket stands
    events: frozenset[type[e.Event]] = frozenset()
    mails: frozenset[Mail] = frozenset()  # taken by the server

    @classmethod
    def read(cls, ticket: Ticket, journal: Sequence[Journalled]) -> "Story":
        """Read it off the database."""
        events = [line.entry.event for line in journal]
        mails = (event.mail for event in events if isinstance(event, e.MailSent))
        return cls(ticket.stage.value, frozenset(map(type, events)), frozenset(mails))

    def has(self, *events: type[e.Event]) -> bool:
        """Whether each of these happened."""
        return set(events) <= self.events


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the contract with the user."""

    number: int
    when: str
    task: str
    who: str
    done: Callable[[Story], bool]

    def mark(self, story: Story) -> str:
        return "✔" if self.done(story) else ""


ROWS = (
    Row(1, "≥ 1 week before", "notify support by email", "firm", lambda s: s.has(e.Requested)),
    Row(2, "≥ 1 week before", "choose the import date", "firm", lambda s: s.has(e.DateAccepted)),
    Row(3, "≥ 1 week before", "confirm the timing", "support", lambda s: Mail.TIMING_CONFIRMED in s.mails),
    Row(4, "import day, before", "data flow turned off", "support", lambda s: s.has(e.FlowReadOff)),
    Row(5, "import day, after off", "firm may proceed", "support", lambda s: Mail.PROCEED in s.mails),
    Row(6, "import day", "imports, then says so", "firm", lambda s: s.has(e.Completed)),
    Row(7, "after", "flow on; duplicate queries", "support", lambda s: s.has(e.FlowReadOn, e.ChecksClean)),
    Row(8, "after flow on", "compare ten clients' AR", "firm", lambda s: s.has(e.ReviewMatched)),
)  # fmt: skip
