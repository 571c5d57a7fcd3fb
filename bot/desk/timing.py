"""From a day and an hour to a plan: what the clocks on the firm's wall do that day.

Daylight saving is decided here and nowhere else: of an hour that comes twice the first is meant, and an
hour that the clocks skip does not exist.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.desk.policy import Policy
from bot.desk.ticket import Plan, WallTime


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


def retimed(plan: Plan) -> Plan:
    """Return a plan with the same wall times and the moments these are by today's rules of its zone."""
    return replace(
        plan,
        starts=_retimed(plan.starts),
        off_at=_retimed(plan.off_at),
        proceed_until=_retimed(plan.proceed_until),
        ends_by=_retimed(plan.ends_by),
        off_limit=_retimed(plan.off_limit),
    )


def _retimed(wall: WallTime) -> WallTime:
    """An hour that the new rules skip becomes the one that follows the gap."""
    zone = ZoneInfo(wall.zone)
    if (
        wall.at.astimezone(zone).replace(tzinfo=None) == wall.local
    ):  # also the second of an hour that comes twice
        return wall
    return replace(wall, at=wall.local.replace(tzinfo=zone, fold=0).astimezone(UTC))


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
