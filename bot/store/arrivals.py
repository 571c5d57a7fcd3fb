"""The arrival of letters: bytes, identity and position in one commit for a fetched batch.

Nothing is parsed here, so nothing can be lost by parsing. On the path of every letter the statements are
constants: to build one anew costs twice what it costs to run it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, case, delete, func, insert, select, update
from sqlmodel import col

from bot.store.columns import UtcMoment
from bot.store.leases import Lease, Leases
from bot.store.tables import (
    UNREAD,
    BatchRow,
    BytesRow,
    Direction,
    Disposition,
    DuplicateRow,
    LetterRow,
    MissedRow,
    PositionRow,
)

IN_ONE_TURN = 20  # letters of one domain that wait at a time


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter as it was fetched; nothing in it has been read but what names it."""

    raw: bytes
    raw_sha256: str  # hex, of `raw`
    identity: str  # hex digest of Message-ID, From and content without trace fields
    came_from: str  # the domain that From names, proved or not; empty: none
    message_id: str | None  # with angle brackets; None when missing or unusable
    direction: Direction
    uid: int
    received_at: datetime  # the server's INTERNALDATE, aware
    size: int  # bytes on the server
    abridged: bool = False  # too large: `raw` lacks the big parts


@dataclass(frozen=True, slots=True)
class Missed:
    """A letter the server has and would not give us."""

    uid: int
    why: str


@dataclass(frozen=True, slots=True)
class Position:
    """How far a folder has been read."""

    uidvalidity: int
    uid: int  # the last one that is stored; 0: none yet
    read_to_end_at: datetime | None = None  # when nothing newer was there; None: not found out this time


KNOWN = select(col(LetterRow.identity), col(LetterRow.id)).where(
    col(LetterRow.mailbox) == bindparam("mailbox"),
    col(LetterRow.identity).in_(bindparam("identities", expanding=True)),
)
WAITING = (
    select(col(LetterRow.came_from), func.count(), func.max(col(LetterRow.turn)))
    .where(
        UNREAD,
        col(LetterRow.mailbox) == bindparam("mailbox"),
        col(LetterRow.came_from).in_(bindparam("domains", expanding=True)),
    )
    .group_by(col(LetterRow.came_from))
)
STORE = insert(LetterRow).returning(col(LetterRow.identity), col(LetterRow.id))
POSITIONS = select(PositionRow).where(col(PositionRow.mailbox) == bindparam("mailbox"))
_end = bindparam("end", type_=UtcMoment)
MOVE = (
    update(PositionRow)
    .where(
        col(PositionRow.mailbox) == bindparam("of_mailbox"),
        col(PositionRow.folder) == bindparam("of_folder"),
    )
    .values(
        uid=bindparam("to_uid"),
        uidvalidity=bindparam("to_uidvalidity"),
        # A folder that was built anew has not been read to its end, whatever was so of the old one.
        read_to_end_at=case(
            (
                col(PositionRow.uidvalidity) == bindparam("to_uidvalidity"),
                func.coalesce(_end, col(PositionRow.read_to_end_at)),
            ),
            else_=_end,
        ),
    )
)


