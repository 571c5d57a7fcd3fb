"""Days as people keep them: working days, holidays, and days on which nothing is imported."""

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from bot.desk.calendar import (
    Blackout,
    after_working,
    at_work,
    holiday_on,
    is_working_day,
    knows_country,
    working_day_before,
    working_days_after,
)
from bot.desk.policy import AS_THE_DESK, Notice, OwnPolicy, Policy
from tests.cast import NEW_YORK, NORTH, SOUTH

TAX = Blackout("tax deadline", "04-10..04-15")
CLOSING = Blackout("closing of the books", "month-end: last 2 working days")


def wall(clock: str) -> datetime:
    """A naive wall time."""
    return datetime.fromisoformat(clock)


@pytest.mark.parametrize(
    ("local", "then"),
    [
        (wall("2026-11-23 10:30"), wall("2026-11-23 10:30")),
        (wall("2026-11-23 03:00"), wall("2026-11-23 09:00")),
        (wall("2026-11-23 17:00"), wall("2026-11-24 09:00")),
        (wall("2026-11-27 18:00"), wall("2026-11-30 09:00")),
        (wall("2026-11-28 12:00"), wall("2026-11-30 09:00")),
        (wall("2026-11-29 23:59"), wall("2026-11-30 09:00")),
        (wall("2026-11-25 17:00"), wall("2026-11-27 09:00")),  # Thanksgiving lies between
        (wall("2026-11-26 10:00"), wall("2026-11-27 09:00")),
        (wall("2026-12-31 18:00"), wall("2027-01-04 09:00")),
    ],
)
def test_what_can_wait_reaches_people_at_work(local: datetime, then: datetime) -> None:
    """Nights, evenings, weekends and holidays wait for nine o'clock on the firm's wall."""
    assert at_work(local.replace(tzinfo=NEW_YORK), NEW_YORK, "US") == then.replace(tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("since", "hours", "then"),
    [
        ("2026-11-23 10:00", 24, "2026-11-24 10:00"),
        ("2026-11-25 10:00", 24, "2026-11-27 10:00"),
        ("2026-11-28 12:00", 48, "2026-12-02 00:00"),
        ("2026-11-27 23:00", 2, "2026-11-30 01:00"),
        ("2026-11-23 10:00", 0, "2026-11-23 10:00"),
    ],
)
def test_patience_counts_working_days_alone(since: str, hours: int, then: str) -> None:
    """Two days from a Saturday end with Tuesday."""
    at = after_working(wall(since).replace(tzinfo=NEW_YORK), hours, NEW_YORK, "US")
    assert at == wall(then).replace(tzinfo=NEW_YORK)


def test_before_a_holiday_monday_comes_friday() -> None:
    """Labor Day 2026 is a Monday; a turn-off on Tuesday is looked ahead to on the Friday before."""
    assert working_day_before(date(2026, 9, 8), "US") == date(2026, 9, 4)


@pytest.mark.parametrize(
    ("day", "country", "name"),
    [
        (date(2026, 11, 26), "US", "Thanksgiving Day"),
        (date(2026, 11, 26), "GB", ""),
        (date(2026, 7, 3), "US", "Independence Day (observed)"),
        (date(2027, 1, 4), "GB-SCT", "New Year Holiday (observed)"),
        (date(2027, 1, 4), "GB-ENG", ""),
        (date(2026, 10, 5), "AU-NSW", "Labour Day"),
        (date(2026, 10, 3), "DE", "German Unity Day"),
        (date(2026, 12, 25), "ZZ", ""),
    ],
)
def test_a_holiday_is_the_firms_own_countrys(day: date, country: str, name: str) -> None:
    """Down to the part of it, as observed, in English; a country nobody knows keeps none."""
    assert holiday_on(day, country) == name


@pytest.mark.parametrize(("country", "kept"), [("US", True), ("ZZ", True), ("IL", False)])
def test_a_weekend_is_the_countrys(country: str, kept: bool) -> None:
    """Saturday and Sunday, unless the country rests on other days."""
    assert is_working_day(date(2026, 11, 27), country) is kept  # a Friday
    assert is_working_day(date(2026, 11, 29), country) is not kept  # a Sunday


