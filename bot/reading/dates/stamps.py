"""Days and hours put together: "Saturday at 10am", "8 PM Eastern on February 27", "from … to …"."""

from dataclasses import replace
from datetime import timedelta

from bot.reading.dates import calendar
from bot.reading.dates.days_counted import COUNTED
from bot.reading.dates.days_from import DAYS_FROM
from bot.reading.dates.days_in_numbers import IN_NUMBERS
from bot.reading.dates.days_named import NAMED
from bot.reading.dates.days_of_month import OF_MONTH
from bot.reading.dates.days_of_week import OF_WEEK
from bot.reading.dates.feasts import FEASTS
from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.hours import HOURS
from bot.reading.dates.hours_with import HOUR_RANGES, HOURS_WITH
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day, Hour, Span, Stamp, Thing, day_on
from bot.reading.dates.tokens import Token, tokens_of

NOON = 12  # o'clock; also what turns a bare 7 into 19:00


def stamp(said: Said) -> Stamp | None:
    """Join a day and an hour; the part of the day settles the hour's half."""
    day = next((thing for thing in said.things() if isinstance(thing, Day)), None)
    hour = next((thing for thing in said.things() if isinstance(thing, Hour)), None)
    if "PART" in said.names and day is not None:
        day = replace(day, part=said.number("PART"))
    if hour and hour.midnight and day and day.first and day.part == NOON:  # "Friday night at midnight"
        return Stamp(day_on(calendar.days_after(day.first, 1)), replace(hour, midnight=False))
    return Stamp(day, in_half(hour, day.part if day else None) if hour else None)


def in_half(hour: Hour, part: int | None) -> Hour:
    """Return the hour in the half of the day that is known: 9 becomes 21:00 at night."""
    if not hour.bare or part is None:
        return hour
    return replace(hour, at=hour.at.replace(hour=hour.at.hour % 12 + part), bare=False)


def by_custom(hour: Hour) -> Hour:
    """Return "at 3" as 15:00, since few mean the night; later hours may be either and stay as said."""
    return in_half(hour, NOON) if hour.at.hour < 6 and hour.at.minute == 0 else hour


def from_now(said: Said) -> Stamp | None:
    """ "in 3 hours", "20 minutes ago": a moment, not a day."""
    count = 30 if said.has("half") else said.number("N") * said.number("MINUTES")
    then = said.here.now + timedelta(minutes=-count if said.has("ago") else count)
    return Stamp(Day(then.date()), Hour(then.time().replace(second=0, microsecond=0)))


def span(said: Said) -> Span:
    left, right = said.things()
    return Span(_as_stamp(left), _as_stamp(right))


def _as_stamp(thing: Thing | None) -> Stamp:
    assert isinstance(thing, Stamp)
    return thing


_LINK = "at|@|,|-|from|starting|beginning|start|begin|around|about|by|("
STAMPS = Table("STAMP", forms=(
    Form("DAY", stamp, "Saturday"),
    Form("in|within N MINUTES", from_now, "in 3 hours"),
    Form("in half an hour", from_now, "in half an hour"),
    Form("N MINUTES from now", from_now, "3 hours from now"),
    Form("N MINUTES ago", from_now, "20 minutes ago"),
    Form("HOUR", stamp, "10am"),
    Form("DAY HOUR", stamp, "Saturday 10am"),
    Form(f"DAY {_LINK} HOUR", stamp, "Saturday at 10am"),
    Form("DAY , from|at|starting|beginning|around|about|start HOUR", stamp, "Saturday, from 10am"),
    Form("DAY [,] starting|beginning|start at|from|around|about HOUR", stamp, "Saturday starting at 10am"),
    Form("DAY [,] PART [,] [at|from] HOUR", stamp, "Thursday evening, from 7"),
    Form("HOUR DAY", stamp, "10am Saturday"),
    Form("HOUR on|, [the] DAY", stamp, "8 PM on February 27"),
    Form("HOUR on the PART of DAY", stamp, "8 on the evening of the 27th"),
))  # fmt: skip

SPANS = Table("SPAN", leans=True, forms=(
    Form("[from|between] STAMP [,] to|-|until|till|til|through|thru STAMP", span, "Friday to Sunday"),
    Form("[from|between] STAMP right|all [the] [way] through|to STAMP", span, "Friday right through Sunday"),
    Form("[from|between] STAMP through to|till|until STAMP", span, "Friday 7pm through to Sunday"),
    Form("[from] STAMP to|till|until first thing [on] STAMP", span, "Friday until first thing Monday"),
    Form("between STAMP and STAMP", span, "between Monday and Thursday"),
))  # fmt: skip

_DAYS = Table("DAY", (*FEASTS, *NAMED, *OF_MONTH, *IN_NUMBERS, *OF_WEEK, *COUNTED))
TABLES = (_DAYS, DAYS_FROM, HOURS, HOURS_WITH, HOUR_RANGES, STAMPS, SPANS)
LONGEST = 50_000  # characters; what goes on beyond is no letter


def read_tokens(text: str, here: Standpoint) -> list[Token]:
    """Return the tokens of a text, with every phrase of time replaced by a Stamp or a Span."""
    tokens = tokens_of(text)
    for table in TABLES:
        if not table.leans or any(token.thing is not None for token in tokens):
            tokens = table.rewrite(tokens, here)
    return tokens
