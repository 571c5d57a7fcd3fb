"""Reading × Role × Verdict × Question → events: the one place that judges entitlement and staleness.

HEARING is one table. A row says who may make such a statement, how well it must be proved, and what it
then comes to; whatever falls short of its row is `Doubted` and moves nothing. One exception, since off is
cheap and on is dear: anyone of the firm, even unproved, can stop a turn-on that has not happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.booking import ask_which, judge, obstacles
from bot.desk.firm import Role
from bot.desk.obstacle import DayRule
from bot.desk.policy import Confirm, Policy
from bot.desk.review import judge_review
from bot.desk.ticket import QUESTION, Case, Plan, Stage, Ticket
from bot.desk.timing import SkippedHour, plan_for
from bot.letter.letter import Verdict
from bot.reading.reading import Certainty, Expecting, Intent, Loaded, Promised, Reading

CLOCK_SKEW = timedelta(minutes=10)  # how far a writer's own clock may lag behind ours


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody says on a ticket, and all that is known about the saying."""

    reading: Reading
    by: str
    role: Role
    verdict: Verdict
    arrived_at: datetime
    sent_at: datetime | None  # the Date header, covered by the signature of a proved letter

    words: str = ""  # the sentence it stands on, as written

    @property
    def said(self) -> e.Said:
        return e.Said(self.by, self.words, self.role is Role.STAFF and self.verdict is Verdict.PROVED)

    @property
    def sure(self) -> bool:
        return self.reading.certainty is Certainty.SURE


@dataclass(frozen=True, slots=True)
class Hearing:
    """A statement before the ticket it was made on."""

    statement: Statement
    case: Case
    policy: Policy
    now: datetime

    @property
    def said(self) -> e.Said:
        return self.statement.said

    @property
    def ticket(self) -> Ticket:
        return self.case.ticket


Meaning = Callable[[Hearing], e.Event]

ASKERS = frozenset({Role.CONFIRMER, Role.CONTACT, Role.STAFF})
REPORTERS = frozenset({Role.CONFIRMER, Role.DELEGATE, Role.STAFF})
ANYBODY = ASKERS | REPORTERS

PART_IS_IN = (Loaded.SOME, Loaded.ALL)
NOT_DONE = (Intent.IMPORT_INCOMPLETE, Intent.RESCHEDULE, Intent.CANCEL)

# What leaves open when the firm is done; a time given beside it counts.
LEFT_OPEN = (e.ProgressTold, e.Spoke, e.QuestionAsked, e.ReviewIncomplete, e.ReviewMismatched)

# How well each need is met: a completion needs PROVED, a date may stand on SPF alone.
STRENGTH = {Verdict.UNPROVED: 0, Verdict.SPF_ONLY: 1, Verdict.PROVED: 2}


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may say it, how well proved, what it means when sure, and what when unsure."""

    entitled: frozenset[Role]
    proof: Verdict
    sure: Meaning
    unsure: Meaning


# --- what a statement comes to -------------------------------------------------------------------


def date_given(heard: Hearing) -> e.Event:
    """A day for an import that has not begun."""
    return judge(heard.statement.reading.when, heard.said, heard.case, heard.policy, heard.now)


def moved(heard: Hearing) -> e.Event:
    """Another day: simple before the turn-off was asked, a matter of what was loaded after it."""
    if heard.ticket.stage is Stage.TURNING_ON:
        return moved_again(heard)
    if not heard.ticket.wants_off:
        return date_given(heard)
    plan, loaded = _other_plan(heard), _loaded(heard)
    approved = heard.said.staff or heard.policy.confirm is Confirm.AUTOMATIC
    if loaded in PART_IS_IN:
        return e.SomethingLoaded(heard.said)
    if plan and plan.starts.at - heard.now < timedelta(hours=heard.policy.stay_off_hours):
        return e.MoveWantedSoon(heard.said, plan, approved)
    if loaded is Loaded.NONE:
        return e.MoveWantedEmpty(heard.said, plan, approved)
    return e.MoveWanted(heard.said, plan, approved)


def moved_again(heard: Hearing) -> e.Event:
    """A day for an import that was let go, while its flow is still on the way to on."""
    match date_given(heard):
        case e.DateAccepted(plan=plan):
            return e.MoveWanted(heard.said, plan)
        case e.DateNeedsApproval(plan=plan):
            return e.MoveWanted(heard.said, plan, approved=False)
        case _:
            return e.MoveWanted(heard.said)


def withdrawn(heard: Hearing) -> e.Event:
    """The import will not happen."""
    match _loaded(heard) if heard.ticket.wants_off else Loaded.UNSAID:
        case Loaded.NONE:
            return e.WithdrawnEmpty(heard.said)
        case Loaded.SOME | Loaded.ALL:
            return e.SomethingLoaded(heard.said)
        case Loaded.UNSAID:
            return e.Withdrawn(heard.said)


def completed(heard: Hearing) -> e.Event:
    """It is done; unless it was said too early, or somebody else's objection stands."""
    statement, objection = heard.statement, heard.ticket.objection
    if heard.ticket.told_at is None:
        return imported_early(heard)
    if stale := _stale(statement, heard.ticket):
        return e.Doubted(heard.said, statement.reading.intent, stale)
    if objection and objection.by != statement.by and statement.role is not Role.STAFF:
        return e.CompletionDisputed(heard.said, objection.by)
    return e.Completed(heard.said, statement.arrived_at)


