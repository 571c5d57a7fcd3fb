"""Arrive: bytes, identity, direction and position are stored, one commit for a fetched batch.

Nothing is parsed here, so nothing can be lost by parsing.
"""

from dataclasses import dataclass

from bot.letter.identity import identity_of, raw_sha256
from bot.mailbox import port
from bot.steps.house import House
from bot.store.arrivals import Missed, NewLetter, Position
from bot.store.leases import Lease
from bot.store.tables import Direction


@dataclass(frozen=True, slots=True)
class Folder:
    """One folder that is followed, and whose words lie in it."""

    mailbox: str
    name: str
    direction: Direction


def arrive(house: House, edge: port.Mailbox, folder: Folder, lease: Lease) -> bool:
    """Fetch the next batch and store it with its position; True while there may be more.

    A folder of sent mail is taken up from now on: what colleagues wrote before we came is theirs.

    Raises:
        Unavailable: The server or the database gave no usable answer; nothing was lost.
        Fenced: Another daemon follows this mailbox since.
    """
    with house.store.reading() as work:
        known = work.position(folder.mailbox, folder.name)
    asked_at = house.clock.now()
    if known is None and folder.direction is Direction.SENT:
        start = edge.current(folder.name)
        batch = port.Batch((), start, at_end=True, reset=False)
    else:
        batch = edge.fetch_new(folder.name, port.Position(known.uidvalidity, known.uid) if known else None)
    read_to_end_at = asked_at if batch.at_end else None
    with house.store.transaction() as work:
        work.arrive(
            [_new(letter, folder) for letter in batch.letters],
            folder.mailbox,
            folder.name,
            Position(batch.position.uidvalidity, batch.position.uid, read_to_end_at),
            lease,
            house.clock.now(),
            [Missed(missed.uid, missed.why) for missed in batch.missed],
        )
    return not batch.at_end


def _new(letter: port.Arrived, folder: Folder) -> NewLetter:
    identity = identity_of(letter.raw)
    return NewLetter(
        raw=letter.raw,
        raw_sha256=raw_sha256(letter.raw),
        identity=identity.digest,
        message_id=identity.message_id,
        direction=folder.direction,
        uid=letter.uid,
        received_at=letter.received_at,
        size=letter.size,
        abridged=letter.abridged,
    )
