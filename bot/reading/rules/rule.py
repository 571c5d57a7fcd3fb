"""What a rule is: an act, the patterns that show it, and the sentences that prove them."""

from dataclasses import dataclass, field
from enum import StrEnum


class Act(StrEnum):
    """What a clause does, before it is judged how it is said."""

    # where the import stands
    DONE = "done"  # the import, named, is in
    DONE_IT = "done_it"  # "all done", "it is finished": means something only while that is asked
    COUNT = "count"  # "310 of 412 rows loaded": done, or not, by the numbers
    SHARE = "share"  # "310 of 412": not done, if they differ
    DONE_MAYBE = "done_maybe"  # "all set": ready, or finished?
    RESTORE = "restore"  # asks for the flow to be on again
    CHECKED = "checked"  # somebody looked, and it is well
    COURTESY = "courtesy"  # "let me know if you need anything"
    ASIDE = "aside"  # small talk around a completion: it turns nothing, and vouches for nothing
    NOT_DONE = "not_done"
    UNDERWAY = "underway"
    AHEAD = "ahead"  # not begun, or ready to begin
    DONE_WORD = "done_word"  # any word of completion, whatever is said with it
    OTHER_TIME = "other_time"  # another hour or day, said softly: before the day a move, during it a delay
    PROMISE = "promise"  # will say so when it is
    TROUBLE = "trouble"
    HOLD = "hold"  # keep the flow off, wait
    UNDONE = "undone"  # rolled back
    NOTHING_LOADED = "nothing_loaded"
    PREPARED = "prepared"  # a test, a backup, a mapping is complete
    DEAL = "deal"  # the purchase is complete
    NEXT_STEP = "next_step"  # speaks of the comparison or the checks that come after
    RETRACT = "retract"  # takes back an earlier mail
    MENDED = "mended"  # a trouble that is over
    # what is wished
    WANT = "want"  # asks for an import
    PLAN = "plan"  # states that one will be
    PROPOSE = "propose"  # "can we do Saturday?": a first date, or another one
    ANOTHER = "another"  # speaks of a further import
    NO_PLAN = "no_plan"
    MOVE = "move"
    CANCEL = "cancel"
    IN_DOUBT = "in_doubt"  # the day that is booked may not hold
    STANDS = "stands"  # what was agreed holds
    # the comparison
    MATCH = "match"
    DIFFER = "differ"
    CHECK_GOES_ON = "check_goes_on"
    # what kind of import
    ACQUIRED = "acquired"
    BULK = "bulk"
    # about the mail itself
    ASK = "ask"
    SEE_BELOW = "see_below"  # points to a message passed on
    PERSON = "person"  # wants to speak to somebody
    MARKETING = "marketing"
    OTHER_BUSINESS = "other_business"  # invoices, log-ins, contacts


class How(StrEnum):
    """How a thing is said; only `asserted` says that it is so."""

    ASSERTED = "asserted"
    QUOTED = "quoted"
    CONDITIONAL = "conditional"  # hangs on "if", "when", "until"
    QUESTION = "question"
    NEGATED = "negated"
    ALMOST = "almost"
    FUTURE = "future"
    DOUBTED = "doubted"  # the writer thinks so, or it may be
    HEARSAY = "hearsay"  # somebody else says so
    REHEARSED = "rehearsed"  # in a test, not in earnest
    PARTIAL = "partial"  # only some, all but one
    PIECE = "piece"  # of one part: the AR, the first file
    TRAILING = "trailing"  # words follow that may narrow it: "complete for Paarl"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way of saying one thing."""

    name: str
    act: Act
    patterns: tuple[str, ...]
    says: tuple[str, ...]  # each is read by this rule
    says_not: tuple[str, ...] = ()  # none is read by it as said and meant
    takes: frozenset[How] = field(default_factory=frozenset)  # doubts that do not matter to it
    ends: bool = False  # only words of TAIL may follow it in its clause, or it is `trailing`


# What a wish, or a word of delay, may be said with: neither is less real for it.
ANY_DOUBT = frozenset({How.ALMOST, How.FUTURE, How.PARTIAL, How.PIECE, How.DOUBTED, How.HEARSAY})
