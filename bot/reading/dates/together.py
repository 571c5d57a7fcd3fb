"""Each day of a letter in the light of the others: what completes it, what it counts from, what is past."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.again import told_again
from bot.reading.dates.complete import day_near
from bot.reading.dates.cues import CORRECTS, HEDGES, MOVED_FROM, NOT_THAT, Role
from bot.reading.dates.lexicon import words
from bot.reading.dates.options import Option, offered
from bot.reading.dates.page import Page
from bot.reading.dates.stamps import NOON, in_half
from bot.reading.dates.things import Day, Named, Shift
from bot.reading.reading import Trouble

PAST = "already past"
TOLD = "told of, not asked for"
TELLING = words("was were did didn't got been went hasn't haven't had wrote said")
FAR = timedelta(days=270)  # a day without its year, only hinted at, is then more likely behind us
_WEAK = frozenset((Role.NEUTRAL, Role.HINTED))
_OPEN = frozenset((Role.NEUTRAL, Role.HINTED, Role.ASKED))  # roles that "or" hands on


def options_of(page: Page) -> list[Option]:
    """Return every day the letter names with its role; what leans on another day is counted from it."""
    out: list[Option] = []
    for placed in page.placed:
        for option in offered(page, placed):
            out.append(_in_light_of(page, option, out))
    return told_again(out)


def _in_light_of(page: Page, option: Option, earlier: Sequence[Option]) -> Option:
    if isinstance(option.day.said, Shift):
        return _counted(page, option, option.day.said, earlier)
    if earlier and option.role in _OPEN and _joined(page, earlier[-1], option):
        option = replace(option, role=earlier[-1].role, why=earlier[-1].why)
    if earlier and option.role in _OPEN and _corrects(page, earlier[-1], option):
        aside = earlier[-1].role is Role.ASIDE and earlier[-1].why not in (MOVED_FROM, NOT_THAT)
        option = option.aside(earlier[-1].why) if aside else replace(option, role=Role.NEW)
    if option.role is not Role.ASIDE:
        option = replace(option, day=_completed(page, option, earlier))
    if _is_told(page, option):
        return option.aside(TOLD)
    return option.aside(PAST) if _is_past(page, option) or _is_behind(page, option) else option


def _is_told(page: Page, option: Option) -> bool:
    """Tell "nothing was loaded today" from a wish for today."""
    at, sentence = option.placed.at, option.placed.sentence
    return option.day.first == page.here.today and not TELLING.isdisjoint(sentence.words[sentence.begin : at])


def _joined(page: Page, left: Option, right: Option) -> bool:
    between = page.words(left.placed.at + 1, right.placed.at)
    return len(between) <= 4 and bool(HEDGES.intersection(between))


def _corrects(page: Page, left: Option, right: Option) -> bool:
    """Tell a day that takes another's place: "on the 5th. Sorry, I meant the 12th"."""
    said = " ".join(page.words(left.placed.at + 1, right.placed.at))
    return any(phrase in said for phrase in CORRECTS)


def _counted(page: Page, option: Option, shift: Shift, earlier: Sequence[Option]) -> Option:
    """Read "a week later" from what is booked or left, "a week before that" from the day named last."""
    at = option.placed.at
    of_that = shift.of_that or page.words(at + 1, at + 2) == ["that"]
    base = (of_that and _named_last(earlier)) or _left(page, earlier)
    day = shift.since(base) if base else None
    if day is None:
        return option
    return replace(
        option, day=Day(day, part=option.day.part), role=option.role if shift.of_that else Role.NEW
    )


def _named_last(earlier: Sequence[Option]) -> date | None:
    return next((option.day.first for option in reversed(earlier) if option.day.first), None)


def _left(page: Page, earlier: Sequence[Option]) -> date | None:
    """Return the day that is moved from: booked, or said to have been."""
    if page.booked:
        return page.booked.date()
    left = [option.day.first for option in earlier if option.role is Role.PLANNED or option.why == MOVED_FROM]
    return next(iter(left), None)


