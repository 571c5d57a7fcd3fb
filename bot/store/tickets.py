"""Tickets, and the one way to change them: a decision, stored whole or not at all.

A ticket's version rises with every decision. Whoever decided on an older version gets Conflict, and decides
again on what stands there now.
"""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update
from sqlmodel import col

from bot.desk.decision import Decision
from bot.desk.ticket import Case, Inbox, Stage, Ticket
from bot.letter.letter import Verdict
from bot.store.codec import as_json
from bot.store.firms import Firms
from bot.store.flows import Flows
from bot.store.journal import ADD, ROOT, Journal, chained
from bot.store.letters import Letters
from bot.store.tables import HAS_ALARM, HAS_DAY, HAS_DELEGATES, OPEN_TICKET, WANTS_A_PERSON, TicketRow
from bot.store.tasks import Tasks
from bot.store.trouble import Conflict

TICKET = select(TicketRow).where(col(TicketRow.id) == bindparam("ticket_id"))
# In no order: to have one for nothing, SQLite would rather read the whole table than an index of open work.
TICKETS = select(TicketRow)
OPEN_OF_FIRM = TICKETS.where(OPEN_TICKET, col(TicketRow.firm) == bindparam("of_firm")).order_by(
    col(TicketRow.id)
)
# Few open tickets have any: a look through them all costs less than a table kept in step with them.
OPEN_OF_DELEGATE = TICKETS.where(HAS_DELEGATES, col(TicketRow.delegates).contains(bindparam("address")))
DUE_ALARMS = (
    select(col(TicketRow.id))
    .where(HAS_ALARM, col(TicketRow.alarm_at) <= bindparam("now"))
    .order_by(col(TicketRow.alarm_at), col(TicketRow.id))
    .limit(bindparam("at_most"))
)
FULL_DAYS = (
    select(col(TicketRow.day))
    .where(HAS_DAY, col(TicketRow.day) >= bindparam("since"), col(TicketRow.id) != bindparam("but_ticket"))
    .group_by(col(TicketRow.day))
    .having(func.count() >= bindparam("at_most"))
)
JOURNAL_END = select(col(TicketRow.length), col(TicketRow.head)).where(
    col(TicketRow.id) == bindparam("ticket_id"), col(TicketRow.version) == bindparam("was_version")
)
CHANGE = (
    update(TicketRow)
    .where(col(TicketRow.id) == bindparam("ticket_id"), col(TicketRow.version) == bindparam("was_version"))
    .values({name: bindparam(f"to_{name}") for name in ("stage", "attention", "alarm_at", "day", "version")})
    .values({name: bindparam(f"to_{name}") for name in ("delegates", "length", "head", "body")})
)


