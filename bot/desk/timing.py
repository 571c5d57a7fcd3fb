"""From a day and an hour in words to a plan: the one-week rule and what the clocks do that day.

Daylight saving is decided here and nowhere else: of an hour that comes twice the first is meant, and an
hour that the clocks skip does not exist.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.events import DateAccepted, DateMissing, DateNeedsApproval, DateTooSoon, DateUnclear, Said
from bot.desk.policy import Confirm, Policy
from bot.desk.ticket import Plan, WallTime
from bot.reading.reading import Trouble, When

DateEvent = DateAccepted | DateNeedsApproval | DateMissing | DateUnclear | DateTooSoon


class SkippedHour(ValueError):
    """The clocks skip this hour on that day."""


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment in UTC at which the wall clock in `zone` shows `local`, the first if twice.

    Raises:
        SkippedHour: The clocks never show it that day.
    """
    at = local.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if at.astimezone(zone).replace(tzinfo=None) != local:
        raise SkippedHour(f"the clocks in {zone.key} skip {local:%H:%M} on {local:%Y-%m-%d}")
    return at


def plan_for(day: date, hour: time | None, until: date | None, zone: ZoneInfo, policy: Policy) -> Plan:
    """Lay out the day of an import, hour by hour.

    Raises:
        SkippedHour: The start does not exist that day.
    """
    local = datetime.combine(day, hour or policy.default_start)
    starts = instant(local, zone)
    last = datetime.combine(until, time(23, 59)) if until and until > day else None
    ends = instant(last, zone) if last else starts + timedelta(hours=policy.lasts_hours)
    return Plan(
        starts=WallTime(local, zone.key, starts),
        off_at=WallTime.of(starts - timedelta(minutes=policy.off_before_minutes), zone),
        proceed_until=WallTime.of(starts + timedelta(minutes=policy.proceed_within_minutes), zone),
        ends_by=WallTime.of(ends, zone),
        off_limit=WallTime.of(ends + timedelta(hours=policy.off_limit_hours), zone),
        hour_was_said=hour is not None,
    )


def earliest_day(now: datetime, zone: ZoneInfo, policy: Policy) -> date:
    """Return the first day that keeps the lead time, by the calendar on the firm's wall."""
    return now.astimezone(zone).date() + timedelta(days=policy.lead_days)


def judge(
    when: When, said: Said, zone: ZoneInfo, policy: Policy, now: datetime, booked: Plan | None = None
) -> DateEvent:
    """Say what a day asked for comes to: accepted, or a question. Staff may break the lead time.

    Args:
        booked: The day that stands so far. Who moves it earlier gives notice again, who keeps it or moves it
            later does not; who names another day and no hour keeps the hour that was said.
    """
    if when.day is None:
        return _unclear(when, said)
    if when.trouble is not None:
        return DateUnclear(said, when.trouble, when.alternatives)
    earliest = earliest_day(now, zone, policy)
    if when.day < earliest and not (said.staff or _notice_was_given(when.day, booked, now)):
        return DateTooSoon(said, when.day, earliest)
    try:
        plan = plan_for(when.day, when.hour or _hour_kept(booked), when.until, zone, policy)
    except SkippedHour:
        return DateUnclear(said, Trouble.IMPOSSIBLE)
    if plan.starts.at <= now:
        return DateTooSoon(said, when.day, earliest)
    if policy.confirm is Confirm.STAFF and not said.staff:
        return DateNeedsApproval(said, plan)
    return DateAccepted(said, plan)


def _hour_kept(booked: Plan | None) -> time | None:
    return booked.starts.local.time() if booked and booked.hour_was_said else None


def _notice_was_given(day: date, booked: Plan | None, now: datetime) -> bool:
    return booked is not None and booked.starts.at > now and day >= booked.starts.local.date()


def _unclear(when: When, said: Said) -> DateMissing | DateUnclear:
    if when.trouble in (None, Trouble.VAGUE) and not when.alternatives:
        return DateMissing(said)
    return DateUnclear(said, when.trouble or Trouble.AMBIGUOUS, when.alternatives)