def _completed(page: Page, option: Option, earlier: Sequence[Option]) -> Day:
    """Read a half-said day by those before it: "the 12th", "otherwise Tuesday", a Saturday not refused."""
    said, day = option.day.said, option.day
    if not isinstance(said, Named) or (said.options and said.options[0][1] is not None):
        return day
    asked = [other for other in reversed(earlier) if other.role is not Role.ASIDE]
    if said.options:
        beyond = (other.day for other in asked if other.placed.sentence is not option.placed.sentence)
        other = next(beyond, None) or _later_in_booked_month(page, said) or _booked_day(page)
        return day_near(day, said, other, page.here) if other else day
    if option.role is Role.FALLBACK and (base := _named_last(asked[::-1])):
        return _weekday_beside(day, said, base, page.here.today)
    refused = {other for option in earlier if option.why == NOT_THAT for other in option.days}
    if day.first and day.first in refused:
        return replace(day, first=day.first + calendar.WEEK)
    base = page.booked.date() if page.booked else _named_last(earlier)
    moves = option.role is Role.NEW or page.booked is not None
    return _weekday_of_move(page, day, said, base) if moves and base else day


def _booked_day(page: Page) -> Day | None:
    return _as_named(page.booked.date()) if page.booked else None


def _later_in_booked_month(page: Page, said: Named) -> Day | None:
    """Read "the 30th", with the 9th of January booked, as the one of that month rather than of December."""
    booked = page.booked
    day = calendar.day_of(booked.year, booked.month, said.options[0][0]) if booked else None
    return _as_named(day) if booked and day and day > booked.date() else None


def _as_named(day: date) -> Day:
    return Day(day, said=Named(options=((day.day, day.month),), year=day.year))


def _weekday_beside(day: Day, said: Named, base: date, today: date) -> Day:
    assert said.weekday is not None
    beside = calendar.nearest(said.weekday, base)
    near = beside if beside >= today else calendar.coming(said.weekday, base)
    return replace(day, first=near, offers=(), trouble=None)


def _weekday_of_move(page: Page, day: Day, said: Named, base: date) -> Day:
    """Moved to a Sunday: this week's, or the one beside the day that is left; which, is asked.

    "Sunday instead of Saturday", with a Saturday booked, names the day it is beside.
    """
    if day.first is None or said.weekday is None or day.trouble:
        return day
    there = calendar.nearest(said.weekday, base)
    if there > day.first and _names_booked(page):
        return replace(day, first=there)
    return replace(day, offers=(day.first, there), trouble=Trouble.AMBIGUOUS) if there > day.first else day


def _names_booked(page: Page) -> bool:
    """Tell whether the booked day's weekday is named as the one that is left."""
    left = [spot for spot in page.placed if spot.moving or spot.why in (NOT_THAT, MOVED_FROM)]
    said = [stamp.day.said for spot in left for stamp in spot.stamps if stamp.day]
    weekdays = {named.weekday for named in said if isinstance(named, Named) and not named.options}
    return page.booked is not None and page.booked.weekday() in weekdays


def _is_past(page: Page, option: Option) -> bool:
    """Tell a day, or an hour of today, that is over."""
    now, day = page.here.now, option.day.first
    if day is None or option.day.trouble or day > now.date():
        return False
    return day < now.date() or (option.hour is not None and in_half(option.hour, NOON).at < now.time())


def _is_behind(page: Page, option: Option) -> bool:
    """Tell a day of the past from a slip of the year: seen from today, it comes again only in months."""
    day = option.day
    if day.trouble is Trouble.PAST:
        return not day.offers or day.offers[0] - page.here.today > FAR
    return option.role in _WEAK and is_far(page, option)


def is_far(page: Page, option: Option) -> bool:
    """Tell a day said without its year that comes again only in months."""
    day, said = option.day.first, option.day.said
    yearless = isinstance(said, Named) and said.year is None
    return yearless and day is not None and day - page.here.today > FAR
