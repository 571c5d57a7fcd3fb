"""Half-said days completed by their neighbours: "Mon 8 to Thu 11 March", "21 February or else the 28th"."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest

from bot.reading.dates import calendar
from bot.reading.dates.lexicon import words
from bot.reading.dates.resolve import resolve
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day, Named, Shift, Span, Stamp, Thing
from bot.reading.dates.tokens import BREAK, Token
from bot.reading.reading import Trouble

LINKS = words(
    "to or and , / - through until till on from either then the not but maybe perhaps possibly even also"
)
ENDS = frozenset((".", "!", "?", "!!", "??", "...", BREAK))
AFTER_IT = words("that then it , ) ; : would works is suits instead if or and please at from starting")
REACH = 14  # tokens that a "the 28th" looks back for its month


def complete(tokens: Sequence[Token], here: Standpoint) -> list[Token]:
    """Return the tokens with each half-said day read in the light of the day next to it."""
    out = list(tokens)
    places = [at for at, token in enumerate(tokens) if token.thing is not None]
    before: int | None = None
    for at, after in zip_longest(places, places[1:]):
        out[at] = out[at]._replace(thing=_in_its_place(out, before, at, after, here))
        before = at if _day(out[at].thing) else before
    return out


def _in_its_place(
    tokens: Sequence[Token], before: int | None, at: int, after: int | None, here: Standpoint
) -> Thing | None:
    thing = tokens[at].thing
    if isinstance(thing, Span):
        return _within(thing, here)
    if not isinstance(thing, Stamp) or thing.day is None:
        return thing
    earlier = _day(tokens[before].thing, last=True) if before is not None else None
    if beside := _beside(tokens, at, thing.day, earlier):
        return replace(thing, day=beside)
    near = earlier if before is not None and _near(tokens, before, at) else None
    following = _day(tokens[after].thing) if after is not None and _linked(tokens, at, after) else None
    linked = before is not None and _linked(tokens, before, at)
    return replace(thing, day=_completed(thing.day, near, following, here, linked=linked))


def _day(thing: Thing | None, *, last: bool = False) -> Day | None:
    if isinstance(thing, Span):
        return (thing.right if last else thing.left).day
    return thing.day if isinstance(thing, Stamp) else None


def _linked(tokens: Sequence[Token], left: int, right: int) -> bool:
    return right - left <= 5 and all(token.word in LINKS for token in tokens[left + 1 : right])


def _near(tokens: Sequence[Token], left: int, right: int) -> bool:
    return right - left <= REACH and not any(token.word in ENDS for token in tokens[left + 1 : right])


def _within(span: Span, here: Standpoint) -> Span:
    left, right = span.left, span.right
    if left.day and right.day:
        left = replace(left, day=_completed(left.day, None, right.day, here, linked=False))
        right = replace(right, day=_completed(right.day, left.day, None, here, linked=True))
    return Span(left, right)


def _completed(
    day: Day, previous: Day | None, following: Day | None, here: Standpoint, *, linked: bool
) -> Day:
    named = day.said
    if not isinstance(named, Named) or (day.offers and not day.trouble):
        return day
    if not named.options:
        return _weekday_after(day, named, previous, here) if linked else day
    number, month = named.options[0]
    if month is not None:
        return day
    if following and (there := _month(following)):
        full = Named(named.weekday, ((number, there[0]),), there[1])
        return replace(resolve(full, here.today), part=day.part)
    return day_near(day, named, previous, here) if previous else day


def day_near(day: Day, named: Named, other: Day, here: Standpoint) -> Day:
    """Return "the 28th" as the one nearest to another day, if that was named with its month."""
    if not _month(other) or other.first is None:
        return day
    near = _nearest(named.options[0][0], other.first, here.today)
    if near is None:
        return day
    full = Named(named.weekday, ((near.day, near.month),), near.year)
    return replace(resolve(full, here.today), part=day.part)


def _beside(tokens: Sequence[Token], at: int, day: Day, previous: Day | None) -> Day | None:
    """Read "the Saturday before", "the following Saturday" from the day that was spoken of."""
    named, word = day.said, tokens[at + 1].word if at + 1 < len(tokens) else ""
    if not isinstance(named, Named) or named.options or named.weekday is None:
        return None
    following = at > 0 and tokens[at - 1].word == "following"
    if not following and word not in {"after", "before"}:
        return None
    shift = Shift(-1 if word == "before" else 1, weekday=named.weekday, of_that=True)
    ends = following or _ends_there(tokens, at + 2)
    if previous and previous.first and (ends or word == "after"):
        return Day(shift.since(previous.first))
    if ends:
        return Day(day.first if following else None, trouble=None if following else Trouble.VAGUE, said=shift)
    led = {tokens[at - 1].word if at else "", *tokens[at].word.split()}
    return Day(trouble=Trouble.VAGUE, said=named) if "the" in led else None


def _ends_there(tokens: Sequence[Token], at: int) -> bool:
    """Tell "the Saturday after" from "the Saturday after the closing", which no calendar knows."""
    return at >= len(tokens) or tokens[at].word in ENDS or tokens[at].word in AFTER_IT


def _weekday_after(day: Day, named: Named, previous: Day | None, here: Standpoint) -> Day:
    """A weekday right after a day is the next one from there: "Friday 12 Feb or Saturday"."""
    if named.weekday is None or previous is None or previous.first is None or previous.first < here.today:
        return day
    return Day(calendar.coming(named.weekday, previous.first), said=named, part=day.part)


def _month(day: Day) -> tuple[int, int | None] | None:
    if isinstance(day.said, Named) and day.said.options and (month := day.said.options[0][1]):
        return month, day.said.year
    return None


def _nearest(number: int, to: date, today: date) -> date | None:
    """Return the such day of the month before, the same or the next that lies nearest, none of them past."""
    first = to.replace(day=1)
    months = [month for step in (-1, 0, 1) if (month := calendar.months_after(first, step))]
    found = [
        day for month in months if (day := calendar.day_of(month.year, month.month, number)) and day >= today
    ]
    return min(found, key=lambda day: (abs(day - to), day), default=None)
