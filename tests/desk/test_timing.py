"""From a day and an hour to a plan: what the clocks on the firm's wall do that day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.timing import SkippedHour, instant, plan_for
from tests.cast import LONDON, NEW_YORK, POLICY, SATURDAY

SYDNEY = ZoneInfo("Australia/Sydney")


def wall(clock: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(clock)


def test_the_plan_is_laid_out_from_the_hour_asked_for() -> None:
    """Off half an hour before, proceed until two hours after, over within six."""
    plan = plan_for(SATURDAY, time(18), None, NEW_YORK, POLICY)
    wall = [w.local for w in (plan.off_at, plan.starts, plan.proceed_until, plan.ends_by)]
    assert [f"{local:%a %H:%M}" for local in wall] == ["Sat 17:30", "Sat 18:00", "Sat 20:00", "Sun 00:00"]
    assert plan.starts.at == datetime(2026, 12, 5, 23, tzinfo=UTC)
    assert plan.hour_was_said


def test_without_an_hour_it_is_seven_in_the_morning_and_the_plan_says_so() -> None:
    """The confirmation can say that the hour was ours."""
    plan = plan_for(SATURDAY, None, None, NEW_YORK, POLICY)
    assert (plan.starts.local.time(), plan.hour_was_said) == (time(7), False)


def test_a_span_ends_with_its_last_day() -> None:
    """Friday to Sunday: off before Friday's start, over when Sunday is."""
    plan = plan_for(date(2026, 12, 4), time(18), date(2026, 12, 6), NEW_YORK, POLICY)
    assert plan.off_at.local == wall("2026-12-04 17:30")
    assert plan.ends_by.local == wall("2026-12-06 23:59")
    assert plan.proceed_until.local == wall("2026-12-04 20:00")


@pytest.mark.parametrize("until", [SATURDAY, SATURDAY - timedelta(days=1), None])
def test_a_span_that_ends_before_it_goes_on_is_one_day(until: date | None) -> None:
    """An end on or before the first day makes no span."""
    assert plan_for(SATURDAY, time(18), until, NEW_YORK, POLICY).ends_by.local == wall("2026-12-06 00:00")


@pytest.mark.parametrize(
    ("zone", "local"),
    [
        (NEW_YORK, wall("2026-03-08 02:30")),
        (LONDON, wall("2026-03-29 01:00")),
        (SYDNEY, wall("2026-10-04 02:59")),
    ],
)
def test_an_hour_the_clocks_skip_is_no_hour(zone: ZoneInfo, local: datetime) -> None:
    """It does not exist that day."""
    with pytest.raises(SkippedHour):
        instant(local, zone)


@pytest.mark.parametrize(
    ("zone", "local", "utc_hour"),
    [
        (NEW_YORK, wall("2026-11-01 01:30"), 5),
        (LONDON, wall("2026-10-25 01:30"), 0),
        (SYDNEY, wall("2026-04-05 02:30"), 15),
    ],
)
def test_of_an_hour_that_comes_twice_the_first_is_meant(
    zone: ZoneInfo, local: datetime, utc_hour: int
) -> None:
    """Off too early harms nobody."""
    assert instant(local, zone).hour == utc_hour


@pytest.mark.parametrize(("zone", "day"), [(NEW_YORK, date(2026, 3, 8)), (LONDON, date(2026, 10, 25))])
def test_half_an_hour_stays_half_an_hour_when_the_clocks_change(zone: ZoneInfo, day: date) -> None:
    """The plan counts real time; its wall times are what the clocks then show."""
    plan = plan_for(day, time(3), None, zone, POLICY)
    assert plan.starts.at - plan.off_at.at == timedelta(minutes=30)
    assert plan.off_at.at.astimezone(zone).replace(tzinfo=None) == plan.off_at.local


@given(
    st.datetimes(wall("2020-01-01 00:00"), wall("2035-01-01 00:00")),
    st.sampled_from([NEW_YORK, LONDON, SYDNEY]),
)
def test_a_wall_time_is_its_instant_and_back(local: datetime, zone: ZoneInfo) -> None:
    """Whatever hour the clocks show, its instant shows it."""
    try:
        at = instant(local, zone)
    except SkippedHour:
        return
    assert at.astimezone(zone).replace(tzinfo=None) == local
