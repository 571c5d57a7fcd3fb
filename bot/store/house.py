"""What the house remembers of itself: whether it acts, which digests went out, what its checks found."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.checks.port import CheckResult
from bot.store.codec import as_json, from_json
from bot.store.part import Part
from bot.store.tables import Acting, CheckRunRow, DigestRow, StateRow

ACTING = "acting"


@dataclass(frozen=True, slots=True)
class CheckRun:
    """One run of a firm's duplicate queries."""

    at: datetime
    results: tuple[CheckResult, ...]


@dataclass(frozen=True, slots=True)
class _Results:
    results: tuple[CheckResult, ...]


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

    def claim_digest(self, reader: str, day: date) -> bool:
        """Promise the reader's digest of that day; False if it was promised before."""
        where = (col(DigestRow.reader) == reader, col(DigestRow.day) == day)
        if self.db.execute(select(col(DigestRow.day)).where(*where)).first() is not None:
            return False
        self.db.execute(insert(DigestRow), {"reader": reader, "day": day})
        return True

    def keep_checks(self, ticket_id: int, results: tuple[CheckResult, ...], at: datetime) -> None:
        """Keep what the duplicate queries found with the ticket."""
        row = {"ticket": ticket_id, "at": at, "body": as_json(_Results(results))}
        self.db.execute(insert(CheckRunRow), row)

    def check_runs(self, ticket_id: int) -> tuple[CheckRun, ...]:
        """Return every run for the ticket, oldest first."""
        of_ticket = select(CheckRunRow).where(col(CheckRunRow.ticket) == ticket_id)
        rows = self.db.execute(of_ticket.order_by(col(CheckRunRow.id)))
        return tuple(CheckRun(row.at, from_json(_Results, row.body).results) for row in rows)
