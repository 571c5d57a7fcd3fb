"""Several days asked for, reduced to one, or to the question which.

A preference decides, and separate imports begin with the earliest. Nothing else does:
two days side by side stay open.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from bot.reading.dates.cues import HEDGES, IN_ORDER, SEPARATE, Role
from bot.reading.dates.hedged import is_hedged
from bot.reading.dates.options import Option
from bot.reading.dates.page import Page
from bot.reading.dates.things import Day
from bot.reading.dates.together import is_far
from bot.reading.reading import Trouble, When

RANKS = {Role.NEW: 3, Role.PREFERRED: 2, Role.FALLBACK: 2, Role.ASKED: 2, Role.HINTED: 1, Role.NEUTRAL: 0}


def asked_for(page: Page, options: Sequence[Option]) -> list[Option]:
    """Return the options of the highest rank; what is vague, past or already booked gives way to a day."""
    live = [option for option in options if option.role in RANKS]
    if not live:
        live = [option for option in options if option.role is Role.PLANNED]
    gives_way: tuple[Callable[[Option], bool], ...] = (
        lambda option: option.day.trouble is Trouble.VAGUE or not option.days,
        lambda option: option.day.trouble is Trouble.PAST and _is_outdone(option, live),
        lambda option: is_far(page, option),
        lambda option: option.role is not Role.PREFERRED and _is_booked(page, option),
    )
    for test in gives_way:
        live = [option for option in live if not test(option)] or live
    firm = [option for option in live if option.role is not Role.FALLBACK]
    top = max((RANKS.get(option.role, 0) for option in firm), default=0)
    beside = [option.placed.sentence for option in firm if option.role is Role.PREFERRED]
    top = min((RANKS.get(o.role, 0) for o in firm if o.placed.sentence in beside), default=top)
    return [option for option in live if option.role is Role.FALLBACK or RANKS.get(option.role, 0) >= top]


def _is_outdone(option: Option, others: Sequence[Option]) -> bool:
    """Whether another day is meant at least as much: "January 23, 2026" before "joined on the 1st"."""
    rank = RANKS.get(option.role, 0)
    return any(o.day.trouble is not Trouble.PAST and RANKS.get(o.role, 0) >= rank for o in others)


def settled(page: Page, asked: Sequence[Option]) -> When:
    """Reduce what is asked to one day, or say why it cannot be."""
    spans_last = sorted(asked, key=lambda option: option.day.until is not None)
    distinct = list({(option.day.first, option.days): option for option in spans_last}.values())
    preferred = [option for option in distinct if option.role is Role.PREFERRED]
    firm = preferred or [option for option in distinct if option.role is not Role.FALLBACK] or distinct
    every = {day for option in distinct for day in option.days}
    if len(firm) > 1 and any(phrase in " ".join(page.words()) for phrase in IN_ORDER):
        firm = firm[:1]
    if len(firm) > 1 and _separate(page, firm):
        firm = [min(firm, key=lambda option: option.days[0])]
    words = page.quote(firm[0].placed.token)
    if len(firm) > 1:
        return When(alternatives=tuple(sorted(every)), trouble=Trouble.AMBIGUOUS, words=words)
    option = _not_as_booked(page, firm[0])
    if option.day.first and is_hedged(page, option):
        return When(
            alternatives=tuple(sorted({*every, option.day.first})), trouble=Trouble.AMBIGUOUS, words=words
        )
    return _one(option, every if len(distinct) > 1 else set(), words)


def _is_booked(page: Page, option: Option) -> bool:
    return page.booked is not None and option.day.first == page.booked.date()


def _not_as_booked(page: Page, option: Option) -> Option:
    """Of two readings take the one that is not booked already: "next Saturday", with this one booked."""
    other = [day for day in option.days if page.booked and day != page.booked.date()]
    if option.day.trouble is not Trouble.AMBIGUOUS or len(option.days) != 2 or len(other) != 1:
        return option
    return replace(option, day=Day(other[0], part=option.day.part))


def _one(option: Option, every: set[date], words: str) -> When:
    day = option.day
    offers = tuple(sorted({*every, *day.offers})) if len({*every, *day.offers, day.first}) > 1 else ()
    if day.trouble:
        return When(alternatives=offers, trouble=day.trouble, words=words)
    return When(day.first, None, day.until, offers, words=words)


def _separate(page: Page, firm: Sequence[Option]) -> bool:
    between = page.words(firm[0].placed.at, firm[-1].placed.at)
    several = SEPARATE & set(page.words())
    return bool(several) and not HEDGES & set(between) and all(option.day.first for option in firm)