class Tickets(Letters, Firms, Flows, Journal, Tasks):
    def open_ticket(self, ticket: Ticket) -> Ticket:
        """Store a new ticket and return it with its number; what it was given as one is of no account."""
        row = {
            "firm": ticket.firm,
            "mailbox": ticket.mailbox,
            "stage": ticket.stage,
            "attention": ticket.attention,
            "opened_at": ticket.opened_at,
            "delegates": " ".join(ticket.delegates),
            "version": ticket.version,
            "length": 0,
            "head": ROOT,
            "body": as_json(ticket),
        }
        number = self.db.execute(insert(TicketRow).returning(col(TicketRow.id)), row).scalar_one()
        return replace(ticket, id=number)

    def ticket(self, ticket_id: int) -> Ticket | None:
        """Return the ticket of that number."""
        row = self.db.execute(TICKET, {"ticket_id": ticket_id}).mappings().one_or_none()
        return TicketRow.of(row).to_ticket() if row else None

    def open_tickets(self, firm: str) -> tuple[Ticket, ...]:
        """Return the firm's tickets that have not ended, oldest first."""
        rows = self.db.execute(OPEN_OF_FIRM, {"of_firm": firm}).mappings()
        return tuple(TicketRow.of(row).to_ticket() for row in rows)

    def open_tickets_of_delegate(self, address: str) -> tuple[Ticket, ...]:
        """Return the open tickets, of any firm, on which this address speaks for the firm, oldest first."""
        rows = self.db.execute(OPEN_OF_DELEGATE, {"address": address}).mappings()
        found = (TicketRow.of(row).to_ticket() for row in rows)
        return tuple(ticket for ticket in found if address in ticket.delegates)

    def tickets(
        self,
        *,
        firm: str | None = None,
        stage: Stage | None = None,
        still_open: bool = False,
        attention: bool = False,
        opened_since: datetime | None = None,
    ) -> tuple[Ticket, ...]:
        """Return all tickets that are so in every respect asked for, oldest first."""
        wanted: list[Any] = []
        if firm is not None:
            wanted.append(col(TicketRow.firm) == firm)
        if stage is not None:
            wanted.append(col(TicketRow.stage) == stage)
        if still_open:
            wanted.append(OPEN_TICKET)
        if attention:
            wanted.append(WANTS_A_PERSON)
        if opened_since is not None:
            wanted.append(col(TicketRow.opened_at) >= opened_since)
        rows = self.db.execute(TICKETS.where(*wanted)).mappings()
        found = (TicketRow.of(row).to_ticket() for row in rows)
        return tuple(sorted(found, key=lambda ticket: ticket.id))

    def case(self, ticket_id: int) -> Case:
        """Return all that a decision on the ticket may look at, as of this transaction.

        How far the firm's mail was read is not among it: see `with_inbox`.

        Raises:
            LookupError: There is no ticket of that number.
        """
        ticket = self.ticket(ticket_id)
        firm = self.firm(ticket.firm) if ticket else None
        if ticket is None or firm is None:
            raise LookupError(f"there is no ticket {ticket_id}")
        others = tuple(other for other in self.open_tickets(firm.key) if other.id != ticket.id)
        return Case(ticket, firm, self.flow(firm.key), others)

    def with_inbox(self, case: Case) -> Case:
        """Return the case with how far the firm's mail was read; only the two dangerous acts ask for it."""
        mailbox = case.ticket.mailbox
        outside = {address for one in (case.ticket, *case.others) for address in one.delegates}
        inbox = Inbox(self.read_to_end_at(mailbox), self.unfiled(case.firm, mailbox, outside))
        return replace(case, inbox=inbox)

    def due_alarms(self, now: datetime, limit: int = 100) -> tuple[int, ...]:
        """Return the numbers of the tickets whose alarm is due, longest due first."""
        return tuple(self.db.execute(DUE_ALARMS, {"now": now, "at_most": limit}).scalars())

    def full_days(self, at_most: int, since: date, but: int = 0) -> frozenset[date]:
        """Return the days from `since` on for which so many open imports are booked, or wait for approval.

        Args:
            at_most: How many a day may have.
            since: By the calendar on each firm's own wall.
            but: A ticket that does not count: the one that looks for a day.
        """
        asked = {"at_most": at_most, "since": since, "but_ticket": but}
        return frozenset(day for day in self.db.execute(FULL_DAYS, asked).scalars() if day)

    def save(
        self,
        decision: Decision,
        alarm_at: datetime | None,
        letter_id: int | None = None,
        verdict: Verdict | None = None,
    ) -> Ticket:
        """Apply a decision: the ticket, its journal, its tasks; return the ticket with its new version.

        Args:
            decision: Made on the ticket as it stands; its version says which that was.
            alarm_at: When the clock next has something to say to it; None: never.
            letter_id: The letter it came from.
            verdict: How well that letter's sender was proved.

        Raises:
            Conflict: The ticket was changed since it was read; nothing is written, decide again.
        """
        was = decision.ticket
        ticket = replace(was, version=was.version + 1)
        end = self.db.execute(JOURNAL_END, {"ticket_id": was.id, "was_version": was.version}).one_or_none()
        if end is None:
            raise Conflict(f"{ticket.ref} was changed meanwhile")
        rows, head = chained(
            decision.entries, ticket.id, end.length, end.head, letter_id, verdict, self.ids.salt
        )
        self._change_ticket(ticket, alarm_at, {"to_length": end.length + len(rows), "to_head": head})
        if rows:
            self.db.execute(ADD, rows)
        keys = [f"{ticket.id}.{ticket.version}.{n}" for n in range(len(decision.tasks))]
        self.write_tasks(list(zip(keys, decision.tasks, strict=True)), ticket)
        return ticket

    def _change_ticket(self, ticket: Ticket, alarm_at: datetime | None, end: dict[str, object]) -> None:
        where = {"ticket_id": ticket.id, "was_version": ticket.version - 1}
        plan = ticket.plan or ticket.proposed
        values = {
            "to_stage": ticket.stage,
            "to_attention": ticket.attention,
            "to_alarm_at": alarm_at,
            "to_day": plan.starts.local.date() if plan else None,
            "to_delegates": " ".join(ticket.delegates),
        }
        whole = {"to_version": ticket.version, "to_body": as_json(ticket)}
        self.db.execute(CHANGE, {**where, **values, **whole, **end})
