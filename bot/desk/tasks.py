"""What to do to the world, as data. A task is written in the transaction that decided it and done once."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bot.desk.obstacle import Obstacle
from bot.desk.ten import NO_TEN, Ten
from bot.desk.ticket import Invitation, Plan, WallTime


class Mail(StrEnum):
    """Every mail we write; the value is its folder in templates/."""

    TIMING_CONFIRMED = "timing-confirmed"
    DATE_MISSING = "date-missing"
    DATE_AMBIGUOUS = "date-ambiguous"
    DATE_CONTRADICTORY = "date-contradictory"
    DATE_IMPOSSIBLE = "date-impossible"
    DAY_REFUSED = "day-refused"  # it breaks a rule of the calendar; the next free days stand in it
    WITH_STAFF = "with-staff"  # the date is fine and waits for approval
    RESCHEDULED = "rescheduled"
    CANCELLED = "cancelled"
    REMINDER = "reminder"
    PROCEED = "proceed"
    DO_NOT_START = "do-not-start"
    RELEASED = "released"  # we could not turn the flow off in time: pick another day
    PLEASE_STOP = "please-stop"
    NUDGE = "nudge"  # the firm has been silent while importing
    IS_IT_FINISHED = "is-it-finished"  # the firm wrote something that may mean so
    WAS_ANYTHING_LOADED = "was-anything-loaded"
    COMPLETION_HEARD = "completion-heard"
    STAYS_OFF = "stays-off"  # "wait" was heard in time: the flow stays off, write when it is complete
    FLOW_LATE = "flow-late"  # turning on takes longer than it should
    FLOW_ON = "flow-on"
    DUPLICATES_FOUND = "duplicates-found"  # in plain words, and the rows; only if policy or staff say so
    REVIEW_REQUEST = "review-request"
    REVIEW_REMINDER = "review-reminder"
    REVIEW_INCOMPLETE = "review-incomplete"
    REVIEW_MATCHED = "review-matched"  # the record of the whole import
    REVIEW_MISMATCHED = "review-mismatched"
    A_PERSON_HAS_IT = "a-person-has-it"
    WHO_REPORTS = "who-reports"  # somebody outside speaks for the firm now, or does not any more
    SAID_IN_YOUR_NAME = "said-in-your-name"
    STAFF_APPROVAL = "staff-approval"
    STAFF_ATTENTION = "staff-attention"
    STAFF_INVITATION = "staff-invitation"  # their own copy of the entry in the calendar
    STAFF_ANSWER = "staff-answer"
    STAFF_SWITCH = "staff-switch"  # the `person` driver: please turn off X
    STAFF_TEN = "staff-ten"  # the ten clients could not be chosen
    STAFF_CHECKS = "staff-checks"  # duplicates found, or not checked; the rows as CSV
    DIGEST = "digest"


class Audience(StrEnum):
    FIRM = "firm"  # the ticket's parties
    STAFF = "staff"
    ADMINS = "admins"


@dataclass(frozen=True, slots=True)
class Facts:
    """What a mail speaks of beyond the ticket and its firm; each mail uses the few it needs."""

    quote: str = ""  # the words of the letter it answers
    by: str = ""  # who wrote them
    why: str = ""  # one sentence
    lines: tuple[str, ...] = ()  # answers to commands, findings
    days: tuple[date, ...] = ()  # the readings or days on offer
    earliest: date | None = None  # the first day that would do
    later: WallTime | None = None  # a day from now: so long staff may let a flow stay off
    refused: Plan | None = None  # the day asked for, which cannot be
    against: tuple[Obstacle, ...] = ()  # why not
    free: tuple[WallTime, ...] = ()  # starts on offer instead
    plan: Plan | None = None
    old_plan: Plan | None = None
    instead: Plan | None = None  # what somebody's calendar proposes
    invitation: Invitation | None = None  # goes along as an entry for the calendar
    ten: Ten = NO_TEN  # the comparison as it stands
    wanted: int = 10  # how many clients a firm that picks its own compares
    missing: int = 0  # clients still to compare
    tentative: bool = False  # something may stand in the way of the day: nothing is promised
    turn_on: bool | None = None  # which way a person should switch the flow
    speaker: str = ""  # somebody outside, of whom it is asked whether he speaks for the firm


@dataclass(frozen=True, slots=True)
class SendMail:
    mail: Mail
    audience: Audience
    facts: Facts = Facts()
    to: tuple[str, ...] = ()  # these alone, of the audience; empty: all of it


@dataclass(frozen=True, slots=True)
class SwitchFlow:
    """Bring the flow where it is wanted; which way is computed when the switch is claimed."""


@dataclass(frozen=True, slots=True)
class ReadFlow:
    """Ask the flow itself."""


@dataclass(frozen=True, slots=True)
class TakeBaseline:
    """Note down which duplicates stand in the data before the import, so that new ones can be told."""


@dataclass(frozen=True, slots=True)
class RunChecks:
    """Run the duplicate queries."""

    again: bool = False  # staff ordered it, wherever the ticket stands


@dataclass(frozen=True, slots=True)
class FileCopy:
    """Put a copy of a mail that went out into the folder of sent mail."""

    mailbox: str  # its name in the settings


@dataclass(frozen=True, slots=True)
class ChooseTen:
    """Choose the clients to compare, or read the figures of those chosen again."""


@dataclass(frozen=True, slots=True)
class Preflight:
    """Look, before the day, whether anything stands in its way."""


Do = SendMail | SwitchFlow | ReadFlow | Preflight | TakeBaseline | RunChecks | FileCopy | ChooseTen


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, when, and until when it is still right."""

    do: Do
    due_at: datetime
    expires_at: datetime | None = None  # past this it is not done but becomes an event
