"""What the house remembers of itself: whether it acts, and which digests went out."""

from datetime import date, datetime

from sqlalchemy import bindparam, select
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import Acting, DigestRow, StateRow
from bot.store.upsert import add_unless_there, put

ACTING = "acting"
SEEN = "clock/seen"


STATE = select(col(StateRow.value)).where(col(StateRow.key) == bindparam("of_key"))
SAY = put(StateRow)
PROMISE_DIGEST = add_unless_there(DigestRow).returning(col(DigestRow.day))


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
        self.db.execute(SAY, {"key": key, "value": value})

    def seen_at(self) -> datetime | None:
        """Return the latest time that was kept; None before the first."""
        kept = self.state(SEEN)
        return datetime.fromisoformat(kept) if kept else None

    def keep_seen(self, now: datetime) -> None:
        """Keep the time, whatever was seen before: staff's `go` trusts a clock that was set back."""
        self.set_state(SEEN, now.isoformat())

    def claim_digest(self, reader: str, day: date) -> bool:
        """Promise the reader's digest of that day; False if it was promised before."""
        return self.db.execute(PROMISE_DIGEST, {"reader": reader, "day": day}).first() is not None
