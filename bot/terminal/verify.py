"""Prove the journals: every chain whole, and every seal that somebody kept still standing in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.desk.ticket import Ticket
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Proof:
    """What the journal of one ticket proves."""

    ref: str
    entries: int
    seal: str  # the last one; empty: there are no entries
    broken_at: int | None  # the number of the first entry that is missing or not as written
    erased: tuple[int, ...] = ()  # entries whose words were erased

    def __str__(self) -> str:
        if self.broken_at is not None:
            return f"{self.ref}: BROKEN at entry {self.broken_at}"
        whole = f"{self.ref}: whole, {self.entries} entries, seal {self.seal or 'none'}"
        return f"{whole}; words erased in {', '.join(map(str, self.erased))}" if self.erased else whole


def prove(work: Work, ticket: Ticket) -> Proof:
    """Check one chain from its first entry to the head that the ticket keeps."""
    seals = work.seals(ticket.id)
    last = str(seals[-1]) if seals else ""
    erased = tuple(line.sequence for line in work.entries(ticket.id) if line.erased)
    return Proof(ticket.ref, len(seals), last, work.verify_chain(ticket.id), erased)


def missing_seals(work: Work, tickets: tuple[Ticket, ...], kept: tuple[str, ...]) -> Iterator[str]:
    """Yield each kept seal, as a digest or a closing mail shows it, that stands in none of the journals."""
    standing = {str(seal).split()[-1] for ticket in tickets for seal in work.seals(ticket.id)}
    yield from (seal for seal in kept if seal.split()[-1].lower() not in standing)
