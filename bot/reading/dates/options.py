"""The days that each phrase of a letter offers for the import, taken by itself."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.reading.dates.cues import DEADLINE, MOVED_FROM, NOT_THAT, PICK, Role
from bot.reading.dates.lexicon import words
from bot.reading.dates.page import Page
from bot.reading.dates.roles import Placed
from bot.reading.dates.things import Day, Hour, Span, Stamp
from bot.reading.reading import Trouble

LONGEST_WINDOW = 31  # days
_PICK_LATER = words("whichever whenever pick either")
_PICK_REACH = 6  # tokens before a stretch in which "any" makes it a window


@dataclass(frozen=True, slots=True)
class Option:
    """A day, or a window of days, that may be the import's."""

    placed: Placed
    day: Day
    hour: Hour | None
    role: Role
    why: str = ""

    @property
    def days(self) -> tuple[date, ...]:
        return self.day.offers or ((self.day.first,) if self.day.first else ())

    def aside(self, why: str) -> "Option":
        return replace(self, role=Role.ASIDE, why=why)


def offered(page: Page, placed: Placed) -> Iterator[Option]:
    """Say what days a phrase offers; of a move, the old one is known for what it is."""
    thing = placed.token.thing
    if isinstance(thing, Stamp) and thing.day:
        yield from _of_stamp(page, Option(placed, thing.day, thing.hour, placed.role, placed.why))
    elif isinstance(thing, Span):
        yield from _of_span(page, placed, thing)


def _of_stamp(page: Page, option: Option) -> Iterator[Option]:
    """Read "4 to 8 January" as a stretch or a move, and "9pm, not 7pm on the 23rd" as of the hour."""
    day, placed = option.day, option.placed
    if option.why == NOT_THAT and option.hour and _other_hour(page, placed):
        yield replace(option, hour=None, role=Role.ASKED, why="")
    elif option.why == DEADLINE and option.hour and placed.near is Role.ASKED:
        yield replace(option, hour=None, role=Role.HINTED, why="")  # "off before 6 AM on Sunday": that Sunday
    elif day.until is None or day.first is None:
        yield option
    elif placed.moving and page.words(max(placed.at - 1, 0), placed.at) == ["from"]:
        yield replace(option, day=Day(day.first)).aside(MOVED_FROM)
        yield replace(option, day=Day(day.until), role=Role.NEW)
    else:
        pick = _to_pick(page, placed)
        yield replace(option, day=_stretch(day, Day(day.until), pick=pick))


def _of_span(page: Page, placed: Placed, span: Span) -> Iterator[Option]:
    left, right, hour = span.left.day, span.right.day, span.left.hour
    if left is None or right is None:
        if day := left or right:
            yield Option(placed, day, hour, placed.role, placed.why)
    elif placed.why == NOT_THAT and placed.token.word.count(" - ") == 1:  # "Not Saturday - Sunday."
        yield Option(placed, left, hour, Role.ASIDE, NOT_THAT)
        yield Option(placed, right, span.right.hour, Role.NEW)
    elif placed.moving and placed.role is not Role.ASIDE:
        yield Option(placed, left, hour, Role.ASIDE, MOVED_FROM)
        yield Option(placed, right, span.right.hour, Role.NEW)
    else:
        exact = bool(hour and span.right.hour)  # with both its hours said there is nothing left to pick
        day = _stretch(left, right, pick=not exact and _to_pick(page, placed))
        yield Option(placed, day, hour or (span.right.hour if left.pick else None), placed.role, placed.why)


def _other_hour(page: Page, placed: Placed) -> bool:
    """Tell whether an hour without a day stands in the same sentence."""
    beside = (spot for spot in page.placed if spot.sentence is placed.sentence)
    return any(not any(stamp.day for stamp in spot.stamps) for spot in beside)


def _stretch(left: Day, right: Day, *, pick: bool) -> Day:
    """Days from one to another: all of them needed, or one to be picked."""
    trouble = left.trouble or right.trouble
    if left.first is None or right.first is None or trouble:
        return Day(None, (*left.offers, *right.offers), trouble=trouble or Trouble.VAGUE)
    if left.pick and right.first in left.offers:
        return replace(left, first=right.first)  # "this weekend, Sunday"
    length = (right.first - left.first).days
    if length < 0:
        return Day(None, (left.first, right.first), trouble=Trouble.AMBIGUOUS)
    if pick:
        offers = tuple(left.first + timedelta(days=n) for n in range(min(length + 1, LONGEST_WINDOW)))
        return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)
    return Day(left.first, until=right.first)


def _to_pick(page: Page, placed: Placed) -> bool:
    """Tell "any evening Monday to Thursday" from a span that is needed whole."""
    begin, at = placed.sentence.begin, placed.at
    before = {*page.words(max(begin, at - _PICK_REACH), at), placed.token.word.split()[0]}
    return bool(before & PICK) or bool(_PICK_LATER.intersection(page.words(at, placed.sentence.end)))
