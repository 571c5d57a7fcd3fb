"""What can be read in a letter: plain values that quote the words they stand on."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo


class Intent(StrEnum):
    IMPORT_REQUEST = "import_request"
    IMPORT_COMPLETE = "import_complete"
    IMPORT_INCOMPLETE = "import_incomplete"
    RESCHEDULE = "reschedule"
    CANCEL = "cancel"
    REVIEW_RESULT = "review_result"
    QUESTION = "question"
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    OTHER = "other"


class Certainty(StrEnum):
    SURE = "sure"
    UNSURE = "unsure"


class Kind(StrEnum):
    ACQUISITION = "acquisition"
    BULK_UPDATE = "bulk_update"


class Loaded(StrEnum):
    """How much of the import is in the system, by the writer's own words."""

    NONE = "none"
    SOME = "some"
    ALL = "all"
    UNSAID = "unsaid"


class Expecting(StrEnum):
    """What the reader of the letter is waiting to hear; it settles what "it" is, nothing more."""

    NEW = "new"  # no ticket yet
    DATE = "date"  # asked, not yet confirmed
    DAY = "day"  # booked: the day is awaited
    COMPLETION = "completion"  # told to proceed
    REVIEW = "review"  # asked to compare ten clients


class Trouble(StrEnum):
    """Why a date that was found cannot be booked as it stands."""

    AMBIGUOUS = "ambiguous"  # two readings, or several days offered
    CONTRADICTORY = "contradictory"  # the weekday is not that day's
    IMPOSSIBLE = "impossible"  # 30 February, an hour the clocks skip
    PAST = "past"  # a full date that lies behind us
    VAGUE = "vague"  # a month only, "early in the new year"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the letter and the rule that read them."""

    words: str
    rule: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A date that was found and is not the import's."""

    words: str
    why: str  # "closing of the deal", "in the signature"


@dataclass(frozen=True, slots=True)
class When:
    """The day and hour asked for, in the firm's zone."""

    day: date | None = None
    hour: time | None = None  # naive wall time in the firm's zone; None: no hour was said
    until: date | None = None  # last day of a span that one import needs
    alternatives: tuple[date, ...] = ()  # every day offered or possible, in order
    trouble: Trouble | None = None
    words: str = ""  # as the writer put it
    set_aside: tuple[SetAside, ...] = ()


@dataclass(frozen=True, slots=True)
class Promised:
    """By when the writer says that it is done, or that we hear: "Sunday night", "in about 3 hours"."""

    words: str  # as written
    at: datetime  # aware; of a day alone its last minute, on the firm's clock


@dataclass(frozen=True, slots=True)
class ClientAmount:
    """One row of the comparison."""

    name: str
    practice: Decimal | None  # in the practice management system
    portal: Decimal | None  # in the Aiwyn Firm Portal


@dataclass(frozen=True, slots=True)
class RowSaid:
    """What is said of one client by its number in the list, or by a name that stands in none."""

    agrees: bool | None  # None: only an amount is given
    number: int | None = None  # from 1
    name: str = ""
    practice: Decimal | None = None  # in the practice management system, where it is given alone


@dataclass(frozen=True, slots=True)
class ReviewReading:
    """What the writer says of the ten clients."""

    all_match: bool | None  # of those spoken of; None: the check goes on
    clients: tuple[ClientAmount, ...] = ()
    agreed: int | None = None  # how many are said to agree, when counted in words or rows
    differing: tuple[str, ...] = ()  # names or row numbers said to differ, as written
    said: tuple[RowSaid, ...] = ()
    rest: bool = False  # what is said of all is said of the others: "the rest match"
    one: bool = False  # it is said of one that is not named: "now it matches"
    unread: tuple[str, ...] = ()  # files that may hold figures and could not be read, each with why


@dataclass(frozen=True, slots=True)
class Context:
    """All that a reading may depend on besides the letter."""

    expecting: Expecting
    now: datetime  # when the letter arrived, aware
    zone: ZoneInfo  # the firm's
    locale: str = "en-US"  # the firm's, BCP 47
    booked: datetime | None = None  # the start now booked, aware, for "push it a week"
    clients: tuple[str, ...] = ()  # the names of those to compare, in the order of their numbers


@dataclass(frozen=True, slots=True)
class Reading:
    """What the writer says. `sure` only if one asserted clause carries it and nothing contradicts it."""

    intent: Intent
    certainty: Certainty
    evidence: tuple[Evidence, ...] = ()
    when: When = When()
    kind: Kind | None = None
    loaded: Loaded = Loaded.UNSAID
    review: ReviewReading | None = None
    wants_person: bool = False
    promise: Promised | None = None  # looked for while a completion or a review is awaited
