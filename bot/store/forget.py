"""What people wrote about an import is erased; that the import was, and what was done, stays."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlmodel import col

from bot.store.journal import Journal
from bot.store.tables import (
    HAS_WORDS,
    BytesRow,
    CheckRunRow,
    EntryRow,
    LetterRow,
    TaskRow,
    TicketRow,
)
from bot.store.words import split

AT_ONCE = 20  # imports of one call
LAST_AT = select(func.max(col(EntryRow.at))).where(col(EntryRow.ticket) == col(TicketRow.id))
WITH_OLD_WORDS = (
    select(col(TicketRow.id))
    .join(EntryRow, col(EntryRow.ticket) == col(TicketRow.id))
    .where(HAS_WORDS, col(EntryRow.at) < bindparam("before"))
    .where(col(TicketRow.stage).in_(("closed", "cancelled")))
    .where(LAST_AT.correlate(TicketRow).scalar_subquery() < bindparam("before"))
    .distinct()
    .limit(AT_ONCE)
)
ITS_LETTERS = select(col(LetterRow.id)).where(col(LetterRow.ticket) == bindparam("of_ticket"))
ITS_TASKS = select(col(TaskRow.id), col(TaskRow.body)).where(col(TaskRow.ticket) == bindparam("of_ticket"))


class Forgetting(Journal):
    def with_old_words(self, before: datetime) -> tuple[int, ...]:
        """Return some tickets that ended before then and still hold what people wrote."""
        return tuple(self.db.execute(WITH_OLD_WORDS, {"before": before}).scalars())

    def erase(self, ticket_id: int) -> None:
        """Erase what people wrote: in journal and mails of a ticket, its letters, what its checks found."""
        its = {"of_ticket": ticket_id}
        self.erase_words(ticket_id)
        for task in self.db.execute(ITS_TASKS, its).all():
            bare = update(TaskRow).where(col(TaskRow.id) == task.id)
            self.db.execute(bare.values(body=split(task.body)[0]))
        self.db.execute(delete(CheckRunRow).where(col(CheckRunRow.ticket) == ticket_id))
        self.db.execute(delete(BytesRow).where(col(BytesRow.letter).in_(ITS_LETTERS)), its)
