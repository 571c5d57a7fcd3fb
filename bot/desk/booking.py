"""Whether a day can be booked: the rules of the calendar, what stands against a day, and which days are free.

Staff may break every rule here; only a start that has passed cannot be booked by anybody.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice

from bot.desk.calendar import DAY, holiday_on, working_days_after
from bot.desk.events import DateAccepted, DateMissing, DateNeedsApproval, DateUnclear, DayRefused, Said
from bot.desk.firm import Firm
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.policy import Confirm, Notice, Policy
from bot.desk.ticket import Case, Plan, Stage, Ticket, WallTime
from bot.desk.timing import SkippedHour, plan_for
from bot.reading.reading import Trouble, When

DateEvent = DateAccepted | DateNeedsApproval | DateMissing | DateUnclear | DayRefused

OFFERED = 3  # free days that come with a refusal
LOOKED_AHEAD = 366  # days in which they are sought
ONE_DAY = timedelta(hours=24)
LIES_AHEAD = (Stage.REQUESTED, Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING)


def judge(when: When, said: Said, case: Case, policy: Policy, now: datetime) -> DateEvent:
    """Say what a day asked for comes to: accepted, refused with the next free days, or a question.

    Args:
        case: Its ticket's plan is the day that stands so far. Who moves it earlier gives notice again, who
            keeps it or moves it later does not; who names a day and no hour keeps the hour that was said.
        policy: The firm's.
    """
    if when.day is None and when.trouble in (None, Trouble.VAGUE) and not when.alternatives:
        return DateMissing(said)
    if when.day is None or when.trouble is not None:
        return ask_which(when.alternatives, when, said, case, policy, now)
    try:
        plan = plan_for(when.day, _hour_of(when, case), when.until, case.firm.zone, policy)
    except SkippedHour:
        return DateUnclear(said, Trouble.IMPOSSIBLE)
    against = obstacles(plan, case, policy, now)
    if plan.starts.at <= now or (against and not said.staff):
        return DayRefused(said, plan, against, free_days(plan, case, policy, now))
    if policy.confirm is Confirm.STAFF and not said.staff:
        return DateNeedsApproval(said, plan)
    return DateAccepted(said, plan, waived=against)


def ask_which(
    days: tuple[date, ...], when: When, said: Said, case: Case, policy: Policy, now: datetime
) -> DateUnclear:
    """Ask which of these days is meant; where each could be booked as it stands, one click says it."""
    free = tuple(_free(days, _hour_of(when, case), 1, case, policy, now))
    one_click = when.until is None and len(free) == len(days)
    return DateUnclear(said, when.trouble or Trouble.AMBIGUOUS, days, free=free if one_click else ())


def obstacles(plan: Plan, case: Case, policy: Policy, now: datetime) -> tuple[Obstacle, ...]:
    """Return all that stands against a day; empty means it may be booked."""
    return (
        *_short_notice(plan, case, policy, now),
        *_kept_free(plan, case.firm, policy),
        *_full(plan, case, policy),
        *_overlapping(plan, case),
    )


def free_days(plan: Plan, case: Case, policy: Policy, now: datetime) -> tuple[WallTime, ...]:
    """Return the starts of the next three days that could be booked instead, at the same hour."""
    since = max(plan.starts.local.date(), now.astimezone(case.firm.zone).date())
    hour, days = (plan.starts.local.time() if plan.hour_was_said else None), len(_days_of(plan))
    return tuple(islice(_free(_from(since), hour, days, case, policy, now), OFFERED))


def first_free_day(case: Case, policy: Policy, now: datetime) -> date | None:
    """Return the first day on which an import of one day could be booked; None: none within a year."""
    days = _from(earliest_day(now, case.firm, policy))
    starts = next(_free(days, None, 1, case, policy, now), None)
    return starts.local.date() if starts else None


def earliest_day(now: datetime, firm: Firm, policy: Policy) -> date:
    """Return the first day that keeps the lead time, by the calendar on the firm's wall."""
    today = now.astimezone(firm.zone).date()
    if policy.notice is Notice.WORKING_DAYS:
        return working_days_after(today, policy.lead_days, firm.home)
    return today + DAY * policy.lead_days


def _from(since: date) -> Iterator[date]:
    return (since + DAY * n for n in range(LOOKED_AHEAD))


def _free(
    among: Iterable[date], hour: time | None, days: int, case: Case, policy: Policy, now: datetime
) -> Iterator[WallTime]:
    """Yield the starts of those days on which an import of so many days could be booked."""
    for day in among:
        try:
            plan = plan_for(day, hour, day + DAY * (days - 1), case.firm.zone, policy)
        except SkippedHour:
            continue
        if not obstacles(plan, case, policy, now):
            yield plan.starts


def _short_notice(plan: Plan, case: Case, policy: Policy, now: datetime) -> Iterator[Obstacle]:
    day, today = plan.starts.local.date(), now.astimezone(case.firm.zone).date()
    if day < today or (plan.hour_was_said and plan.starts.at <= now):
        yield Obstacle(DayRule.PASSED)
    elif day < earliest_day(now, case.firm, policy) and not _notice_was_given(day, case.ticket.plan, now):
        kind = "working days" if policy.notice is Notice.WORKING_DAYS else "days"
        yield Obstacle(DayRule.TOO_SOON, f"{policy.lead_days} {kind}")


def _notice_was_given(day: date, booked: Plan | None, now: datetime) -> bool:
    return booked is not None and booked.starts.at > now and day >= booked.starts.local.date()


def _kept_free(plan: Plan, firm: Firm, policy: Policy) -> Iterator[Obstacle]:
    days = _days_of(plan)
    for blackout in policy.blackouts:
        if any(blackout.covers(day, firm.home) for day in days):
            yield Obstacle(DayRule.BLACKOUT, blackout.name)
    if not policy.imports_on_holidays:
        names = (holiday_on(day, firm.home) for day in days)
        yield from (Obstacle(DayRule.HOLIDAY, name) for name in dict.fromkeys(names) if name)


def _days_of(plan: Plan) -> tuple[date, ...]:
    """Return the days a plan is about: one, also when it ends in the night after; each day of a span."""
    first, last = plan.starts.local.date(), plan.ends_by.local.date()
    if plan.ends_by.at - plan.starts.at <= ONE_DAY:
        return (first,)
    return tuple(first + DAY * n for n in range((last - first).days + 1))


def _full(plan: Plan, case: Case, policy: Policy) -> Iterator[Obstacle]:
    if plan.starts.local.date() in case.full_days:
        yield Obstacle(DayRule.FULL, str(policy.imports_a_day))


def _overlapping(plan: Plan, case: Case) -> Iterator[Obstacle]:
    """Yield the firm's other imports whose hours overlap; two on one day are fine when they do not."""
    for other in case.others:
        theirs = _day_of(other)
        if theirs and plan.overlaps(theirs):
            yield Obstacle(DayRule.OVERLAP, other.ref)


def _day_of(ticket: Ticket) -> Plan | None:
    """Return the day that another import has, or waits to have approved."""
    return (ticket.plan or ticket.proposed) if ticket.stage in LIES_AHEAD else None


def _hour_of(when: When, case: Case) -> time | None:
    """Return the hour that is said, or was said of the day that is booked."""
    booked = case.ticket.plan
    return when.hour or (booked.starts.local.time() if booked and booked.hour_was_said else None)
