"""Every way of naming a time of day, one row each.

An hour that is only a number ("at 7") is `bare`: what is said of the day decides its half, or nothing does.
"""

from dataclasses import replace
from datetime import time

from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.surroundings import stands_alone
from bot.reading.dates.things import Day, Hour
from bot.reading.dates.zones import ZONES

ARTICLES = frozenset(("a", "an", "another"))  # numbers in "a week", never in a time of day


def hour_of(hour: int, minute: int, half: int | None) -> Hour | None:
    """Make an hour of 0-24 and the half of the day, 0 or 12; None: not said."""
    if minute > 59 or hour > 24 or (half is not None and not 1 <= hour <= 12 and not (hour > 12 and half)):
        return None
    if half is not None and hour <= 12:
        hour = hour % 12 + half
    return Hour(time(hour % 24, minute), bare=half is None and 1 <= hour <= 12)


def half_day(said: Said) -> Hour | None:
    """With am or pm: "6:30 PM", "6 30 pm"; in "a 7pm start" the article is no hour."""
    first, *others = said.tokens
    if first.word in ARTICLES or ("N" in said.names[1:] and len(others[-2].word) < 2):
        return None
    hour, minute = _clock(said)
    return hour_of(hour, minute, 0 if said.tokens[-1].word[0] == "a" else 12)


def _clock(said: Said) -> tuple[int, int]:
    for name in ("CLOCK", "PAIR_DOT"):
        if name in said.names:
            return said.all(name)[0].numbers[0], said.all(name)[0].numbers[1]
    if "HHMM" in said.names:
        return divmod(said.number("HHMM"), 100)
    first, *others = (token.numbers[0] for token in said.all("N"))
    return divmod(first, 100) if first >= 100 else (first, others[0] if others else 0)


def range_half_day(said: Said) -> Hour | None:
    """ "9-11am", "10-2pm": the beginning takes the half that puts it before the end."""
    begin, end = said.all("PAIR_DASH")[0].numbers
    half = said.number("AMPM")
    last = hour_of(end, 0, half)
    if last is None or not 1 <= begin <= 12:
        return None
    first = hour_of(begin, 0, half)
    if first and first.at >= last.at:
        first = hour_of(begin, 0, 12 - half)
    return replace(first, until=last) if first else None


def clock(said: Said) -> Hour | None:
    """Digits that can only be a time: "18:30", "1800 hrs"; "7:30" is half open, "2.5 hours" is none."""
    if "PAIR_DOT" in said.names and len(said.all("PAIR_DOT")[0].word.partition(".")[2]) < 2:
        return None
    hour, minute = _clock(said)
    written = said.tokens[-1 if said.names[-1] in {"CLOCK", "HHMM"} else 0].word
    exact = (
        said.has("h", "hrs", "hours", "hr", "uhr", "heures", "uur")
        or not {"h", "u"}.isdisjoint(written)
        or written.startswith("0")
        or "HHMM" in said.names
    )
    found = hour_of(hour, minute, None)
    return replace(found, bare=False) if found and exact else found


def dotted(said: Said) -> Hour | None:
    """ "at 7.30": a time where people write it so, a number elsewhere."""
    if said.here.country in {"US", "CA"}:
        return None
    hour, minute = _clock(said)
    return hour_of(hour, minute, None) if len(said.tokens[-1].word) >= 4 else None


def military(said: Said) -> Hour | None:
    """ "at 0700"; a year, or a count, is none."""
    token = said.all("HHMM")[0]
    led = said.names[0] != "HHMM" or (said.before is not None and isinstance(said.before.thing, Day))
    if "YEAR" in token.symbols:  # "at 1900", never "from 1900"
        led = said.names[0] in {"at", "@"} or (led and _names_zone(said))
    if not led or not (stands_alone(said.after) or _names_zone(said)):
        return None
    hour, minute = divmod(token.numbers[0], 100)
    return Hour(time(hour, minute))


def _names_zone(said: Said) -> bool:
    return said.after is not None and said.after.word in ZONES


def bare(said: Said) -> Hour | None:
    """ "at 7", "about ten": only where nothing follows that it could count."""
    token = said.all("N")[0]
    if token.numbers[0] > 24 or token.word in ARTICLES:
        return None
    if said.after and said.after.word in {"to", "-", "/"}:  # a range, or a count: "from 5 to 7 digits"
        return None
    if not (stands_alone(said.after) or _names_zone(said)):
        return None
    return hour_of(token.numbers[0], 0, None)


