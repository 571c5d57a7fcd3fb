"""What the house remembers of itself: whether it acts, and which digests went out."""

from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import Acting, DigestRow, StateRow

ACTING = "acting"
SEEN = "clock/seen"


STATE = select(col(StateRow.value)).where(col(StateRow.key) == bindparam("of_key"))


class House(Part):
    def acting(self) -> Acting:
        """Return how far the house may act; before anybody said `go` it only watches."""
        return Acting(self.state(ACTING) or Acting.WATCHING)

    def set_acting(self, acting: Acting) -> None:
        self.set_state(ACTING, acting)

    def state(self, key: str) -> str | None:
        """Return what was last said under the key."""
        return self.db.execute(STATE, {"of_key": key}).scalar_one_or_none()

    def set_state(self, key: str, value: str) -> None:
        where = update(StateRow).where(col(StateRow.key) == key)
        if self.db.execute(where.values(value=value)).rowcount == 0:
            self.db.execute(insert(StateRow), {"key": key, "value": value})

    def seen_at(self) -> datetime | None:
        """Return the latest time that was kept; None before the first."""
        kept = self.state(SEEN)
        return datetime.fromisoformat(kept) if kept else None

    def keep_seen(self, now: datetime) -> None:
        """Keep the time, whatever was seen before: staff's `go` trusts a clock that was set back."""
        self.set_state(SEEN, now.isoformat())

    def claim_digest(self, reader: str, day: date) -> bool:
        """Promise the reader's digest of that day; False if it was promised before."""
        where = (col(DigestRow.reader) == reader, col(DigestRow.day) == day)
        if self.db.execute(select(col(DigestRow.day)).where(*where)).first() is not None:
            return False
        self.db.execute(insert(DigestRow), {"reader": reader, "day": day})
        return True
