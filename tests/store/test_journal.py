"""A journal that was changed behind our back shows it."""

import pytest
from sqlalchemy import delete, select, update
from sqlmodel import col

from bot.desk.ticket import Ticket
from bot.letter.letter import Verdict
from bot.store.tables import EntryRow, TicketRow
from bot.store.work import Store
from tests.cast import ANNA, MONDAY
from tests.store.given import MINUTE, a_letter, arrive, decided, has_ticket


def with_three_entries(store: Store) -> Ticket:
    arrive(store, a_letter(1))
    ticket = decided(store, has_ticket(store), letter_id=1, verdict=Verdict.PROVED)
    return decided(store, decided(store, ticket))


def broken_at(store: Store, ticket: Ticket) -> int | None:
    with store.reading() as work:
        return work.verify_chain(ticket.id)


def test_a_journal_tells_what_came_of_which_letter(store: Store) -> None:
    """Each entry names its event, its letter and how well the writer was proved."""
    ticket = with_three_entries(store)
    with store.reading() as work:
        first, second, _ = work.entries(ticket.id)
        assert work.entries_between(MONDAY, MONDAY + MINUTE) == work.entries(ticket.id)
        assert work.entries_between(MONDAY - MINUTE, MONDAY) == ()
    assert (first.letter, first.verdict, first.entry.event.said.by) == (1, Verdict.PROVED, ANNA)  # type: ignore[union-attr]
    assert (second.letter, second.verdict) == (None, None)


def test_an_untouched_journal_is_whole(store: Store) -> None:
    """What was written is what is read, also when it was written by three transactions."""
    assert broken_at(store, with_three_entries(store)) is None


@pytest.mark.parametrize(
    "change",
    [
        {"event": "DateMissing"},
        {"body": '{"said":{"by":"x"}}'},
        {"letter": 1},
        {"verdict": "proved"},
        {"now": "closed"},
        {"salt": ""},
        {"salt": "x"},
        {"digest": ""},
    ],
)
def test_a_changed_entry_shows(store: Store, change: dict[str, object]) -> None:
    """No column of an entry can be rewritten unseen."""
    ticket = with_three_entries(store)
    with store.transaction() as work:
        work.db.execute(update(EntryRow).where(col(EntryRow.sequence) == 2).values(change))
    assert broken_at(store, ticket) == 2


@pytest.mark.parametrize("gone", [1, 2, 3])
def test_a_removed_entry_shows(store: Store, gone: int) -> None:
    """Nor can one be taken away, the last one included."""
    ticket = with_three_entries(store)
    with store.transaction() as work:
        work.db.execute(delete(EntryRow).where(col(EntryRow.sequence) == gone))
    assert broken_at(store, ticket) == gone


def test_a_removed_end_shows_in_the_ticket(store: Store) -> None:
    """Setting the length back as well does not help, for the ticket keeps the last hash."""
    ticket = with_three_entries(store)
    with store.transaction() as work:
        work.db.execute(delete(EntryRow).where(col(EntryRow.sequence) == 3))
        work.db.execute(update(TicketRow).values(length=2))
    assert broken_at(store, ticket) == 3


def test_a_journal_of_no_ticket_is_an_error(store: Store) -> None:
    """A number that is nobody's is never told to be whole."""
    with pytest.raises(LookupError, match="no ticket 7"), store.reading() as work:
        work.verify_chain(7)


def test_equal_words_have_digests_that_differ(store: Store) -> None:
    """So nobody finds an erased text by trying all that it may have been."""
    with_three_entries(store)
    with store.reading() as work:
        entries = work.db.execute(select(col(EntryRow.digest), col(EntryRow.salt))).all()
    assert len({entry.digest for entry in entries}) == len({entry.salt for entry in entries}) == 3