def half_past(said: Said) -> Hour | None:
    """ "half nine" and "half past nine" are 9:30; "quarter to nine" is 8:45."""
    if said.tokens[-1].word in ARTICLES:
        return None
    *before, hour = (token.numbers[0] for token in said.all("N") if token.word not in ARTICLES)
    minute = before[0] if before else 30 if said.has("half") else 15
    if said.has("to", "before", "of"):
        hour, minute = hour - 1 or 12, 60 - minute
    return hour_of(hour, minute, said.maybe("AMPM")) if 1 <= hour <= 12 else None


def spoken(said: Said) -> Hour | None:
    """ "Seven thirty", "six-thirty pm"."""
    hour, minute = said.all("N")
    if (
        hour.word in ARTICLES
        or not minute.word.isalpha()
        or minute.numbers[0] not in {10, 15, 20, 30, 40, 45, 50}
    ):
        return None
    half = said.maybe("AMPM")
    return hour_of(hour.numbers[0], minute.numbers[0], half) if 1 <= hour.numbers[0] <= 12 else None


def instead(said: Said) -> Hour | None:
    hour, other = said.number("N"), said.number("N", 1)
    return hour_of(hour, 0, None) if stands_alone(said.after) and hour <= 12 and other <= 12 else None


def roundly(said: Said) -> Hour | None:
    return hour_of(said.number("N"), 0, None)


def in_the_morning(said: Said) -> Hour | None:
    return hour_of(said.number("N"), 0, 0)


def named_hour(said: Said) -> Hour | None:
    return Hour(time(0), midnight=True) if said.has("midnight") else Hour(time(12))


LEAD = "at|@|about|around|circa|approx|approximately|roughly|from|starting|start|begin|beginning|~"
HOURS = Table("HOUR", (
    Form("N [o'clock] AMPM", half_day, "6 pm"),
    Form("N hour|hours [in|of] [the] morning", in_the_morning, "9 hour in the morning"),
    Form("N [:|.] N AMPM", half_day, "6 30 pm"),
    Form("CLOCK AMPM", half_day, "6:30 PM"),
    Form("PAIR_DOT AMPM", half_day, "7.30pm"),
    Form("HHMM AMPM", half_day, "0630 am"),
    Form("N AMPM1", half_day, "9a"),
    Form("CLOCK AMPM1", half_day, "9:30a"),
    Form("PAIR_DASH AMPM", range_half_day, "9-11am"),
    Form("CLOCK", clock, "18:30"),
    Form("CLOCK h|hrs|hours", clock, "18:30 hrs"),
    Form("N h N", clock, "19 h 30"),
    Form("PAIR_DOT h|hrs|hours|uhr", clock, "18.00 hrs"),
    Form("N h [N]", clock, "18 h 30"),
    Form("[um|à|om] N uhr|heures|uur", clock, "um 18 Uhr"),
    Form("[um|à|om] CLOCK uhr|heures|uur", clock, "um 18:30 Uhr"),
    Form("HHMM h|hrs|hours|hr", clock, "1800 hrs"),
    Form("[at|from|@|,|start|starting|:|off] HHMM", military, "at 0700"),
    Form("t CLOCK", clock, "T18:30"),
    Form("PAIR_DOT", dotted, "7.30"),
    Form("N o'clock", lambda said: hour_of(said.number("N"), 0, None), "nine o'clock"),
    Form(f"{LEAD} N", bare, "at 9"),
    Form("start|starting|begin|starts|begins|time is|:|- [at] N", bare, "time: 9"),
    Form("start|starting time [is|:|-|at] N", bare, "start time 8"),
    Form("N instead of N", instead, "8 instead of 9"),
    Form("half [past] N [AMPM]", half_past, "half nine"),
    Form("[a] quarter past|after|to|before|of N [AMPM]", half_past, "quarter to nine"),
    Form("N [minutes] past N [AMPM]", half_past, "ten past four"),
    Form("at N [minutes] to N", half_past, "at ten to six"),
    Form(f"[{LEAD}] N [-] ish", roundly, "9ish"),
    Form("N [-] N [AMPM]", spoken, "seven thirty"),
    Form("[12] noon|midday|midnight", named_hour, "noon"),
    Form("N noon", named_hour, "12 noon"),
    Form("mid - day", named_hour, "mid-day"),
))  # fmt: skip
