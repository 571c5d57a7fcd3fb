"""Dates, spans and sums as the firm's own people say them."""

from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.post import words

NEW_YORK = ZoneInfo("America/New_York")
SATURDAY = datetime(2026, 12, 5, 18, 0, tzinfo=NEW_YORK)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("en-US", "Saturday, December 5, 2026, 6:00 PM Eastern Standard Time"),
        ("en-GB", "Saturday, 5 December 2026, 18:00 Eastern Standard Time"),
        ("en-AU", "Saturday, 5 December 2026, 6:00 pm Eastern Standard Time"),
        ("de-DE", "Saturday, 5 December 2026, 18:00 Eastern Standard Time"),
        ("zh-Hant-TW", "Saturday, 5 December 2026, 6:00 pm Eastern Standard Time"),
        ("nonsense", "Saturday, 5 December 2026, 6:00 pm Eastern Standard Time"),
    ],
)
def test_a_moment_is_said_in_english_in_the_order_of_the_firms_region(tag: str, said: str) -> None:
    """Weekday, day, month in letters, year, hour and zone are always there."""
    assert words.moment(SATURDAY, NEW_YORK, tag) == said


@pytest.mark.parametrize(
    ("zone", "winter", "summer"),
    [
        ("America/Chicago", "Central Standard Time", "Central Daylight Time"),
        ("America/Indiana/Indianapolis", "Eastern Standard Time", "Eastern Daylight Time"),
        ("America/Phoenix", "Mountain Standard Time", "Mountain Standard Time"),
        ("Europe/London", "Greenwich Mean Time", "British Summer Time"),
        ("Asia/Kolkata", "India Standard Time", "India Standard Time"),
        ("Etc/GMT+5", "UTC-05:00", "UTC-05:00"),
    ],
)
def test_a_zone_is_called_what_it_is_called_on_that_day(zone: str, winter: str, summer: str) -> None:
    """Renamed zones and zones without a name are said too."""
    names = [
        words.zone_name(datetime(2026, month, 5, 12, tzinfo=UTC), ZoneInfo(zone), "en-US")
        for month in (12, 7)
    ]
    assert names == [winter, summer]


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    """On the night the clocks go back, half past one is said with the name that holds."""
    first, second = (datetime(2026, 11, 1, hour, 30, tzinfo=UTC) for hour in (5, 6))
    said = [words.hour_and_zone(at, NEW_YORK, "en-US") for at in (first, second)]
    assert said == ["1:30 AM Eastern Daylight Time", "1:30 AM Eastern Standard Time"]


def test_an_hour_beside_another_says_only_what_differs() -> None:
    """The day and the zone's name are left out where they are the same."""
    said = [
        words.hour_beside(SATURDAY + span, SATURDAY, NEW_YORK, "en-US")
        for span in (timedelta(minutes=-30), timedelta(hours=12))
    ]
    assert said == ["5:30 PM", "Sunday, December 6, 2026, 6:00 AM"]


def test_the_zone_is_named_when_the_clocks_change_in_between() -> None:
    """A span over the night of the change says both names."""
    before = datetime(2026, 10, 31, 20, 0, tzinfo=NEW_YORK)
    after = before + timedelta(hours=14)
    assert (
        words.hour_beside(after, before, NEW_YORK, "en-US")
        == "Sunday, November 1, 2026, 10:00 AM Eastern Standard Time"
    )


@pytest.mark.parametrize(
    ("amount", "tag", "said"),
    [
        (Decimal("1234.5"), "en-US", "1,234.50"),
        (Decimal("-0.01"), "en-US", "-0.01"),
        (Decimal("1234.5"), "de-DE", "1.234,50"),
        (Decimal(0), "en-GB", "0.00"),
        (None, "en-US", ""),
    ],
)
def test_money_is_said_to_the_cent(amount: Decimal | None, tag: str, said: str) -> None:
    """Nobody named a currency, so none is shown."""
    assert words.money(amount, tag) == said


def test_a_wall_time_alone_needs_no_zone() -> None:
    """The policy's own hour is a wall time."""
    assert words.hour(time(7, 0), "en-US") == "7:00 AM"


@given(
    seconds=st.integers(1_577_836_800, 2_208_988_800),  # 2020 to 2040
    zone=st.timezones(),
    tag=st.sampled_from(["en-US", "en-GB", "de-CH", "fr-CA", "ar-EG"]),
)
def test_every_zone_of_the_world_can_be_said(seconds: int, zone: ZoneInfo, tag: str) -> None:
    """No zone, locale or moment is without words, and all of them are plain to show."""
    at = datetime.fromtimestamp(seconds, UTC)
    said = words.moment(at, zone, tag)
    assert str(at.astimezone(zone).year) in said
    assert not set(said) & {"\u202f", "\xa0", "\u2212"}
