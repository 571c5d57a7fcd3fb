"""What is said next to an hour: the part of the day, the zone, whose clock it is, the hour it lasts to."""

from dataclasses import replace
from datetime import UTC, timedelta, timezone

from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.hours import hour_of
from bot.reading.dates.surroundings import stands_alone
from bot.reading.dates.things import Day, Hour
from bot.reading.dates.tokens import BREAK
from bot.reading.dates.zones import zone_of

LONGEST_SHORT = 4  # letters of a zone's short name: "AEST"


def in_part(said: Said) -> Hour | None:
    """The part of the day settles the half: "9 in the morning", "11 at night"."""
    hour = _only(said)
    if not hour.bare:
        return hour
    half = said.number("PART")
    night_hours = said.has("night", "nights") and hour.at.hour in {1, 2, 3, 4, 12}
    settled = hour_of(hour.at.hour or 12, hour.at.minute, 0 if night_hours else half)
    return replace(settled, zone=hour.zone) if settled else None


def number_in_part(said: Said) -> Hour | None:
    """ "eleven in the morning"; a count is none: "two nights"."""
    if not (said.has("in", "at") and 1 <= said.number("N") <= 12) or said.all("N")[0].word in {"a", "an"}:
        return None
    return hour_of(said.number("N"), 0, said.number("PART"))


def with_zone(said: Said) -> Hour | None:
    return replace(_only(said), zone=zone_of(said.all("ZONE")[0].word, said.here.zone, said.here.now))


def number_with_zone(said: Said) -> Hour | None:
    """ "Saturday, 10 PT": right after a day, and the zone in capitals."""
    before, zone = said.before, said.all("ZONE")[0]
    after_day = before is not None and (isinstance(before.thing, Day) or before.word == ",")
    if not after_day or not zone.capital or len(zone.word) > LONGEST_SHORT or said.number("N") > 24:
        return None
    hour = hour_of(said.number("N"), 0, None)
    return replace(hour, zone=zone_of(zone.word, said.here.zone, said.here.now)) if hour else None


def with_offset(said: Said) -> Hour | None:
    sign = -1 if said.has("-") else 1
    zone = timezone(timedelta(hours=sign * said.number("N"))) if said.number("N") <= 14 else UTC
    return replace(_only(said), zone=zone)


def our_time(said: Said) -> Hour | None:
    return _only(said)


def their_time(said: Said) -> Hour | None:
    """Whose clock the reader has cannot be told from a letter, so the hour counts as not said."""
    return replace(_only(said), known=False)


def hours_range(said: Said) -> Hour | None:
    """From one hour to another: it begins at the first, which may take its half and zone from the last."""
    begin, end = said.things()
    assert isinstance(begin, Hour)
    assert isinstance(end, Hour)
    if begin.bare and not end.bare:
        begin = _half_before(begin.at.hour, begin.at.minute, end) or begin
    zone = begin.zone or end.zone
    return replace(begin, zone=zone, until=replace(end, zone=zone))


def range_from_number(said: Said) -> Hour | None:
    """ "from 9 to 5pm": the number alone becomes an hour by the one it reaches to."""
    end = _only(said)
    first = _half_before(said.number("N"), 0, end)
    return replace(first, zone=end.zone, until=end) if first else None


def _half_before(hour: int, minute: int, end: Hour) -> Hour | None:
    """Put an hour into the half of the day, the end's first, that lets it come before the end."""
    halves = (12, 0) if end.at.hour >= 12 else (0, 12)
    found = [hour_of(hour % 24, minute, half) for half in halves] if hour <= 12 else []
    return next((first for first in found if first and first.at < end.at), None)


def numbers_range(said: Said) -> Hour | None:
    """ "from 9 to 5", where nothing follows that the numbers could count."""
    begin, end = said.number("N"), said.number("N", 1)
    if not stands_alone(said.after) or not (1 <= begin <= 12 and 1 <= end <= 12):
        return None
    first, last = hour_of(begin, 0, None), hour_of(end, 0, 12 if end <= begin else None)
    return replace(first, until=last) if first else None


def numbers_alone(said: Said) -> Hour | None:
    """ "Saturday works! 10 to 2.": only where a sentence begins or a day stands before it."""
    before = said.before
    alone = before is None or isinstance(before.thing, Day) or before.word in {".", "!", "?", ",", BREAK}
    return numbers_range(said) if alone and said.tokens[0].word.isdigit() else None


def dashed(said: Said) -> Hour | None:
    """ "Saturday, 9-12": right after a day, and nothing follows that it could count."""
    begin, end = said.tokens[-1].numbers
    after_day = said.before is not None and isinstance(said.before.thing, Day)
    if not after_day or not stands_alone(said.after) or not (1 <= begin <= 12 and 1 <= end <= 12):
        return None
    first, last = hour_of(begin, 0, None), hour_of(end, 0, 12 if end <= begin else None)
    return replace(first, until=last) if first else None


def _only(said: Said) -> Hour:
    hour = said.things()[0]
    assert isinstance(hour, Hour)
    return hour


HOURS_WITH = Table("HOUR", (
    Form("HOUR [in] [the] PART", in_part, "9 in the morning"),
    Form("HOUR at PART", in_part, "at 11 at night"),
    Form("N in [the] PART", number_in_part, "eleven in the morning"),
    Form("N at PART", number_in_part, "11 at night"),
    Form("HOUR [(] ZONE [time|standard|daylight]", with_zone, "6pm Eastern"),
    Form("HOUR [(] ZONE standard|daylight time", with_zone, "6pm Eastern Standard Time"),
    Form("N ZONE", number_with_zone, "Saturday, 10 PT"),
    Form("HOUR utc|gmt +|- N", with_offset, "6pm UTC+2"),
    Form("HOUR our|local|my time", our_time, "2 p.m. our time"),
    Form("HOUR your|his|her|their time", their_time, "2 p.m. your time"),
))  # fmt: skip

HOUR_RANGES = Table("HOUR", forms=(
    Form("[from|between] HOUR to|-|until|till|til|and|through HOUR", hours_range, "9am to 11am"),
    Form("[from|between] N to|-|until|till|til|and HOUR", range_from_number, "9 to 5pm"),
    Form("from|between N to|-|until|till|and N", numbers_range, "from 9 to 5"),
    Form("N to|-|til|till|until N", numbers_alone, "10 to 2"),
    Form("[,] PAIR_DASH", dashed, "Saturday, 9-12"),
))  # fmt: skip
