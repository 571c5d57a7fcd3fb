"""What a step of the lifecycle does, as small functions that a row of the table names.

Each takes the draft of a decision and returns it with one thing more: a task, or a mark on the ticket.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.booking import first_free_day
from bot.desk.facts import facts_of
from bot.desk.lateness import expires_at
from bot.desk.policy import OnDuplicates, Policy
from bot.desk.quiet import goes_out_at
from bot.desk.tasks import (
    Audience,
    ChooseTen,
    Do,
    Facts,
    Mail,
    RunChecks,
    SendMail,
    SwitchFlow,
    TakeBaseline,
    Task,
)
from bot.desk.ticket import Case, Flow, Stage, Ticket, WallTime
from bot.flow.port import FlowState
from bot.reading.reading import Trouble

ASKS_FOR_A_DAY = (Mail.DATE_MISSING, Mail.RELEASED)  # these name the first that would do
ASKED_IN_VAIN = 2  # after so many questions, a person takes over


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision while it is written."""

    was: Ticket
    ticket: Ticket
    case: Case
    event: e.Event
    policy: Policy
    now: datetime
    tasks: tuple[Task, ...] = ()

    def do(self, do: Do, due_at: datetime | None = None) -> "Draft":
        """Return the draft with one more task, due now unless said otherwise."""
        due = due_at or self.now
        return replace(self, tasks=(*self.tasks, Task(do, due, expires_at(do, due, self.ticket))))

    @property
    def facts(self) -> Facts:
        """What a mail may speak of, as the decision stands so far."""
        facts = facts_of(self.case, self.event, self.ticket)
        later = WallTime.of(self.now + timedelta(days=1), self.case.firm.zone)
        return replace(facts, later=later, wanted=self.policy.review_clients)


Then = Callable[[Draft], Draft]


def mail_firm(mail: Mail, why: str = "") -> Then:
    """Write to the ticket's parties."""

    def write(draft: Draft) -> Draft:
        facts = draft.facts
        earliest = first_free_day(draft.case, draft.policy, draft.now) if mail in ASKS_FOR_A_DAY else None
        told = SendMail(mail, Audience.FIRM, replace(facts, why=why or facts.why, earliest=earliest))
        zone, policy = draft.case.firm.zone, draft.policy
        return draft.do(told, goes_out_at(mail, draft.event, draft.ticket, zone, policy, draft.now))

    return write


def mail_staff(mail: Mail) -> Then:
    """Write to staff alone."""
    return lambda draft: draft.do(SendMail(mail, Audience.STAFF, draft.facts))


def attention(why: str, *, also: Audience | None = None) -> Then:
    """Mark that a person must look, and tell staff.

    What the clock or a read-back only repeats is told once; each letter and each failed mail is news.
    """

    def mark(draft: Draft) -> Draft:
        if draft.ticket.attention == why and not isinstance(draft.event, e.Voiced | e.MailFailed):
            return draft
        marked = replace(draft, ticket=replace(draft.ticket, attention=why))
        told = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, _told_to_staff(draft.facts, why))
        marked = marked.do(told)
        return marked.do(replace(told, audience=also)) if also else marked

    return mark


def _told_to_staff(facts: Facts, why: str) -> Facts:
    """Put the reason first; what the event itself says of it stands below."""
    return replace(facts, why=why, lines=(facts.why, *facts.lines) if facts.why else facts.lines)


def ask_firm(mail: Mail) -> Then:
    """Ask the firm; asked twice in vain, staff get it instead."""

    def ask(draft: Draft) -> Draft:
        if draft.ticket.asked >= ASKED_IN_VAIN:
            return attention("the firm was asked twice and we still cannot tell")(draft)
        counted = replace(draft.ticket, asked=draft.ticket.asked + 1, since=draft.now)
        return mail_firm(mail)(replace(draft, ticket=counted))

    return ask


def ask_about_the_date(draft: Draft) -> Draft:
    """Ask what is unclear about the date, in the mail that fits the trouble."""
    if not isinstance(draft.event, e.DateUnclear):
        return draft
    return ask_firm(DATE_QUESTIONS.get(draft.event.trouble, Mail.DATE_AMBIGUOUS))(draft)