def reported(heard: Hearing) -> e.Event:
    """Where it stands, short of done: an answer to "was anything loaded?", an objection, or progress."""
    ticket, loaded = heard.ticket, _loaded(heard)
    asked_what_is_in = ticket.wants_off and ticket.bound_for is not None
    if asked_what_is_in and loaded is Loaded.NONE:
        return e.NothingLoaded(heard.said)
    if asked_what_is_in and loaded is not Loaded.UNSAID:
        return e.SomethingLoaded(heard.said)
    if ticket.stage in (Stage.TURNING_ON, Stage.CHECKING, Stage.REVIEWING):
        return objected(heard)
    if loaded in PART_IS_IN and ticket.told_at is None:
        return imported_early(heard)
    return e.ProgressTold(heard.said, loaded in PART_IS_IN)


def objected(heard: Hearing) -> e.Event:
    """Not finished after all."""
    proved = heard.statement.verdict is not Verdict.UNPROVED
    return e.Objected(heard.said, heard.statement.arrived_at, proved)


def reviewed(heard: Hearing) -> e.Event:
    """The comparison of ten clients, whole or in part."""
    review = heard.statement.reading.review
    if heard.ticket.stage is not Stage.REVIEWING or review is None:
        return unasked(heard)
    return judge_review(review, heard.ticket, heard.said, heard.policy)


def unasked(heard: Hearing) -> e.Event:
    """An answer to a question nobody asked."""
    return e.Doubted(heard.said, heard.statement.reading.intent, "it answers no question that is open now")


def imported_early(heard: Hearing) -> e.Event:
    return e.CompletionEarly(heard.said)


def maybe_complete(heard: Hearing) -> e.Event:
    return e.CompletionUnsure(heard.said) if heard.ticket.told_at else e.Unclear(heard.said)


def maybe_over(heard: Hearing) -> e.Event:
    """Words that may mean either are asked back, unless something else is asked already."""
    event = reported(heard)
    if isinstance(event, e.ProgressTold) and heard.statement.reading.promise:
        return event  # whoever says when it will be done says that it is not
    asks_back = isinstance(event, e.ProgressTold) and heard.ticket.stage is Stage.IMPORTING
    return maybe_complete(heard) if asks_back and not heard.ticket.bound_for else event


def asks(heard: Hearing) -> e.Event:
    return e.QuestionAsked(heard.said)


def talks(heard: Hearing) -> e.Event:
    return e.Spoke(heard.said)


def unclear(heard: Hearing) -> e.Event:
    return e.Unclear(heard.said)


