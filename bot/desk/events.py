"""What can happen to a ticket. The clock, a command, a read-back and a firm's sentence are all events.

An event already says all that was judged on the way here: a day that keeps the rules is another event
than one that breaks them, so that the lifecycle table stays a table.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.desk.obstacle import Obstacle
from bot.desk.point import Point
from bot.desk.tasks import Mail
from bot.desk.ten import Row, Ten
from bot.desk.ticket import Away, Plan, WallTime
from bot.flow.port import FlowReading
from bot.reading.reading import Kind, Promised, Trouble


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words."""

    by: str  # address of the writer
    words: str = ""  # the words it stands on, cut
    staff: bool = False  # staff said it


@dataclass(frozen=True, slots=True)
class Voiced:
    """What all events have in common that somebody's words caused."""

    said: Said


# --- the firm asks -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Requested(Voiced):
    """A firm wants to import; this opens the ticket."""

    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class DateAccepted(Voiced):
    """A day and hour that keep the rules, or that staff want all the same."""

    plan: Plan
    waived: tuple[Obstacle, ...] = ()  # the rules it breaks, on staff's word


@dataclass(frozen=True, slots=True)
class DateNeedsApproval(Voiced):
    """A day and hour that keep the rules, on a desk where staff approve each."""

    plan: Plan


@dataclass(frozen=True, slots=True)
class DateMissing(Voiced):
    """No day, or one too vague to book."""


@dataclass(frozen=True, slots=True)
class DateUnclear(Voiced):
    """Two readings, a weekday that is not that day's, a day or hour that does not exist."""

    trouble: Trouble
    days: tuple[date, ...] = ()
    why: str = ""  # what is asked, where days alone do not say it
    free: tuple[WallTime, ...] = ()  # the start on each of the days, where all of them could be booked


@dataclass(frozen=True, slots=True)
class DayRefused(Voiced):
    """A day that breaks a rule of the calendar."""

    plan: Plan  # what staff may book all the same
    against: tuple[Obstacle, ...]
    free: tuple[WallTime, ...] = ()  # the starts of the next days that break none, in order


@dataclass(frozen=True, slots=True)
class MoveWanted(Voiced):
    """Another day, once the flow was asked off; whether anything was loaded is unsaid."""

    plan: Plan | None = None  # None: no day, or none that keeps the rules
    approved: bool = True  # False: the day waits for staff


@dataclass(frozen=True, slots=True)
class MoveWantedEmpty(Voiced):
    """Another day, and an entitled word that nothing was loaded."""

    plan: Plan | None = None
    approved: bool = True


@dataclass(frozen=True, slots=True)
class MoveWantedSoon(Voiced):
    """Another hour so near that turning the flow on in between may not be worth it."""

    plan: Plan
    approved: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawn(Voiced):
    """The import will not happen; whether anything was loaded is unsaid."""


@dataclass(frozen=True, slots=True)
class WithdrawnEmpty(Voiced):
    """The import will not happen, and an entitled word that nothing was loaded."""


# --- the firm reports ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NothingLoaded(Voiced):
    """The entitled answer to "was anything loaded?"."""


@dataclass(frozen=True, slots=True)
class SomethingLoaded(Voiced):
    """Part or all of it is in."""


@dataclass(frozen=True, slots=True)
class Completed(Voiced):
    """A sure, proved, entitled completion of the question that is open."""

    at: datetime  # when the letter arrived


@dataclass(frozen=True, slots=True)
class CompletionUnsure(Voiced):
    """Words that may mean it is finished, or that are for somebody else to say."""

    why: str = ""  # whose words they are, where the firm cannot know


@dataclass(frozen=True, slots=True)
class CompletionEarly(Voiced):
    """All or part of it is said to be in, before the firm was told to proceed."""


@dataclass(frozen=True, slots=True)
class CompletionDisputed(Voiced):
    """A completion while somebody else's objection stands."""

    objector: str


@dataclass(frozen=True, slots=True)
class DelegateNamed(Voiced):
    """Somebody outside may say from now on, for this import, what a confirmer may."""

    address: str


@dataclass(frozen=True, slots=True)
class DelegateDismissed(Voiced):
    """And may not any more."""

    address: str


@dataclass(frozen=True, slots=True)
class ProgressTold(Voiced):
    """Where the import stands, short of done."""

    loaded: bool = False  # part of it is in


@dataclass(frozen=True, slots=True)
class TimeGiven(Voiced):
    """By when the firm says that it is done, or that we hear from it."""

    promise: Promised


@dataclass(frozen=True, slots=True)
class Objected(Voiced):
    """It is not finished after all; also unproved, as stopping is cheap."""

    at: datetime
    proved: bool = True


