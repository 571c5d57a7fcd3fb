"""How the desk's tests say things: a statement with one thing changed, and who hears what of a decision."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from bot.desk import events as e
from bot.desk.alarm import Alarm, next_alarm
from bot.desk.decision import Decision
from bot.desk.firm import Role
from bot.desk.hearing import Statement, hear
from bot.desk.lifecycle import decide
from bot.desk.tasks import Audience, Mail, SendMail, SwitchFlow
from bot.desk.ticket import Case, Ticket
from bot.letter.letter import Verdict
from bot.reading.reading import Certainty, Evidence, Intent, Reading, When
from tests.cast import ABEL, ANNA, CORA, OTTO, PLAN, POLICY, SAM, a_case

STARTS = PLAN.starts.at
TOLD = PLAN.off_at.at  # when a ticket of the cast was told to proceed
EVENING = STARTS + timedelta(hours=3)  # inside the plan's day, after the firm was told
ANNA_SAID, SAM_SAID = e.Said(ANNA, "so"), e.Said(SAM, "so", staff=True)
ROLES = {
    ANNA: Role.CONFIRMER,
    ABEL: Role.CONFIRMER,
    CORA: Role.CONTACT,
    SAM: Role.STAFF,
    OTTO: Role.OUTSIDER,
    "vera@vendor.example": Role.DELEGATE,
}
VERA = "vera@vendor.example"
SATURDAY_WEEK = When(day=date(2026, 12, 12), hour=time(9), words="the 12th at nine")


def a_statement(intent: Intent, by: str = ANNA, **more: Any) -> Statement:
    """A sure and proved statement; fields of the reading and of the statement may be given alike."""
    reading = Reading(intent, Certainty.SURE, (Evidence("so", "rule"),))
    inside = {name: more.pop(name) for name in list(more) if hasattr(reading, name)}
    statement = Statement(
        replace(reading, **inside), by, ROLES[by], Verdict.PROVED, EVENING, EVENING - timedelta(minutes=1)
    )
    return replace(statement, **more)


def heard(statement: Statement, ticket: Ticket, now: datetime | None = None) -> e.Event:
    """What the statement comes to on this ticket."""
    return hear(statement, a_case(ticket), POLICY, now or statement.arrived_at)[0]


def after(ticket: Ticket | Case, *events: e.Event, at: datetime = EVENING) -> Decision:
    """Let events happen one after the other, and return the last decision."""
    case = ticket if isinstance(ticket, Case) else a_case(ticket)
    decision = Decision(case.ticket, ())
    for event in events:
        decision = decide(replace(case, ticket=decision.ticket), event, POLICY, at)
    return decision


def mails(decision: Decision, audience: Audience | None = Audience.FIRM) -> list[Mail]:
    """The mails of a decision to the firm, or to somebody else; None: to anybody."""
    sent = [task.do for task in decision.tasks if isinstance(task.do, SendMail)]
    return [do.mail for do in sent if audience in (None, do.audience)]


def switches(decision: Decision) -> bool:
    return any(isinstance(task.do, SwitchFlow) for task in decision.tasks)


def alarm_of(ticket: Ticket | Case) -> Alarm:
    """The next alarm of a ticket that has not ended."""
    alarm = next_alarm(ticket if isinstance(ticket, Case) else a_case(ticket), POLICY)
    assert alarm is not None
    return alarm
