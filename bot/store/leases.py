"""Who does what alone, for a while: following a mailbox, sweeping.

A lease ends by the world's time. Monotonic clocks cannot be compared between machines, so they are no help
here; a clock that jumps ahead may pass a lease on too early, and then the fence decides: it counts the
holders, and who shows an older number writes nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.store.part import Part
from bot.store.tables import LeaseRow
from bot.store.trouble import Conflict, Fenced


@dataclass(frozen=True, slots=True)
class Lease:
    """Ours until then; shown with every write it allows."""

    name: str
    holder: str
    fence: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else's."""

    name: str
    holder: str
    since: datetime
    until: datetime


FIND = select(LeaseRow).where(col(LeaseRow.name) == bindparam("lease"))
CHANGE = update(LeaseRow).where(
    col(LeaseRow.name) == bindparam("lease"), col(LeaseRow.fence) == bindparam("was_fence")
)


class Leases(Part):
    def lease(self, name: str, holder: str, now: datetime, seconds: float) -> Lease | Held:
        """Take, renew or take over the lease; `Held` says whose it is while it runs.

        Args:
            name: What is leased: "mailbox/support".
            holder: One process, as `ids.new_holder` names it; the same again renews.
            now: The moment, aware.
            seconds: How long it lasts from now.

        Raises:
            Conflict: Another took it at this very moment.
        """
        until = now + timedelta(seconds=seconds)
        row = self.db.execute(FIND, {"lease": name}).one_or_none()
        if row is None:
            self.db.execute(insert(LeaseRow), {**_terms(holder, now, until, 1), "name": name})
            return Lease(name, holder, 1, until)
        if row.holder != holder and row.until > now:
            return Held(name, row.holder, row.since, row.until)
        since, fence = (row.since, row.fence) if row.holder == holder else (now, row.fence + 1)
        unchanged = CHANGE.where(col(LeaseRow.until) == row.until)  # its holder may renew it at this moment
        terms = _terms(holder, since, until, fence)
        if self.db.execute(unchanged.values(terms), _seen(name, row.fence)).rowcount != 1:
            raise Conflict(f"another process took the lease of {name} first")
        return Lease(name, holder, fence, until)

    def release(self, lease: Lease) -> None:
        """Let go early; a lease already passed on stays where it is."""
        self.db.execute(CHANGE.values(until=col(LeaseRow.since)), _seen(lease.name, lease.fence))

    def must_hold(self, lease: Lease) -> None:
        """Make sure that what is written in this transaction is still ours to write.

        Raises:
            Fenced: Another holder has it since.
        """
        row = self.db.execute(FIND, {"lease": lease.name}).one_or_none()
        if row is None or (row.holder, row.fence) != (lease.holder, lease.fence):
            raise Fenced(f"the lease of {lease.name} passed to {row.holder if row else 'nobody'}")


def _terms(holder: str, since: datetime, until: datetime, fence: int) -> dict[str, object]:
    return {"holder": holder, "since": since, "until": until, "fence": fence}


def _seen(name: str, fence: int) -> dict[str, object]:
    return {"lease": name, "was_fence": fence}