class Arrivals(Leases):
    def arrive(
        self,
        letters: Sequence[NewLetter],
        mailbox: str,
        folder: str,
        position: Position,
        lease: Lease,
        now: datetime,
        missed: Sequence[Missed] = (),
    ) -> int:
        """Store a fetched batch and move the position behind it; return how many letters are new.

        A letter that the mailbox has brought before is remembered as a duplicate and never read again.
        Another letter under a Message-ID already used is a letter of its own.

        Args:
            letters: In the server's order; those of several batches must arrive in that order too.
            mailbox: Its name in the settings.
            folder: As the server calls it.
            position: Behind the last letter, or the last missed one.
            lease: What makes us the follower of this mailbox.
            now: The moment, aware; the ledger counts by it.
            missed: What the server has and would not give.

        Raises:
            Fenced: Another process follows the mailbox since.
        """
        self.must_hold(lease)
        known = self._known(mailbox, letters)
        new: dict[str, NewLetter] = {}
        for letter in letters:
            if letter.identity not in known:
                new.setdefault(letter.identity, letter)
        place: dict[str, object] = {"folder": folder, "uidvalidity": position.uidvalidity, "arrived_at": now}
        known |= self._store(new.values(), {**place, "mailbox": mailbox})
        self._count_duplicates([x for x in letters if new.get(x.identity) is not x], known, place)
        self._account_for(len(letters), missed, {**place, "mailbox": mailbox})
        self._move(mailbox, folder, position)
        return len(new)

    def take_up(self, letter: NewLetter, place: dict[str, object]) -> bool:
        """Store one letter that was missed before; False if another copy of it has come meanwhile.

        Args:
            letter: As it was given at last.
            place: mailbox, folder, uidvalidity, arrived_at.
        """
        known = self._known(str(place["mailbox"]), [letter])
        if known:
            here = {name: place[name] for name in ("folder", "uidvalidity", "arrived_at")}
            self._count_duplicates([letter], known, here)
        else:
            self._store([letter], place)
        self._account_for(1, (), place)
        return not known

    def position(self, mailbox: str, folder: str) -> Position | None:
        """Return how far a folder has been read; None before its first batch."""
        rows = self.db.execute(POSITIONS, {"mailbox": mailbox})
        return next(
            (Position(r.uidvalidity, r.uid, r.read_to_end_at) for r in rows if r.folder == folder), None
        )

    def read_to_end_at(self, mailbox: str) -> datetime | None:
        """Return since when nothing newer can lie in any folder of the mailbox; None: that is not known."""
        ends = [row.read_to_end_at for row in self.db.execute(POSITIONS, {"mailbox": mailbox})]
        return None if None in ends else min(ends, default=None)

    def doubt_ends(self) -> None:
        """Forget how far every folder was read to its end, until each has been looked into again."""
        self.db.execute(update(PositionRow).values(read_to_end_at=None))

    def keep_folders(self, mailbox: str, folders: Iterable[str]) -> None:
        """Forget the positions of folders no longer followed, for they would never be read to their end."""
        gone = col(PositionRow.folder).not_in(list(folders))
        self.db.execute(delete(PositionRow).where(col(PositionRow.mailbox) == mailbox, gone))

    def _known(self, mailbox: str, letters: Sequence[NewLetter]) -> dict[str, int]:
        asked = {"mailbox": mailbox, "identities": [letter.identity for letter in letters]}
        return dict(self.db.execute(KNOWN, asked).all()) if letters else {}

    def _store(self, letters: Iterable[NewLetter], place: dict[str, object]) -> dict[str, int]:
        """Store new letters, their bytes apart; return the id of each by its identity."""
        new = list(letters)
        if not new:
            return {}
        turns = self._turns(new, place["mailbox"])
        rows = [{**place, **_row(letter), "turn": turn} for letter, turn in zip(new, turns, strict=True)]
        ids = dict(self.db.execute(STORE, rows).all())
        self.db.execute(insert(BytesRow), [{"letter": ids[x.identity], "raw": x.raw} for x in new])
        return ids

    def _turns(self, letters: Sequence[NewLetter], mailbox: object) -> list[int]:
        """Give each letter its turn: whoever sends many at once is read after those who send a few.

        Letters of one domain keep their order.
        """
        asked = {"mailbox": mailbox, "domains": sorted({letter.came_from for letter in letters})}
        waiting = {domain: (number, last) for domain, number, last in self.db.execute(WAITING, asked)}
        turns = []
        for letter in letters:
            number, last = waiting.get(letter.came_from, (0, 0))
            turns.append(max(last, number // IN_ONE_TURN))
            waiting[letter.came_from] = (number + 1, turns[-1])
        return turns

    def _count_duplicates(
        self, copies: Sequence[NewLetter], ids: dict[str, int], place: dict[str, object]
    ) -> None:
        if copies:
            rows = [
                {**place, "letter": ids[x.identity], "uid": x.uid, "raw_sha256": x.raw_sha256} for x in copies
            ]
            self.db.execute(insert(DuplicateRow), rows)

    def _account_for(self, fetched: int, missed: Sequence[Missed], place: dict[str, object]) -> None:
        """Count what was met apart from what was stored; the ledger sets one against the other."""
        if missed:
            self.db.execute(insert(MissedRow), [{**place, "uid": m.uid, "why": m.why} for m in missed])
        if seen := fetched + len(missed):
            batch = {key: place[key] for key in ("mailbox", "folder", "arrived_at")}
            self.db.execute(insert(BatchRow), {**batch, "seen": seen})

    def _move(self, mailbox: str, folder: str, to: Position) -> None:
        where = {"of_mailbox": mailbox, "of_folder": folder}
        values = {"to_uidvalidity": to.uidvalidity, "to_uid": to.uid, "end": to.read_to_end_at}
        if self.db.execute(MOVE, {**where, **values}).rowcount == 0:
            row = {"uidvalidity": to.uidvalidity, "uid": to.uid, "read_to_end_at": to.read_to_end_at}
            self.db.execute(insert(PositionRow), {"mailbox": mailbox, "folder": folder, **row})


def _row(letter: NewLetter) -> dict[str, object]:
    return {
        "uid": letter.uid,
        "direction": letter.direction,
        "identity": letter.identity,
        "came_from": letter.came_from,
        "message_id": letter.message_id,
        "raw_sha256": letter.raw_sha256,
        "received_at": letter.received_at,
        "size": letter.size,
        "abridged": letter.abridged,
        "attempts": 0,
        "disposition": Disposition.UNREAD,
        "reason": "",
    }
