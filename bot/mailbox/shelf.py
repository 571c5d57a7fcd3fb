"""Which letters of a folder are still to be taken, and which of them makes trouble.

Losing a shelf costs one SEARCH: what has been taken is known by the caller's position, never by this.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.mailbox.fetching import Selection

MOST_LETTERS = 200  # at once, so that a commit stays short
TRIES = 3


@dataclass
class Shelf:
    """The UIDs of one folder that a SEARCH has found, worked through in order."""

    selection: Selection  # the folder's state when it was last read
    waiting: list[int] = field(default_factory=list)
    _singly_to: int = 0
    _tries: Counter[int] = field(default_factory=Counter)

    def next_uids(self) -> Sequence[int]:
        """Return which letters to fetch now: many, or one by one where a fetch of many has failed."""
        is_single = bool(self.waiting) and self.waiting[0] <= self._singly_to
        return self.waiting[: 1 if is_single else MOST_LETTERS]

    def take_off(self, uid: int) -> None:
        """Strike out every letter up to this one."""
        del self.waiting[: bisect_right(self.waiting, uid)]
        self._tries = Counter({u: n for u, n in self._tries.items() if u > uid})

    def blame(self, uids: Sequence[int]) -> bool:
        """Note that fetching these failed; True if it was one letter and its last chance."""
        if len(uids) > 1:
            self._singly_to = uids[-1]
            return False
        self._tries[uids[0]] += 1
        return self._tries[uids[0]] >= TRIES
