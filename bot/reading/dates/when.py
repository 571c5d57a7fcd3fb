"""The day and hour of the import that a letter asks for: chosen among all its dates, or said to be open.

Nothing is guessed here: two days without preference, a weekday that is not its day's, a window to pick
from leave `day` empty and offer the days. Whatever is set aside is kept with the words and the reason.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.complete import complete
from bot.reading.dates.cues import CORRECTS, HEDGES, PICK, SEPARATE, Role
from bot.reading.dates.roles import Placed, place
from bot.reading.dates.shifts import shift_in
from bot.reading.dates.stamps import in_half, read_tokens
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day, Hour, Named, Span, Stamp
from bot.reading.dates.tokens import Token
from bot.reading.dates.zones import localize
from bot.reading.reading import Context, SetAside, Trouble, When

LONGEST = 100_000  # characters; what goes on beyond is no letter, and half of it is not to be trusted
RANKS = {Role.NEW: 3, Role.PREFERRED: 2, Role.FALLBACK: 2, Role.ASKED: 2, Role.HINTED: 1, Role.NEUTRAL: 0}


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's tokens, and what a reader of them knows."""

    text: str
    tokens: tuple[Token, ...]
    here: Standpoint
    booked: datetime | None  # in the firm's zone

    @property
    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    def quote(self, first: Token, last: Token | None = None) -> str:
        return " ".join(self.text[first.start : (last or first).end].split())


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


def find_when(text: str, context: Context) -> When:
    """Read the day and hour of the import out of a writer's own words.

    Args:
        text: Fresh text only: no history, no signature. At most 100,000 characters count as a letter.

    Returns:
        Day and hour in the firm's zone. `day` is None when none was asked for, or when it is open:
        then `trouble` says why and `alternatives` holds the days to ask about.
    """
    if len(text) > LONGEST:
        return When(trouble=Trouble.AMBIGUOUS)
    here = Standpoint.of(context.now, context.zone, context.locale)
    booked = context.booked.astimezone(context.zone) if context.booked else None
    page = Page(text, tuple(complete(read_tokens(text, here), here)), here, booked)
    placed = place(page.tokens, here.today)
    options = _told_apart(page, [option for spot in placed for option in _options(page, spot)])
    asked = _asked(page, options)
    when = _settled(page, asked) if asked else _moved(page, placed)
    when = _with_hour(page, when, asked, placed)
    return replace(when, set_aside=_set_aside(page, options, asked, placed))


def _options(page: Page, placed: Placed) -> Iterable[Option]:
    """Say what days a phrase offers; of a move, the old one is known for what it is."""
    thing = placed.token.thing
    role, why = placed.role, placed.why
    if isinstance(thing, Stamp):
        if thing.day:
            yield from _of_stretch(page, placed, Option(placed, thing.day, thing.hour, role, why))
    elif isinstance(thing, Span) and thing.left.day and thing.right.day:
        if placed.moving and role is not Role.ASIDE:
            yield Option(placed, thing.left.day, thing.left.hour, Role.ASIDE, "the day it moves from")
            yield Option(placed, thing.right.day, thing.right.hour, Role.NEW)
        else:
            yield Option(
                placed, _stretch(page, placed, thing.left.day, thing.right.day), thing.left.hour, role, why
            )
    elif isinstance(thing, Span):
        day = thing.left.day or thing.right.day
        if day:
            yield Option(placed, day, thing.left.hour, role, why)


def _of_stretch(page: Page, placed: Placed, option: Option) -> Iterable[Option]:
    day = option.day
    if day.until is None or day.first is None:
        yield option
    elif placed.moving and placed.at and page.tokens[placed.at - 1].word == "from":
        yield replace(option, day=Day(day.first), role=Role.ASIDE, why="the day it moves from")
        yield replace(option, day=Day(day.until), role=Role.NEW)
    else:
        yield replace(option, day=_stretch(page, placed, day, Day(day.until)))


