"""One transaction as `Work`, and the store that begins it.

`Work` is made of parts, one file for each subject, all on one connection: what one of them writes the others
read, and all of it is committed or none.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine, bindparam, func, select
from sqlmodel import col

from bot.desk.tasks import Do
from bot.errors import Misconfigured
from bot.store.answers import Answers
from bot.store.brakes import Brakes
from bot.store.check_runs import CheckRuns
from bot.store.claims import Claimed, Claims
from bot.store.database import Purpose, copy_sqlite, transaction
from bot.store.forget import Forgetting
from bot.store.house import House
from bot.store.ids import Ids
from bot.store.invitations import Invitations
from bot.store.leases import Held, Lease
from bot.store.ledger import LedgerPart
from bot.store.letters import UnreadLetter
from bot.store.missed import MissedLetters
from bot.store.recovery import Recovery
from bot.store.tables import HAS_ALARM, OPEN_TASK, TaskRow, TicketRow
from bot.store.threads import Threads
from bot.store.tickets import Tickets
from bot.store.trouble import Conflict

T = TypeVar("T")
TRIES = 10  # of a step that others get in the way of

NEXT_TASK = select(func.min(col(TaskRow.free_at))).where(OPEN_TASK, col(TaskRow.free_at) > bindparam("now"))
NEXT_ALARM = select(func.min(col(TicketRow.alarm_at))).where(
    HAS_ALARM, col(TicketRow.alarm_at) > bindparam("now")
)


class Work(
    Tickets,
    Threads,
    Claims,
    Answers,
    Invitations,
    Brakes,
    CheckRuns,
    House,
    LedgerPart,
    MissedLetters,
    Forgetting,
    Recovery,
):
    """All that can be done inside one transaction."""


class Store:
    """The house's memory. Threads share it; each transaction has a connection of its own."""

    def __init__(self, engine: Engine, ids: Ids) -> None:
        self._engine = engine
        self._ids = ids

    @contextmanager
    def transaction(self) -> Iterator[Work]:
        """Lend `Work` for one transaction: committed at the end, rolled back on any error.

        Nothing slow belongs in it: on SQLite it is alone. A second one begun inside it waits for the first
        until it gives up.

        Raises:
            Conflict: Another transaction got in between; nothing was written, decide again.
            Unavailable: The database cannot be used now; nothing was written.
        """
        with self._work(Purpose.DECIDE) as work:
            yield work

    def transact(self, step: Callable[[Work], T]) -> T:
        """Do a step in one transaction, and anew from its beginning when another got in between.

        Args:
            step: Reads, decides and writes; it may run several times, so it does nothing else.

        Raises:
            Conflict: Ten times another got in between.
        """
        for _ in range(TRIES - 1):
            with suppress(Conflict), self.transaction() as work:
                return step(work)
        with self.transaction() as work:
            return step(work)

    @contextmanager
    def reading(self) -> Iterator[Work]:
        """Lend `Work` to look at one moment of the house; it holds nobody up and may not write."""
        with self._work(Purpose.READ) as work:
            yield work

    def next_unread(self, mailbox: str) -> UnreadLetter | None:
        """Return the mailbox's oldest unread letter; that its reading was begun is counted and committed."""
        with self._work(Purpose.TAKE) as work:
            return work.begin_next_unread(mailbox)

    def forgive(self, letter_id: int) -> None:
        """Take back one counted attempt: it failed for our database's sake, and not for the letter's."""
        with self._work(Purpose.TAKE) as work:
            work.forgive_attempt(letter_id)

    def claim(
        self, now: datetime, holder: str, lease_seconds: float, kinds: Collection[type[Do]] = ()
    ) -> Claimed | None:
        """Return the task longest free to take, ours from now on; None if there is none.

        Args:
            now: The moment, aware.
            holder: One process, as `ids.new_holder` names it.
            lease_seconds: How long it is ours; longer than the longest that doing it may take.
            kinds: Only these; empty: any.
        """
        while True:
            try:
                with self._work(Purpose.TAKE) as work:
                    return work.claim(now, holder, lease_seconds, kinds)
            except Conflict:
                continue  # another holder won a switch of the same flow: that one is no longer free

    def lease(self, name: str, holder: str, now: datetime, seconds: float) -> Lease | Held:
        """Take, renew or take over a lease; `Held` says whose it is while it runs. See `Leases.lease`."""
        while True:
            try:
                with self._work(Purpose.TAKE) as work:
                    return work.lease(name, holder, now, seconds)
            except Conflict:
                continue  # another took it at this moment: now it says who

    def release(self, lease: Lease) -> None:
        """Let a lease go early; one already passed on stays where it is."""
        with self._work(Purpose.TAKE) as work:
            work.release(lease)

    def next_due(self, now: datetime) -> datetime | None:
        """Return the first moment after `now` at which a task or an alarm falls due."""
        with transaction(self._engine, Purpose.READ) as db:
            moments = [
                db.execute(next_one, {"now": now}).scalar_one() for next_one in (NEXT_TASK, NEXT_ALARM)
            ]
        return min((moment for moment in moments if moment), default=None)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the whole SQLite database, as of one moment, to a file that does not exist yet.

        Raises:
            Misconfigured: The database is not SQLite, or the file exists.
        """
        if self._engine.dialect.name != "sqlite":
            raise Misconfigured("database: only SQLite can be copied for a rehearsal; restore a dump instead")
        if path.exists():
            raise Misconfigured(f"the copy {path} exists already")
        copy_sqlite(self._engine, path)

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._engine.dispose()

    @contextmanager
    def _work(self, purpose: Purpose) -> Iterator[Work]:
        with transaction(self._engine, purpose) as db:
            yield Work(db, self._ids)
