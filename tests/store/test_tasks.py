"""A task is written once, under its key, and a mail's Message-ID with it."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk.tasks import Audience, Facts, Mail, ReadFlow, SendMail, SwitchFlow, Task
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.tables import TaskState
from bot.store.tasks import Delivery, DeliveryState
from bot.store.trouble import Conflict
from bot.store.work import Store
from tests.cast import ABEL, ANNA, MONDAY, SAM
from tests.conftest import TEST_IDS
from tests.store.given import DAY, MINUTE, PROCEED, decided, has_task, has_ticket

DIGEST = Task(SendMail(Mail.DIGEST, Audience.ADMINS, to=(SAM,)), MONDAY)


def message_ids(store: Store, ticket_id: int) -> list[str | None]:
    with store.reading() as work:
        return [task.message_id for task in work.tasks_of(ticket_id)]


def test_a_task_comes_back_as_it_was_decided(store: Store) -> None:
    """What to do, its times and whose it is."""
    do = SendMail(Mail.NUDGE, Audience.FIRM, Facts(quote="we're all set", by=ANNA))
    ticket = decided(store, has_ticket(store), Task(do, MONDAY, MONDAY + DAY))
    with store.reading() as work:
        task = work.task("1.1.0")
    assert task is not None
    assert (task.do, task.due_at, task.expires_at) == (do, MONDAY, MONDAY + DAY)
    assert (task.ticket, task.firm, task.state) == (ticket.id, "north", TaskState.WAITING)


def test_each_mail_has_an_id_of_its_own(store: Store) -> None:
    """C9: Two mails alike in every word are two mails, at our domain."""
    ticket = has_task(store, PROCEED, PROCEED, ReadFlow())
    first, second, no_mail = message_ids(store, ticket.id)
    assert first != second
    assert no_mail is None
    assert first is not None
    assert first.endswith("@desk.example>")


def test_a_database_begun_anew_has_other_ids(sqlite_with_tables: Path, tmp_path: Path) -> None:
    """A mail of ticket 1 is not taken for one of an earlier ticket 1, whose id it would otherwise share."""
    ids = set()
    for life, opened_at in enumerate((MONDAY, MONDAY, MONDAY + DAY)):
        shutil.copy(sqlite_with_tables, tmp_path / f"{life}.db")
        store = Store(open_database(f"sqlite:///{tmp_path}/{life}.db"), TEST_IDS)
        ids.update(message_ids(store, has_task(store, PROCEED, opened_at=opened_at).id))
        store.close()
    assert len(ids) == 2


def test_ids_cannot_be_made_without_the_key() -> None:
    """C1, C2: Whoever knows all a mail is about still cannot tell its id."""
    vouched = (1, "2026-11-23", "north", "1.1.0", "proceed")
    ours, theirs = Ids(b"ours", "d.example"), Ids(b"theirs", "d.example")
    assert ours.message_id(*vouched) == ours.message_id(*vouched) != theirs.message_id(*vouched)
    assert ours.token(*vouched) not in ours.message_id(*vouched)
    assert len(ours.token(*vouched)) == 20
    assert "ours" not in repr(ours)


def test_parts_of_an_id_do_not_run_into_each_other() -> None:
    """Ticket 1 of firm 23 is not ticket 12 of firm 3."""
    ids = Ids(b"key", "d.example")
    assert ids.message_id("1", "23") != ids.message_id("12", "3")


def test_a_task_without_a_ticket_is_booked_once(store: Store) -> None:
    """A digest is written under the reader's day, however often it is asked for."""
    with store.transaction() as work:
        assert work.book("digest.sam.2026-11-23", DIGEST)
        assert not work.book("digest.sam.2026-11-23", DIGEST)
        task = work.task("digest.sam.2026-11-23")
    assert task is not None
    assert (task.ticket, task.firm, task.do) == (None, None, DIGEST.do)


def test_a_mail_without_a_ticket_is_known_as_ours(store: Store) -> None:
    """A digest that bounces is found too."""
    with store.transaction() as work:
        work.book("digest.sam.2026-11-23", DIGEST)
        task = work.task("digest.sam.2026-11-23")
        assert task is not None
        assert task.message_id is not None
        sent = work.sent_mail(task.message_id)
    assert sent is not None
    assert (sent.task, sent.ticket) == ("digest.sam.2026-11-23", None)


def test_open_tasks_of_a_flow_are_found(store: Store) -> None:
    """Whoever wants a switch sees whether one is booked already."""
    has_task(store, SwitchFlow(), ReadFlow(), firm="south")
    with store.reading() as work:
        assert [task.key for task in work.open_tasks(SwitchFlow, "south")] == ["1.1.0"]
        assert work.open_tasks(SwitchFlow, "north") == ()


def test_each_recipient_has_a_result_and_the_last_word_counts(store: Store) -> None:
    """One refused address neither blocks nor repeats the others."""
    has_task(store, PROCEED)
    with store.transaction() as work:
        taken = Delivery(ANNA, DeliveryState.ACCEPTED, "250 ok")
        work.record_deliveries("1.1.0", [taken, Delivery(ABEL, DeliveryState.DEFERRED, "451 later")])
        work.record_deliveries("1.1.0", [Delivery(ABEL, DeliveryState.REFUSED, "550 no such user")])
        assert work.deliveries("1.1.0") == {
            ANNA: Delivery(ANNA, DeliveryState.ACCEPTED, "250 ok"),
            ABEL: Delivery(ABEL, DeliveryState.REFUSED, "550 no such user"),
        }


def test_what_ended_on_a_day_is_listed(store: Store) -> None:
    """The digest tells what was done and dropped, with how it went."""
    has_task(store, PROCEED, ReadFlow(), ReadFlow())
    for state in (TaskState.DONE, TaskState.DROPPED):
        claimed = store.claim(MONDAY, "host:1:aaaa", 60)
        assert claimed is not None
        with store.transaction() as work:
            work.settle(claimed, state, f"it was {state}", MONDAY)
    with store.reading() as work:
        ended = work.tasks_ended_between(MONDAY, MONDAY + MINUTE)
    assert [task.outcome for task in ended] == ["it was done", "it was dropped"]


def test_a_key_is_used_once(store: Store) -> None:
    """Two tasks never share a key, so an effect keyed by it happens once."""
    has_task(store, PROCEED)
    with pytest.raises(Conflict), store.transaction() as work:
        work.write_tasks([("1.1.0", replace(DIGEST, due_at=MONDAY))], None)