def test_working_days_leave_out_weekends_and_holidays() -> None:
    """Five after the Monday of Thanksgiving are the Tuesday of the next week."""
    monday = date(2026, 11, 23)
    assert working_days_after(monday, 5, "US") == date(2026, 12, 1)
    assert working_days_after(monday, 5, "GB") == date(2026, 11, 30)
    assert working_days_after(monday, 0, "US") == monday


@pytest.mark.parametrize(
    ("days", "inside", "outside"),
    [
        ("04-10..04-15", ["2026-04-10", "2027-04-15"], ["2026-04-09", "2026-04-16"]),
        ("12-24", ["2026-12-24"], ["2026-12-25"]),
        ("12-20..01-05", ["2026-12-20", "2026-12-31", "2027-01-05"], ["2026-12-19", "2027-01-06"]),
        ("02-29", ["2028-02-29"], ["2027-02-28", "2027-03-01"]),
        ("2026-12-01..2026-12-03", ["2026-12-02"], ["2027-12-02", "2026-12-04"]),
        ("2026-12-01", ["2026-12-01"], ["2026-12-02"]),
        ("month-end", ["2026-11-30", "2027-01-29", "2027-01-31"], ["2026-11-29", "2027-01-28"]),
        ("month-end: last 2 working days", ["2026-11-27", "2026-11-29"], ["2026-11-25", "2026-11-26"]),
        ("never", [], ["2026-12-01"]),
    ],
)
def test_a_blackout_covers_its_days_alone(days: str, inside: list[str], outside: list[str]) -> None:
    """Every year, once, or each month's end by its working days, with the days that follow them."""
    blackout = Blackout("closed", days)
    covered = [day for day in (*inside, *outside) if blackout.covers(date.fromisoformat(day), "US")]
    assert covered == inside


@pytest.mark.parametrize(
    ("days", "why"),
    [
        ("soon", "'soon' is no span of days"),
        ("13-01", "there is no 13-01"),
        ("2026-02-30", "there is no 2026-02-30"),
        ("2026-12-03..2026-12-01", "ends before it begins"),
        ("month-end: last 0 working days", "is no span of days"),
    ],
)
def test_days_that_cannot_be_are_refused(days: str, why: str) -> None:
    """With the words that were written."""
    with pytest.raises(ValueError, match=why):
        Blackout("closed", days)


def test_what_is_no_policy_is_refused() -> None:
    """A number below zero, or quiet hours that never end."""
    with pytest.raises(ValueError, match="lead_days is below zero"):
        Policy(lead_days=-1)
    with pytest.raises(ValueError, match="quiet hours need both"):
        Policy(quiet_from=time(20))


def test_a_firm_has_its_own_policy_where_it_says_so() -> None:
    """What it does not name is the desk's, also when the desk changes it later."""
    own = OwnPolicy(("lead_days", "notice"), Policy(lead_days=3, notice=Notice.WORKING_DAYS))
    policy = own.over(Policy(lead_days=10, review_hours=48))
    assert (policy.lead_days, policy.notice, policy.review_hours) == (3, Notice.WORKING_DAYS, 48)
    assert own.over(policy) == policy
    assert AS_THE_DESK.over(policy) is policy


def test_a_firms_blackouts_are_added_to_the_desks() -> None:
    """One of the same name stands in the desk's place, and may lift it."""
    free = Blackout(TAX.name, "never")
    own = OwnPolicy(("blackouts",), Policy(blackouts=(CLOSING, free)))
    assert own.over(Policy(blackouts=(TAX,))).blackouts == (free, CLOSING)


def test_a_firm_is_at_home_where_its_locale_says() -> None:
    """Unless it names its country."""
    assert (NORTH.home, SOUTH.home) == ("US", "GB")
    assert replace(SOUTH, country="GB-SCT").home == "GB-SCT"


def test_a_country_is_known_down_to_its_part() -> None:
    """A misspelt one is found when the firms are read, not on the day."""
    assert [knows_country(c) for c in ("US", "US-NY", "US-XX", "UX")] == [True, True, False, False]
