"""A letter finds its ticket by the Message-IDs we know."""

from bot.desk.tasks import Audience, Mail, SendMail
from bot.store.tables import TaskState
from bot.store.threads import Found, SentMail
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import MINUTE, PROCEED, a_letter, arrive, has_task, has_ticket

TO_STAFF = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF)


def remember(store: Store, letter_id: int, ticket_id: int, audience: Audience = Audience.FIRM) -> None:
    with store.transaction() as work:
        letter = work.letter(letter_id)
        assert letter is not None
        work.remember_letter_on_ticket(letter, ticket_id, audience)


def found(store: Store, *message_ids: str) -> Found:
    with store.reading() as work:
        return work.tickets_by_message_ids(message_ids)


def send_all(store: Store) -> None:
    while claimed := store.claim(MONDAY, "host:1:aaaa", 60):
        with store.transaction() as work:
            work.settle(claimed, TaskState.DONE, "accepted", MONDAY + MINUTE)


def test_an_answer_to_a_mail_of_ours_finds_its_ticket(store: Store) -> None:
    """K8: The id is known from the moment the mail was decided, sent or not."""
    ticket = has_task(store, PROCEED)
    with store.reading() as work:
        message_id = work.tasks_of(ticket.id)[0].message_id
        assert message_id is not None
        assert work.sent_mail(message_id) == SentMail("1.1.0", ticket.id, Audience.FIRM)
    assert found(store, message_id) == Found(by_sent=frozenset({ticket.id}))


def test_an_answer_to_the_firms_own_letter_finds_its_ticket(store: Store) -> None:
    """A colleague's reply-all before our answer joins by the first letter."""
    ticket = has_ticket(store)
    arrive(store, a_letter(1))
    remember(store, 1, ticket.id)
    remember(store, 1, ticket.id)
    assert found(store, "<none@northcpa.example>", "<1@northcpa.example>").by_received == {ticket.id}


def test_a_thread_may_carry_several_tickets(store: Store) -> None:
    """One letter that asks for two imports leads to both."""
    arrive(store, a_letter(1))
    for _ in range(2):
        remember(store, 1, has_ticket(store).id)
    assert found(store, "<1@northcpa.example>").tickets == {1, 2}


def test_a_stranger_cannot_take_an_id_of_ours(store: Store) -> None:
    """C2, H4: A received letter that carries our own id changes nothing about the mail we sent."""
    ours, theirs = has_task(store, PROCEED), has_ticket(store, firm="south")
    with store.reading() as work:
        message_id = work.tasks_of(ours.id)[0].message_id
    assert message_id is not None
    arrive(store, a_letter(1, message_id=message_id))
    remember(store, 1, theirs.id)
    assert found(store, message_id) == Found(frozenset({ours.id}), frozenset({theirs.id}))


def test_no_ids_find_nothing(store: Store) -> None:
    """A letter without References belongs to no ticket by them."""
    assert found(store) == Found()


def test_a_letter_without_an_id_is_remembered_by_none(store: Store) -> None:
    """Nobody can answer it by id, and that hinders nothing."""
    ticket = has_ticket(store)
    arrive(store, a_letter(1, message_id=None))
    remember(store, 1, ticket.id)
    with store.reading() as work:
        assert work.thread_ids(ticket.id, Audience.FIRM) == ()


def test_references_begin_with_the_firms_first_letter(store: Store) -> None:
    """The root comes first, then what was sent and received, and nothing that still waits."""
    ticket = has_task(store, PROCEED)
    arrive(store, a_letter(1, received_at=MONDAY - MINUTE))
    remember(store, 1, ticket.id)
    with store.reading() as work:
        assert work.thread_ids(ticket.id, Audience.FIRM) == ("<1@northcpa.example>",)
        message_id = work.tasks_of(ticket.id)[0].message_id
    send_all(store)
    with store.reading() as work:
        assert work.thread_ids(ticket.id, Audience.FIRM) == ("<1@northcpa.example>", message_id)


def test_what_staff_write_among_themselves_is_no_part_of_the_firms_thread(store: Store) -> None:
    """Ids of staff's mail never appear in a mail to the firm."""
    ticket = has_task(store, TO_STAFF)
    arrive(store, a_letter(1))
    remember(store, 1, ticket.id, Audience.STAFF)
    send_all(store)
    with store.reading() as work:
        assert work.thread_ids(ticket.id, Audience.FIRM) == ()
        assert len(work.thread_ids(ticket.id, Audience.STAFF)) == 2


def test_long_threads_are_cut_in_the_middle(store: Store) -> None:
    """References stay short enough for every server, and keep their root."""
    ticket = has_ticket(store)
    arrive(store, *(a_letter(n, received_at=MONDAY + n * MINUTE) for n in range(30)))
    for letter_id in range(1, 31):
        remember(store, letter_id, ticket.id)
    with store.reading() as work:
        ids = work.thread_ids(ticket.id, Audience.FIRM)
    assert ids == ("<0@northcpa.example>", *(f"<{n}@northcpa.example>" for n in range(11, 30)))
