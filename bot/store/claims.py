"""Claiming a task: one holder at a time, by one conditional UPDATE that checks what it read.

A claim ends by the world's time, as a lease does (see leases.py). Every claim raises the fence, and a holder
whose claim was taken over cannot settle any more. What such a holder did before it was lost is unclear; that
is counted, so that a mail goes out again a few times at most, and under the same Message-ID.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from sqlalchemy import (
    ColumnElement,
    RowMapping,
    and_,
    bindparam,
    delete,
    exists,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from bot.desk.tasks import Do, FileCopy, SendMail
from bot.store.part import Part
from bot.store.tables import OPEN_TASK, OutboxRow, TaskRow, TaskState
from bot.store.tasks import BookedTask, values_of
from bot.store.trouble import Fenced

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Claimed(BookedTask):
    """A task that is ours until `free_at`, and settled under its fence."""


_other = aliased(TaskRow, name="other")
SWITCH: ColumnElement[str] = literal_column("'SwitchFlow'")
CLAIMED: ColumnElement[str] = literal_column("'claimed'")
READY = (
    select(TaskRow)
    .where(OPEN_TASK, col(TaskRow.free_at) <= bindparam("now"))
    .where(
        or_(
            col(TaskRow.kind) != SWITCH,
            col(TaskRow.state) == CLAIMED,  # its own lost claim does not stand in its way
            ~exists().where(
                col(_other.kind) == SWITCH,
                col(_other.state) == CLAIMED,
                col(_other.firm) == col(TaskRow.firm),
            ),
        )
    )
    .order_by(col(TaskRow.free_at), col(TaskRow.id))
    .limit(1)
)
READY_OF_KINDS = READY.where(col(TaskRow.kind).in_(bindparam("kinds", expanding=True)))
TAKE = (
    update(TaskRow)
    .where(
        col(TaskRow.id) == bindparam("task_id"),
        col(TaskRow.fence) == bindparam("was_fence"),
        col(TaskRow.state) == bindparam("was_state"),
    )
    .values(
        state=TaskState.CLAIMED,
        holder=bindparam("by"),
        free_at=bindparam("until"),
        fence=col(TaskRow.fence) + 1,
        unclear=bindparam("now_unclear"),
    )
)
OURS = and_(
    col(TaskRow.key) == bindparam("task_key"),
    col(TaskRow.fence) == bindparam("our_fence"),
    col(TaskRow.state) == TaskState.CLAIMED,
)
SETTLE = (
    update(TaskRow)
    .where(OURS)
    .values(state=bindparam("to"), outcome=bindparam("said"), done_at=bindparam("at"))
)
PUT_BACK = (
    update(TaskRow)
    .where(OURS)
    .values(
        state=TaskState.WAITING,
        outcome=bindparam("said"),
        free_at=bindparam("at"),
        unclear=col(TaskRow.unclear) + bindparam("more_unclear"),
    )
)
FORGET_MAIL = delete(OutboxRow).where(col(OutboxRow.task) == bindparam("of_task"))


class Claims(Part):
    def claim(
        self, now: datetime, holder: str, seconds: float, kinds: Collection[type[Do]] = ()
    ) -> Claimed | None:
        """Take the task longest free to take, in a transaction of its own; None if there is none.

        Of the switches of one flow only one is taken at a time, first the one whose holder was lost.

        Raises:
            Conflict: Another holder took a switch of the same flow at this very moment; ask again.
        """
        asked = {"now": now, "kinds": [kind.__name__ for kind in kinds]}
        ready = READY_OF_KINDS if kinds else READY
        while found := self.db.execute(ready, asked).mappings().one_or_none():
            claimed = _claimed_from(found, holder, now + timedelta(seconds=seconds))
            if self._take(found, claimed):
                return claimed
        return None

    def settle(self, claimed: Claimed, state: TaskState, outcome: str, now: datetime) -> None:
        """End a task for good, as done or dropped.

        Args:
            claimed: As `claim` returned it.
            state: `done` or `dropped`.
            outcome: One sentence for the record.
            now: The moment, aware.

        Raises:
            Fenced: The claim was taken over; whoever holds it now settles it.
        """
        said = {"to": state, "said": outcome, "at": now}
        self._as_holder(claimed, self.db.execute(SETTLE, _ours(claimed) | said).rowcount)
        if isinstance(claimed.do, SendMail | FileCopy):
            self.db.execute(FORGET_MAIL, {"of_task": claimed.key})
        ended = "task_done" if state is TaskState.DONE else "task_dropped"
        log.info(ended, kind=type(claimed.do).__name__, attempt=claimed.fence, ticket=claimed.ticket)

    def put_back(self, claimed: Claimed, due_at: datetime, why: str, *, unclear: bool = False) -> None:
        """Let a task wait until `due_at`, to be tried again.

        Args:
            claimed: As `claim` returned it.
            due_at: When it may next be taken.
            why: One sentence for the record.
            unclear: Nobody can say whether it was done, as when a server fell silent after the last byte.

        Raises:
            Fenced: The claim was taken over.
        """
        said = {"said": why, "at": due_at, "more_unclear": int(unclear)}
        self._as_holder(claimed, self.db.execute(PUT_BACK, _ours(claimed) | said).rowcount)
        log.debug(
            "task_put_back", kind=type(claimed.do).__name__, attempt=claimed.fence, ticket=claimed.ticket
        )

    def _take(self, found: RowMapping, claimed: Claimed) -> bool:
        read = {"task_id": found["id"], "was_fence": found["fence"], "was_state": found["state"]}
        terms = {"by": claimed.holder, "until": claimed.free_at, "now_unclear": claimed.unclear}
        return self.db.execute(TAKE, read | terms).rowcount == 1

    def _as_holder(self, claimed: Claimed, changed: int) -> None:
        if changed != 1:
            raise Fenced(f"the claim of task {claimed.key} was taken over")


def _claimed_from(row: RowMapping, holder: str, until: datetime) -> Claimed:
    lost = row["state"] == TaskState.CLAIMED
    terms = {"state": TaskState.CLAIMED, "holder": holder, "free_at": until}
    counts = {"fence": row["fence"] + 1, "unclear": row["unclear"] + lost}
    return Claimed(**values_of(row) | terms | counts)


def _ours(claimed: Claimed) -> dict[str, object]:
    return {"task_key": claimed.key, "our_fence": claimed.fence}
