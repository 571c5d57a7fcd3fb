"""The entry for calendars: read back by two libraries, right on both sides of each change of the clocks."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar
from icalendar.timezone import TZP

from bot.desk.policy import Policy
from bot.desk.ticket import Invitation, Plan
from bot.desk.timing import plan_for
from bot.post.clock_rules import clock_rules
from bot.post.invite import EntryWords, Method, Person, invite
from tests.cast import ANNA, MONDAY, PLAN, SUPPORT

UID = "k7f3x9q2m4p8@aiwyn.example"
WORDS = EntryWords("Data import, North CPA [IMP-1]", "5:30 PM: the data flow is turned off.")
ZONES = ("America/New_York", "Europe/London", "Australia/Sydney", "Europe/Dublin", "America/Phoenix", "UTC")
# The day before, of and after each change of the clocks of 2026 in New York, London and Sydney.
DAYS = [
    date(2026, month, day)
    for month, days in {
        3: (7, 8, 9, 28, 29, 30),
        4: (4, 5, 6),
        10: (3, 4, 5, 24, 25, 26, 31),
        11: (1, 2),
    }.items()
    for day in days
]


NORTHS = (Person(ANNA, "Anna North"),)


def entry(plan: Plan = PLAN, words: EntryWords = WORDS, guests: tuple[Person, ...] = NORTHS) -> bytes:
    return invite(Invitation(0, plan), UID, words, Person(SUPPORT, "Aiwyn Support"), guests, MONDAY).content


def event_in(raw: bytes) -> dict[str, Any]:
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    return dict(event)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_two_libraries_read_the_moments_that_were_meant(zone: str, day: date) -> None:
    """From half past eleven at night until the morning, over the change of the clocks."""
    plan = plan_for(day, time(23, 30), None, ZoneInfo(zone), Policy(lasts_hours=8))
    raw = entry(plan)
    event, other = event_in(raw), vobject.readOne(raw.decode()).vevent
    for name, meant in (("DTSTART", plan.off_at.at), ("DTEND", plan.ends_by.at)):
        assert event[name].dt.astimezone(UTC) == meant
        assert getattr(other, name.lower()).value.astimezone(UTC) == meant


@pytest.mark.parametrize("zone", ZONES)
def test_the_rules_alone_tell_every_hour_of_their_year(zone: str) -> None:
    """A program that has never heard of the zone shows the same hours, to the hour."""
    known = ZoneInfo(zone)
    told = clock_rules(known, 2026).to_tz(TZP("zoneinfo"), lookup_tzid=False)
    moment = datetime(2026, 1, 1, tzinfo=UTC)
    while moment.year == 2026:
        here = moment.astimezone(known)
        if not here.fold:
            assert here.replace(tzinfo=told).utcoffset() == here.utcoffset(), here
        moment += timedelta(hours=6)


def test_the_clocks_changes_are_yearly_rules() -> None:
    """Outlook reads those alone: the second Sunday of March, the last one of October."""
    rules = clock_rules(ZoneInfo("America/New_York"), 2026).to_ical().decode()
    assert "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3" in rules
    assert "RDATE" not in rules
    assert "BYDAY=-1SU;BYMONTH=10" in clock_rules(ZoneInfo("Europe/London"), 2026).to_ical().decode()


@pytest.mark.parametrize("zone", ["Europe/Dublin", "Australia/Sydney"])
def test_summer_is_when_the_clocks_are_ahead(zone: str) -> None:
    """South of the line, and in Ireland, whose law calls the winter the odd half."""
    rules = clock_rules(ZoneInfo(zone), 2026)
    (summer,), (winter,) = rules.daylight, rules.standard
    assert summer.TZOFFSETTO > winter.TZOFFSETTO


def test_an_hour_that_comes_a_second_time_is_said_in_utc() -> None:
    """No wall clock can tell the two apart."""
    plan = plan_for(
        date(2026, 10, 31), time(19, 30), None, ZoneInfo("America/New_York"), Policy(lasts_hours=7)
    )
    assert b"\r\nDTEND:20261101T063000Z\r\n" in entry(plan)


def test_a_cancellation_says_so_everywhere() -> None:
    """By its method and its status, under the same UID."""
    taken_back = invite(Invitation(3, PLAN, off=True), UID, WORDS, Person(SUPPORT), (Person(ANNA),), MONDAY)
    event = event_in(taken_back.content)
    assert taken_back.method is Method.CANCEL
    assert (event["STATUS"], event["SEQUENCE"], event["UID"]) == ("CANCELLED", 3, UID)


def test_words_from_outside_stay_words() -> None:
    """A firm's name may try to add a line; it cannot, and long lines are folded within 75 bytes."""
    hostile = 'North"; CPA\r\nATTACH:https://evil.example\nÄ' * 9
    raw = entry(words=EntryWords(hostile, hostile), guests=(Person(ANNA, hostile.replace("\r\n", " ")),))
    assert not any(name in event_in(raw) for name in ("ATTACH", "attach"))
    assert max(map(len, raw.split(b"\r\n"))) <= 75
    assert vobject.readOne(raw.decode()).vevent.summary.value.count("ATTACH") == 9


def test_an_address_is_an_address() -> None:
    """What could end a line is refused, what no URI may hold is written as its code."""
    assert b"mailto:j%C3%BCrgen@north.example" in entry(guests=(Person("jürgen@north.example"),))
    with pytest.raises(ValueError, match="not a plain address"):
        entry(guests=(Person("anna@north.example\r\nATTACH:x"),))


def test_the_same_entry_is_the_same_bytes() -> None:
    """A second attempt is no second version."""
    assert entry() == entry(replace(PLAN))
