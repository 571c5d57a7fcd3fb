"""Plain calendar arithmetic. Weekdays count from Monday, 0; a week runs from Monday to Sunday."""

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
SATURDAY, SUNDAY = 5, 6


def day_of(year: int, month: int, day: int) -> date | None:
    """Return that day, or None where the calendar has none: 30 February, year 0."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_after(day: date, days: int) -> date | None:
    """Return the day so many days on; None beyond the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def months_after(day: date, months: int) -> date | None:
    """Return the same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def coming(weekday: int, since: date) -> date:
    """Return the first such weekday on or after `since`."""
    return since + timedelta(days=(weekday - since.weekday()) % 7)


def last(weekday: int, before: date) -> date:
    """Return the latest such weekday before `before`."""
    return coming(weekday, before - WEEK)


def nearest(weekday: int, to: date) -> date:
    """Return the such weekday that is at most three days away."""
    return coming(weekday, to - timedelta(days=3))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def saturday_of(day: date) -> date:
    """Return the Saturday of the weekend that `day` is in or, on a working day, comes next to."""
    return day - timedelta(days=1) if day.weekday() == 6 else coming(SATURDAY, day)


def nth_weekday(nth: int, weekday: int, year: int, month: int) -> date | None:
    """Return the nth such weekday of a month; -1 is the last. None if it has no fifth."""
    if nth < 0:
        return last(weekday, date(year, month, monthrange(year, month)[1]) + timedelta(days=1))
    day = coming(weekday, date(year, month, 1)) + (nth - 1) * WEEK
    return day if day.month == month else None


def next_such_day(month: int, day: int, since: date) -> date | None:
    """Return the first such day on or after `since`, within eight years; 29 February may be far off."""
    for year in range(since.year, since.year + 9):
        found = day_of(year, month, day)
        if found and found >= since:
            return found
    return None


def next_day_of_month(day: int, since: date) -> date | None:
    """Return the first such day of any month on or after `since`; None for day 32."""
    for step in range(13):
        year, month = divmod(since.year * 12 + since.month - 1 + step, 12)
        found = day_of(year, month + 1, day)
        if found and found >= since:
            return found
    return None
