"""From a day's name to the day: the next one, unless the year is said; never guessed.

The conventions: no year means the first such day from today on; of several readings those behind us are
dropped if another is ahead; a weekday settles the order of two numbers, and contradicts a day that has
another one; a full date behind us is a slip, and the same day of a coming year is offered.
"""

from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.things import Day, Named
from bot.reading.reading import Trouble

A_YEAR = timedelta(days=366)


def resolve(named: Named, today: date) -> Day:
    """Return the day or days that are meant by a name, seen from `today`."""
    if not named.options:
        return _weekday(named, today)
    found = [day for option in named.options if (day := _find(option, named.year, today))]
    if not found:
        return Day(trouble=Trouble.IMPOSSIBLE, said=named)
    if named.year is None and min(found) - today > A_YEAR:
        return Day(min(found), trouble=Trouble.IMPOSSIBLE, said=named)  # 29 February, but of a later year
    ahead = [day for day in found if day >= today]
    agreeing = [day for day in ahead or found if named.weekday in (None, day.weekday())]
    if len(agreeing) > 1:
        offers = tuple(sorted(agreeing))
        return Day(agreeing[0], offers, trouble=Trouble.AMBIGUOUS, said=named)
    if not ahead and named.year is not None:
        return Day(found[0], _in_a_coming_year(found[0], today), trouble=Trouble.PAST, said=named)
    if not agreeing:
        return _contradictory(named, found[0])
    return Day(agreeing[0], said=named)


def _weekday(named: Named, today: date) -> Day:
    """Read a weekday alone; said on that very weekday it may mean today or a week from today."""
    if named.weekday is None:
        return Day(trouble=Trouble.VAGUE, said=named)
    day = calendar.coming(named.weekday, today)
    if day == today:
        return Day(day, (day, day + calendar.WEEK), trouble=Trouble.AMBIGUOUS, said=named)
    return Day(day, said=named)


def _find(option: tuple[int, int | None], year: int | None, today: date) -> date | None:
    day, month = option
    if month is None:
        return calendar.next_day_of_month(day, today)
    if year is not None:
        return calendar.day_of(year, month, day)
    return calendar.next_such_day(month, day, today)


def _contradictory(named: Named, written: date) -> Day:
    assert named.weekday is not None
    days = {written, calendar.nearest(named.weekday, written)}
    if named.options[0][1] is None:  # "Friday the 12th": in a later month it may well be one
        following = calendar.next_day_of_month(written.day, written + calendar.WEEK)
        days |= {following} if following and following.weekday() == named.weekday else set()
    offers = tuple(sorted(days))
    return Day(written, offers, trouble=Trouble.CONTRADICTORY, said=named)


def _in_a_coming_year(day: date, today: date) -> tuple[date, ...]:
    coming = calendar.next_such_day(day.month, day.day, today)
    return (coming,) if coming else ()
