"""Days by their place in a month, a quarter, a year: "the last business day of the quarter".

"The" month is the one that is running, or the next where the day is over: on the 25th "the first of the
month" is to come.
"""

from datetime import date

from bot.reading.dates import calendar
from bot.reading.dates.days_counted import weekend_from
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.resolve import resolve
from bot.reading.dates.things import Day, Named, day_on
from bot.reading.dates.workdays import workday_after
from bot.reading.reading import Trouble

WORKING = ("business", "working", "weekday", "workday")
MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}


def year_said(said: Said) -> int | None:
    if "YEAR" in said.names:
        return said.number("YEAR")
    if "thousand" in said.names:
        return 2000 + (said.all("N")[-1].numbers[0] if "N" in said.names else 0)
    return None


def month_said(said: Said) -> tuple[int, int]:
    """Return month and year: of its name, in the year that runs unless said, or this month or the next."""
    if "MONTH" in said.names:
        return said.number("MONTH"), year_said(said) or said.here.today.year
    first = said.here.today.replace(day=1)
    day = calendar.months_after(first, 1 if said.has("next") else 0) or first
    return day.month, day.year


def day_of_next_month(said: Said) -> Day | None:
    month, year = month_said(said)
    day = calendar.day_of(year, month, said.number("D"))
    return Day(day) if day else Day(trouble=Trouble.IMPOSSIBLE)


def day_of_the_month(said: Said) -> Day | None:
    return resolve(Named(options=((said.number("D"), None),)), said.here.today)


def at_an_end(said: Said) -> Day | None:
    """The first or the last day, working day or weekday of so many months; "the third business day" too."""
    months = 1 if "MONTH" in said.names else MONTHS_IN[said.names[-1]]
    begin = _begin(said, months)
    day = _in_period(said, begin, months)
    if day and day < said.here.today and not (said.has("this") or year_said(said)):
        begin = calendar.months_after(begin, 12 if "MONTH" in said.names else months) or begin
        day = _in_period(said, begin, months)
    return (
        weekend_from(day) if day and said.has("weekend") else day_on(day) or Day(trouble=Trouble.IMPOSSIBLE)
    )


def _begin(said: Said, months: int) -> date:
    if "MONTH" in said.names:
        month, year = month_said(said)
        return date(year, month, 1)
    today = said.here.today
    running = date(today.year, (today.month - 1) // months * months + 1, 1)
    return (calendar.months_after(running, months) if said.has("next", "new") else None) or running


def _in_period(said: Said, begin: date, months: int) -> date | None:
    """Return the nth day, working day or weekday since `begin`, or the last, of so many months."""
    after = calendar.months_after(begin, months) or begin
    nth = said.maybe("ORD")
    day = _nth(said, begin, nth) if nth else _last(said, after)
    return day if day and day < after else None


def _nth(said: Said, begin: date, nth: int) -> date | None:
    if said.has(*WORKING):
        return workday_after(begin - calendar.DAY, nth, said.here.country)
    weekday = _weekday(said)
    if weekday is None:
        return begin + calendar.DAY * (nth - 1)
    return calendar.coming(weekday, begin) + calendar.WEEK * (nth - 1)


def _last(said: Said, after: date) -> date | None:
    if said.has(*WORKING):
        return workday_after(after, -1, said.here.country)
    weekday = _weekday(said)
    return after - calendar.DAY if weekday is None else calendar.last(weekday, after)


def _weekday(said: Said) -> int | None:
    return calendar.SATURDAY if said.has("weekend") else said.maybe("WEEKDAY")


_WHICH, _KIND = "[the] ORD|last|final", "day|weekday|workday"
OF_MONTH = (
    Form("[the] D of next|this month", day_of_next_month, "20th of next month"),
    Form("[the] D next month", day_of_next_month, "the 20th next month"),
    Form("[the] D of the month", day_of_the_month, "the 15th of the month"),
    Form(f"{_WHICH} {_KIND} of|in MONTH [YEAR]", at_an_end, "the last day of February"),
    Form(f"{_WHICH} business|working day of|in MONTH [YEAR]", at_an_end, "first working day of March"),
    Form(
        f"{_WHICH} {_KIND} of|in the|this|next [new] month|quarter|year", at_an_end, "last day of the quarter"
    ),
    Form(
        f"{_WHICH} business|working day of|in the|this|next [new] month|quarter|year",
        at_an_end,
        "third business day of next month",
    ),
    Form(
        f"{_WHICH} WEEKDAY|weekend of|in the [new] month|quarter|year", at_an_end, "last Saturday of the year"
    ),
)
