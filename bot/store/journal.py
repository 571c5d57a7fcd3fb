"""A ticket's journal: only ever added to, and chained, so that a change made behind our back shows.

Each entry's hash is SHA-256 over the hash before it and the entry; the ticket keeps the last hash and the
number of entries, so that a journal cut short shows too. Of the words that people wrote it covers a salted
digest: they can be erased, and the chain still holds.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select, update
from sqlmodel import col

from bot.desk.decision import Entry
from bot.desk.events import Event
from bot.letter.letter import Verdict
from bot.store.codec import as_json, name_of
from bot.store.part import Part
from bot.store.tables import EntryRow, TicketRow
from bot.store.words import split, words_digest

ROOT = "0" * 64  # what stands before the first entry
HASHED = ("ticket", "sequence", "at", "was", "now", "event", "digest", "letter", "verdict")


@dataclass(frozen=True, slots=True)
class Journalled:
    """An entry with its place in the journal and the letter it came from."""

    ticket: int
    sequence: int  # from 1
    entry: Entry
    letter: int | None
    verdict: Verdict | None
    erased: bool = False  # its words were, since


@dataclass(frozen=True, slots=True)
class Seal:
    """The hash of one entry: whoever keeps it can prove later that the journal up to it is unchanged."""

    ticket: int
    sequence: int
    hash: str  # 64 hex digits

    def __str__(self) -> str:
        return f"IMP-{self.ticket}/{self.sequence} {self.hash[:SHOWN]}"


SHOWN = 16  # digits of a seal that people read: 64 bits
ADD = insert(EntryRow)
OF_TICKET = (
    select(EntryRow).where(col(EntryRow.ticket) == bindparam("of_ticket")).order_by(col(EntryRow.sequence))
)
BETWEEN = (
    select(EntryRow)
    .where(col(EntryRow.at) >= bindparam("since"), col(EntryRow.at) < bindparam("until"))
    .order_by(col(EntryRow.at), col(EntryRow.ticket), col(EntryRow.sequence))
)
SEALS_BETWEEN = (
    select(col(EntryRow.ticket), col(EntryRow.sequence), col(EntryRow.hash))
    .where(col(EntryRow.at) >= bindparam("since"), col(EntryRow.at) < bindparam("until"))
    .order_by(col(EntryRow.ticket), col(EntryRow.sequence))
)
LAST_OF_KIND = (
    select(col(EntryRow.ticket), col(EntryRow.sequence), col(EntryRow.hash))
    .where(col(EntryRow.ticket) == bindparam("of_ticket"), col(EntryRow.event) == bindparam("of_event"))
    .order_by(col(EntryRow.sequence).desc())
    .limit(1)
)
ERASE = (
    update(EntryRow)
    .where(col(EntryRow.ticket) == bindparam("of_ticket"), col(EntryRow.sequence) == bindparam("at_sequence"))
    .values(body=bindparam("to_body"), salt="")
)
HEAD = select(col(TicketRow.head), col(TicketRow.length)).where(col(TicketRow.id) == bindparam("of_ticket"))


class Journal(Part):
    def entries(self, ticket_id: int) -> tuple[Journalled, ...]:
        """Return a ticket's journal from its beginning."""
        rows = self.db.execute(OF_TICKET, {"of_ticket": ticket_id}).mappings()
        return tuple(_journalled(EntryRow.of(row)) for row in rows)

    def entries_between(self, since: datetime, until: datetime) -> tuple[Journalled, ...]:
        """Return what was journalled for any ticket from `since` on and before `until`."""
        rows = self.db.execute(BETWEEN, {"since": since, "until": until}).mappings()
        return tuple(_journalled(EntryRow.of(row)) for row in rows)

    def seals_between(self, since: datetime, until: datetime) -> tuple[Seal, ...]:
        """Return the last seal of each ticket that had entries from `since` on and before `until`."""
        rows = self.db.execute(SEALS_BETWEEN, {"since": since, "until": until})
        return tuple({row.ticket: Seal(row.ticket, row.sequence, row.hash) for row in rows}.values())

    def seal_of(self, ticket_id: int, event: type[Event]) -> Seal | None:
        """Return the seal of a ticket's latest entry of one event; it stays the same when others follow."""
        asked = {"of_ticket": ticket_id, "of_event": event.__name__}
        row = self.db.execute(LAST_OF_KIND, asked).one_or_none()
        return Seal(row.ticket, row.sequence, row.hash) if row else None

    def seals(self, ticket_id: int) -> tuple[Seal, ...]:
        """Return the seal of every entry of a ticket, oldest first."""
        rows = self.db.execute(OF_TICKET, {"of_ticket": ticket_id}).mappings()
        return tuple(Seal(row["ticket"], row["sequence"], row["hash"]) for row in rows)

    def erase_words(self, ticket_id: int) -> None:
        """Erase what people wrote from a ticket's journal; what was done stays, and the chain holds."""
        for row in self.db.execute(OF_TICKET, {"of_ticket": ticket_id}).mappings().all():
            if row["salt"]:
                here = {"of_ticket": ticket_id, "at_sequence": row["sequence"]}
                self.db.execute(ERASE, {**here, "to_body": split(row["body"])[0]})

    def verify_chain(self, ticket_id: int) -> int | None:
        """Return the number of the first entry that is missing or not as written; None: all is well.

        Raises:
            LookupError: There is no ticket of that number.
        """
        rows = [EntryRow.of(row) for row in self.db.execute(OF_TICKET, {"of_ticket": ticket_id}).mappings()]
        end = self.db.execute(HEAD, {"of_ticket": ticket_id}).one_or_none()
        if end is None:
            raise LookupError(f"there is no ticket {ticket_id}")
        before = ROOT
        for number, row in enumerate(rows, start=1):
            if row.sequence != number or not _is_as_written(row, before):
                return number
            before = row.hash
        return None if (before, len(rows)) == (end.head, end.length) else min(len(rows), end.length) + 1


