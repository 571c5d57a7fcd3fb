"""A letter the server would not give is tried again on staff's word."""

from datetime import datetime

from bot.errors import Misconfigured
from bot.mailbox import port
from bot.steps.arrive import new_letter
from bot.store.missed import MissedLetter
from bot.store.tables import Direction
from bot.store.work import Store, Work


def fetch_missed(store: Store, edge: port.Mailbox, number: int, now: datetime) -> str:
    """Fetch a missed letter once more and put it in line; return one sentence for whoever asked.

    Raises:
        Misconfigured: No letter of that number is missed, or it is not there any more.
        Unavailable: The mail server still gives no usable answer.
    """
    with store.reading() as work:
        missed = one_missed(work, number)
    found = edge.fetch_one(missed.folder, port.Position(missed.uidvalidity, missed.uid))
    if found is None:
        raise Misconfigured(f"missed letter {number} is not there any more: sluice missed leave {number}")
    direction = Direction.SENT if missed.folder == edge.sent_folder() else Direction.RECEIVED

    def write(work: Work) -> bool:
        one_missed(work, number)
        work.settle_missed(number, now)
        place = {"mailbox": missed.mailbox, "folder": missed.folder, "uidvalidity": missed.uidvalidity}
        return work.take_up(new_letter(found, direction), {**place, "arrived_at": now})

    is_new = store.transact(write)
    return f"Missed letter {number} was fetched, and is {'read next' if is_new else 'one we have already'}."


def one_missed(work: Work, number: int) -> MissedLetter:
    """Return a missed letter that nobody settled.

    Raises:
        Misconfigured: There is none of that number.
    """
    missed = work.missed_letter(number)
    if missed is None:
        raise Misconfigured(f"no missed letter {number} waits; see sluice missed list")
    return missed