def _stretch(page: Page, placed: Placed, left: Day, right: Day) -> Day:
    """Days from one to another: all of them needed, or one to be picked."""
    trouble = left.trouble or right.trouble
    if left.first is None or right.first is None or trouble:
        return Day(None, (*left.offers, *right.offers), trouble=trouble or Trouble.VAGUE)
    length = (right.first - left.first).days
    if length < 0:
        return Day(None, (left.first, right.first), trouble=Trouble.AMBIGUOUS)
    if _to_pick(page, placed):
        offers = tuple(left.first + timedelta(days=n) for n in range(min(length, 30) + 1))
        return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)
    return Day(left.first, until=right.first)


def _to_pick(page: Page, placed: Placed) -> bool:
    begin, end = placed.sentence
    near = page.tokens[max(begin, placed.at - 6) : placed.at]
    return (
        placed.token.word.startswith("between")
        or any(token.word in PICK for token in near)
        or any(
            token.word in {"whichever", "whenever", "pick", "either"}
            for token in page.tokens[placed.at : end]
        )
    )


def _told_apart(page: Page, options: list[Option]) -> list[Option]:
    """Set aside what is past or only says a day again; let what "or" joins share a role."""
    out: list[Option] = []
    for option in options:
        previous = out[-1] if out else None
        if option.day.first and option.day.first < page.here.today and option.day.trouble is None:
            option = replace(option, role=Role.ASIDE, why="already past")
        elif (
            previous
            and option.role in {Role.NEUTRAL, Role.HINTED, Role.ASKED}
            and _joined(page, previous, option)
        ):
            option = replace(option, role=previous.role, why=previous.why)
        out.append(option)
    return [option for option in out if not _says_again(option, out)]


def _joined(page: Page, left: Option, right: Option) -> bool:
    between = [token.word for token in page.tokens[left.placed.at + 1 : right.placed.at]]
    return len(between) <= 4 and bool(HEDGES & set(between))


def _says_again(option: Option, others: Sequence[Option]) -> bool:
    """A bare weekday that a fuller day of the letter falls on: "12/13 … (Sunday, all day)"."""
    said = option.day.said
    if not isinstance(said, Named) or said.options or said.weekday is None or option.role is Role.NEW:
        return False
    fuller = [other for other in others if other is not option and other.day.said != said]
    return any(
        day.weekday() == said.weekday
        for other in fuller
        if other.role is not Role.ASIDE
        for day in other.days[:2]
    )


def _asked(page: Page, options: Sequence[Option]) -> list[Option]:
    """Return the options of the highest rank; what is named but vague, past or booked gives way to a day."""
    live = [option for option in options if option.role in RANKS]
    if any(option.role is Role.NEW for option in live):
        live = [option for option in live if option.role is not Role.PLANNED]
    else:
        live += [
            replace(option, role=Role.ASKED) for option in options if option.role is Role.PLANNED and not live
        ]
    for gives_way in (
        lambda option: option.day.trouble is Trouble.VAGUE or not option.days,
        lambda option: option.day.trouble is Trouble.PAST,
        lambda option: page.booked is not None and option.day.first == page.booked.date(),
    ):
        live = [option for option in live if not gives_way(option)] or live
    top = max((RANKS[option.role] for option in live), default=0)
    return [
        option
        for option in live
        if RANKS[option.role] == top or option.role in {Role.FALLBACK, Role.PREFERRED}
    ]


def _settled(page: Page, asked: Sequence[Option]) -> When:
    """Reduce what is asked to one day, or to the question which."""
    distinct = list({(option.day.first, option.days): option for option in asked}.values())
    preferred = [option for option in distinct if option.role is Role.PREFERRED]
    firm = preferred or [option for option in distinct if option.role is not Role.FALLBACK] or distinct
    every = tuple(dict.fromkeys(day for option in distinct for day in option.days))
    words = page.quote(distinct[0].placed.token)
    if len(firm) > 1 and _corrected(page, firm):
        firm, every = firm[-1:], firm[-1].days
    if len(firm) > 1 and _separate(page, firm):
        firm = [min(firm, key=lambda option: option.days[0])]
    elif len(firm) > 1:
        return When(alternatives=tuple(sorted(every)), trouble=Trouble.AMBIGUOUS, words=words)
    return _one(page, firm[0], every if len(distinct) > 1 else ())


