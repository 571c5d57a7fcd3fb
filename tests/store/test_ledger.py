"""Every letter is accounted for."""

from sqlalchemy import delete
from sqlmodel import col

from bot.store.arrivals import Missed, Position
from bot.store.ledger import Ledger
from bot.store.tables import BytesRow, Disposition, LetterRow
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import DAY, a_letter, arrive


def ledger(store: Store) -> Ledger:
    with store.reading() as work:
        return work.ledger(MONDAY, MONDAY + DAY)


def test_every_letter_stands_in_the_sum_once(store: Store) -> None:
    """Seen is acted, asked, left alone, quarantined, unread, duplicate or missed, and nothing else."""
    arrive(store, *(a_letter(n) for n in range(1, 6)), a_letter(5, uid=6), missed=[Missed(7, "refused")])
    ends = (Disposition.ACTED, Disposition.ASKED, Disposition.LEFT_ALONE, Disposition.QUARANTINED)
    with store.transaction() as work:
        for letter_id, end in enumerate(ends, start=1):
            work.dispose(letter_id, end, "a reason")
    assert ledger(store) == Ledger(7, 1, 1, 1, 1, unread=1, duplicates=1, missed=1)
    assert ledger(store).balanced


def test_a_lost_letter_shows(store: Store) -> None:
    """A letter that vanished from the table leaves a sum that does not balance."""
    arrive(store, a_letter(1), a_letter(2))
    with store.transaction() as work:
        work.db.execute(delete(BytesRow).where(col(BytesRow.letter) == 1))
        work.db.execute(delete(LetterRow).where(col(LetterRow.id) == 1))
    assert not ledger(store).balanced


def test_a_day_counts_what_arrived_on_it(store: Store) -> None:
    """A letter belongs to the day it came to us, not to the day it was sent or read."""
    arrive(store, a_letter(1))
    arrive(store, a_letter(2), now=MONDAY + DAY, position=Position(7, 2))
    assert ledger(store).seen == 1


def test_a_quiet_day_balances(store: Store) -> None:
    """No letters are accounted for too."""
    assert ledger(store) == Ledger(0, 0, 0, 0, 0, 0, 0, 0)
    assert ledger(store).balanced
