"""What a step of the lifecycle does, as small functions that a row of the table names.

Each takes the draft of a decision and returns it with one thing more: a task, or a mark on the ticket.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.policy import Policy
from bot.desk.tasks import Audience, Do, Facts, Mail, RunChecks, SendMail, SwitchFlow, Task
from bot.desk.ticket import Case, Ticket
from bot.reading.reading import Trouble

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

    def do(self, do: Do, due_at: datetime | None = None, expires_at: datetime | None = None) -> "Draft":
        """Return the draft with one more task, due now unless said otherwise."""
        return replace(self, tasks=(*self.tasks, Task(do, due_at or self.now, expires_at)))


Then = Callable[[Draft], Draft]


def mail_firm(mail: Mail) -> Then:
    """Write to the ticket's parties."""
    return lambda draft: draft.do(
        SendMail(mail, Audience.FIRM, facts_of(draft)), expires_at=_expiry(mail, draft.ticket)
    )


def mail_staff(mail: Mail) -> Then:
    """Write to staff alone."""
    return lambda draft: draft.do(SendMail(mail, Audience.STAFF, facts_of(draft)))


def attention(why: str, *, also: Audience | None = None) -> Then:
    """Mark that a person must look, and tell staff; the same reason is not told twice."""

    def mark(draft: Draft) -> Draft:
        if draft.ticket.attention == why:
            return draft
        marked = replace(draft, ticket=replace(draft.ticket, attention=why))
        told = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, replace(facts_of(draft), why=why))
        marked = marked.do(told)
        return marked.do(replace(told, audience=also)) if also else marked

    return mark


def ask_firm(mail: Mail) -> Then:
    """Ask the firm; asked twice in vain, staff get it instead."""

    def ask(draft: Draft) -> Draft:
        if draft.ticket.asked >= ASKED_IN_VAIN:
            return attention("the firm was asked twice and we still cannot tell")(draft)
        counted = replace(draft, ticket=replace(draft.ticket, asked=draft.ticket.asked + 1))
        return mail_firm(mail)(counted)

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


def call_staff(draft: Draft) -> Draft:
    """Say once more that something waits for a person: staff first, admins a day later, then the digest."""
    if draft.ticket.asked > draft.policy.reminders + 2:
        return draft
    last_call = draft.ticket.asked == draft.policy.reminders + 2
    why = draft.ticket.attention or WAITING_FOR.get(draft.ticket.stage.value, "it waits for a person")
    facts = replace(facts_of(draft), why=why)
    audience = Audience.ADMINS if last_call else Audience.STAFF
    marked = replace(draft, ticket=replace(draft.ticket, attention=why))
    return marked.do(SendMail(Mail.STAFF_ATTENTION, audience, facts))


WAITING_FOR = {
    "requested": "the firm has not given a date, though it was reminded",
    "importing": "the firm is silent and its flow is off",
    "turning_on": "the flow is still off",
    "checking": "the checks wait for a person",
    "reviewing": "the firm has not answered the review",
}


def look_up(draft: Draft) -> Draft:
    """A person has looked: attention is lifted."""
    return replace(draft, ticket=replace(draft.ticket, attention=""))


def turn_off(draft: Draft) -> Draft:
    """Bring the flow where it is wanted, which is off."""
    return draft.do(SwitchFlow())


def turn_on(draft: Draft) -> Draft:
    """Bring the flow where it is wanted once there was time for second thoughts."""
    return draft.do(SwitchFlow(), due_at=draft.now + timedelta(minutes=draft.policy.second_thoughts_minutes))


def run_checks(draft: Draft) -> Draft:
    """Run the duplicate queries once the data had time to land."""
    return draft.do(RunChecks(), due_at=draft.now + timedelta(minutes=draft.policy.settle_minutes))


def start_over(draft: Draft) -> Draft:
    """The flow is on again and the day lies ahead once more: forget the one that was given up."""
    fresh = replace(
        draft.ticket,
        plan=draft.ticket.proposed,
        proposed=None,
        bound_for=None,
        told_at=None,
        completed=None,
        nothing_loaded=None,
        off_read=None,
        reminded=False,
    )
    return replace(draft, ticket=fresh)


def _expiry(mail: Mail, ticket: Ticket) -> datetime | None:
    """Until when a mail about the day is still right; others do not go stale."""
    if ticket.plan is None:
        return None
    match mail:
        case Mail.PROCEED | Mail.DO_NOT_START:
            return ticket.plan.proceed_until.at
        case Mail.REMINDER:
            return ticket.plan.off_at.at
        case _:
            return None


def facts_of(draft: Draft) -> Facts:
    """Gather what a mail may speak of from the event and the ticket before and after it."""
    event, ticket = draft.event, draft.ticket
    said = event.said if isinstance(event, e.Voiced) else e.Said("")
    facts = Facts(
        quote=said.words,
        by=said.by,
        plan=ticket.proposed or ticket.plan,
        old_plan=draft.was.plan if draft.was.plan != ticket.plan else None,
        amounts=ticket.amounts,
    )
    return _more_facts(facts, event)


def _more_facts(facts: Facts, event: e.Event) -> Facts:
    match event:
        case e.DateUnclear(days=days):
            return replace(facts, days=days)
        case e.DateTooSoon(day=day, earliest=earliest):
            return replace(facts, days=(day,), earliest=earliest)
        case e.ReviewIncomplete(missing=missing):
            return replace(facts, missing=missing)
        case e.ReviewMismatched(amounts=amounts, differing=differing):
            return replace(facts, amounts=amounts, lines=differing)
        case e.Doubted(why=why) | e.MailFailed(why=why):
            return replace(facts, why=why)
        case e.ChecksHit(summary=summary, lines=lines):
            return replace(facts, why=summary, lines=lines)
        case e.NotChecked(summary=summary):
            return replace(facts, why=summary)
        case e.CompletionDisputed(objector=objector):
            return replace(facts, why=f"{objector} objected")
        case _:
            return facts
