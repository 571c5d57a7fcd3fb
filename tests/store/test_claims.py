"""A task is done by one holder at a time, and settled by nobody else."""

import threading
from collections import Counter
from datetime import datetime

import pytest

from bot.desk.tasks import ReadFlow, RunChecks, SendMail, SwitchFlow, Task
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.trouble import Fenced
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import DAY, MINUTE, PROCEED, decided, has_task, has_ticket

ONE, TWO = "host:1:aaaa", "host:2:bbbb"


def claim(store: Store, now: datetime = MONDAY, holder: str = ONE) -> Claimed:
    claimed = store.claim(now, holder, 60)
    assert claimed is not None
    return claimed


def settle(store: Store, claimed: Claimed) -> None:
    with store.transaction() as work:
        work.settle(claimed, TaskState.DONE, "done", MONDAY)


def test_the_task_longest_due_is_taken_first(store: Store) -> None:
    """Tasks are done in the order they fall due, equals in the order they were decided."""
    ticket = has_ticket(store)
    tasks = [Task(ReadFlow(), MONDAY), Task(PROCEED, MONDAY - MINUTE), Task(RunChecks(), MONDAY)]
    decided(store, ticket, *tasks, Task(ReadFlow(), MONDAY + MINUTE))
    assert [claim(store).do for _ in range(3)] == [PROCEED, ReadFlow(), RunChecks()]
    assert store.claim(MONDAY, ONE, 60) is None


def test_a_claimed_task_is_ours_alone(store: Store) -> None:
    """While the claim runs nobody else gets the task."""
    has_task(store, PROCEED)
    claimed = claim(store)
    assert (claimed.holder, claimed.attempts, claimed.free_at) == (ONE, 1, MONDAY + MINUTE)
    assert store.claim(MONDAY, TWO, 60) is None


def test_a_task_whose_holder_was_lost_is_taken_over(store: Store) -> None:
    """After the claim ran out another does it, and knows that it may have been done."""
    has_task(store, PROCEED)
    first = claim(store)
    again = claim(store, MONDAY + MINUTE, TWO)
    assert (again.key, again.message_id) == (first.key, first.message_id)
    assert (again.attempts, again.unclear) == (2, 1)


def test_a_lost_holder_settles_nothing(store: Store) -> None:
    """Who comes back after being taken over is told that it is no longer his."""
    has_task(store, PROCEED)
    first = claim(store)
    second = claim(store, MONDAY + MINUTE, TWO)
    for late in (first, first):
        with pytest.raises(Fenced, match=r"task 1\.1\.0"):
            settle(store, late)
    with pytest.raises(Fenced), store.transaction() as work:
        work.put_back(first, MONDAY, "try again")
    settle(store, second)


def test_a_settled_task_is_over(store: Store) -> None:
    """It is never done again, and settled once."""
    has_task(store, PROCEED)
    claimed = claim(store)
    settle(store, claimed)
    assert store.claim(MONDAY + DAY, TWO, 60) is None
    with pytest.raises(Fenced):
        settle(store, claimed)


def test_a_task_put_back_waits_until_its_time(store: Store) -> None:
    """It is tried again at the time said, and remembers why, and that it may have been done."""
    has_task(store, PROCEED)
    claimed = claim(store)
    with store.transaction() as work:
        work.put_back(claimed, MONDAY + DAY, "the server fell silent", unclear=True)
    assert store.claim(MONDAY + MINUTE, ONE, 60) is None
    again = claim(store, MONDAY + DAY)
    assert (again.attempts, again.unclear, again.outcome) == (2, 1, "the server fell silent")
    assert again.due_at == MONDAY


def test_one_kind_can_be_asked_for(store: Store) -> None:
    """Mail does not wait behind a slow switch: each edge takes its own."""
    has_task(store, SwitchFlow(), PROCEED)
    claimed = store.claim(MONDAY, ONE, 60, kinds=[SendMail])
    assert claimed is not None
    assert claimed.do == PROCEED
    assert store.claim(MONDAY, ONE, 60, kinds=[SendMail]) is None


def test_one_switch_of_a_flow_is_in_flight(store: Store) -> None:
    """A second switch of the same firm waits for the first; another firm's does not."""
    has_task(store, SwitchFlow(), SwitchFlow())
    has_task(store, SwitchFlow(), firm="south")
    first = claim(store)
    assert claim(store).firm == "south"
    assert store.claim(MONDAY, ONE, 60) is None
    settle(store, first)
    assert claim(store).key == "1.1.1"


def test_a_lost_switch_is_taken_over_before_the_next(store: Store) -> None:
    """Nobody starts another switch of a flow while one of it is unclear."""
    has_task(store, SwitchFlow(), SwitchFlow())
    claim(store)
    assert claim(store, MONDAY + DAY, TWO).key == "1.1.0"
    assert store.claim(MONDAY + DAY, TWO, 60) is None


@pytest.mark.parametrize("lost_before", [False, True])
def test_many_claimers_never_share_a_task(store: Store, lost_before: bool) -> None:
    """L2: Each of thirty tasks is taken once by four that all want all of them, new or lost by another."""
    has_task(store, *[ReadFlow()] * 30)
    while lost_before and store.claim(MONDAY, TWO, 60):
        pass
    taken: list[str] = []

    def take_all() -> None:
        while claimed := store.claim(MONDAY + MINUTE, ONE, 60):
            taken.append(claimed.key)

    threads = [threading.Thread(target=take_all) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(Counter(taken).values()) == {1: 30}


def test_many_claimers_never_switch_one_flow_twice_at_once(store: Store) -> None:
    """Ten switches of one flow are done one after the other, whoever takes them."""
    has_task(store, *[SwitchFlow()] * 10)
    in_flight: list[str] = []
    most: list[int] = []

    def switch_all() -> None:
        for _ in range(60):
            if claimed := store.claim(MONDAY, ONE, 60):
                in_flight.append(claimed.key)
                most.append(len(in_flight))
                in_flight.remove(claimed.key)
                settle(store, claimed)

    threads = [threading.Thread(target=switch_all) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(most), set(most)) == (10, {1})
