"""What is wrong with a file of settings, a line each, as the person who wrote it reads it."""

from collections.abc import Iterator
from dataclasses import fields
from difflib import get_close_matches

from pydantic import ValidationError

from bot.config.base import Section
from bot.desk.policy import Policy

Place = tuple[int | str, ...]  # pydantic's: ("mailbox", 0, "port")

UNKNOWN = frozenset({"extra_forbidden", "unexpected_keyword_argument"})
TOO_FEW = "too_short"  # pydantic counts rows that are wrong as none, which their own faults say already


def faults(error: ValidationError) -> list[str]:
    """Say each fault as `where: what`, never showing the input, which may be a secret."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    places = {fault["loc"] for fault in found}
    told = [
        (fault["loc"], _what(fault["type"], fault["loc"], fault["msg"]))
        for fault in found
        if fault["type"] != TOO_FEW or not _has_faults_within(fault["loc"], places)
    ]
    return [f"{'.'.join(map(str, place)) or 'settings'}: {what}" for place, what in told]


def _what(kind: str, place: Place, message: str) -> str:
    if kind not in UNKNOWN:
        return message.removeprefix("Value error, ")
    near = get_close_matches(str(place[-1]), sorted(_names()), n=1, cutoff=0.7)
    return f"there is no such setting{f'; near it: {near[0]}' if near else ''}"


def _has_faults_within(place: Place, places: set[Place]) -> bool:
    return any(other[: len(place)] == place and other != place for other in places)


def _names() -> Iterator[str]:
    """Return the name of every setting of any table."""
    yield from (field.name for field in fields(Policy))
    waiting = [Section]
    while waiting:
        section = waiting.pop()
        waiting += section.__subclasses__()
        yield from section.model_fields
