"""When a ticket is to be looked at next though nobody writes, and what rings then.

A pure function of the ticket: nothing is ever cancelled, a stale alarm simply no longer follows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.policy import Policy
from bot.desk.ticket import Case, Plan, Stage, Ticket

STAFF_PATIENCE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What rings, and when."""

    at: datetime
    event: e.ClockSaid


def next_alarm(case: Case, policy: Policy) -> Alarm | None:
    """Return what rings next for this ticket; None only when it has ended."""
    ticket = case.ticket
    match ticket.stage:
        case Stage.REQUESTED:
            return _asking(ticket, policy)
        case Stage.SCHEDULED:
            return _the_day_ahead(ticket, policy)
        case Stage.TURNING_OFF:
            return _the_window(ticket)
        case Stage.IMPORTING:
            return _importing(ticket, policy)
        case Stage.TURNING_ON:
            return _turning_on(case, policy)
        case Stage.CHECKING:
            return _staff_call(ticket, timedelta(minutes=policy.settle_minutes))
        case Stage.REVIEWING:
            return _firm_then_staff(ticket, policy, timedelta(hours=policy.review_hours))
        case Stage.CLOSED | Stage.CANCELLED:
            return None


def ring(case: Case, policy: Policy, now: datetime) -> e.ClockSaid | None:
    """Return what rings at `now`, if anything; found late, only what is still right.

    After a long sleep a turn-off whose window has passed is not done: the window has closed.
    """
    alarm = next_alarm(case, policy)
    if alarm is None or alarm.at > now:
        return None
    plan = case.ticket.plan
    awaits_the_day = isinstance(alarm.event, e.ReminderDue | e.TurnOffDue | e.StartReached)
    if plan and awaits_the_day and now >= plan.proceed_until.at:
        return e.WindowClosed()
    if plan and isinstance(alarm.event, e.ReminderDue) and now >= plan.off_at.at and not case.ticket.held:
        return e.TurnOffDue()
    return alarm.event


def _asking(ticket: Ticket, policy: Policy) -> Alarm:
    if ticket.proposed or ticket.attention or ticket.held:
        return _staff_call(ticket)
    return _firm_then_staff(ticket, policy, timedelta(hours=policy.answer_hours))


def _firm_then_staff(ticket: Ticket, policy: Policy, patience: timedelta) -> Alarm:
    at = ticket.since + patience * (ticket.asked + 1)
    return Alarm(at, e.FirmSilent() if ticket.asked < policy.reminders else e.StaffSilent())


def _staff_call(ticket: Ticket, after: timedelta = timedelta()) -> Alarm:
    return Alarm(ticket.since + after + STAFF_PATIENCE * (ticket.asked + 1), e.StaffSilent())


def _the_day_ahead(ticket: Ticket, policy: Policy) -> Alarm:
    plan = ticket.plan
    if plan is None:  # cannot be, but an open ticket without an alarm would sleep for ever
        return _staff_call(ticket)
    remind_at = plan.starts.at - timedelta(hours=policy.reminder_hours)
    if not ticket.reminded and ticket.since < remind_at:
        return Alarm(remind_at, e.ReminderDue())
    return _the_window(ticket) if ticket.held else Alarm(plan.off_at.at, e.TurnOffDue())


def _the_window(ticket: Ticket) -> Alarm:
    plan: Plan | None = ticket.plan
    if plan is None:
        return _staff_call(ticket)
    if ticket.asked == 0:
        return Alarm(plan.starts.at, e.StartReached())
    return Alarm(plan.proceed_until.at, e.WindowClosed())


def _importing(ticket: Ticket, policy: Policy) -> Alarm:
    if ticket.told_at is None:
        return _the_window(ticket)
    patience = timedelta(hours=policy.importing_hours)
    expected = ticket.plan.ends_by.at if ticket.plan else ticket.since
    first = max(expected, ticket.since + patience)
    at = first + patience * ticket.asked
    return Alarm(at, e.FirmSilent() if ticket.asked < policy.reminders else e.StaffSilent())


def _turning_on(case: Case, policy: Policy) -> Alarm:
    ticket = case.ticket
    if any(t.wants_off for t in case.others) or case.flow.staff_off:
        return _staff_call(ticket)
    asked_at = ticket.since + timedelta(minutes=policy.second_thoughts_minutes)
    if ticket.asked == 0:
        return Alarm(asked_at + timedelta(minutes=policy.stuck_on_minutes), e.TurnOnSlow())
    if ticket.asked == 1:
        return Alarm(asked_at + timedelta(minutes=policy.stuck_on_admins_minutes), e.TurnOnStuck())
    return _staff_call(ticket)
