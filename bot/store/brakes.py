"""Brakes against loops: too much under one key within a while, and nothing more goes until staff release it.

The while begins with the first and is not sliding, so that at worst twice the limit goes around its end.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import TRIPPED, BrakeRow


class Brake(StrEnum):
    FREE = "free"  # this one may go
    TRIPPED = "tripped"  # this one may not: the brake tripped with it, and somebody should hear
    HELD = "held"  # this one may not: the brake tripped before


BRAKE = select(BrakeRow).where(col(BrakeRow.key) == bindparam("of_key"))
TRIPPED_ONES = select(BrakeRow).where(TRIPPED).order_by(col(BrakeRow.key))
BEGIN = insert(BrakeRow)
COUNT = (
    update(BrakeRow)
    .where(col(BrakeRow.key) == bindparam("of_key"))
    .values({name: bindparam(f"to_{name}") for name in ("since", "pressed", "tripped_at")})
)


class Brakes(Part):
    def press(self, key: str, limit: int, within: timedelta, now: datetime) -> Brake:
        """Count one more under `key`, and say whether it may go.

        Args:
            key: What is counted: "to.anna@north.example", "everything".
            limit: How many may go within the while; the next one trips the brake.
            within: How long the while lasts.
            now: The moment, aware.
        """
        row = self.db.execute(BRAKE, {"of_key": key}).one_or_none()
        if row is not None and row.tripped_at is not None:
            return Brake.HELD
        counting = row is not None and now < row.since + within
        since, pressed = (row.since, row.pressed + 1) if row and counting else (now, 1)
        tripped_at = now if pressed > limit else None
        if row is None:
            new = {"since": since, "pressed": pressed, "tripped_at": tripped_at}
            self.db.execute(BEGIN, {"key": key, **new})
        else:
            more = {"to_since": since, "to_pressed": pressed, "to_tripped_at": tripped_at}
            self.db.execute(COUNT, {"of_key": key, **more})
        return Brake.TRIPPED if tripped_at else Brake.FREE

    def tripped(self) -> dict[str, datetime]:
        """Return the keys of all brakes that hold, and since when."""
        rows = self.db.execute(TRIPPED_ONES)
        return {row.key: row.tripped_at for row in rows if row.tripped_at}

    def release_brake(self, key: str, now: datetime) -> bool:
        """Let it go again, counting from nothing; False if that brake does not hold."""
        where = (col(BrakeRow.key) == key, TRIPPED)
        values = {"since": now, "pressed": 0, "tripped_at": None}
        return self.db.execute(update(BrakeRow).where(*where).values(values)).rowcount == 1
