"""Every table of the house, and the one way from a row to the value it stands for.

A row that carries a whole value keeps it as JSON in `body`; the columns beside it are what queries ask for.
State grows with open work, history only lies there: each hot query has an index over open rows alone, and
the query must use the very condition of that index (the constants below), for SQLite sees that a partial
index applies only where the condition stands in the query as literal text.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from sqlalchemy import Date, Index, LargeBinary, MetaData, Table, TextClause, UniqueConstraint, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

from bot.desk.decision import Entry
from bot.desk.ticket import Flow, Stage, Ticket
from bot.flow.port import FlowReading
from bot.store.codec import event_from, from_json
from bot.store.columns import WIDE, CleanText, MaybeMoment, MaybeWords, Moment, Wide, Words


class Direction(StrEnum):
    RECEIVED = "received"
    SENT = "sent"  # found in the Sent folder: a colleague's mail, or our own copy


class Disposition(StrEnum):
    """What became of a letter."""

    UNREAD = "unread"
    ACTED = "acted"
    ASKED = "asked"  # somebody was asked what it means
    LEFT_ALONE = "left_alone"  # no business of ours
    QUARANTINED = "quarantined"  # set aside with its bytes for a person


class TaskState(StrEnum):
    WAITING = "waiting"
    CLAIMED = "claimed"
    DONE = "done"
    DROPPED = "dropped"  # no longer wanted, or too late


class Acting(StrEnum):
    """How far the house may act on the world."""

    WATCHING = "watching"  # the first start: it lists what it would have done
    GOING = "going"
    STOPPED = "stopped"  # no sends, no switches; reading goes on


UNREAD = text("disposition = 'unread'")
QUARANTINED = text("disposition = 'quarantined'")
FILED = text("ticket IS NOT NULL")
HAS_WORDS = text("salt <> ''")
UNSETTLED = text("settled_at IS NULL")
OPEN_TICKET = text("stage NOT IN ('closed', 'cancelled')")
HAS_DAY = text("day IS NOT NULL AND stage NOT IN ('closed', 'cancelled')")
HAS_ALARM = text("alarm_at IS NOT NULL")
HAS_DELEGATES = text("delegates > '' AND stage NOT IN ('closed', 'cancelled')")
WANTS_A_PERSON = text("attention <> ''")
OPEN_TASK = text("state IN ('waiting', 'claimed')")
SWITCHING = text("kind = 'SwitchFlow' AND state = 'claimed'")
NOT_ON = text("state <> 'on'")
TRIPPED = text("tripped_at IS NOT NULL")

NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """A row of one of our tables."""

    if TYPE_CHECKING:
        __table__: ClassVar[Table]

    @classmethod
    def of(cls, columns: Mapping[Any, Any]) -> Self:
        """Return the row a query brought back; the database has checked it, so nobody checks again."""
        return cast("Self", cls.model_construct(**columns))


def _over(name: str, where: TextClause, *columns: str, unique: bool = False) -> Index:
    """Return an index over those rows only for which `where` holds."""
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


# --- firms ---------------------------------------------------------------------------------------


class FirmRow(Row, table=True):
    __tablename__ = "firms"

    key: str = Field(primary_key=True, sa_type=CleanText)
    body: Words  # JSON


class ContactRow(Row, table=True):
    """Leads from a person's address to a firm."""

    __tablename__ = "contacts"
    __table_args__ = (Index("contacts_by_address", "address"),)

    firm: str = Field(primary_key=True, foreign_key="firms.key", sa_type=CleanText)
    address: str = Field(primary_key=True, sa_type=CleanText)


class DomainRow(Row, table=True):
    """Leads from a domain to a firm."""

    __tablename__ = "domains"
    __table_args__ = (Index("domains_by_domain", "domain"),)

    firm: str = Field(primary_key=True, foreign_key="firms.key", sa_type=CleanText)
    domain: str = Field(primary_key=True, sa_type=CleanText)


class FlowRow(Row, table=True):
    """What is known of a firm's flow. Whether it is wanted off is never stored: the tickets say it."""

    __tablename__ = "flows"
    __table_args__ = (_over("flows_not_on", NOT_ON, "firm"),)

    firm: str = Field(primary_key=True, foreign_key="firms.key", sa_type=CleanText)
    state: Words
    read: MaybeWords = None  # JSON
    read_at: MaybeMoment = None
    since: MaybeMoment = None  # when it was first read in this state
    ours: bool
    staff_off: bool
    switching_until: MaybeMoment = None
    version: int

    def to_flow(self) -> Flow:
        read = from_json(FlowReading, self.read) if self.read else None
        return Flow(self.firm, read, self.ours, self.staff_off, self.switching_until, self.version)


# --- tickets -------------------------------------------------------------------------------------


