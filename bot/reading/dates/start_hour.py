"""The hour the import starts: said with its day, or elsewhere in the letter, turned into the firm's zone."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time
from itertools import pairwise

from bot.reading.dates import calendar
from bot.reading.dates.again import AGAIN
from bot.reading.dates.cues import Role
from bot.reading.dates.lexicon import words
from bot.reading.dates.options import Option
from bot.reading.dates.page import Page
from bot.reading.dates.roles import Placed
from bot.reading.dates.settle import RANKS
from bot.reading.dates.stamps import NOON, in_half
from bot.reading.dates.things import Hour
from bot.reading.dates.zones import on_firms_clock
from bot.reading.reading import Trouble, When

_OF_A_DAY = words("any each every one an that same early late")
_ALL = words("either both each whichever all")
_LATE = {
    ("after", "work"),
    ("after", "hours"),
    ("after", "closing"),
    ("after", "close"),
    ("after", "business"),
}


def with_hour(page: Page, when: When, options: Sequence[Option], asked: Sequence[Option]) -> When:
    """Add the hour that goes with the day; none where none was said, or where it could be two."""
    again = [option for option in options if option.why == AGAIN]
    own = [
        _new(option.placed, option.hour)
        for option in (*asked, *again)
        if option.hour and _goes_with(option, when)
    ]
    shared = [option.hour for option in asked if option.hour and _is_for_all(page, option)]
    hour = next((hour for hour in (*own, *shared, *_spare(page)) if hour.known), None)
    half = _in_its_half(page, hour) if hour else None
    if half and half.midnight and when.day:
        return _at_midnight(page, when, when.day)
    return _in_zone(page, when, half) if half else when


def _spare(page: Page) -> list[Hour]:
    """Return the hours said without a day, those of the import first."""
    spots = [spot for spot in page.placed if spot.role in RANKS]
    spots.sort(key=lambda spot: -RANKS[spot.role])
    return [
        _new(spot, stamp.hour) for spot in spots for stamp in spot.stamps[:1] if stamp.hour and not stamp.day
    ]


def _is_for_all(page: Page, option: Option) -> bool:
    """Tell "the 10th or the 17th, 9am either way"."""
    after = option.placed.at + 1
    return bool(_ALL.intersection(page.words(after, after + 1)))


def _new(placed: Placed, hour: Hour) -> Hour:
    """Return the hour a move leads to: of "from 9am to 11am" the latter."""
    moved = placed.moving and hour.until and {"from", "to"} <= set(placed.token.word.split())
    return hour.until if moved and hour.until else hour


def _goes_with(option: Option, when: When) -> bool:
    if when.day is None:
        return option.role is not Role.FALLBACK
    return when.day in option.days or (
        option.why == AGAIN and when.day.weekday() in {d.weekday() for d in option.days}
    )


def _in_its_half(page: Page, hour: Hour) -> Hour | None:
    """Decide what "at 7" means: by the part of the day spoken of, by what is booked, else by custom."""
    if not hour.bare:
        return hour
    part = _part_of_day(page)
    if part is not None:
        return in_half(hour, part)
    if page.booked and page.booked.hour and (_names_no_day(page) or _is_booked(page.booked, hour)):
        return in_half(hour, NOON if hour.at.hour < 6 else page.booked.hour // NOON * NOON)
    if hour.at.hour == 6:
        return None  # as likely before the day's work as after it
    return in_half(hour, NOON) if hour.at.hour < 6 else hour


def _at_midnight(page: Page, when: When, day: date) -> When:
    """Midnight of a Saturday may begin it or end it, so both days are offered; its night's ends it."""
    following = calendar.days_after(day, 1) or day
    if _part_of_day(page) == NOON:
        return replace(when, day=following, hour=time())
    return replace(when, day=None, hour=time(), alternatives=(day, following), trouble=Trouble.AMBIGUOUS)


def _is_booked(booked: datetime, hour: Hour) -> bool:
    return booked.hour % NOON == hour.at.hour % NOON


def _names_no_day(page: Page) -> bool:
    """Tell "push the start to 7:30", said of the day that is booked."""
    return not any(stamp.day for spot in page.placed for stamp in spot.stamps)


def _part_of_day(page: Page) -> int | None:
    """Find the part of the day that the letter speaks of; "good morning" is a greeting."""
    days = [stamp.day for spot in page.placed for stamp in spot.stamps if stamp.day]
    parts = [day.part for day in days if day.part is not None]
    for before, token in pairwise(page.tokens):
        if "PART" in token.symbols and before.word in _OF_A_DAY:
            parts.append(token.numbers[0])
        elif (before.word, token.word) in _LATE:
            parts.append(NOON)
    return next(iter(parts), None)


def _in_zone(page: Page, when: When, hour: Hour) -> When:
    """Put the hour on the firm's clock; the day may change with it."""
    if when.day is None:
        return when if hour.zone else replace(when, hour=hour.at)
    try:
        moment = on_firms_clock(when.day, hour.at, hour.zone, page.here.zone)
    except ValueError:
        return replace(when, day=None, alternatives=(when.day,), trouble=Trouble.IMPOSSIBLE)
    return replace(when, day=moment.date(), hour=moment.time().replace(fold=0))