def _one(page: Page, option: Option, every: tuple[date, ...]) -> When:
    day, words = option.day, page.quote(option.placed.token)
    offers = tuple(sorted({*every, *day.offers}))
    if day.trouble:
        return When(alternatives=offers, trouble=day.trouble, words=words)
    return When(day.first, None, day.until, offers, words=words)


def _corrected(page: Page, firm: Sequence[Option]) -> bool:
    before = page.tokens[firm[-2].placed.at + 1 : firm[-1].placed.at]
    said = " ".join(token.word for token in before)
    return any(phrase in said for phrase in CORRECTS)


def _separate(page: Page, firm: Sequence[Option]) -> bool:
    words = page.words
    first, last = firm[0].placed.at, firm[-1].placed.at
    return (
        bool(SEPARATE & set(words)) and not HEDGES & set(words[first:last]) and all(o.day.first for o in firm)
    )


def _moved(page: Page, placed: Sequence[Placed]) -> When:
    """With no day named: a move by an interval, or of the hour alone, counts from what is booked."""
    if page.booked is None:
        return When()
    found = shift_in(page.tokens)
    if found:
        shift, token = found
        moved = calendar.months_after(page.booked.date(), shift.months)
        day = calendar.days_after(moved, shift.days) if moved else None
        return When(day, words=page.quote(token)) if day else When(trouble=Trouble.VAGUE)
    if any(spot.role is not Role.ASIDE and any(stamp.hour for stamp in spot.stamps) for spot in placed):
        return When(page.booked.date())
    return When()


def _with_hour(page: Page, when: When, asked: Sequence[Option], placed: Sequence[Placed]) -> When:
    """Add the hour that goes with the day: said with it, or elsewhere of the start."""
    own = [
        option.hour
        for option in asked
        if option.hour and option.role is not Role.FALLBACK and (when.day is None or when.day in option.days)
    ]
    spare = [
        stamp.hour
        for spot in placed
        if spot.role is not Role.ASIDE
        for stamp in spot.stamps[:1]
        if stamp.hour and not stamp.day
    ]
    hour = next(iter((*own, *spare)), None)
    if hour is None or not hour.known:
        return when
    return _in_zone(page, when, _in_its_half(page, hour, placed))


def _in_its_half(page: Page, hour: Hour, placed: Sequence[Placed]) -> Hour | None:
    """Decide what "at 7" means: by the part of the day spoken of, by what is booked, else by custom."""
    if not hour.bare:
        return hour
    parts = [
        stamp.day.part for spot in placed for stamp in spot.stamps if stamp.day and stamp.day.part is not None
    ]
    parts += [token.numbers[0] for token in page.tokens if "PART" in token.symbols]
    if parts:
        return in_half(hour, parts[0])
    if page.booked and page.booked.hour % 12 == hour.at.hour % 12:
        return in_half(hour, page.booked.hour // 12 * 12)
    if hour.at.hour == 6:
        return None  # as likely before the day's work as after it
    return in_half(hour, 12) if hour.at.hour < 6 else hour


def _in_zone(page: Page, when: When, hour: Hour | None) -> When:
    if hour is None:
        return when
    if when.day is None:
        return when if hour.zone else replace(when, hour=hour.at)
    try:
        moment = localize(when.day, hour.at, hour.zone or page.here.zone).astimezone(page.here.zone)
    except ValueError:
        return replace(when, day=None, alternatives=(when.day,), trouble=Trouble.IMPOSSIBLE)
    return replace(when, day=moment.date(), hour=moment.time().replace(tzinfo=None, fold=0))


def _set_aside(
    page: Page, options: Sequence[Option], asked: Sequence[Option], placed: Sequence[Placed]
) -> tuple[SetAside, ...]:
    kept = {option.placed.at for option in asked}
    reasons = {option.placed.at: option.why for option in options if option.why}
    return tuple(
        SetAside(page.quote(spot.token), reasons.get(spot.at) or spot.why or "spoken of, not asked for")
        for spot in placed
        if spot.at not in kept and any(stamp.day for stamp in spot.stamps)
    )
