"""The sum that accounts for every letter: what was met at the mail server against what became of it.

The two sides are counted apart, one at each fetch and one from the letters as they stand, so that a letter
that got lost in between shows as a sum that does not balance.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import BatchRow, Disposition, DuplicateRow, LetterRow, MissedRow


@dataclass(frozen=True, slots=True)
class Ledger:
    """The letters that arrived in one span of time, as they stand now."""

    seen: int  # met at the mail server, each copy counted
    acted: int
    asked: int
    left_alone: int
    quarantined: int
    unread: int
    duplicates: int  # further copies of letters that are counted above, or were before
    missed: int  # the server has them and would not give them

    @property
    def balanced(self) -> bool:
        read = self.acted + self.asked + self.left_alone + self.quarantined
        return self.seen == read + self.unread + self.duplicates + self.missed


def _within(arrived_at: Any, *columns: Any) -> Select[*tuple[Any, ...]]:
    return select(*columns).where(arrived_at >= bindparam("since"), arrived_at < bindparam("until"))


SEEN = _within(col(BatchRow.arrived_at), func.coalesce(func.sum(col(BatchRow.seen)), 0))
DUPLICATES = _within(col(DuplicateRow.arrived_at), func.count())
MISSED = _within(col(MissedRow.arrived_at), func.count())
DISPOSITIONS = _within(col(LetterRow.arrived_at), col(LetterRow.disposition), func.count()).group_by(
    col(LetterRow.disposition)
)


class LedgerPart(Part):
    def ledger(self, since: datetime, until: datetime) -> Ledger:
        """Account for every letter that arrived from `since` on and before `until`."""
        span = {"since": since, "until": until}
        counts = {str(kind): int(count) for kind, count in self.db.execute(DISPOSITIONS, span)}
        return Ledger(
            seen=self.db.execute(SEEN, span).scalar_one(),
            duplicates=self.db.execute(DUPLICATES, span).scalar_one(),
            missed=self.db.execute(MISSED, span).scalar_one(),
            **{disposition.value: counts.get(disposition, 0) for disposition in Disposition},
        )