DATE_QUESTIONS = {
    Trouble.AMBIGUOUS: Mail.DATE_AMBIGUOUS,
    Trouble.CONTRADICTORY: Mail.DATE_CONTRADICTORY,
    Trouble.IMPOSSIBLE: Mail.DATE_IMPOSSIBLE,
    Trouble.PAST: Mail.DATE_AMBIGUOUS,
    Trouble.VAGUE: Mail.DATE_MISSING,
}


def ask_for_a_day(draft: Draft) -> Draft:
    """Ask for the other day, where the firm moved its import and named none that will do."""
    wanted = draft.ticket.bound_for is Stage.REQUESTED and draft.ticket.proposed is None
    return mail_firm(Mail.DATE_MISSING)(draft) if wanted else draft


def ask_for_approval(draft: Draft) -> Draft:
    """Ask staff for the day the firm moved to, where they approve each; the firm hears that they have it."""
    if draft.ticket.proposed is None:
        return draft
    return mail_staff(Mail.STAFF_APPROVAL)(mail_firm(Mail.WITH_STAFF)(draft))


def nudge(draft: Draft) -> Draft:
    """Ask once more what is open: what was loaded, if the firm moves or cancels; else whether it is done."""
    return mail_firm(Mail.WAS_ANYTHING_LOADED if draft.ticket.bound_for else Mail.NUDGE)(draft)


def stop_by_hand(draft: Draft) -> Draft:
    """Tell firm and staff that the flow was turned on in mid-import; a reading that repeats it is no news."""
    if draft.ticket.attention == TURNED_ON_BY_HAND:
        return draft
    return attention(TURNED_ON_BY_HAND)(mail_firm(Mail.PLEASE_STOP)(draft))


TURNED_ON_BY_HAND = "the flow was turned on by hand in mid-import"


def stay_off(draft: Draft) -> Draft:
    """Tell the firm to go on, where it was told to proceed and the flow surely never moved; else to stop."""
    if draft.ticket.untold:
        return not_complete(mail_firm(Mail.PLEASE_STOP, "You have not been told to proceed yet.")(draft))
    if _surely_off(draft.case.flow):
        return mail_firm(Mail.STAYS_OFF)(draft)
    moving = "Your word came while your data flow was being turned on."
    return not_complete(mail_firm(Mail.PLEASE_STOP, moving)(draft))


def _surely_off(flow: Flow) -> bool:
    """Whether it reads off and nothing moves it; a person who was asked to turn it on may be doing so now."""
    read = flow.read
    return bool(read and read.state is FlowState.OFF and not read.by_person) and flow.switching_until is None


not_complete = attention("not complete after all: the flow goes off again")


def call_staff(draft: Draft) -> Draft:
    """Say once more that something waits for a person: staff, then the admins, each once, then the digest.

    While a flow is off for the ticket it never falls silent.
    """
    ticket = draft.ticket
    off = ticket.wants_off or ticket.stage is Stage.TURNING_ON
    if ticket.called > ADMINS_CALL and not off:
        return draft
    why = ticket.attention or (APPROVAL if ticket.proposed and not off else WAITING_FOR[ticket.stage])
    audience = Audience.ADMINS if ticket.called == ADMINS_CALL else Audience.STAFF
    marked = replace(draft, ticket=replace(ticket, attention=why))
    return marked.do(SendMail(Mail.STAFF_ATTENTION, audience, replace(draft.facts, why=why)))


ADMINS_CALL = 2  # in one silence the first call goes to staff, the second to the admins
APPROVAL = "a date waits for approval"
WAITING_FOR = {
    Stage.REQUESTED: "the firm has not given a date, though it was reminded",
    Stage.SCHEDULED: "it waits for a person",
    Stage.TURNING_OFF: "the firm has not said whether anything was loaded, and its flow is off",
    Stage.IMPORTING: "the firm is silent and its flow is off",
    Stage.TURNING_ON: "the flow is still off",
    Stage.CHECKING: "the checks wait for a person",
    Stage.REVIEWING: "the firm has not answered the review",
}


