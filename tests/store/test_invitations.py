"""The UID of an entry in calendars is made once, and its ticket is looked up by it."""

from bot.store.work import Store
from tests.store.given import has_ticket


def test_an_entry_keeps_its_uid(store: Store) -> None:
    """Also when the mailbox gets another address: calendars know it by nothing else."""
    ticket = has_ticket(store)
    with store.transaction() as work:
        first = work.calendar_uid(ticket, "aiwyn.example")
    with store.transaction() as work:
        assert work.calendar_uid(ticket, "elsewhere.example") == first
    assert first.endswith("@aiwyn.example")


def test_the_ticket_is_found_by_a_uid_we_gave_and_no_other(store: Store) -> None:
    """In any case of its letters, as programs change them; a guess finds nothing."""
    ticket, other = has_ticket(store), has_ticket(store)
    with store.transaction() as work:
        uid, another = (work.calendar_uid(one, "aiwyn.example") for one in (ticket, other))
        assert (work.invited_ticket(uid.upper()), work.invited_ticket(another)) == (ticket.id, other.id)
        assert work.invited_ticket(f"{ticket.id}@aiwyn.example") is None
