"""Letters the server has and would not give: kept in mind until they are fetched after all, or left alone.

What one of them says nobody knows, so none of its mailbox's flows is turned on meanwhile.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import UNSETTLED, MissedRow

WAITING = select(MissedRow).where(UNSETTLED).order_by(col(MissedRow.id))
ONE = select(MissedRow).where(UNSETTLED, col(MissedRow.id) == bindparam("number"))


@dataclass(frozen=True, slots=True)
class MissedLetter:
    """Where it lies, and why it was not given."""

    id: int
    mailbox: str
    folder: str
    uidvalidity: int
    uid: int
    why: str
    at: datetime  # when we tried


class MissedLetters(Part):
    def missed(self) -> tuple[MissedLetter, ...]:
        """Return every missed letter that nobody settled, oldest first."""
        return tuple(map(_missed, self.db.execute(WAITING)))

    def missed_letter(self, number: int) -> MissedLetter | None:
        """Return one of them; None when it is unknown or settled."""
        row = self.db.execute(ONE, {"number": number}).one_or_none()
        return _missed(row) if row else None

    def settle_missed(self, number: int, now: datetime) -> bool:
        """It stands in no flow's way any more; False when it was settled before, or is unknown."""
        waiting = update(MissedRow).where(UNSETTLED, col(MissedRow.id) == number)
        return self.db.execute(waiting.values(settled_at=now)).rowcount == 1


def _missed(row: Row[Any]) -> MissedLetter:
    return MissedLetter(row.id, row.mailbox, row.folder, row.uidvalidity, row.uid, row.why, row.arrived_at)
