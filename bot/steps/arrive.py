"""Arrive: bytes, identity, direction and position are stored, one commit for a fetched batch.

Nothing is parsed here, so nothing can be lost by parsing.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.letter.identity import identity_of, raw_sha256
from bot.mailbox import port
from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.arrivals import Missed, NewLetter, Position
from bot.store.leases import Lease
from bot.store.tables import Acting, Direction
from bot.store.work import Work


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
        batch = port.Batch((), start, at_end=True)
    else:
        batch = edge.fetch_new(folder.name, port.Position(known.uidvalidity, known.uid) if known else None)
    read_to_end_at = asked_at if batch.at_end else None
    with house.store.transaction() as work:
        work.arrive(
            [new_letter(letter, folder.direction) for letter in batch.letters],
            folder.mailbox,
            folder.name,
            Position(batch.position.uidvalidity, batch.position.uid, read_to_end_at),
            lease,
            house.clock.now(),
            [Missed(missed.uid, missed.why) for missed in batch.missed],
        )
        if batch.missed and work.acting() is not Acting.WATCHING:
            _tell_of_a_missed_letter(work, folder, batch.missed[0].why, house.clock.now())
    return not batch.at_end


def new_letter(letter: port.Arrived, direction: Direction) -> NewLetter:
    """Return a letter as it is stored, named by what its bytes say of themselves."""
    identity = identity_of(letter.raw)
    return NewLetter(
        raw=letter.raw,
        raw_sha256=raw_sha256(letter.raw),
        identity=identity.digest,
        came_from=identity.came_from,
        message_id=identity.message_id,
        direction=direction,
        uid=letter.uid,
        received_at=letter.received_at,
        size=letter.size,
        abridged=letter.abridged,
    )


def _tell_of_a_missed_letter(work: Work, folder: Folder, why: str, now: datetime) -> None:
    """Say that the server would not give a letter, once an hour however many there are."""
    told = f"the mail server would not give a letter in {folder.name} of mailbox {folder.mailbox}: {why}"
    meanwhile = "until it is fetched or left alone, no flow of that mailbox is turned on: sluice missed list"
    tell_staff(work, f"missed.{folder.mailbox}.{now:%Y-%m-%dT%H}", told, now, meanwhile)
