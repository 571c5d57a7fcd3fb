"""What a ticket is: one import of one firm, where it stands, and what was said and read about it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.desk.firm import Firm
from bot.desk.heard import Heard
from bot.desk.obstacle import Obstacle
from bot.desk.ten import NO_TEN, Ten
from bot.flow.port import FlowReading, FlowState
from bot.reading.reading import Expecting, Kind, Promised


class Stage(StrEnum):
    REQUESTED = "requested"
    SCHEDULED = "scheduled"
    TURNING_OFF = "turning_off"
    IMPORTING = "importing"
    TURNING_ON = "turning_on"
    CHECKING = "checking"
    REVIEWING = "reviewing"
    CLOSED = "closed"
    CANCELLED = "cancelled"


ENDED = frozenset({Stage.CLOSED, Stage.CANCELLED})
WANTS_OFF = frozenset({Stage.TURNING_OFF, Stage.IMPORTING})

# The question a ticket waits to hear answered, by where it stands.
QUESTION: dict[Stage, Expecting] = {
    Stage.REQUESTED: Expecting.DATE,
    Stage.SCHEDULED: Expecting.DAY,
    Stage.TURNING_OFF: Expecting.DAY,
    Stage.IMPORTING: Expecting.COMPLETION,
    Stage.TURNING_ON: Expecting.COMPLETION,
    Stage.CHECKING: Expecting.REVIEW,
    Stage.REVIEWING: Expecting.REVIEW,
    Stage.CLOSED: Expecting.NEW,
    Stage.CANCELLED: Expecting.NEW,
}


@dataclass(frozen=True, slots=True)
class WallTime:
    """A moment as people agreed on it: the wall clock they named, its zone, and the instant that follows."""

    local: datetime  # naive, as the clock on the firm's wall will show it
    zone: str  # IANA
    at: datetime  # UTC

    @classmethod
    def of(cls, at: datetime, zone: ZoneInfo) -> "WallTime":
        """Return the wall time in `zone` at an aware moment."""
        return cls(at.astimezone(zone).replace(tzinfo=None, fold=0), zone.key, at)


@dataclass(frozen=True, slots=True)
class Plan:
    """The day of the import, hour by hour."""

    starts: WallTime
    off_at: WallTime  # the flow is turned off
    proceed_until: WallTime  # after this nobody is told to proceed
    ends_by: WallTime  # the import is expected to be over
    off_limit: WallTime  # past this, whether the flow stays off is for staff to decide
    hour_was_said: bool = True  # False: the policy's default hour, and the confirmation says so

    def overlaps(self, other: "Plan") -> bool:
        """Whether both would have the flow off at one time."""
        return self.off_at.at < other.ends_by.at and other.off_at.at < self.ends_by.at


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a ticket's entry in people's calendars says, or is about to."""

    sequence: int  # rises with each change. RFC 5545 §3.8.7.4
    plan: Plan
    off: bool = False  # it was taken back


@dataclass(frozen=True, slots=True)
class Away:
    """Somebody's automatic reply that says to be away."""

    by: str  # address
    until: date | None  # the last day; None: not said
    words: str
    since: datetime  # when it came

    def __str__(self) -> str:
        return f"{self.by} is away until {self.until}" if self.until else f"{self.by} is away"


@dataclass(frozen=True, slots=True)
class Ticket:
    """One import of one firm."""

    id: int
    firm: str
    stage: Stage
    subject: str  # of the firm's first letter, without Re: and tags
    requester: str
    opened_at: datetime
    since: datetime  # when it came to this stage, or was last heard or reminded in it: patience counts on
    mailbox: str = ""
    parties: tuple[str, ...] = ()  # registered addresses on the thread; our mail goes to them
    delegates: tuple[str, ...] = ()
    kind: Kind | None = None
    plan: Plan | None = None
    proposed: Plan | None = None  # waits for staff's approval, or for "was anything loaded?"
    invitation: Invitation | None = None  # the last one decided, however its mail fares
    waived: tuple[Obstacle, ...] = ()  # the rules its day breaks, on staff's word
    refused: Plan | None = None  # the day last asked for, where it broke a rule: staff may waive that
    bound_for: Stage | None = None  # where TURNING_ON leads once the flow is read on
    told_at: datetime | None = None  # the first attempt to tell the firm to proceed
    untold: bool = False  # it began without having been told: then only a person tells it to go on
    warned: bool = False  # the firm was told not to start yet
    past_limit: bool = False  # the flow was off at the plan's limit: staff decide
    completed: Heard | None = None  # the sure, proved, entitled completion
    nothing_loaded: Heard | None = None  # the entitled word that nothing is in
    loaded: Heard | None = None  # somebody's word that part of it is in: then "nothing" is staff's to say
    objection: Heard | None = None  # stands until its writer or staff lifts it
    off_read: FlowReading | None = None  # the read-back that let the firm proceed
    on_read: FlowReading | None = None  # the read-back after the flow was turned on
    asked: int = 0  # reminders and questions since the firm was last understood
    called: int = 0  # calls to our own people in this silence: the first to staff, the second to admins
    promise: Promised | None = None  # by when the firm says that it is done, or writes: no nudge before
    looked_ahead: bool = False  # the pre-flight of its day was ordered
    away: tuple[Away, ...] = ()  # of the firm's people, who has not written since
    held: bool = False  # paused by staff or by a colleague's own mail: nothing goes out, nothing turns
    attention: str = ""  # a person must look, and why; orthogonal to the stage
    baseline_asked: bool = False  # what stood in the data before the import was to be noted down
    baseline: str = ""  # what it was, in a sentence; empty: old duplicates cannot be told from new ones
    checked: str = ""  # the checks' outcome in a sentence
    ten: Ten = NO_TEN  # the review so far
    reviewed: Heard | None = None  # whose word settled the last of the ten
    version: int = 0

    @property
    def ref(self) -> str:
        """The name people use: "IMP-1"."""
        return f"IMP-{self.id}"

    @property
    def ended(self) -> bool:
        return self.stage in ENDED

    @property
    def wants_off(self) -> bool:
        return self.stage in WANTS_OFF


@dataclass(frozen=True, slots=True)
class Flow:
    """A firm's data flow, as the house knows it."""

    firm: str
    read: FlowReading | None = None
    ours: bool = False  # we turned it off; a flow we did not turn off we do not turn on
    staff_off: bool = False  # staff's own word holds it off
    switching_until: datetime | None = None  # a switch is in flight until then; nothing is believed before
    version: int = 0

    @property
    def state(self) -> FlowState:
        return self.read.state if self.read else FlowState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Inbox:
    """How far the firm's mail has been read; both dangerous acts lean on it."""

    read_to_end_at: datetime | None = None  # when the ticket's mailbox was last read to its end
    unfiled: int = 0  # letters that may be the firm's: unread, quarantined, or not given by the server


@dataclass(frozen=True, slots=True)
class Case:
    """All that a decision may look at."""

    ticket: Ticket
    firm: Firm
    flow: Flow
    others: tuple[Ticket, ...] = ()  # the firm's other open tickets
    inbox: Inbox = Inbox()  # as long as it is not asked for, both dangerous acts are held
    full_days: frozenset[date] = frozenset()  # on which no other import may start

    @property
    def wanted_off(self) -> bool:
        """Whether anybody wants the flow off: derived, never counted."""
        return self.flow.staff_off or any(t.wants_off for t in (self.ticket, *self.others))