def look_up(draft: Draft) -> Draft:
    """A person has looked: attention is lifted."""
    return replace(draft, ticket=replace(draft.ticket, attention=""))


def try_the_next_contact(draft: Draft) -> Draft:
    """A mail that matters reached nobody: the firm's next named contact takes part and gets it too."""
    event, ticket = draft.event, draft.ticket
    if not isinstance(event, e.MailFailed) or event.mail not in MUST_ARRIVE:
        return draft
    stale = event.mail is Mail.PROCEED and ticket.stage is not Stage.IMPORTING
    if event.reached or ticket.ended or stale:
        return draft
    named = (contact.address for contact in draft.case.firm.contacts)
    heir = next((address for address in named if address not in ticket.parties), None)
    if heir is None:
        return draft
    joined = replace(draft, ticket=replace(ticket, parties=(*ticket.parties, heir)))
    facts = replace(joined.facts, why="")
    return joined.do(SendMail(event.mail, Audience.FIRM, facts, to=(heir,)))


MUST_ARRIVE = frozenset(
    {Mail.PROCEED, Mail.TIMING_CONFIRMED, Mail.RESCHEDULED, Mail.PLEASE_STOP, Mail.DO_NOT_START}
)


def turn_off(draft: Draft) -> Draft:
    """Bring the flow where it is wanted, which is off."""
    return draft.do(SwitchFlow())


def turn_on(draft: Draft) -> Draft:
    """Bring the flow where it is wanted once there was time for second thoughts."""
    return draft.do(SwitchFlow(), due_at=draft.now + timedelta(minutes=draft.policy.second_thoughts_minutes))


def take_baseline(draft: Draft) -> Draft:
    """Note down what stands in the data; the turn-off does not wait for it."""
    return draft.do(TakeBaseline())


def run_checks(draft: Draft) -> Draft:
    """Run the duplicate queries once the data had time to land."""
    return draft.do(RunChecks(), due_at=draft.now + timedelta(minutes=draft.policy.settle_minutes))


def run_checks_again(draft: Draft) -> Draft:
    """Run the duplicate queries at once."""
    return draft.do(RunChecks(again=True))


def advise_staff(draft: Draft) -> Draft:
    """Show staff what is no duplicate for sure, and worth a look; nothing waits for them."""
    advice = isinstance(draft.event, e.ChecksClean) and draft.event.lines
    return mail_staff(Mail.STAFF_CHECKS)(draft) if advice else draft


def tell_of_duplicates(draft: Draft) -> Draft:
    """Tell the firm which of its clients look alike, on a desk that does so unasked."""
    tells = draft.policy.on_duplicates is OnDuplicates.TELL_FIRM
    return mail_firm(Mail.DUPLICATES_FOUND)(draft) if tells else draft


def choose_ten(draft: Draft) -> Draft:
    """Choose the clients to compare; the request goes out with what comes of it."""
    return draft.do(ChooseTen())


def tell_staff_why(mail: Mail) -> Then:
    """Write to staff alone, if the event has a reason to give."""
    return lambda draft: mail_staff(mail)(draft) if draft.facts.why else draft


def nothing_differs(draft: Draft) -> Draft:
    """The clients that differed are settled: that the review does not match needs nobody any more."""
    settled = draft.was.ten.differing and not draft.ticket.ten.differing
    return look_up(draft) if settled and draft.ticket.attention == MISMATCH else draft


MISMATCH = "the review does not match"


def start_over(draft: Draft) -> Draft:
    """The flow is on again and the day lies ahead once more: forget the one that was given up."""
    proposed, waits = draft.ticket.proposed, draft.ticket.bound_for is Stage.REQUESTED
    fresh = replace(
        draft.ticket,
        plan=None if waits else proposed,
        proposed=proposed if waits else None,
        waived=(),
        bound_for=None,
        told_at=None,
        completed=None,
        nothing_loaded=None,
        objection=None,
        loaded=None,
        off_read=None,
        looked_ahead=False,
        baseline_asked=False,
        baseline="",
        untold=False,
        warned=False,
        past_limit=False,
        promise=None,
    )
    return replace(draft, ticket=fresh)
