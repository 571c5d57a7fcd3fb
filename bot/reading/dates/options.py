"""The days a letter names, as options for the import: each phrase read in the light of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.complete import day_near
from bot.reading.dates.cues import DEADLINE, HEDGES, MOVED_FROM, NOT_THAT, PICK, Role
from bot.reading.dates.lexicon import words
from bot.reading.dates.roles import Placed
from bot.reading.dates.stamps import in_half
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day, Hour, Named, Shift, Span, Stamp
from bot.reading.dates.tokens import Token
from bot.reading.reading import Trouble

PAST = "already past"
AGAIN = "says the day again"
LONGEST_WINDOW = 31  # days
FAR = timedelta(days=270)  # a day without its year, only hinted at, is then more likely behind us
_WEAK = frozenset((Role.NEUTRAL, Role.HINTED))
_OPEN = frozenset((Role.NEUTRAL, Role.HINTED, Role.ASKED))  # roles that a neighbour may outweigh
_PICK_LATER = words("whichever whenever pick either")


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's tokens, and what a reader of them knows."""

    text: str
    tokens: tuple[Token, ...]
    placed: tuple[Placed, ...]
    here: Standpoint
    booked: datetime | None  # in the firm's zone

    def words(self, first: int = 0, last: int | None = None) -> list[str]:
        return [token.word for token in self.tokens[first:last]]

    def quote(self, token: Token) -> str:
        return " ".join(self.text[token.start : token.end].split())


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


def options_of(page: Page) -> list[Option]:
    """Return every day the letter names with its role; what leans on another day is counted from it."""
    out: list[Option] = []
    for placed in page.placed:
        for option in _offered(page, placed):
            out.append(_in_light_of(page, option, out))
    again = [option for option in out if _says_again(option, out)]
    return [
        replace(option, role=Role.ASIDE, why=AGAIN)
        if option in again
        else _told_again(_narrowed(option, again), out)
        for option in out
    ]


def _offered(page: Page, placed: Placed) -> Iterator[Option]:
    """Say what days a phrase offers; of a move, the old one is known for what it is."""
    thing = placed.token.thing
    if isinstance(thing, Stamp) and thing.day:
        yield from _of_stamp(page, Option(placed, thing.day, thing.hour, placed.role, placed.why))
    elif isinstance(thing, Span):
        left, right = thing.left.day, thing.right.day
        if left and right and placed.moving and placed.role is not Role.ASIDE:
            yield Option(placed, left, thing.left.hour, Role.ASIDE, MOVED_FROM)
            yield Option(placed, right, thing.right.hour, Role.NEW)
        elif left and right:
            hours = bool(thing.left.hour and thing.right.hour)
            day = _stretch(page, placed, left, right, pick=not hours)
            hour = thing.left.hour or (thing.right.hour if left.pick else None)
            yield Option(placed, day, hour, placed.role, placed.why)
        elif left or right:
            yield Option(placed, left or right or Day(), thing.left.hour, placed.role, placed.why)


def _of_stamp(page: Page, option: Option) -> Iterator[Option]:
    """Read "4 to 8 January" as a stretch or a move, and "9pm, not 7pm on the 23rd" as of the hour."""
    day, placed = option.day, option.placed
    if option.why == NOT_THAT and option.hour and _hour_before(page, placed):
        yield replace(option, hour=None, role=Role.ASKED, why="")
    elif option.why == DEADLINE and option.hour and placed.near is Role.ASKED:
        yield replace(option, hour=None, role=Role.HINTED, why="")  # "off before 6 AM on Sunday": that Sunday
    elif day.until is None or day.first is None:
        yield option
    elif placed.moving and page.words(max(placed.at - 1, 0), placed.at) == ["from"]:
        yield replace(option, day=Day(day.first), role=Role.ASIDE, why=MOVED_FROM)
        yield replace(option, day=Day(day.until), role=Role.NEW)
    else:
        yield replace(option, day=_stretch(page, placed, day, Day(day.until), pick=True))


def _hour_before(page: Page, placed: Placed) -> bool:
    """Tell whether an hour without a day stands in the same sentence before it."""
    return any(
        spot.sentence == placed.sentence
        and spot.at < placed.at
        and all(not stamp.day for stamp in spot.stamps)
        for spot in page.placed
    )


def _stretch(page: Page, placed: Placed, left: Day, right: Day, *, pick: bool) -> Day:
    """Days from one to another: all of them needed, or one to be picked."""
    trouble = left.trouble or right.trouble
    if left.first is None or right.first is None or trouble:
        return Day(None, (*left.offers, *right.offers), trouble=trouble or Trouble.VAGUE)
    length = (right.first - left.first).days
    if left.pick and right.first in left.offers:
        return replace(left, first=right.first)
    if length < 0:
        return Day(None, (left.first, right.first), trouble=Trouble.AMBIGUOUS)
    if pick and _to_pick(page, placed):
        offers = tuple(left.first + timedelta(days=n) for n in range(min(length + 1, LONGEST_WINDOW)))
        return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)
    return Day(left.first, until=right.first)


def _to_pick(page: Page, placed: Placed) -> bool:
    begin, end = placed.sentence.begin, placed.sentence.end
    before = {*page.words(max(begin, placed.at - 6), placed.at), placed.token.word.split()[0]}
    return bool(before & PICK) or bool(_PICK_LATER & set(page.words(placed.at, end)))


