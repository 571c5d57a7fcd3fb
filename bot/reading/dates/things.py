"""What phrases about time mean: plain values, still without a word on what they are the date of."""

from dataclasses import dataclass
from datetime import date, time, tzinfo

from bot.reading.dates import calendar
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
    weekday: int | None = None  # and on, or back, to such a weekday: "the Tuesday after that"
    of_that: bool = False  # from the day named last: "two weeks before that"

    def since(self, base: date) -> date | None:
        """Return the day at that distance; None beyond the calendar's ends."""
        month = calendar.months_after(base, self.months)
        day = calendar.days_after(month, self.days) if month else None
        if day is None or self.weekday is None:
            return day
        return calendar.last(self.weekday, base) if self.days < 0 else calendar.coming(self.weekday, day)


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
    midnight: bool = (
        False  # by that name: of a Saturday it is the first of its hours, or comes after its last
    )


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