def no_date(heard: Hearing) -> e.Event:
    """A day that stands in unsure words is offered back, not asked for as if there were none."""
    when = heard.statement.reading.when
    if when.day is None:
        return date_given(heard)
    return ask_which((when.day,), when, heard.said, heard.case, heard.policy, heard.now)


X, V, I = Expecting, Verdict, Intent  # noqa: E741 -- the table below is read in columns

# fmt: off
HEARING: Mapping[tuple[Intent, Expecting], Rule] = {
    (I.IMPORT_REQUEST, X.DATE):          Rule(ASKERS,    V.SPF_ONLY, date_given,     no_date),
    (I.RESCHEDULE, X.DATE):              Rule(ASKERS,    V.SPF_ONLY, date_given,     no_date),
    (I.RESCHEDULE, X.DAY):               Rule(ASKERS,    V.SPF_ONLY, moved,          unclear),
    (I.RESCHEDULE, X.COMPLETION):        Rule(REPORTERS, V.PROVED,   moved,          unclear),
    (I.CANCEL, X.DATE):                  Rule(ASKERS,    V.SPF_ONLY, withdrawn,      unclear),
    (I.CANCEL, X.DAY):                   Rule(ASKERS,    V.PROVED,   withdrawn,      unclear),
    (I.CANCEL, X.COMPLETION):            Rule(REPORTERS, V.PROVED,   withdrawn,      unclear),
    (I.IMPORT_COMPLETE, X.DATE):         Rule(ANYBODY,   V.UNPROVED, imported_early, unclear),
    (I.IMPORT_COMPLETE, X.DAY):          Rule(ANYBODY,   V.UNPROVED, imported_early, unclear),
    (I.IMPORT_COMPLETE, X.COMPLETION):   Rule(REPORTERS, V.PROVED,   completed,      maybe_complete),
    (I.IMPORT_COMPLETE, X.REVIEW):       Rule(ANYBODY,   V.UNPROVED, talks,          talks),
    (I.IMPORT_INCOMPLETE, X.DATE):       Rule(ANYBODY,   V.UNPROVED, reported,       reported),
    (I.IMPORT_INCOMPLETE, X.DAY):        Rule(REPORTERS, V.PROVED,   reported,       unclear),
    (I.IMPORT_INCOMPLETE, X.COMPLETION): Rule(REPORTERS, V.PROVED,   reported,       maybe_over),
    (I.IMPORT_INCOMPLETE, X.REVIEW):     Rule(ANYBODY,   V.SPF_ONLY, reported,       unclear),
    (I.REVIEW_RESULT, X.REVIEW):         Rule(ANYBODY,   V.PROVED,   reviewed,       unclear),
}
# fmt: on

OTHERWISE: Mapping[Intent, Rule] = {
    I.QUESTION: Rule(ANYBODY, V.UNPROVED, asks, asks),
    I.OTHER: Rule(ANYBODY, V.UNPROVED, talks, unclear),
}


def hear(statement: Statement, case: Case, policy: Policy, now: datetime) -> tuple[e.Event, ...]:
    """Say what a statement comes to on this ticket; at least one event, so that nothing is silent."""
    heard = Hearing(statement, case, policy, now)
    events = [_judged(heard)]
    if promise := _promise_beside(events[0], heard):
        events.append(e.TimeGiven(statement.said, promise))
    if statement.reading.wants_person and statement.role in ANYBODY:
        events.append(e.PersonWanted(statement.said))
    return tuple(events)


def _promise_beside(event: e.Event, heard: Hearing) -> Promised | None:
    """Return the time that is given beside words which leave the question open, by anybody of the firm.

    It moves nothing but the next reminder, so any voice that is not forged may give it.
    """
    statement, ticket = heard.statement, heard.ticket
    awaited = (ticket.stage is Stage.IMPORTING and ticket.told_at) or ticket.stage is Stage.REVIEWING
    heeded = statement.role in ANYBODY and statement.verdict is not Verdict.UNPROVED
    return statement.reading.promise if awaited and heeded and isinstance(event, LEFT_OPEN) else None


