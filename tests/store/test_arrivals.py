"""Letters arrive once, in one commit with the position behind them."""

from dataclasses import replace

import pytest

from bot.store.arrivals import Missed, Position
from bot.store.leases import Lease
from bot.store.tables import Disposition
from bot.store.trouble import Fenced
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import BOX, MINUTE, a_letter, arrive


def test_a_batch_is_stored_with_its_bytes_and_its_position(store: Store) -> None:
    """J8: What was fetched is all there, and the next fetch begins behind it."""
    assert arrive(store, a_letter(1), a_letter(2)) == 2
    with store.reading() as work:
        assert work.position(BOX, "INBOX") == Position(7, 2, MONDAY)
        assert work.letter_bytes(2) == a_letter(2).raw


def test_a_second_copy_is_counted_and_not_read(store: Store) -> None:
    """G17: A letter that comes again, in one batch or a later one, is one letter."""
    assert arrive(store, a_letter(1), a_letter(1, uid=2)) == 1
    assert arrive(store, a_letter(1, uid=3)) == 0
    with store.reading() as work:
        assert work.ledger(MONDAY, MONDAY + MINUTE).duplicates == 2
    assert store.next_unread(BOX) is not None


def test_another_letter_under_a_used_id_is_a_letter_of_its_own(store: Store) -> None:
    """Nobody suppresses a completion by sending its Message-ID first."""
    arrive(store, a_letter(1))
    assert arrive(store, a_letter(2, message_id=a_letter(1).message_id), a_letter(3)) == 2


def test_who_sends_many_at_once_is_read_after_those_who_send_a_few(store: Store) -> None:
    """G18: Letters of one domain keep their order, also when more of them come later."""
    arrive(store, *(a_letter(n, came_from="flood.example") for n in range(1, 42)))
    arrive(store, a_letter(42), a_letter(43, came_from="flood.example"))
    read = []
    while letter := store.next_unread(BOX):
        read.append(letter.uid)
        with store.transaction() as work:
            work.dispose(letter.id, Disposition.LEFT_ALONE, "")
    assert read == [*range(1, 21), 42, *range(21, 42), 43]


def test_letters_without_an_id_are_not_each_other(store: Store) -> None:
    """H2: A missing Message-ID is no id that two letters share."""
    assert arrive(store, a_letter(1, message_id=None), a_letter(2, message_id=None)) == 2


def test_two_mailboxes_each_have_their_copy(store: Store) -> None:
    """A letter to two desks is read by both."""
    assert [arrive(store, a_letter(1), mailbox=name) for name in ("support", "sales")] == [1, 1]


def test_who_lost_the_mailbox_stores_nothing(store: Store) -> None:
    """A follower that was taken over can neither add letters nor move the position."""
    lost = store.lease(BOX, "host:1:slow", MONDAY, 60)
    assert isinstance(lost, Lease)
    store.lease(BOX, "host:2:quick", MONDAY + 2 * MINUTE, 60)
    with pytest.raises(Fenced, match="host:2:quick"), store.transaction() as work:
        work.arrive([a_letter(1)], BOX, "INBOX", Position(7, 1), lost, MONDAY)
    assert store.next_unread(BOX) is None


def test_a_folder_built_anew_is_not_read_to_its_end(store: Store) -> None:
    """J1: After a new UIDVALIDITY nobody relies on what was read before it."""
    arrive(store, a_letter(1))
    arrive(store, a_letter(2), position=Position(8, 1))
    with store.reading() as work:
        assert work.position(BOX, "INBOX") == Position(8, 1, None)


def test_reading_on_keeps_when_the_end_was_last_reached(store: Store) -> None:
    """A batch that did not reach the end does not forget that an earlier one did."""
    arrive(store, a_letter(1))
    arrive(store, a_letter(2), position=Position(7, 2))
    with store.reading() as work:
        assert work.read_to_end_at(BOX) == MONDAY


def test_a_mailbox_is_read_to_its_end_when_every_folder_is(store: Store) -> None:
    """The oldest of the folders' ends counts, and one never reached leaves it unknown."""
    arrive(store, a_letter(1))
    arrive(store, folder="Sent", position=Position(3, 0, MONDAY - MINUTE))
    with store.reading() as work:
        assert work.read_to_end_at(BOX) == MONDAY - MINUTE


def test_a_folder_no_longer_followed_is_not_waited_for(store: Store) -> None:
    """A folder that left the settings does not hold everything up for ever."""
    arrive(store, a_letter(1))
    arrive(store, folder="Old", position=Position(1, 0))
    with store.transaction() as work:
        assert work.read_to_end_at(BOX) is None
        work.keep_folders(BOX, ["INBOX", "Sent"])
        assert work.read_to_end_at(BOX) == MONDAY


def test_what_the_server_would_not_give_is_remembered(store: Store) -> None:
    """A letter that cannot be fetched is passed over, and accounted for."""
    arrive(store, a_letter(1), missed=[Missed(2, "the server sent 0 of 512 bytes")], position=Position(7, 2))
    with store.reading() as work:
        assert work.ledger(MONDAY, MONDAY + MINUTE).missed == 1
        assert [m.why for m in work.missed()] == ["the server sent 0 of 512 bytes"]


def test_large_uids_fit(store: Store) -> None:
    """UID and UIDVALIDITY are unsigned 32 bits wide (RFC 3501, 2.3.1.1)."""
    top = 2**32 - 1
    arrive(store, replace(a_letter(1), uid=top), position=Position(top, top, MONDAY))
    with store.reading() as work:
        assert work.position(BOX, "INBOX") == Position(top, top, MONDAY)
