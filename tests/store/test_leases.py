"""Who does something alone, and what becomes of who did."""

import threading
from datetime import timedelta

import pytest

from bot.store.leases import Held, Lease
from bot.store.trouble import Fenced
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import MINUTE

ONE, TWO = "host:1:aaaa", "host:2:bbbb"


def test_a_second_holder_is_told_who_the_first_is(store: Store) -> None:
    """A daemon that may not follow a mailbox says who does, and since when."""
    store.lease("mailbox", ONE, MONDAY, 60)
    refused = store.lease("mailbox", TWO, MONDAY + MINUTE / 2, 60)
    assert refused == Held("mailbox", ONE, since=MONDAY, until=MONDAY + MINUTE)


@pytest.mark.parametrize("after", [MINUTE / 2, 5 * MINUTE])
def test_a_holder_renews_his_lease(store: Store, after: timedelta) -> None:
    """It lasts longer and stays the same lease, renewed in time or late."""
    first = store.lease("mailbox", ONE, MONDAY, 60)
    later = store.lease("mailbox", ONE, MONDAY + after, 60)
    assert isinstance(first, Lease)
    assert later == Lease("mailbox", ONE, first.fence, MONDAY + after + MINUTE)


def test_a_lease_that_came_back_is_another_lease(store: Store) -> None:
    """What was begun under the first is refused, although the same holder has it once more."""
    first = store.lease("mailbox", ONE, MONDAY, 60)
    assert isinstance(first, Lease)
    store.lease("mailbox", TWO, MONDAY + MINUTE, 60)
    assert isinstance(store.lease("mailbox", ONE, MONDAY + 2 * MINUTE, 60), Lease)
    with pytest.raises(Fenced), store.transaction() as work:
        work.must_hold(first)


def test_a_lease_that_ran_out_is_taken_over(store: Store) -> None:
    """The fence rises, and what the old holder still writes is refused."""
    old = store.lease("mailbox", ONE, MONDAY, 60)
    new = store.lease("mailbox", TWO, MONDAY + MINUTE, 60)
    assert isinstance(old, Lease)
    assert isinstance(new, Lease)
    assert new.fence == old.fence + 1
    with pytest.raises(Fenced, match=TWO), store.transaction() as work:
        work.must_hold(old)
    with store.transaction() as work:
        work.must_hold(new)


def test_a_released_lease_is_free_at_once(store: Store) -> None:
    """A daemon that stops in order does not keep the next one waiting."""
    lease = store.lease("mailbox", ONE, MONDAY, 3600)
    assert isinstance(lease, Lease)
    store.release(lease)
    assert isinstance(store.lease("mailbox", TWO, MONDAY, 60), Lease)


def test_who_was_taken_over_cannot_release(store: Store) -> None:
    """The new holder's lease stays his."""
    old = store.lease("mailbox", ONE, MONDAY, 60)
    assert isinstance(old, Lease)
    store.lease("mailbox", TWO, MONDAY + MINUTE, 60)
    store.release(old)
    assert isinstance(store.lease("mailbox", ONE, MONDAY + MINUTE, 60), Held)


def test_a_lease_nobody_has_is_not_held(store: Store) -> None:
    """A lease of another database opens nothing here."""
    with pytest.raises(Fenced, match="nobody"), store.transaction() as work:
        work.must_hold(Lease("mailbox", ONE, 1, MONDAY))


@pytest.mark.parametrize("held_before", [False, True])
def test_of_many_that_want_a_lease_one_gets_it(store: Store, held_before: bool) -> None:
    """Asked for at the same moment, new or run out, it has one winner."""
    if held_before:
        store.lease("mailbox", ONE, MONDAY, 60)
    answers: list[Lease | Held] = []

    def want(holder: str) -> None:
        answers.append(store.lease("mailbox", holder, MONDAY + MINUTE, 60))

    threads = [threading.Thread(target=want, args=(f"host:{n}:cccc",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [type(answer) for answer in answers].count(Lease) == 1