def chained(
    entries: Sequence[Entry],
    ticket: int,
    length: int,
    head: str,
    letter: int | None,
    verdict: Verdict | None,
    new_salt: Callable[[], str],
) -> tuple[list[dict[str, object]], str]:
    """Return the rows that continue a journal of that length and head, and the head after them."""
    rows: list[dict[str, object]] = []
    for sequence, entry in enumerate(entries, start=length + 1):
        body = as_json(entry.event)
        words = split(body)[1]
        salt = new_salt() if words else ""
        row: dict[str, object] = {
            "ticket": ticket,
            "sequence": sequence,
            "at": entry.at,
            "was": entry.was,
            "now": entry.now,
            "event": name_of(entry.event),
            "body": body,
            "salt": salt,
            "digest": words_digest(words, salt),
            "letter": letter,
            "verdict": verdict,
        }
        head = entry_hash(head, row)
        rows.append({**row, "hash": head})
    return rows, head


def entry_hash(before: str, row: Mapping[str, Any]) -> str:
    """Return the hex SHA-256 over the hash before and the entry, without words, as canonical JSON."""
    plain = {name: row[name] for name in HASHED} | {"at": row["at"].astimezone(UTC).isoformat()}
    plain["body"] = split(row["body"])[0]
    canonical = json.dumps(plain, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{canonical}".encode()).hexdigest()


def _is_as_written(row: EntryRow, before: str) -> bool:
    """Whether an entry and its words are what was hashed; words that were erased are vouched for by none."""
    words = split(row.body)[1]
    told = words_digest(words, row.salt) if row.salt else row.digest
    return (
        told == row.digest
        and bool(words) == bool(row.salt)
        and row.hash == entry_hash(before, row.model_dump())
    )


def _journalled(row: EntryRow) -> Journalled:
    verdict = Verdict(row.verdict) if row.verdict else None
    erased = bool(row.digest) and not row.salt
    return Journalled(row.ticket, row.sequence, row.to_entry(), row.letter, verdict, erased)