class TicketRow(Row, table=True):
    __tablename__ = "tickets"
    __table_args__ = (
        _over("tickets_open", OPEN_TICKET, "firm", "id"),
        _over("tickets_alarms", HAS_ALARM, "alarm_at", "id"),
        _over("tickets_attention", WANTS_A_PERSON, "id"),
        _over("tickets_days", HAS_DAY, "day", "id"),
        _over("tickets_delegates", HAS_DELEGATES, "delegates", "id"),
    )

    id: int = Field(primary_key=True)
    firm: str = Field(foreign_key="firms.key", sa_type=CleanText)
    mailbox: Words
    stage: Words
    attention: Words
    opened_at: Moment
    alarm_at: MaybeMoment = None
    day: date | None = Field(default=None, sa_type=Date)  # on which it starts, or is to
    delegates: Words = ""  # addresses, a space between them
    version: int
    length: int  # of the journal
    head: Words  # hash of the journal's last entry, so that a shortened journal shows
    body: Words  # JSON; its id and version are the columns'

    def to_ticket(self) -> Ticket:
        return replace(from_json(Ticket, self.body), id=self.id, version=self.version)


class EntryRow(Row, table=True):
    """A journal's line; `hash` is over the line and the hash before it. Only ever added.

    Of the words that people wrote the hash covers `digest` alone, so they and their salt can be erased.
    """

    __tablename__ = "entries"
    __table_args__ = (Index("entries_by_time", "at"), _over("entries_with_words", HAS_WORDS, "at"))

    ticket: int = Field(primary_key=True, foreign_key="tickets.id")
    sequence: int = Field(primary_key=True)
    at: Moment
    was: Words
    now: Words
    event: Words  # the event's name
    body: Words  # the event as JSON
    salt: Words  # empty: nobody wrote anything, or it was erased
    digest: Words  # of the written words, salted; empty: nobody wrote anything
    letter: int | None = Field(default=None, foreign_key="letters.id", sa_type=WIDE)
    verdict: MaybeWords = None
    hash: Words

    def to_entry(self) -> Entry:
        return Entry(event_from(self.event, self.body), Stage(self.was), Stage(self.now), self.at)


class CheckRunRow(Row, table=True):
    """What the checks brought back, before the import or after it."""

    __tablename__ = "check_runs"
    __table_args__ = (Index("check_runs_of_ticket", "ticket", "id"),)

    id: int = Field(primary_key=True)
    ticket: int = Field(foreign_key="tickets.id")
    at: Moment
    body: Words  # JSON
    known: MaybeWords = None  # a baseline whole, as JSON; None: a run after the import


class TokenRow(Row, table=True):
    """A one-click answer that went out; only the hash is kept, the mail alone holds the token."""

    __tablename__ = "tokens"

    hash: str = Field(primary_key=True, sa_type=CleanText)
    ticket: int = Field(foreign_key="tickets.id")
    question: Words
    answer: Words
    used_at: MaybeMoment = None


class InvitationRow(Row, table=True):
    """The UID under which a ticket stands in people's calendars, known from before it first goes out."""

    __tablename__ = "invitations"

    uid: str = Field(primary_key=True, sa_type=CleanText)
    ticket: int = Field(foreign_key="tickets.id", unique=True)


# --- letters -------------------------------------------------------------------------------------


class LetterRow(Row, table=True):
    """What is known of a letter from outside; its bytes lie apart, so that a change moves none of them."""

    __tablename__ = "letters"
    __table_args__ = (
        Index("letters_by_identity", "mailbox", "identity", unique=True),
        Index("letters_by_arrival", "arrived_at", "disposition"),
        _over("letters_of_ticket", FILED, "ticket"),
        _over("letters_unread", UNREAD, "mailbox", "turn", "id", "came_from"),
        _over("letters_quarantined", QUARANTINED, "id"),
    )

    id: int = Field(primary_key=True, sa_type=WIDE)
    mailbox: Words
    folder: Words
    uidvalidity: Wide
    uid: Wide
    direction: Words
    identity: Words  # digest of Message-ID, From and content without trace fields
    message_id: MaybeWords = None
    raw_sha256: Words
    received_at: Moment  # by the mail server's clock
    arrived_at: Moment  # by ours
    size: Wide  # bytes on the server
    abridged: bool  # too large: its bytes lack the big parts
    came_from: Words  # the domain its From names, proved or not: by it turns are given
    turn: int  # letters are read by turn, and within one as they arrived
    attempts: int
    disposition: Words
    reason: Words
    sender: MaybeWords = None
    sender_domain: MaybeWords = None
    firm: MaybeWords = None
    ticket: int | None = Field(default=None, foreign_key="tickets.id")


class BytesRow(Row, table=True):
    """A letter as it came off the wire, until it is forgotten. Plain: packing costs more than the disk."""

    __tablename__ = "letter_bytes"

    letter: int = Field(primary_key=True, foreign_key="letters.id", sa_type=WIDE)
    raw: bytes = Field(sa_type=LargeBinary)


class DuplicateRow(Row, table=True):
    """Another copy of a letter we have: counted, never acted on."""

    __tablename__ = "duplicates"
    __table_args__ = (Index("duplicates_by_arrival", "arrived_at"),)

    id: int = Field(primary_key=True, sa_type=WIDE)
    letter: int = Field(foreign_key="letters.id", sa_type=WIDE)
    folder: Words
    uidvalidity: Wide
    uid: Wide
    raw_sha256: Words
    arrived_at: Moment


