"""When a ticket is to be looked at next though nobody writes, and what rings then.

A pure function of the ticket: nothing is ever cancelled, a stale alarm simply no longer follows.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.calendar import after_working, at_work
from bot.desk.policy import Policy
from bot.desk.preflight import preflight_at
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
    alarm, limit = _of_the_stage(case, policy), _limit(case)
    return min(limit, alarm, key=lambda one: one.at) if alarm and limit else alarm


def _of_the_stage(case: Case, policy: Policy) -> Alarm | None:
    ticket = case.ticket
    match ticket.stage:
        case Stage.REQUESTED:
            return _asking(case, policy)
        case Stage.SCHEDULED:
            return _the_day_ahead(case, policy)
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
    alarm, limit = next_alarm(case, policy), _limit(case)
    if alarm is None or alarm.at > now:
        return None
    if limit and limit.at <= now:
        return limit.event  # from here it is staff's, and nobody else is reminded first
    plan = case.ticket.plan
    before_off = isinstance(alarm.event, e.PreflightDue | e.BaselineDue)
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
    return _at_work(case, policy, policy.answer_hours)


def _reviewing(case: Case, policy: Policy) -> Alarm:
    # What waits for staff is theirs to settle: the firm is not nagged meanwhile.
    if case.ticket.attention or case.ticket.held:
        return _staff_call(case.ticket)
    return _at_work(case, policy, policy.review_hours)


def _at_work(case: Case, policy: Policy, hours: int) -> Alarm:
    """What is no matter of hours reaches a firm at work, and waits so many hours of its working days."""
    ticket, zone, home = case.ticket, case.firm.zone, case.firm.home
    patient = max(after_working(ticket.since, hours, zone, home), _promised_until(ticket, policy))
    return Alarm(at_work(patient, zone, home), _firm_then_staff(ticket, policy))


def _firm_then_staff(ticket: Ticket, policy: Policy) -> e.ClockSaid:
    """Remind the firm, then staff; while the ticket is held nothing goes to the firm, so staff alone."""
    asks_firm = ticket.asked < policy.reminders and not ticket.held
    return e.FirmSilent() if asks_firm else e.StaffSilent()


def _promised_until(ticket: Ticket, policy: Policy) -> datetime:
    """Until when the firm is left in peace by its own word; without one, not at all."""
    if ticket.promise is None:
        return ticket.since
    return max(ticket.since, ticket.promise.at + timedelta(minutes=policy.promise_grace_minutes))


def _limit(case: Case) -> Alarm | None:
    """The end of what the plan allows the flow to be off; not while it comes on, or waits for another."""
    ticket = case.ticket
    stays_off = ticket.stage is Stage.TURNING_ON and ticket.asked > 1 and not _waits_for_another(case)
    goes_on = ticket.wants_off and bool(ticket.told_at or ticket.bound_for)  # else its window lets it go
    if ticket.plan is None or ticket.past_limit or not (goes_on or stays_off):
        return None
    return Alarm(ticket.plan.off_limit.at, e.OffTooLong())


def _staff_call(ticket: Ticket, patience: timedelta = STAFF_PATIENCE) -> Alarm:
    return Alarm(ticket.since + patience, e.StaffSilent())


def _the_day_ahead(case: Case, policy: Policy) -> Alarm:
    """The day as it is booked; a change of it that waits for approval calls staff besides."""
    day = _the_booked_day(case, policy)
    return min(day, _staff_call(case.ticket), key=lambda alarm: alarm.at) if case.ticket.proposed else day


def _the_booked_day(case: Case, policy: Policy) -> Alarm:
    ticket, plan = case.ticket, case.ticket.plan
    if plan is None:  # cannot be, but an open ticket without an alarm would sleep for ever
        return _staff_call(ticket)
    if ticket.held:
        return _the_window(ticket, policy)
    if not ticket.looked_ahead:  # booked later than the look is due: at once
        look_at = preflight_at(plan, case.firm, policy.preflight_at)
        return Alarm(max(look_at, ticket.since), e.PreflightDue())
    if not ticket.baseline_asked:
        return Alarm(plan.off_at.at - timedelta(minutes=policy.baseline_minutes), e.BaselineDue())
    return Alarm(plan.off_at.at, e.TurnOffDue())


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
    return Alarm(ticket.since + timedelta(hours=policy.importing_hours), _firm_then_staff(ticket, policy))


def _importing(ticket: Ticket, policy: Policy) -> Alarm:
    if ticket.told_at is None:
        return _the_window(ticket, policy)
    if ticket.bound_for:
        return _what_is_in(ticket, policy)
    if ticket.past_limit:
        return _staff_call(ticket)  # from here it is theirs
    patient = max(ticket.since + timedelta(hours=policy.importing_hours), _promised_until(ticket, policy))
    over = ticket.plan.ends_by.at if ticket.plan else patient
    return Alarm(max(patient, over), _firm_then_staff(ticket, policy))


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
