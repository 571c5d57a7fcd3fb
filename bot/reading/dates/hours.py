"""Every way of naming a time of day, one row each; then what may be said next to it, and whole ranges.

An hour that is only a number ("at 7") is `bare`: what is said of the day decides its half, or nothing does.
"""

from dataclasses import replace
from datetime import UTC, time, timedelta, timezone, tzinfo

from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.surroundings import stands_alone
from bot.reading.dates.things import Day, Hour
from bot.reading.dates.tokens import BREAK
from bot.reading.dates.zones import ZONES, zone_of


def _hour(hour: int, minute: int, half: int | None) -> Hour | None:
    """Make an hour of 0-24 and the half of the day, 0 or 12; None: not said."""
    if minute > 59 or hour > 24 or (half is not None and not 1 <= hour <= 12 and not (hour > 12 and half)):
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    return Hour(time(hour % 24, minute), bare=half is None and 1 <= hour <= 12)


def half_day(said: Said) -> Hour | None:
    """With am or pm; of "9-11am" the beginning."""
    hour, minute = _clock(said)
    return _hour(hour, minute, 0 if said.tokens[-1].word[0] == "a" else 12)


def _clock(said: Said) -> tuple[int, int]:
    for name in ("CLOCK", "PAIR_DOT"):
        if name in said.names:
            return said.all(name)[0].numbers[0], said.all(name)[0].numbers[1]
    if "HHMM" in said.names:
        return divmod(said.number("HHMM"), 100)
    return said.number("N"), said.number("N", 1) if len(said.all("N")) > 1 else 0


def range_half_day(said: Said) -> Hour | None:
    """ "9-11am", "10-2pm": the beginning takes the half that puts it before the end."""
    begin, end = said.all("PAIR_DASH")[0].numbers
    half = said.number("AMPM")
    last = _hour(end, 0, half)
    if last is None or not 1 <= begin <= 12:
        return None
    first = _hour(begin, 0, half)
    if first and first.at >= last.at:
        first = _hour(begin, 0, 12 - half)
    return replace(first, until=last) if first else None


def clock(said: Said) -> Hour | None:
    """Digits that can only be a time: "18:30", "1800 hrs"; "7:30" leaves its half open."""
    hour, minute = _clock(said)
    written = said.tokens[-1 if said.names[-1] in {"CLOCK", "HHMM"} else 0].word
    exact = (
        said.has("h", "hrs", "hours", "hr")
        or "h" in written
        or written.startswith("0")
        or "HHMM" in said.names
    )
    found = _hour(hour, minute, None)
    return replace(found, bare=False) if found and exact else found


def dotted(said: Said) -> Hour | None:
    """ "at 7.30": a time where people write it so, a number elsewhere."""
    if said.here.country in {"US", "CA"}:
        return None
    hour, minute = _clock(said)
    return _hour(hour, minute, None) if len(said.tokens[-1].word) >= 4 else None


def military(said: Said) -> Hour | None:
    """ "at 0700"; a year, or a count, is none."""
    token = said.all("HHMM")[0]
    led = said.names[0] != "HHMM" or (said.before is not None and isinstance(said.before.thing, Day))
    if not led or "YEAR" in token.symbols or not (stands_alone(said.after) or _names_zone(said)):
        return None
    hour, minute = divmod(token.numbers[0], 100)
    return Hour(time(hour, minute))


def _names_zone(said: Said) -> bool:
    return said.after is not None and said.after.word in ZONES


def bare(said: Said) -> Hour | None:
    """ "at 7", "about ten": only where nothing follows that it could count."""
    token = said.all("N")[0]
    if token.numbers[0] > 24 or token.word in {"a", "an", "another"}:
        return None
    if not (stands_alone(said.after) or _names_zone(said)) or (
        said.after and said.after.word in {"to", "-", "/"}
    ):
        return None
    return _hour(token.numbers[0], 0, None)


def half_past(said: Said) -> Hour | None:
    """ "half nine" and "half past nine" are 9:30; "quarter to nine" is 8:45."""
    if said.tokens[-1].word in {"a", "an"}:
        return None
    *before, hour = (token.numbers[0] for token in said.all("N") if token.word not in {"a", "an"})
    minute = before[0] if before else 30 if said.has("half") else 15
    if said.has("to", "before", "of"):
        hour, minute = hour - 1 or 12, 60 - minute
    return _hour(hour, minute, None) if 1 <= hour <= 12 else None


def spoken(said: Said) -> Hour | None:
    """ "seven thirty"."""
    hour, minute = said.number("N"), said.number("N", 1)
    if not said.tokens[1].word.isalpha():
        return None
    return _hour(hour, minute, None) if minute in {10, 15, 20, 30, 40, 45, 50} and 1 <= hour <= 12 else None


def instead(said: Said) -> Hour | None:
    hour, other = said.number("N"), said.number("N", 1)
    return _hour(hour, 0, None) if stands_alone(said.after) and hour <= 12 and other <= 12 else None


def roundly(said: Said) -> Hour | None:
    return _hour(said.number("N"), 0, None)


def named_hour(said: Said) -> Hour | None:
    return Hour(time(0 if said.has("midnight") else 12))


def in_part(said: Said) -> Hour | None:
    """The part of the day settles the half: "9 in the morning", "11 at night"."""
    hour = _only(said)
    if not hour.bare:
        return hour
    half = said.number("PART")
    night_hours = said.has("night", "nights") and hour.at.hour in {1, 2, 3, 4, 12}
    settled = _hour(hour.at.hour or 12, hour.at.minute, 0 if night_hours else half)
    return replace(settled, zone=hour.zone) if settled else None