@dataclass(frozen=True, slots=True)
class ReviewMatched(Voiced):
    """All ten clients are settled, to the cent or waived by name; these are the last ones."""

    rows: tuple[Row, ...] = ()
    agreed: int = 0  # of those that are only counted
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewIncomplete(Voiced):
    """All clients spoken of agree, but they are not all."""

    rows: tuple[Row, ...] = ()
    agreed: int = 0
    missing: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewMismatched(Voiced):
    """At least one client differs."""

    rows: tuple[Row, ...] = ()
    differing: tuple[str, ...] = ()
    agreed: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SheetUnopened(Voiced):
    """An answer that nobody can read: a worksheet that is broken, too large or no worksheet."""

    why: str


@dataclass(frozen=True, slots=True)
class PersonWanted(Voiced):
    """The writer wants a human."""


@dataclass(frozen=True, slots=True)
class QuestionAsked(Voiced):
    """A question for staff."""


@dataclass(frozen=True, slots=True)
class Spoke(Voiced):
    """Words that ask nothing: thanks, an acknowledgement."""


@dataclass(frozen=True, slots=True)
class Unclear(Voiced):
    """Words nobody could read with confidence."""


@dataclass(frozen=True, slots=True)
class Doubted(Voiced):
    """A statement that does not count: unproved, not entitled, or not an answer to the open question."""

    intent: str
    why: str


class Answered(StrEnum):
    """What a calendar says that its owner clicked. RFC 5545 §3.2.12."""

    ACCEPTED = "accepted"
    TENTATIVE = "tentatively accepted"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class InvitationAnswered:
    """A calendar's answer that is only kept; somebody clicked, so no silence is broken by it."""

    said: Said
    answer: Answered
    older: bool = False  # it speaks of an invitation that another has replaced since
    proved: bool = True

    @property
    def what(self) -> str:
        """Say it as people do: "anna@north.example accepted the invitation"."""
        which = "an older invitation" if self.older else "the invitation"
        doubt = "" if self.proved else ", and nothing proves who it was"
        return f"{self.said.by} {self.answer} {which}{doubt}"


@dataclass(frozen=True, slots=True)
class InvitationDeclined(Voiced):
    """Somebody who takes part will not come on the day that is booked."""

    why: str = ""  # nothing proves who it was


@dataclass(frozen=True, slots=True)
class TimeProposed(Voiced):
    """Somebody who takes part would rather have another time; only staff or the firm's own words move it."""

    instead: Plan | None = None  # None: it could not be told
    why: str = ""  # nothing proves who it was, or what could not be told


@dataclass(frozen=True, slots=True)
class ColleagueWrote(Voiced):
    """A colleague answered on the thread himself."""


# --- staff ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Approved(Voiced):
    """Staff approve the proposed date."""

    waived: tuple[Obstacle, ...] = ()  # the rules it breaks by now


@dataclass(frozen=True, slots=True)
class Held(Voiced):
    """Staff: nothing goes out and nothing turns until released."""


@dataclass(frozen=True, slots=True)
class Released(Voiced):
    """Staff lift the hold."""


@dataclass(frozen=True, slots=True)
class Extended(Voiced):
    """Staff let the flow stay off until later."""

    until: WallTime


@dataclass(frozen=True, slots=True)
class ReviewOrdered(Voiced):
    """Staff send the review request whatever the checks said."""


@dataclass(frozen=True, slots=True)
class RecheckOrdered(Voiced):
    """Staff have the duplicate queries run once more."""


@dataclass(frozen=True, slots=True)
class TellingOrdered(Voiced):
    """Staff let the firm know which duplicates were found."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowWaived(Voiced):
    """Staff let the difference of one client stand, by name; others are open."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class ClosedByStaff(Voiced):
    """Staff end the ticket as it stands."""


@dataclass(frozen=True, slots=True)
class Reopened(Voiced):
    """Staff take a closed ticket back to the review."""


@dataclass(frozen=True, slots=True)
class Seen(Voiced):
    """Staff have looked; attention is lifted, nothing else changes."""


# --- the clock -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FirmSilent:
    """The firm's answer has been awaited for as long as patience lasts."""


@dataclass(frozen=True, slots=True)
class StaffSilent:
    """Something has waited for a person for a day."""


@dataclass(frozen=True, slots=True)
class PreflightDue:
    """The last working day before the turn-off: time to look whether anything stands in the way."""


@dataclass(frozen=True, slots=True)
class BaselineDue:
    """Shortly before the turn-off: time to note down what stands in the data."""


@dataclass(frozen=True, slots=True)
class TurnOffDue:
    """The hour to turn the flow off."""


@dataclass(frozen=True, slots=True)
class StartReached:
    """The firm expects to start, and the flow does not read off."""


@dataclass(frozen=True, slots=True)
class WindowClosed:
    """Too late to tell the firm to proceed."""


@dataclass(frozen=True, slots=True)
class OffTooLong:
    """The flow is still off at the plan's limit."""


@dataclass(frozen=True, slots=True)
class TurnOnSlow:
    """The flow does not read on, minutes after it was asked."""


@dataclass(frozen=True, slots=True)
class TurnOnStuck:
    """Nor hours after."""


# --- the world's answers -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FlowReadOff:
    """The flow reads off, with nothing in flight."""

    reading: FlowReading


