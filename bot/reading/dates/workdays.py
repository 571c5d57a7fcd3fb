"""Working days as a country keeps them: no weekend, no public holiday.

The library of holidays is loaded when a letter first counts in working days, as that takes a tenth of a
second. In a country that it does not know, Monday to Friday are worked.
"""

from datetime import date
from functools import lru_cache

from bot.reading.dates.calendar import DAY

WEEKEND = (5, 6)
MOST = 260  # a year of them


def workday_after(day: date, count: int, country: str) -> date | None:
    """Return the `count`th working day after a day, or before it where `count` is negative.

    None for more than `MOST`, and beyond the calendar's ends.
    """
    step = DAY if count > 0 else -DAY
    left = abs(count)
    try:
        while 0 < left <= MOST:
            day += step
            left -= _is_worked(day, country)
    except OverflowError:
        return None
    return None if left else day


def _is_worked(day: date, country: str) -> bool:
    return day.weekday() not in WEEKEND and day not in _holidays(country, day.year)


@lru_cache(maxsize=64)
def _holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:  # a country the library does not know
        return frozenset()