class MissedRow(Row, table=True):
    """A letter the server has and would not give us."""

    __tablename__ = "missed"
    __table_args__ = (
        Index("missed_by_arrival", "arrived_at"),
        _over("missed_waiting", UNSETTLED, "mailbox", "id"),
    )

    id: int = Field(primary_key=True, sa_type=WIDE)
    mailbox: Words
    folder: Words
    uidvalidity: Wide
    uid: Wide
    why: Words
    arrived_at: Moment
    settled_at: MaybeMoment = None  # when it was fetched after all, or staff left it alone


class BatchRow(Row, table=True):
    """How many letters one fetch met: the ledger's other side, counted apart from the letters."""

    __tablename__ = "batches"
    __table_args__ = (Index("batches_by_arrival", "arrived_at"),)

    id: int = Field(primary_key=True, sa_type=WIDE)
    mailbox: Words
    folder: Words
    seen: int
    arrived_at: Moment


class PositionRow(Row, table=True):
    __tablename__ = "positions"

    mailbox: str = Field(primary_key=True, sa_type=CleanText)
    folder: str = Field(primary_key=True, sa_type=CleanText)
    uidvalidity: Wide
    uid: Wide  # the last one that is stored
    read_to_end_at: MaybeMoment = None


class ReceivedIdRow(Row, table=True):
    """A Message-ID that came to a ticket from outside. It can never stand for one we sent."""

    __tablename__ = "received_ids"
    __table_args__ = (Index("received_ids_of_ticket", "ticket"),)

    message_id: str = Field(primary_key=True, sa_type=CleanText)
    ticket: int = Field(primary_key=True, foreign_key="tickets.id")
    letter: int = Field(foreign_key="letters.id", sa_type=WIDE)
    audience: Words  # on whose side of the ticket it was written
    at: Moment


# --- tasks ---------------------------------------------------------------------------------------


class TaskRow(Row, table=True):
    """Something to do to the world. Its key is its name for ever; the id is only its place in the queue."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("key"),
        Index("tasks_of_ticket", "ticket", "id"),
        Index("tasks_by_end", "done_at"),
        _over("tasks_ready", OPEN_TASK, "free_at", "id"),
        _over("tasks_ready_of_kind", OPEN_TASK, "kind", "free_at", "id"),
        _over("one_switch_per_flow", SWITCHING, "firm", unique=True),
    )

    id: int = Field(primary_key=True, sa_type=WIDE)
    key: Words
    kind: Words  # the name of what is to be done
    body: Words  # the same as JSON
    ticket: int | None = Field(default=None, foreign_key="tickets.id")
    firm: MaybeWords = None
    message_id: MaybeWords = None
    due_at: Moment
    expires_at: MaybeMoment = None
    free_at: Moment  # when it may be taken: waiting, its time; claimed, the end of the lease
    state: Words
    holder: Words
    fence: int  # counts the claims; who holds an older one may not settle
    unclear: int  # how often nobody can say whether it was done
    outcome: Words
    done_at: MaybeMoment = None


class DeliveryRow(Row, table=True):
    """What the mail server said to one recipient of one mail."""

    __tablename__ = "deliveries"

    task: str = Field(primary_key=True, foreign_key="tasks.key", sa_type=CleanText)
    recipient: str = Field(primary_key=True, sa_type=CleanText)
    state: Words
    reply: Words


class OutboxRow(Row, table=True):
    """A mail as it was first handed over, until its task has ended: what is tried again is the very same."""

    __tablename__ = "outbox"

    task: str = Field(primary_key=True, foreign_key="tasks.key", sa_type=CleanText)
    raw: bytes = Field(sa_type=LargeBinary)


class SentIdRow(Row, table=True):
    """A Message-ID of ours, known from the moment its mail was decided."""

    __tablename__ = "sent_ids"
    __table_args__ = (Index("sent_ids_of_ticket", "ticket"),)

    message_id: str = Field(primary_key=True, sa_type=CleanText)
    task: str = Field(foreign_key="tasks.key", sa_type=CleanText)
    ticket: int | None = Field(default=None, foreign_key="tickets.id")
    audience: Words


# --- the house -----------------------------------------------------------------------------------


class LeaseRow(Row, table=True):
    __tablename__ = "leases"

    name: str = Field(primary_key=True, sa_type=CleanText)
    holder: Words
    fence: int  # counts the holders
    since: Moment
    until: Moment


class BrakeRow(Row, table=True):
    """How much went out under one key lately, and whether it was too much."""

    __tablename__ = "brakes"
    __table_args__ = (_over("brakes_tripped", TRIPPED, "key"),)

    key: str = Field(primary_key=True, sa_type=CleanText)
    since: Moment
    pressed: int
    tripped_at: MaybeMoment = None


class StateRow(Row, table=True):
    __tablename__ = "states"

    key: str = Field(primary_key=True, sa_type=CleanText)
    value: Words


class DigestRow(Row, table=True):
    """A digest that was promised to a reader for a day: once."""

    __tablename__ = "digests"

    reader: str = Field(primary_key=True, sa_type=CleanText)
    day: date = Field(primary_key=True, sa_type=Date)
