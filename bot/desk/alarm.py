"""When a ticket is to be looked at next though nobody writes, and what rings then.

A pure function of the ticket: nothing is ever cancelled, a stale alarm simply no longer follows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.calendar import at_work
from bot.desk.policy import Policy
from bot.desk.ticket import Case, Plan, Stage, Ticket

STAFF_PATIENCE = timedelta(hours=24)
A_CHANCE = timedelta(minutes=5)  # what a late turn-off is given before the firm is told to wait


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
            return _asking(case, policy)
        case Stage.SCHEDULED:
            return _the_day_ahead(ticket, policy)
        case Stage.TURNING_OFF:
            return _the_window(ticket, policy)
        case Stage.IMPORTING:
            return _importing(ticket, policy)
        case Stage.TURNING_ON:
            return _turning_on(case, policy)
        case Stage.CHECKING:
            return _staff_call(ticket, timedelta(minutes=policy.settle_minutes) + STAFF_PATIENCE)
        case Stage.REVIEWING:
            return _reviewing(case, policy)
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
    before_off = isinstance(alarm.event, e.ReminderDue | e.BaselineDue)
    awaits_the_day = before_off or isinstance(alarm.event, e.TurnOffDue | e.StartReached)
    if plan and awaits_the_day and now >= plan.proceed_until.at:
        return e.WindowClosed()
    if plan and before_off and now >= plan.off_at.at and not case.ticket.held:
        return e.TurnOffDue()
    return alarm.event


def _asking(case: Case, policy: Policy) -> Alarm:
    ticket = case.ticket
    if ticket.proposed or ticket.attention or ticket.held:
        return _staff_call(ticket)
    return _in_working_hours(case, _firm_then_staff(ticket, policy, policy.answer_hours))


def _reviewing(case: Case, policy: Policy) -> Alarm:
    # What waits for staff is theirs to settle: the firm is not nagged meanwhile.
    if case.ticket.attention or case.ticket.held:
        return _staff_call(case.ticket)
    return _in_working_hours(case, _firm_then_staff(case.ticket, policy, policy.review_hours))


def _in_working_hours(case: Case, alarm: Alarm) -> Alarm:
    """What is no matter of hours reaches a firm at work."""
    return Alarm(at_work(alarm.at, case.firm.zone, case.firm.home), alarm.event)


def _firm_then_staff(ticket: Ticket, policy: Policy, hours: int) -> Alarm:
    """Remind the firm, then staff; while the ticket is held nothing goes to the firm, so staff alone."""
    asks_firm = ticket.asked < policy.reminders and not ticket.held
    return Alarm(ticket.since + timedelta(hours=hours), e.FirmSilent() if asks_firm else e.StaffSilent())


def _staff_call(ticket: Ticket, patience: timedelta = STAFF_PATIENCE) -> Alarm:
    return Alarm(ticket.since + patience, e.StaffSilent())


def _the_day_ahead(ticket: Ticket, policy: Policy) -> Alarm:
    """The day as it is booked; a change of it that waits for approval calls staff besides."""
    day = _the_booked_day(ticket, policy)
    return min(day, _staff_call(ticket), key=lambda alarm: alarm.at) if ticket.proposed else day


def _the_booked_day(ticket: Ticket, policy: Policy) -> Alarm:
    plan = ticket.plan
    if plan is None:  # cannot be, but an open ticket without an alarm would sleep for ever
        return _staff_call(ticket)
    remind_at = plan.starts.at - timedelta(hours=policy.reminder_hours)
    if not ticket.reminded and not ticket.held and ticket.since < remind_at:
        return Alarm(remind_at, e.ReminderDue())
    if not ticket.baseline_asked and not ticket.held:
        return Alarm(plan.off_at.at - timedelta(minutes=policy.baseline_minutes), e.BaselineDue())
    return _the_window(ticket, policy) if ticket.held else Alarm(plan.off_at.at, e.TurnOffDue())


def _the_window(ticket: Ticket, policy: Policy) -> Alarm:
    """At the start the firm is told to wait, at the window's end it is let go.

    If it wants to move or cancel, its answer to "was anything loaded?" is awaited instead, however long.
    """
    plan: Plan | None = ticket.plan
    if ticket.bound_for:
        return _what_is_in(ticket, policy)
    if plan is None:
        return _staff_call(ticket)
    if ticket.warned:
        return Alarm(plan.proceed_until.at, e.WindowClosed())
    start = max(plan.starts.at, ticket.since + A_CHANCE)
    return Alarm(min(start, plan.proceed_until.at), e.StartReached())


def _what_is_in(ticket: Ticket, policy: Policy) -> Alarm:
    if ticket.loaded:
        return _staff_call(ticket)
    return _firm_then_staff(ticket, policy, policy.importing_hours)


def _importing(ticket: Ticket, policy: Policy) -> Alarm:
    if ticket.told_at is None:
        return _the_window(ticket, policy)
    if ticket.bound_for:
        return _what_is_in(ticket, policy)
    alarm = _firm_then_staff(ticket, policy, policy.importing_hours)
    return Alarm(max(alarm.at, ticket.plan.ends_by.at), alarm.event) if ticket.plan else alarm


def _turning_on(case: Case, policy: Policy) -> Alarm:
    ticket = case.ticket
    if case.flow.staff_off or _waits_for_another(case):
        return _staff_call(ticket)
    if ticket.held:
        return _staff_call(ticket, timedelta(hours=policy.importing_hours))
    slow, stuck = policy.stuck_on_minutes, policy.stuck_on_admins_minutes
    if ticket.asked == 0:
        minutes = policy.second_thoughts_minutes + slow
        return Alarm(ticket.since + timedelta(minutes=minutes), e.TurnOnSlow())
    if ticket.asked == 1:
        return Alarm(ticket.since + timedelta(minutes=stuck - slow), e.TurnOnStuck())
    return _staff_call(ticket)


def _waits_for_another(case: Case) -> bool:
    """Of several tickets that wait for one flow, the last to come speaks for all."""
    came = (case.ticket.since, case.ticket.id)
    waiting = (other for other in case.others if other.stage is Stage.TURNING_ON)
    return any(other.wants_off for other in case.others) or any((o.since, o.id) > came for o in waiting)
