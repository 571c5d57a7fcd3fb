"""Days and hours put together: "Saturday at 10am", "8 PM Eastern on February 27", "from … to …"."""

from dataclasses import replace

from bot.reading.dates.days_counted import COUNTED
from bot.reading.dates.days_from import DAYS_FROM, FEASTS
from bot.reading.dates.days_named import NAMED
from bot.reading.dates.days_of_week import OF_WEEK
from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.hours import HOUR_RANGES, HOURS, HOURS_WITH
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day, Hour, Span, Stamp
from bot.reading.dates.tokens import Token, tokens_of


def stamp(said: Said) -> Stamp | None:
    """Join a day and an hour; the part of the day settles the hour's half."""
    day = next((thing for thing in said.things() if isinstance(thing, Day)), None)
    hour = next((thing for thing in said.things() if isinstance(thing, Hour)), None)
    if "PART" in said.names and day is not None:
        day = replace(day, part=said.number("PART"))
    return Stamp(day, in_half(hour, day.part if day else None) if hour else None)


def in_half(hour: Hour, part: int | None) -> Hour:
    """Return the hour in the half of the day that is known: 9 becomes 21:00 at night."""
    if not hour.bare or part is None:
        return hour
    return replace(hour, at=hour.at.replace(hour=hour.at.hour % 12 + part), bare=False)


def span(said: Said) -> Span:
    left, right = said.things()
    return Span(_as_stamp(left), _as_stamp(right))


def _as_stamp(thing: object) -> Stamp:
    assert isinstance(thing, Stamp)
    return thing


_LINK = "at|@|,|-|from|starting|beginning|start|begin|around|about|by|("
STAMPS = Table("STAMP", (
    Form("DAY", stamp, "Saturday"),
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

SPANS = Table("SPAN", (
    Form("[from|between] STAMP to|-|until|till|til|through|thru STAMP", span, "Friday to Sunday"),
    Form("[from|between] STAMP right|all [the] [way] through|to STAMP", span, "Friday right through Sunday"),
    Form("[from|between] STAMP through to|till|until STAMP", span, "Friday 7pm through to Sunday"),
    Form("between STAMP and STAMP", span, "between Monday and Thursday"),
))  # fmt: skip

_DAYS = Table("DAY", (*NAMED, *OF_WEEK, *COUNTED))
TABLES = (FEASTS, _DAYS, DAYS_FROM, HOURS, HOURS_WITH, HOUR_RANGES, STAMPS, SPANS)


def read_tokens(text: str, here: Standpoint) -> list[Token]:
    """Return the tokens of a text, with every phrase of time replaced by a Stamp or a Span."""
    tokens = tokens_of(text)
    for table in TABLES:
        tokens = table.rewrite(tokens, here)
    return tokens