def number_in_part(said: Said) -> Hour | None:
    """ "eleven in the morning"; a count is none: "two nights"."""
    if not (said.has("in", "at") and 1 <= said.number("N") <= 12) or said.all("N")[0].word in {"a", "an"}:
        return None
    return _hour(said.number("N"), 0, said.number("PART"))


def with_zone(said: Said) -> Hour | None:
    return replace(_only(said), zone=zone_of(said.all("ZONE")[0].word, said.here.zone, said.here.now))


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
        halves = [
            _hour(begin.at.hour, begin.at.minute, half)
            for half in ((12, 0) if end.at.hour >= 12 else (0, 12))
        ]
        begin = next((hour for hour in halves if hour and hour.at < end.at), begin)
    zone: tzinfo | None = begin.zone or end.zone
    return replace(begin, zone=zone, until=replace(end, zone=zone))


def range_from_number(said: Said) -> Hour | None:
    """ "from 9 to 5pm": the number alone becomes an hour by the one it reaches to."""
    end, number = _only(said), said.number("N")
    halves = (12, 0) if end.at.hour >= 12 else (0, 12)
    found = [_hour(number, 0, half) for half in halves] if 1 <= number <= 12 else []
    first = next((hour for hour in found if hour and hour.at < end.at), None)
    return replace(first, zone=end.zone, until=end) if first else None


def numbers_range(said: Said) -> Hour | None:
    """ "from 9 to 5", where nothing follows that the numbers could count."""
    begin, end = said.number("N"), said.number("N", 1)
    if not stands_alone(said.after) or not (1 <= begin <= 12 and 1 <= end <= 12):
        return None
    first, last = _hour(begin, 0, None), _hour(end, 0, 12 if end <= begin else None)
    return replace(first, until=last) if first else None


def numbers_alone(said: Said) -> Hour | None:
    """ "Saturday works! 10 to 2.": only where a sentence begins or a day stands before it."""
    before = said.before
    alone = before is None or isinstance(before.thing, Day) or before.word in {".", "!", "?", ",", BREAK}
    return numbers_range(said) if alone and said.tokens[0].word.isdigit() else None


def _only(said: Said) -> Hour:
    hour = said.things()[0]
    assert isinstance(hour, Hour)
    return hour


LEAD = "at|@|about|around|circa|approx|approximately|roughly|from|starting|start|begin|beginning|~"
HOURS = Table("HOUR", (
    Form("N [o'clock] AMPM", half_day, "6 pm"),
    Form("N [:|.] N AMPM", half_day, "6 30 pm"),
    Form("CLOCK AMPM", half_day, "6:30 PM"),
    Form("PAIR_DOT AMPM", half_day, "7.30pm"),
    Form("HHMM AMPM", half_day, "0630 am"),
    Form("N AMPM1", half_day, "9a"),
    Form("CLOCK AMPM1", half_day, "9:30a"),
    Form("PAIR_DASH AMPM", range_half_day, "9-11am"),
    Form("CLOCK", clock, "18:30"),
    Form("CLOCK h|hrs|hours", clock, "18:30 hrs"),
    Form("N h", clock, "18 h"),
    Form("HHMM h|hrs|hours|hr", clock, "1800 hrs"),
    Form("[at|from|@|,|start|starting|:|off] HHMM", military, "at 0700"),
    Form("t CLOCK", clock, "T18:30"),
    Form("PAIR_DOT", dotted, "7.30"),
    Form("N o'clock", lambda said: _hour(said.number("N"), 0, None), "nine o'clock"),
    Form(f"{LEAD} N", bare, "at 9"),
    Form("N instead of N", instead, "8 instead of 9"),
    Form("half [past] N", half_past, "half nine"),
    Form("[a] quarter past|after|to|before|of N", half_past, "quarter to nine"),
    Form("N [minutes] past N", half_past, "ten past four"),
    Form("at N [minutes] to N", half_past, "at ten to six"),
    Form(f"[{LEAD}] N [-] ish", roundly, "9ish"),
    Form("N N", spoken, "seven thirty"),
    Form("[12] noon|midday|midnight", named_hour, "noon"),
    Form("N noon", named_hour, "12 noon"),
))  # fmt: skip

HOURS_WITH = Table("HOUR", (
    Form("HOUR [in] [the] PART", in_part, "9 in the morning"),
    Form("HOUR at PART", in_part, "at 11 at night"),
    Form("N in [the] PART", number_in_part, "eleven in the morning"),
    Form("N at PART", number_in_part, "11 at night"),
    Form("HOUR [(] ZONE [time|standard|daylight]", with_zone, "6pm Eastern"),
    Form("HOUR [(] ZONE standard|daylight time", with_zone, "6pm Eastern Standard Time"),
    Form("HOUR utc|gmt +|- N", with_offset, "6pm UTC+2"),
    Form("HOUR our|local|my time", our_time, "2 p.m. our time"),
    Form("HOUR your|his|her|their time", their_time, "2 p.m. your time"),
))  # fmt: skip

HOUR_RANGES = Table("HOUR", forms=(
    Form("[from|between] HOUR to|-|until|till|til|and|through HOUR", hours_range, "9am to 11am"),
    Form("[from|between] N to|-|until|till|til|and HOUR", range_from_number, "9 to 5pm"),
    Form("from|between N to|-|until|till|and N", numbers_range, "from 9 to 5"),
    Form("N to|- N", numbers_alone, "10 to 2"),
))  # fmt: skip
