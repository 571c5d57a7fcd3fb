"""Which ticket a letter belongs to, by Message-IDs: those we sent and those we received, never mixed.

A received letter may carry any id, ours too; it is remembered among the received ones and can never stand in
the place of one we sent.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import CompoundSelect, bindparam, select, union_all
from sqlmodel import col

from bot.desk.tasks import Audience
from bot.store.letters import KnownLetter
from bot.store.part import Part
from bot.store.tables import ReceivedIdRow, SentIdRow, TaskRow, TaskState
from bot.store.upsert import add_unless_there

LONGEST = 20  # ids in References: the root and the latest ones; some servers refuse long headers


@dataclass(frozen=True, slots=True)
class Found:
    """The tickets that Message-IDs lead to."""

    by_sent: frozenset[int] = frozenset()  # it answers a mail of ours
    by_received: frozenset[int] = frozenset()  # it answers a letter that was written to us

    @property
    def tickets(self) -> frozenset[int]:
        return self.by_sent | self.by_received


@dataclass(frozen=True, slots=True)
class SentMail:
    """A mail of ours, found by its Message-ID."""

    task: str  # its key
    ticket: int | None
    audience: Audience


BY_SENT = select(col(SentIdRow.ticket)).where(
    col(SentIdRow.message_id).in_(bindparam("message_ids", expanding=True))
)
BY_RECEIVED = select(col(ReceivedIdRow.ticket)).where(
    col(ReceivedIdRow.message_id).in_(bindparam("message_ids", expanding=True))
)
SENT = select(SentIdRow).where(col(SentIdRow.message_id) == bindparam("message_id"))
REMEMBER = add_unless_there(ReceivedIdRow)
THREAD: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(col(ReceivedIdRow.at).label("at"), col(ReceivedIdRow.message_id).label("message_id")).where(
        col(ReceivedIdRow.ticket) == bindparam("of_ticket"),
        col(ReceivedIdRow.audience) == bindparam("of_audience"),
    ),
    select(col(TaskRow.done_at), col(SentIdRow.message_id))
    .join(TaskRow, col(TaskRow.key) == col(SentIdRow.task))
    .where(
        col(SentIdRow.ticket) == bindparam("of_ticket"),
        col(SentIdRow.audience) == bindparam("of_audience"),
        col(TaskRow.state) == TaskState.DONE,
    ),
).order_by("at", "message_id")


def mark_of(message_id: str) -> str:
    """Return the mark of a mail of ours: what finds it again where a relay has rewritten the headers."""
    return message_id.strip("<>").partition("@")[0]


class Threads(Part):
    def tickets_by_message_ids(self, message_ids: Collection[str]) -> Found:
        """Return the tickets to which any of these ids, with angle brackets, belongs."""
        if not message_ids:
            return Found()
        asked = {"message_ids": list(message_ids)}
        sent = self.db.execute(BY_SENT, asked).scalars()
        received = self.db.execute(BY_RECEIVED, asked).scalars()
        return Found(frozenset(t for t in sent if t is not None), frozenset(received))

    def thread_ids(self, ticket_id: int, audience: Audience) -> tuple[str, ...]:
        """Return the ids for References: the root first, then the latest, oldest first; at most 20.

        Only what has been received or sent; a mail that is still waiting is not something to refer to.
        """
        asked = {"of_ticket": ticket_id, "of_audience": audience}
        ids = [row.message_id for row in self.db.execute(THREAD, asked)]
        return (*ids[:1], *ids[1:][-(LONGEST - 1) :])

    def remember_letter_on_ticket(
        self, letter: KnownLetter, ticket_id: int, audience: Audience = Audience.FIRM
    ) -> None:
        """Remember a letter by its id, so that answers to it are known again; twice is harmless.

        Args:
            letter: As it was stored; without a Message-ID nobody can answer it.
            ticket_id: One of perhaps several tickets of its thread.
            audience: On whose side it was written: what staff write among themselves never enters the
                References of a mail to the firm.
        """
        if letter.message_id is not None:
            key = {"message_id": letter.message_id, "ticket": ticket_id}
            row = {"letter": letter.id, "audience": audience, "at": letter.received_at}
            self.db.execute(REMEMBER, {**key, **row})

    def sent_mail(self, message_id: str) -> SentMail | None:
        """Return the mail of ours with that id: what a bounce may speak of."""
        row = self.db.execute(SENT, {"message_id": message_id}).one_or_none()
        return SentMail(row.task, row.ticket, Audience(row.audience)) if row else None

    def marked_mail(self, mark: str) -> SentMail | None:
        """Return the mail of ours with that mark; capitals do not matter."""
        return self.sent_mail(f"<{mark.lower()}@{self.ids.domain}>")
