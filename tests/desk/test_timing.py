"""Days and hours: the lead time by the calendar on the firm's wall, and what the clocks do that day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.events import DateAccepted, DateMissing, DateNeedsApproval, DateTooSoon, DateUnclear
from bot.desk.policy import Confirm
from bot.desk.ticket import Plan
from bot.desk.timing import DateEvent, SkippedHour, earliest_day, instant, judge, plan_for
from bot.reading.reading import Trouble, When
from tests.cast import LONDON, MONDAY, NEW_YORK, PLAN, POLICY, SATURDAY
from tests.desk.telling import ANNA_SAID, SAM_SAID

SYDNEY, KIRITIMATI = ZoneInfo("Australia/Sydney"), ZoneInfo("Pacific/Kiritimati")
STAFF_CONFIRM = replace(POLICY, confirm=Confirm.STAFF)


def wall(clock: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(clock)


def asked(day: date | None, booked: Plan | None = None, now: datetime = MONDAY, **more: object) -> DateEvent:
    return judge(replace(When(day), **more), ANNA_SAID, NEW_YORK, POLICY, now, booked)  # type: ignore[arg-type]


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
def test_an_hour_the_clocks_skip_is_asked_back(zone: ZoneInfo, local: datetime) -> None:
    """It does not exist that day, so nothing is booked on it, and staff cannot either."""
    with pytest.raises(SkippedHour):
        instant(local, zone)
    when, long_ago = When(local.date(), local.time()), local.replace(tzinfo=UTC) - timedelta(days=30)
    for said in (ANNA_SAID, SAM_SAID):
        assert judge(when, said, zone, POLICY, long_ago) == DateUnclear(said, Trouble.IMPOSSIBLE)


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


# --- the lead time --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "kind"), [(7, DateAccepted), (6, DateTooSoon), (0, DateTooSoon), (-30, DateTooSoon)]
)
def test_seven_calendar_days_are_needed(days: int, kind: type) -> None:
    """By the calendar, not by hours: a week from today at any hour will do."""
    late_evening = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Monday 22:00 in New York
    assert isinstance(asked(date(2026, 11, 23) + timedelta(days), now=late_evening, hour=time(7)), kind)


def test_the_days_are_counted_on_the_firms_wall() -> None:
    """At one moment it is Monday in New York and Tuesday in Kiritimati."""
    at = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert earliest_day(at, NEW_YORK, POLICY) == date(2026, 11, 30)
    assert earliest_day(at, KIRITIMATI, POLICY) == date(2026, 12, 1)


def test_a_refused_day_comes_with_the_first_that_would_do() -> None:
    """The firm need not count."""
    assert asked(date(2026, 11, 26)) == DateTooSoon(ANNA_SAID, date(2026, 11, 26), date(2026, 11, 30))


def test_staff_may_break_the_lead_time_but_not_the_calendar() -> None:
    """Tomorrow is theirs to book; yesterday is nobody's."""
    tomorrow, yesterday = MONDAY.date() + timedelta(days=1), MONDAY.date() - timedelta(days=1)
    assert isinstance(judge(When(tomorrow), SAM_SAID, NEW_YORK, POLICY, MONDAY), DateAccepted)
    assert isinstance(judge(When(yesterday), SAM_SAID, NEW_YORK, POLICY, MONDAY), DateTooSoon)


THURSDAY_BEFORE = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 12, 6), DateAccepted),
        (SATURDAY, DateAccepted),
        (date(2026, 12, 4), DateTooSoon),
        (date(2026, 12, 10), DateAccepted),
    ],
)
def test_only_moving_earlier_counts_the_week_again(day: date, kind: type) -> None:
    """Two days before, a day later is no less notice than was given."""
    assert isinstance(asked(day, PLAN, THURSDAY_BEFORE), kind)


@pytest.mark.parametrize(("hour", "starts"), [(None, time(18)), (time(9), time(9))])
def test_who_names_another_day_alone_keeps_the_hour(hour: time | None, starts: time) -> None:
    """ "Can we do Sunday instead?" says nothing against six in the evening."""
    event = asked(date(2026, 12, 6), PLAN, THURSDAY_BEFORE, hour=hour)
    assert isinstance(event, DateAccepted)
    assert event.plan.starts.local.time() == starts


def test_a_day_that_went_by_gives_no_notice_for_the_next() -> None:
    """After a missed Saturday, Sunday is as short as any day."""
    assert isinstance(asked(date(2026, 12, 7), PLAN, PLAN.ends_by.at + timedelta(minutes=1)), DateTooSoon)


def test_where_staff_confirm_a_good_day_waits_for_them() -> None:
    """The firm's day needs approval, staff's own does not."""
    when = When(SATURDAY, time(18))
    assert judge(when, ANNA_SAID, NEW_YORK, STAFF_CONFIRM, MONDAY) == DateNeedsApproval(ANNA_SAID, PLAN)
    assert judge(when, SAM_SAID, NEW_YORK, STAFF_CONFIRM, MONDAY) == DateAccepted(SAM_SAID, PLAN)


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        (When(), DateMissing),
        (When(trouble=Trouble.VAGUE), DateMissing),
        (When(trouble=Trouble.AMBIGUOUS, alternatives=(SATURDAY,)), DateUnclear),
        (When(trouble=Trouble.IMPOSSIBLE), DateUnclear),
        (When(SATURDAY, trouble=Trouble.CONTRADICTORY), DateUnclear),
        (When(alternatives=(SATURDAY, date(2026, 12, 6))), DateUnclear),
    ],
)
def test_what_is_no_day_is_never_guessed(when: When, kind: type) -> None:
    """Missing, vague, double, contradictory or impossible: each is asked back."""
    assert type(judge(when, ANNA_SAID, NEW_YORK, POLICY, MONDAY)) is kind
