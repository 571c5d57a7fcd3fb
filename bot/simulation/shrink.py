"""The shortest script that still breaks the same promise: leave out, play again, keep what still fails.

Items go first, in halves and then ever smaller pieces; then single letters of those who are left.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.simulation.script import Script

T = TypeVar("T")
PLAYS_AT_MOST = 150


def shrink(
    script: Script, promise: str, play: Callable[[Script], tuple[set[str], tuple[str, ...]]]
) -> Script:
    """Return a script with as little as possible that still breaks the promise.

    Args:
        script: One that breaks it.
        promise: Which.
        play: Says which promises a script breaks, and the keys of the letters that were written.
    """
    left = PLAYS_AT_MOST

    def still_fails(candidate: Script) -> bool:
        nonlocal left
        left -= 1
        return left >= 0 and promise in play(candidate)[0]

    items = _fewer(script.items, lambda some: still_fails(script.only(tuple(some))))
    script = script.only(tuple(items))
    for key in play(script)[1]:
        quieter = replace(script, muted=script.muted | {key})
        if still_fails(quieter):
            script = quieter
    return script


def _fewer(items: Sequence[T], still_fails: Callable[[Sequence[T]], bool]) -> Sequence[T]:
    """Leave out ever smaller pieces while it still fails."""
    size = max(len(items) // 2, 1)
    while True:
        for without in _without_pieces(items, size):
            if still_fails(without):
                items = without
                break
        else:
            if size == 1:
                return items
            size //= 2


def _without_pieces(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    for start in range(0, len(items), size):
        yield [*items[:start], *items[start + size :]]
