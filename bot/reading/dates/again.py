"""Days that a letter names twice: "12/13 … (Sunday)", "the 23rd or the 30th. The 23rd is better."."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.reading.dates.attached import RANKED
from bot.reading.dates.cues import NOT_THAT, Role
from bot.reading.dates.options import Option
from bot.reading.dates.things import Named

AGAIN = "says the day again"
_LONGEST = 7  # days of a window that a weekday can pick from


def told_again(options: Sequence[Option]) -> list[Option]:
    """Let what is said of a day when it is named again count for it, and count the day once."""
    again = [option for option in options if _says_again(option, options)]
    return [
        option.aside(AGAIN) if option in again else _ranked_again(_narrowed(option, again), options)
        for option in options
    ]


def _weekday_alone(option: Option) -> int | None:
    said = option.day.said
    return said.weekday if isinstance(said, Named) and not said.options else None


def _says_again(option: Option, others: Sequence[Option]) -> bool:
    """Tell a bare weekday that a fuller day of the letter falls on."""
    weekday = _weekday_alone(option)
    if weekday is None:
        return _is_in_window(option, others)
    fuller = [other for other in others if other.day.said != option.day.said and other.role is not Role.ASIDE]
    return any(day.weekday() == weekday for other in fuller for day in other.days[:_LONGEST])


def _is_in_window(option: Option, others: Sequence[Option]) -> bool:
    """Tell a day that only picks from a window: "the first weekend in May (1st/2nd)"."""
    if option.day.pick or option.day.trouble:
        return False
    return any(
        other.day.pick and option.day.first in other.day.offers for other in others if other is not option
    )


def _narrowed(option: Option, again: Sequence[Option]) -> Option:
    """Pick from a window: "this weekend, Sunday 10am", "any day next week except Monday"."""
    if not again or not (option.day.pick or _reads_both_ways(option)):
        return option
    refused = {day for other in again if other.why == NOT_THAT for day in _picked(option, other)}
    named = {day for other in again for day in _picked(option, other)} - refused
    left = tuple(day for day in option.day.offers if day not in refused)
    if len(named) != 1:
        return replace(option, day=replace(option.day, offers=tuple(sorted(named)) or left))
    ranked = any(other.role in RANKED for other in again)
    both = left if ranked or option.day.trouble is None else ()
    return replace(option, day=replace(option.day, first=named.pop(), offers=both, trouble=None))


def _reads_both_ways(option: Option) -> bool:
    """Tell 12/02/2027 where either number may be the month: "it is a Friday" settles it."""
    said = option.day.said
    return isinstance(said, Named) and len(said.options) > 1


def _picked(option: Option, other: Option) -> list[date]:
    """Return the days of a window that a weekday, or a day of the month, picks from it."""
    weekday = _weekday_alone(other)
    if weekday is None:
        return [day for day in option.day.offers if day == other.day.first]
    return [day for day in option.day.offers if day.weekday() == weekday]


def _ranked_again(option: Option, others: Sequence[Option]) -> Option:
    """Hand on a preference or a refusal: "Thursday is preferred", "the 30th won't work"."""
    if option.role is Role.ASIDE:
        return option
    for other in others:
        if other is option or other.hour or not _is_same(option, other):
            continue
        if other.role in RANKED:
            return replace(option, role=other.role)
        if other.why == NOT_THAT:
            return option.aside(NOT_THAT)
    return option


def _is_same(option: Option, other: Option) -> bool:
    first, weekday = option.day.first, _weekday_alone(other)
    if first is None:
        return False
    if weekday is not None:
        return option.placed.at < other.placed.at and first.weekday() == weekday
    return first == other.day.first