def _in_light_of(page: Page, option: Option, earlier: Sequence[Option]) -> Option:
    """Read a day with those named before it: what is past, what "or" joins, what only completes them."""
    previous = earlier[-1] if earlier else None
    if isinstance(option.day.said, Shift):
        return _counted(page, option, option.day.said, earlier)
    if previous and option.role in _OPEN and _joined(page, previous, option):
        option = replace(option, role=previous.role, why=previous.why)
    if option.role is not Role.ASIDE:
        option = replace(option, day=_beside(page, option, earlier))
    first = option.day.first
    if first and option.day.trouble is None and _is_past(page, first, option.hour):
        return replace(option, role=Role.ASIDE, why=PAST)
    if _is_behind(page, option):
        return replace(option, role=Role.ASIDE, why=PAST)
    return option


def _is_past(page: Page, day: date, hour: Hour | None) -> bool:
    now = page.here.now
    latest = in_half(hour, 12).at if hour else None
    return day < now.date() or (day == now.date() and latest is not None and latest < now.time())


def _is_behind(page: Page, option: Option) -> bool:
    """Tell a day of the past from a slip of the year: seen from today, it comes again only in months."""
    day, said = option.day, option.day.said
    if day.trouble is Trouble.PAST:
        return not day.offers or day.offers[0] - page.here.today > FAR
    if not isinstance(said, Named) or said.year is not None or option.role not in _WEAK:
        return False
    return day.first is not None and day.first - page.here.today > FAR


def _counted(page: Page, option: Option, shift: Shift, earlier: Sequence[Option]) -> Option:
    """ "A week later": than what is booked, or than the day the letter says it moves from."""
    moved = [other.day.first for other in earlier if other.role is Role.PLANNED or other.why == MOVED_FROM]
    named = [other.day.first for other in earlier if other.day.first]
    if shift.of_that:
        base = named[-1] if named else None
    else:
        base = page.booked.date() if page.booked else next(iter(moved), None)
    if base is None:
        return option
    month = calendar.months_after(base, shift.months)
    day = calendar.days_after(month, shift.days) if month else None
    role = option.role if shift.of_that else Role.NEW
    return replace(option, day=Day(day, part=option.day.part), role=role) if day else option


def _joined(page: Page, left: Option, right: Option) -> bool:
    between = page.words(left.placed.at + 1, right.placed.at)
    return len(between) <= 4 and bool(HEDGES & set(between))


def _beside(page: Page, option: Option, earlier: Sequence[Option]) -> Day:
    """Read a half-said day by those before it: "the 12th", "otherwise Tuesday", not a Saturday refused."""
    said, day = option.day.said, option.day
    if not isinstance(said, Named) or (said.options and said.options[0][1] is not None):
        return day
    if not said.options:
        return _other_weekday(page, option, said, earlier)
    for other in reversed(earlier):
        if other.role is not Role.ASIDE and other.placed.sentence is not option.placed.sentence:
            return day_near(day, said, other.day, page.here)
    return day


def _narrowed(option: Option, again: Sequence[Option]) -> Option:
    """A window to pick from, and then the day: "this weekend, Sunday 10am"."""
    weekdays = {other.day.said.weekday for other in again if isinstance(other.day.said, Named)}
    refused = {
        other.day.said.weekday
        for other in again
        if isinstance(other.day.said, Named) and other.why == NOT_THAT
    }
    if refused and option.day.pick:
        left = tuple(day for day in option.day.offers if day.weekday() not in refused)
        return replace(option, day=replace(option.day, offers=left))
    days = [day for day in option.day.offers if day.weekday() in weekdays]
    if not option.day.pick or len(days) != 1:
        return option
    both = option.day.offers if option.day.trouble is None else ()
    return replace(option, day=replace(option.day, first=days[0], offers=both, trouble=None))


def _other_weekday(page: Page, option: Option, said: Named, earlier: Sequence[Option]) -> Day:
    refused = {day for other in earlier if other.why == NOT_THAT for day in other.days}
    asked = [other.day.first for other in earlier if other.role is not Role.ASIDE and other.day.first]
    day, first = option.day, option.day.first
    if first and asked and option.role is Role.FALLBACK and said.weekday is not None:
        beside = calendar.nearest(said.weekday, asked[-1])
        near = beside if beside >= page.here.today else calendar.coming(said.weekday, asked[-1])
        return replace(day, first=near, offers=(), trouble=None)
    if first is not None and first in refused:
        return replace(day, first=first + calendar.WEEK)
    if first and page.booked and option.role is Role.NEW and said.weekday is not None:
        there = calendar.nearest(said.weekday, page.booked.date())
        if there > first:  # this week's, or the one beside the day that is booked
            return replace(day, offers=(first, there), trouble=Trouble.AMBIGUOUS)
    return day


def _told_again(option: Option, others: Sequence[Option]) -> Option:
    """Give a day what is said of it when it is named again: "Thursday is preferred"."""
    for other in others:
        if other is option or other.hour or option.role is Role.ASIDE or not _is_same(option, other):
            continue
        if other.role in {Role.PREFERRED, Role.FALLBACK}:
            return replace(option, role=other.role)
        if other.why == NOT_THAT:
            return replace(option, role=Role.ASIDE, why=NOT_THAT)
    return option


def _is_same(option: Option, other: Option) -> bool:
    said, first = other.day.said, option.day.first
    if isinstance(said, Named) and not said.options:
        return first is not None and option.placed.at < other.placed.at and first.weekday() == said.weekday
    return first is not None and first == other.day.first


def _says_again(option: Option, others: Sequence[Option]) -> bool:
    """A bare weekday that a fuller day of the letter falls on: "12/13 … (Sunday, all day)"."""
    said = option.day.said
    if not isinstance(said, Named) or said.options or said.weekday is None:
        return False
    fuller = [other for other in others if other.day.said != said and other.role is not Role.ASIDE]
    return any(day.weekday() == said.weekday for other in fuller for day in other.days[:7])
