"""Every letter is read in its turn and ends in a disposition."""

from datetime import timedelta

import pytest

from bot.store.tables import Disposition
from bot.store.trouble import Conflict
from bot.store.work import Store
from tests.cast import ANNA, BERT, CORA, MONDAY, NORTH, OTTO
from tests.store.given import BOX, DAY, MINUTE, a_letter, arrive, has_ticket


def quarantine(store: Store, letter_id: int, sender: str | None) -> None:
    with store.transaction() as work:
        work.quarantine(letter_id, "three attempts failed", sender)


def in_doubt(store: Store) -> int:
    with store.reading() as work:
        return work.unfiled(NORTH, BOX)


def test_letters_are_read_oldest_first(store: Store) -> None:
    """A letter has its turn when all before it are settled."""
    arrive(store, a_letter(2), a_letter(1))
    first = store.next_unread(BOX)
    assert first is not None
    assert (first.uid, first.raw) == (2, a_letter(2).raw)
    with store.transaction() as work:
        work.dispose(first.id, Disposition.LEFT_ALONE, "no import business", sender=OTTO)
    second = store.next_unread(BOX)
    assert second is not None
    assert second.uid == 1


def test_an_attempt_counts_although_the_reading_kills_us(store: Store) -> None:
    """G2: The count is committed before the letter is opened, so a deadly one is known by it."""
    arrive(store, a_letter(1))
    assert [store.next_unread(BOX).attempts for _ in range(3)] == [1, 2, 3]  # type: ignore[union-attr]


def test_an_attempt_that_the_database_spoilt_does_not_count(store: Store) -> None:
    """Three busy minutes of the database never send a good letter to quarantine."""
    arrive(store, a_letter(1))
    for _ in range(5):
        assert store.next_unread(BOX).attempts == 1  # type: ignore[union-attr]
        store.forgive(1)
    store.forgive(1)
    assert store.next_unread(BOX).attempts == 1  # type: ignore[union-attr]


def test_a_letter_in_quarantine_lets_the_next_one_pass(store: Store) -> None:
    """G2: One poison letter blocks nobody, and its bytes are kept."""
    arrive(store, a_letter(1), a_letter(2))
    quarantine(store, 1, None)
    assert store.next_unread(BOX).id == 2  # type: ignore[union-attr]
    with store.reading() as work:
        assert [(x.id, x.reason) for x in work.quarantined()] == [(1, "three attempts failed")]
        assert work.letter_bytes(1) == a_letter(1).raw


def test_a_retried_letter_begins_anew(store: Store) -> None:
    """After a repair a person puts a letter back in line, and its attempts count from one."""
    arrive(store, a_letter(1))
    store.next_unread(BOX)
    quarantine(store, 1, ANNA)
    with store.transaction() as work:
        assert (work.retry(1), work.retry(1)) == (True, False)
    assert store.next_unread(BOX).attempts == 1  # type: ignore[union-attr]


def test_two_readers_do_not_settle_one_letter(store: Store) -> None:
    """L2: The slower of two readers learns that the letter was settled, and writes nothing."""
    arrive(store, a_letter(1))
    with store.transaction() as work:
        work.dispose(1, Disposition.LEFT_ALONE, "no import business")
    with pytest.raises(Conflict, match="letter 1"), store.transaction() as work:
        work.dispose(1, Disposition.ASKED, "which ticket?")


def test_every_unread_letter_may_be_the_firms(store: Store) -> None:
    """Nothing dangerous happens while a letter of that mailbox waits to be read."""
    arrive(store, a_letter(1), a_letter(2))
    arrive(store, a_letter(3), mailbox="sales")
    assert in_doubt(store) == 2


@pytest.mark.parametrize(("sender", "counts"), [(ANNA, 1), (CORA, 1), (None, 1), (BERT, 0), (OTTO, 0)])
def test_a_quarantined_letter_counts_if_it_may_be_theirs(
    store: Store, sender: str | None, counts: int
) -> None:
    """A letter set aside holds up the firm of its sender, and everybody if nobody knows the sender."""
    arrive(store, a_letter(1))
    quarantine(store, 1, sender)
    assert in_doubt(store) == counts


def test_a_quarantined_letter_counts_until_a_person_settles_it(store: Store) -> None:
    """Once, and for good."""
    ticket = has_ticket(store)
    arrive(store, a_letter(1))
    quarantine(store, 1, ANNA)
    assert in_doubt(store) == 1
    with store.transaction() as work:
        assert work.refile(1, Disposition.ACTED, "Sam filed it", ticket.id, NORTH.key)
        assert not work.refile(1, Disposition.ACTED, "once more", ticket.id, NORTH.key)
    assert in_doubt(store) == 0


def test_the_letters_of_a_ticket_are_found(store: Store) -> None:
    """What was filed with a ticket is listed with it, and with the days it arrived on."""
    ticket = has_ticket(store)
    arrive(store, a_letter(1), a_letter(2))
    with store.transaction() as work:
        work.dispose(2, Disposition.ACTED, "a date", ticket.id, NORTH.key, ANNA)
        assert [x.id for x in work.letters_of(ticket.id)] == [2]
        assert len(work.letters_between(MONDAY, MONDAY + MINUTE)) == 2
        assert work.letters_between(MONDAY - DAY, MONDAY) == ()


def test_old_bytes_are_forgotten_and_the_letter_still_known(store: Store) -> None:
    """M6: After the agreed time the content goes; a replay years later is still recognised."""
    arrive(store, a_letter(1), a_letter(2))
    with store.transaction() as work:
        work.dispose(1, Disposition.LEFT_ALONE, "no import business")
        assert work.forget_bytes(before=MONDAY + timedelta(days=90)) == 1
        assert (work.letter_bytes(1), work.letter_bytes(2)) == (None, a_letter(2).raw)
    assert arrive(store, a_letter(1, uid=9)) == 0
