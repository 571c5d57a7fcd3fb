"""What phrases about time mean: plain values, still without a word on what they are the date of."""

from dataclasses import dataclass
from datetime import date, time, tzinfo

from bot.reading.reading import Trouble


@dataclass(frozen=True, slots=True)
class Named:
    """A day by its name in the calendar, as far as it was said."""

    weekday: int | None = None
    options: tuple[tuple[int, int | None], ...] = ()  # (day, month); two where numbers read both ways
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A distance, from a day that may still have to be found: "a week later"."""

    days: int = 0
    months: int = 0
    to_weekend: bool = False  # and on to its Saturday: "the weekend after"
    of_that: bool = False  # from the day named last: "two weeks before that"


@dataclass(frozen=True, slots=True)
class Day:
    """A day, or several days that were offered or can be meant."""

    first: date | None = None  # as written, or the likelier reading; None: nothing to name
    offers: tuple[date, ...] = ()  # every day it can mean, in order, where it is not just `first`
    until: date | None = None  # the last day of a span
    trouble: Trouble | None = None
    said: Named | Shift | None = None  # how it was put, so that a neighbour can complete it
    part: int | None = None  # 0 before noon, 12 after: "tomorrow night"
    pick: bool = False  # the days are there to pick from, not all needed


def day_on(day: date | None) -> Day | None:
    """Return a plain day; None where the calendar has none."""
    return Day(day) if day else None


@dataclass(frozen=True, slots=True)
class Hour:
    """A time of day."""

    at: time
    bare: bool = False  # nothing tells morning from evening
    zone: tzinfo | None = None  # None: the firm's own
    until: "Hour | None" = None  # the end of a range
    known: bool = True  # False: in a zone that cannot be told, "9 am your time"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day, an hour, or a day with its hour."""

    day: Day | None = None
    hour: Hour | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """From one to another: a span that is needed whole, a window to pick from, or a move."""

    left: Stamp
    right: Stamp


Thing = Day | Hour | Stamp | Span
