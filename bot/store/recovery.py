"""After a crash: what a process of this machine held when it died need not wait for its time to run out.

Should a name be taken for gone that is not, the fence guards what it held, as after any take-over.
"""

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col

from bot.store.ids import is_gone
from bot.store.part import Part
from bot.store.tables import OPEN_TASK, LeaseRow, TaskRow, TaskState

CLAIMED = col(TaskRow.state) == TaskState.CLAIMED


class Recovery(Part):
    def free_lost(self, now: datetime) -> tuple[str, ...]:
        """Free the leases and claims of processes that are gone; return the names of those processes.

        A claim that is freed so is taken over as any other: what it was about counts as unclear.
        """
        leases = select(col(LeaseRow.holder)).where(col(LeaseRow.until) > now)
        claims = select(col(TaskRow.holder)).where(OPEN_TASK, CLAIMED, col(TaskRow.free_at) > now)
        holders = {*self.db.execute(leases).scalars(), *self.db.execute(claims).scalars()}
        gone = sorted(filter(is_gone, holders))
        held, claimed = col(LeaseRow.holder).in_(gone), col(TaskRow.holder).in_(gone)
        if gone:
            self.db.execute(update(LeaseRow).where(held).values(until=col(LeaseRow.since)))
            self.db.execute(update(TaskRow).where(OPEN_TASK, CLAIMED, claimed).values(free_at=now))
        return tuple(gone)
