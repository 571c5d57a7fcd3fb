"""What the house needs of a mailbox, in our words: letters in the order they came, each handed over once.

A mailbox is read, never changed: no flag, no folder and no letter of anybody else is touched. What has
been taken is known by a `Position` that the caller keeps, so reading again is always safe.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Position:
    """How far a folder has been read; it means nothing once the server changes `uidvalidity`."""

    uidvalidity: int
    uid: int  # the highest uid taken; 0: none yet


@dataclass(frozen=True, slots=True)
class Arrived:
    """A letter as it lies in a folder; nothing in it has been looked at."""

    mailbox: str  # the name from the settings
    folder: str
    uidvalidity: int
    uid: int
    raw: bytes  # headers and body as the server gave them
    received_at: datetime  # when the server took it (INTERNALDATE), UTC
    size: int  # of the whole letter in bytes, as the server says
    abridged: bool  # True: parts too large to fetch are empty and carry X-Sluice-Omitted: <bytes>


@dataclass(frozen=True, slots=True)
class Missed:
    """A letter that could not be fetched three times; the position has passed it, a person must look."""

    uid: int
    why: str  # a sentence


@dataclass(frozen=True, slots=True)
class Batch:
    """Letters to store in one commit, together with `position`."""

    letters: tuple[Arrived, ...]  # uids ascending
    position: Position  # where to go on from
    at_end: bool  # nothing that lay in the folder when this was asked for is left; False: ask again at once
    missed: tuple[Missed, ...] = ()


class Mailbox(Protocol):
    """One mailbox on one kept connection. `wake` and `close` may be called by any thread."""

    def current(self, folder: str) -> Position:
        """Return the position "from now on": behind everything that lies in the folder.

        Raises:
            Unavailable: No usable answer; nothing was read, try again later.
        """

    def fetch_new(self, folder: str, position: Position | None) -> Batch:
        """Return the next letters behind `position`, cut by bytes; None begins at the first letter.

        Raises:
            Unavailable: No usable answer; nothing was lost, try again later.
        """

    def fetch_one(self, folder: str, position: Position) -> Arrived | None:
        """Fetch one letter again, for instance one that was missed; None when it is not there any more.

        Raises:
            Unavailable: No usable answer, try again later.
        """

    def sent_folder(self) -> str | None:
        """Return the name of the folder of sent mail on the server; None when there is none.

        Raises:
            Unavailable: No usable answer, try again later.
        """

    def file_sent(self, raw: bytes) -> None:
        """Put a copy of a mail of ours into the folder of sent mail, unless its Message-ID is there.

        Raises:
            Unavailable: It may or may not be filed; asking again is harmless.
        """

    def wait(self, folder: str, seconds: float) -> bool:
        """Wait until something may have come; False when `seconds` passed quietly. Poll after either."""

    def wake(self) -> None:
        """End the present `wait`, or the next one if there is none."""

    def close(self) -> None:
        """End everything for good, also what is under way in another thread."""