def _judged(heard: Hearing) -> e.Event:
    statement, intent = heard.statement, heard.statement.reading.intent
    if _stops_a_turn_on(statement, heard.ticket):
        return objected(heard)
    if _says_part_is_in(statement, heard.ticket):
        return e.SomethingLoaded(heard.said)
    rule = HEARING.get((intent, QUESTION[heard.ticket.stage])) or OTHERWISE.get(intent)
    if rule is None:
        return unasked(heard)
    if short := _falls_short(statement, rule):
        return e.Doubted(heard.said, intent, short)
    return rule.sure(heard) if statement.sure else rule.unsure(heard)


def _stops_a_turn_on(statement: Statement, ticket: Ticket) -> bool:
    """Off is cheap: anyone of the firm, sure or not, proved or not, may stop what has not happened.

    Another day for an import that was let go anyway, with nothing loaded, stops nothing.
    """
    if ticket.stage is not Stage.TURNING_ON or statement.role not in ANYBODY:
        return False
    let_go = ticket.bound_for not in (Stage.CHECKING, None)
    if let_go and statement.reading.intent is not Intent.IMPORT_INCOMPLETE and not _part_in(statement):
        return False
    return statement.reading.intent in NOT_DONE


def _says_part_is_in(statement: Statement, ticket: Ticket) -> bool:
    """Asked what was loaded, a "some" from anyone of the firm keeps the flow off, proved or not."""
    asked = ticket.wants_off and ticket.bound_for is not None
    return (
        asked and statement.role in ANYBODY and statement.reading.intent in NOT_DONE and _part_in(statement)
    )


def _part_in(statement: Statement) -> bool:
    return statement.reading.loaded in PART_IS_IN


def _falls_short(statement: Statement, rule: Rule) -> str:
    """Say why a statement does not meet its row; empty when it does."""
    if statement.role not in rule.entitled:
        return f"{statement.by} is a {statement.role.value} and was not named to say this"
    needed = V.PROVED if statement.role is Role.STAFF and rule.proof is not V.UNPROVED else rule.proof
    if STRENGTH[statement.verdict] < STRENGTH[needed]:
        return f"nothing proves that {statement.by} wrote it"
    return ""


def _stale(statement: Statement, ticket: Ticket) -> str:
    """Say why a letter cannot know of the proceed mail or of an objection; empty when it can."""
    written_at = statement.sent_at or statement.arrived_at
    if ticket.told_at and statement.arrived_at < ticket.told_at:
        return "it came before the firm was told to proceed"
    if ticket.told_at and written_at < ticket.told_at - CLOCK_SKEW:
        return "it was written before the firm was told to proceed"
    if ticket.objection and written_at < ticket.objection.at - CLOCK_SKEW:
        return f"it was written before {ticket.objection.by} objected"
    return ""


def _loaded(heard: Hearing) -> Loaded:
    """How much is in. "None" counts only from a sure, proved, entitled voice that knows how it stands now.

    Once somebody said that part is in, or somebody else that it is not over, only staff can say "none".
    """
    statement, ticket = heard.statement, heard.ticket
    if statement.reading.loaded is not Loaded.NONE:
        return statement.reading.loaded
    entitled = statement.role in REPORTERS and statement.verdict is Verdict.PROVED and statement.sure
    if not entitled or _stale(statement, ticket):
        return Loaded.UNSAID
    contradicted = ticket.loaded or (ticket.objection and ticket.objection.by != statement.by)
    return Loaded.SOME if contradicted and statement.role is not Role.STAFF else Loaded.NONE


def _other_plan(heard: Hearing) -> Plan | None:
    """Lay out the other day, if it can be; the lead time is no matter for an import under way."""
    when = heard.statement.reading.when
    if when.day is None or when.trouble:
        return None
    try:
        plan = plan_for(when.day, when.hour, when.until, heard.case.firm.zone, heard.policy)
    except SkippedHour:
        return None
    if plan.starts.at <= heard.now:
        return None
    against = obstacles(plan, heard.case, heard.policy, heard.now)
    can_be = heard.said.staff or all(one.rule is DayRule.TOO_SOON for one in against)
    return plan if can_be else None
