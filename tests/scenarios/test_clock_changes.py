"""The clocks change around an import: every mail says the hour and its zone as they will be on that day."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.desk.tasks import Mail
from tests.cast import ANNA, NORTH, SAM
from tests.scenarios.house import InMemory

QUIETLY = {"read_every_minutes": 30, "staff_invitations": False}
HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Change:
    """A Sunday on which the clocks of a place change, early in the morning."""

    zone: str
    locale: str
    sunday: date
    before: str
    after: str
    in_brief: str  # how the digest names the zone afterwards

    @property
    def midnight(self) -> datetime:
        """When that Sunday begins there."""
        return datetime.combine(self.sunday, time(0), ZoneInfo(self.zone)).astimezone(UTC)

    def hour(self, hour: int, minute: int = 0) -> str:
        """An hour as it is written there."""
        if self.locale == "en-GB":
            return f"{hour:02d}:{minute:02d}"
        half = "am" if hour < 12 else "pm"
        return f"{hour % 12 or 12}:{minute:02d} {half.upper() if self.locale == 'en-US' else half}"


EST, EDT = "Eastern Standard Time", "Eastern Daylight Time"
GMT, BST = "Greenwich Mean Time", "British Summer Time"
AEST, AEDT = "Australian Eastern Standard Time", "Australian Eastern Daylight Time"
CHANGES = (
    Change("America/New_York", "en-US", date(2026, 11, 1), EDT, EST, "EST (UTC-05:00)"),
    Change("America/New_York", "en-US", date(2027, 3, 14), EST, EDT, "EDT (UTC-04:00)"),
    Change("Europe/London", "en-GB", date(2026, 10, 25), BST, GMT, "GMT (UTC+00:00)"),
    Change("Europe/London", "en-GB", date(2027, 3, 28), GMT, BST, "BST (UTC+01:00)"),
    Change("Australia/Sydney", "en-AU", date(2026, 10, 4), AEST, AEDT, "AEDT (UTC+11:00)"),
    Change("Australia/Sydney", "en-AU", date(2027, 4, 4), AEDT, AEST, "AEST (UTC+10:00)"),
)
each_change = pytest.mark.parametrize("change", CHANGES, ids=lambda c: f"{c.zone}-{c.sunday}")


def house_before(change: Change, a_house: Callable[..., InMemory]) -> InMemory:
    """A house ten days before the clocks change, whose firm North lives there."""
    house = a_house(at=change.midnight - timedelta(days=10), policy=QUIETLY)
    north = replace(NORTH, zone=ZoneInfo(change.zone), locale=change.locale)
    with house.store.transaction() as work:
        work.import_firms([north])
    return house


def asks(house: InMemory, day: date, hour: str) -> None:
    day_in_words = f"{day:%A}, {day.day} {day:%B %Y}"
    house.receives(f"We would like to import the Lindgren clients on {day_in_words} at {hour}.")


@each_change
def test_what_is_asked_before_the_change_is_booked_by_the_clocks_after_it(
    change: Change, a_house: Callable[..., InMemory]
) -> None:
    """Confirmation and reminder name the zone of the day itself, and the flow goes off by its clocks."""
    house = house_before(change, a_house)
    asks(house, change.sunday + timedelta(days=1), "6 pm")
    shown = f"{change.hour(18)} {change.after}"
    assert f"{shown}." in house.text_to(ANNA)
    assert change.before not in house.text_to(ANNA)
    plan = house.ticket().plan
    assert plan
    assert plan.starts.at == datetime.combine(
        change.sunday + timedelta(days=1), time(18), ZoneInfo(change.zone)
    ).astimezone(UTC)
    house.advance_to(plan.off_at.at - timedelta(seconds=1))
    assert house.gate.on
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED, Mail.REMINDER]
    assert shown in house.text_to(ANNA)
    house.advance_to(plan.off_at.at + timedelta(minutes=1))
    assert not house.gate.on
    assert change.after in house.text_to(ANNA)
    assert change.before not in house.text_to(ANNA)


@each_change
def test_a_window_that_spans_the_change_names_both_zones(
    change: Change, a_house: Callable[..., InMemory]
) -> None:
    """Off before the change and over after it: hours beyond it bear the zone they are in."""
    house = house_before(change, a_house)
    asks(house, change.sunday, "12:30 am")
    plan = house.ticket().plan
    assert plan
    assert plan.off_at.at == change.midnight
    text = house.text_to(ANNA)
    assert f"{change.hour(0, 30)} {change.before}." in text
    over = plan.ends_by.local
    assert f"{change.hour(over.hour, over.minute)} {change.after}: we expect the import" in text
    assert plan.ends_by.at - plan.starts.at == 6 * HOUR
    assert over.hour != 6


@each_change
def test_the_window_to_proceed_is_two_hours_of_real_time(
    change: Change, a_house: Callable[..., InMemory]
) -> None:
    """Told to wait at half past midnight, let go two hours later, whatever the wall shows by then."""
    house = house_before(change, a_house)
    asks(house, change.sunday, "12:30 am")
    house.gate.stuck = True
    house.advance_to(change.midnight + HOUR * 2.5 - timedelta(seconds=1))
    assert house.kinds_to(ANNA)[-1] is Mail.DO_NOT_START
    latest = (change.midnight + HOUR * 2.5).astimezone(ZoneInfo(change.zone))
    at_midnight = change.midnight.astimezone(latest.tzinfo)
    name = change.before if latest.utcoffset() == at_midnight.utcoffset() else change.after
    assert f"{change.hour(latest.hour, 30)} {name} at the latest" in house.text_to(ANNA)
    house.advance_to(change.midnight + HOUR * 2.5)
    assert house.kinds_to(ANNA)[-1] is Mail.RELEASED
    house.mail_to(SAM)


@each_change
def test_the_proceed_mail_says_until_when_by_the_clocks_of_then(
    change: Change, a_house: Callable[..., InMemory]
) -> None:
    """Read off in the old zone, expected to be over in the new one: both are named whole."""
    house = house_before(change, a_house)
    asks(house, change.sunday, "12:30 am")
    house.advance_to(change.midnight + timedelta(minutes=1))
    text, plan = house.text_to(ANNA), house.ticket().plan
    assert plan
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED
    assert f"{change.before}, read from the flow itself" in text
    over = plan.ends_by.local
    assert f"we expect it by {over:%A}" in text
    assert f"{change.hour(over.hour, over.minute)} {change.after}." in text


@each_change
def test_the_digest_lists_the_days_ahead_by_their_own_clocks(
    change: Change, a_house: Callable[..., InMemory]
) -> None:
    """Abbreviation and offset of that day, though it is read before the clocks change."""
    house = house_before(change, a_house)
    day = change.sunday + timedelta(days=1)
    asks(house, day, "6 pm")
    assert f"({day:%a %d %b %Y} 18:00 {change.in_brief})" in house.digest_now()
    assert f"starts {day:%a %d %b %Y} 18:00 {change.in_brief}" in " ".join(house.commands("status").split())
    house.mail_to(ANNA)