@dataclass(frozen=True, slots=True)
class FlowReadOn:
    """The flow reads on."""

    reading: FlowReading


@dataclass(frozen=True, slots=True)
class TurnOnRisky:
    """The flow is to be turned on, and something waits in it that this would set going."""

    why: str


@dataclass(frozen=True, slots=True)
class ProceedBegun:
    """The first attempt to tell the firm to proceed begins: from here it counts as told."""

    at: datetime


@dataclass(frozen=True, slots=True)
class MailSent:
    """The server took a mail for at least one recipient."""

    mail: Mail
    at: datetime
    refused: tuple[str, ...] = ()  # recipients it refused for good


@dataclass(frozen=True, slots=True)
class MailFailed:
    """Nobody could be reached with a mail, or it came back."""

    mail: Mail
    why: str
    reached: bool = False  # somebody else of the firm has it


@dataclass(frozen=True, slots=True)
class ClocksChanged:
    """A zone has new rules: the hours that were agreed stay, and are other moments than they were."""

    plan: Plan | None = None  # each as it is now
    proposed: Plan | None = None
    refused: Plan | None = None


@dataclass(frozen=True, slots=True)
class TaskExpired:
    """A task was found too late to be right, and was not done."""

    what: str  # "the reminder mail"


@dataclass(frozen=True, slots=True)
class BaselineTaken:
    """What stood in the data before the import is noted down."""

    summary: str


@dataclass(frozen=True, slots=True)
class PreflightPassed:
    """Nothing that was looked at before the day stands in the way."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class PreflightFailed:
    """Something stands in the way of the day, with a day in hand."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class AwayTold:
    """Somebody's automatic reply says to be away."""

    away: Away


@dataclass(frozen=True, slots=True)
class BaselineMissed:
    """It is not: old duplicates will not be told from new ones."""

    why: str


@dataclass(frozen=True, slots=True)
class ChecksClean:
    """Every check that may stop an import ran on rows, and the import brought nothing it looks for."""

    summary: str
    lines: tuple[str, ...] = ()  # what staff may care to look at all the same


@dataclass(frozen=True, slots=True)
class ChecksHit:
    """The import brought duplicates: the review waits for staff."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DuplicatesNoted:
    """The import brought duplicates, on a desk where the review goes out all the same."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rechecked:
    """What the duplicate queries brought back when staff had them run once more."""

    summary: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NotChecked:
    """Checks could not be run, or had nothing to test: never clean."""

    summary: str


@dataclass(frozen=True, slots=True)
class WordsErased:
    """What people wrote about the import was forgotten; what was done stands in the journal."""

    by: str = ""  # who wanted it so; empty: the agreed time was over


@dataclass(frozen=True, slots=True)
class TenChosen:
    """The clients to compare were chosen, or their figures read again."""

    ten: Ten


@dataclass(frozen=True, slots=True)
class TenLeftOpen:
    """We could not choose: the firm picks its own ten, or keeps the figures it has."""

    why: str = ""  # empty where no query is set up


FirmSaid = (
    Requested
    | DateAccepted
    | DateNeedsApproval
    | DateMissing
    | DateUnclear
    | DayRefused
    | MoveWanted
    | MoveWantedEmpty
    | MoveWantedSoon
    | Withdrawn
    | WithdrawnEmpty
    | NothingLoaded
    | SomethingLoaded
    | Completed
    | CompletionUnsure
    | CompletionEarly
    | CompletionDisputed
    | ProgressTold
    | TimeGiven
    | Objected
    | ReviewMatched
    | ReviewIncomplete
    | ReviewMismatched
    | SheetUnopened
    | PersonWanted
    | QuestionAsked
    | Spoke
    | Unclear
    | Doubted
    | DelegateNamed
    | DelegateDismissed
    | InvitationAnswered
    | InvitationDeclined
    | TimeProposed
)
StaffSaid = (
    ColleagueWrote
    | Approved
    | Held
    | Released
    | Extended
    | ReviewOrdered
    | RowWaived
    | RecheckOrdered
    | TellingOrdered
    | ClosedByStaff
    | Reopened
    | Seen
)
ClockSaid = (
    FirmSilent
    | StaffSilent
    | PreflightDue
    | BaselineDue
    | TurnOffDue
    | StartReached
    | WindowClosed
    | OffTooLong
    | TurnOnSlow
    | TurnOnStuck
)
WorldSaid = (
    FlowReadOff
    | FlowReadOn
    | TurnOnRisky
    | ProceedBegun
    | MailSent
    | MailFailed
    | TaskExpired
    | ClocksChanged
    | BaselineTaken
    | BaselineMissed
    | PreflightPassed
    | PreflightFailed
    | AwayTold
    | ChecksClean
    | ChecksHit
    | DuplicatesNoted
    | NotChecked
    | WordsErased
    | Rechecked
    | TenChosen
    | TenLeftOpen
)
Event = FirmSaid | StaffSaid | ClockSaid | WorldSaid


def in_words(kind: type[Event]) -> str:
    """Name a kind of event as people say it: "flow read off"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", kind.__name__).lower()
