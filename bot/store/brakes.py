"""Brakes against loops: too much under one key within a while, and nothing more goes until staff release it.

The while begins with the first and is not sliding, so that at worst twice the limit goes around its end.
A mail counts under several keys at once: they are looked up in one query and written in one.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Row, bindparam, select, update
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import TRIPPED, BrakeRow
from bot.store.upsert import put

BRAKES = select(BrakeRow).where(col(BrakeRow.key).in_(bindparam("of_keys", expanding=True)))
TRIPPED_ONES = select(BrakeRow).where(TRIPPED).order_by(col(BrakeRow.key))
COUNT = put(BrakeRow)


class Brakes(Part):
    def press(self, limits: Mapping[str, int], within: timedelta, now: datetime) -> tuple[str, ...]:
        """Count one more under each key, and return those whose brake trips with it.

        A brake that holds already counts no more.

        Args:
            limits: By what is counted ("address anna@north.example", "all mail"), how many may go within the
                while; the last of them trips the brake.
            within: How long the while lasts.
            now: The moment, aware.
        """
        known = {row.key: row for row in self.db.execute(BRAKES, {"of_keys": list(limits)})}
        # In one order, so that two of us cannot block each other.
        counted = [_pressed(key, known.get(key), limits[key], within, now) for key in sorted(limits)]
        rows = [row for row in counted if row is not None]
        if rows:
            self.db.execute(COUNT, rows)
        return tuple(str(row["key"]) for row in rows if row["tripped_at"])

    def tripped(self) -> dict[str, datetime]:
        """Return the keys of all brakes that hold, and since when."""
        rows = self.db.execute(TRIPPED_ONES)
        return {row.key: row.tripped_at for row in rows if row.tripped_at}

    def release_brake(self, key: str, now: datetime) -> bool:
        """Let it go again, counting from nothing; False if that brake does not hold."""
        where = (col(BrakeRow.key) == key, TRIPPED)
        values = {"since": now, "pressed": 0, "tripped_at": None}
        return self.db.execute(update(BrakeRow).where(*where).values(values)).rowcount == 1


def _pressed(
    key: str, row: Row[BrakeRow] | None, limit: int, within: timedelta, now: datetime
) -> dict[str, object] | None:
    """Return a brake as it stands after one more; None if it holds already."""
    if row is not None and row.tripped_at is not None:
        return None
    counting = row is not None and now < row.since + within
    since, pressed = (row.since, row.pressed + 1) if row and counting else (now, 1)
    return {"key": key, "since": since, "pressed": pressed, "tripped_at": now if pressed >= limit else None}
