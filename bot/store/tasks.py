"""Tasks: written in the transaction that decided them, kept for ever with their outcome.

A mail's Message-ID is fixed with its task and counts as ours from then on, so that an answer finds its ticket
even if we are lost between sending and noting it down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import RowMapping, bindparam, insert, select
from sqlmodel import col

from bot.desk.tasks import Do, SendMail, Task
from bot.desk.ticket import Ticket
from bot.store.codec import as_json, do_from, name_of
from bot.store.part import Part
from bot.store.tables import OPEN_TASK, DeliveryRow, OutboxRow, SentIdRow, TaskRow, TaskState
from bot.store.upsert import put


@dataclass(frozen=True, slots=True)
class BookedTask:
    """A task as it stands in the table."""

    key: str
    do: Do
    ticket: int | None
    firm: str | None
    message_id: str | None  # of a mail
    due_at: datetime
    expires_at: datetime | None
    free_at: datetime  # when it may be taken: waiting, its time; claimed, the end of the claim
    state: TaskState
    holder: str  # of the last claim
    fence: int  # counts the claims
    unclear: int  # how often nobody can say whether it was done
    outcome: str
    done_at: datetime | None

    @property
    def attempts(self) -> int:
        """How often it was begun, this time included."""
        return self.fence

    @property
    def begun_before(self) -> bool:
        """Whether this is not the first attempt; before the first nothing of it can be known."""
        return self.fence > 1


class DeliveryState(StrEnum):
    ACCEPTED = "accepted"  # the server took it
    REFUSED = "refused"  # for good
    DEFERRED = "deferred"  # not now: it is tried again


@dataclass(frozen=True, slots=True)
class Delivery:
    """What the mail server said to one recipient."""

    recipient: str
    state: DeliveryState
    reply: str


TASKS = select(TaskRow).order_by(col(TaskRow.id))
ADD = insert(TaskRow)
ADD_SENT_ID = insert(SentIdRow)
KEEP_MAIL = insert(OutboxRow)
KEPT_MAIL = select(col(OutboxRow.raw)).where(col(OutboxRow.task) == bindparam("of_task"))
DELIVERIES = select(DeliveryRow).where(col(DeliveryRow.task) == bindparam("of_task"))
NOTE_DELIVERIES = put(DeliveryRow)
NEW = {"state": TaskState.WAITING, "holder": "", "fence": 0, "unclear": 0, "outcome": ""}


class Tasks(Part):
    def book(self, key: str, task: Task, ticket: Ticket | None = None, firm: str | None = None) -> bool:
        """Write a task that no decision on a ticket brought; False if one of that key is there already.

        Args:
            key: Its name for ever: "digest.sam@desk.example.2026-12-05".
            task: What to do, and when.
            ticket: The ticket it speaks of.
            firm: The firm it touches, where there is no ticket.
        """
        if self.task(key) is not None:
            return False
        self.write_tasks([(key, task)], ticket, firm)
        return True

    def write_tasks(
        self, tasks: Sequence[tuple[str, Task]], ticket: Ticket | None, firm: str | None = None
    ) -> None:
        """Write tasks under their keys; each key must be new."""
        rows = [self._task_row(key, task, ticket, firm) for key, task in tasks]
        if rows:
            self.db.execute(ADD, rows)
        sent = [
            {"message_id": row["message_id"], "task": key, "ticket": row["ticket"], "audience": mail.audience}
            for row, (key, mail) in zip(rows, ((key, task.do) for key, task in tasks), strict=True)
            if isinstance(mail, SendMail)
        ]
        if sent:
            self.db.execute(ADD_SENT_ID, sent)

    def task(self, key: str) -> BookedTask | None:
        """Return the task of that key."""
        return next(iter(self._tasks(col(TaskRow.key) == key)), None)

    def tasks_of(self, ticket_id: int) -> tuple[BookedTask, ...]:
        """Return every task a ticket ever had, in the order they were written."""
        return self._tasks(col(TaskRow.ticket) == ticket_id)

    def open_tasks(self, kind: type[Do], firm: str) -> tuple[BookedTask, ...]:
        """Return the firm's tasks of a kind that are waiting or claimed, in the order they were written."""
        return self._tasks(OPEN_TASK, col(TaskRow.kind) == kind.__name__, col(TaskRow.firm) == firm)

    def tried_tasks(self) -> tuple[BookedTask, ...]:
        """Return the tasks that were begun and put back, waiting for another try."""
        return self._tasks(OPEN_TASK, col(TaskRow.state) == TaskState.WAITING, col(TaskRow.fence) > 0)

    def tasks_ended_between(self, since: datetime, until: datetime) -> tuple[BookedTask, ...]:
        """Return the tasks done or dropped from `since` on and before `until`."""
        return self._tasks(col(TaskRow.done_at) >= since, col(TaskRow.done_at) < until)

    def keep_mail(self, task: str, raw: bytes) -> None:
        """Keep a mail as it is handed over for the first time; it is forgotten when its task ends."""
        self.db.execute(KEEP_MAIL, {"task": task, "raw": raw})

    def kept_mail(self, task: str) -> bytes | None:
        """Return the mail of a task as an earlier attempt handed it over; None before the first."""
        return self.db.execute(KEPT_MAIL, {"of_task": task}).scalar_one_or_none()

    def deliveries(self, task: str) -> dict[str, Delivery]:
        """Return what was said to each recipient of a mail so far, by address.

        Args:
            task: Its key.
        """
        rows = self.db.execute(DELIVERIES, {"of_task": task})
        return {r.recipient: Delivery(r.recipient, DeliveryState(r.state), r.reply) for r in rows}

    def record_deliveries(self, task: str, said: Sequence[Delivery]) -> None:
        """Note what the server said to recipients of a mail, at least one; the last word counts."""
        rows = [{"task": task, "recipient": d.recipient, "state": d.state, "reply": d.reply} for d in said]
        self.db.execute(NOTE_DELIVERIES, rows)

    def _task_row(self, key: str, task: Task, ticket: Ticket | None, firm: str | None) -> dict[str, Any]:
        return {
            **NEW,
            "key": key,
            "kind": name_of(task.do),
            "body": as_json(task.do),
            "ticket": ticket.id if ticket else None,
            "firm": ticket.firm if ticket else firm,
            "message_id": self._message_id(key, task.do, ticket),
            "due_at": task.due_at,
            "expires_at": task.expires_at,
            "free_at": task.due_at,
        }

    def _message_id(self, key: str, do: Do, ticket: Ticket | None) -> str | None:
        if not isinstance(do, SendMail):
            return None
        # The moment tells a ticket from one of the same number in an earlier life of the database.
        about = (ticket.id, ticket.opened_at.isoformat(), ticket.firm) if ticket else ("", "", "")
        return self.ids.message_id(*about, key, as_json(do))

    def _tasks(self, *where: Any) -> tuple[BookedTask, ...]:
        rows = self.db.execute(TASKS.where(*where)).mappings()
        return tuple(BookedTask(**values_of(row)) for row in rows)


def values_of(row: RowMapping) -> dict[str, Any]:
    """Return a task's row as the fields of BookedTask."""
    plain = {name: row[name] for name in BookedTask.__dataclass_fields__ if name not in ("do", "state")}
    return {**plain, "do": do_from(row["kind"], row["body"]), "state": TaskState(row["state"])}
