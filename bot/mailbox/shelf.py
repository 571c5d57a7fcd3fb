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
    _waiting: list[int] = field(default_factory=list)
    _behind: int = 0  # every letter above this one, as of the SEARCH, is on the list
    _singly_to: int = 0
    _tries: Counter[int] = field(default_factory=Counter)

    def goes_on_from(self, uid: int) -> bool:
        """Strike out what the caller has stored, and only that; False if a new list is needed."""
        if uid < self._behind:
            self._waiting = []
        self._behind = uid
        del self._waiting[: bisect_right(self._waiting, uid)]
        self._tries = Counter({u: n for u, n in self._tries.items() if u > uid})
        return bool(self._waiting)

    def fill(self, uids: list[int]) -> None:
        """Take over a new list of all letters behind the caller's position."""
        self._waiting = uids

    def next_uids(self) -> Sequence[int]:
        """Return which letters to fetch now: many, or one by one where a fetch of many has failed."""
        is_single = bool(self._waiting) and self._waiting[0] <= self._singly_to
        return self._waiting[: 1 if is_single else MOST_LETTERS]

    def ends_with(self, uid: int) -> bool:
        """Say if no letter is left behind this one."""
        return not self._waiting or self._waiting[-1] <= uid

    def blame(self, uids: Sequence[int]) -> bool:
        """Note that fetching these failed; True if it was one letter and its last chance."""
        if len(uids) > 1:
            self._singly_to = uids[-1]
            return False
        self._tries[uids[0]] += 1
        return self._tries[uids[0]] >= TRIES
