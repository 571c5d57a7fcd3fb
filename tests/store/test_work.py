"""The store as a whole: when it next has something to do, and a copy of it."""

from collections import Counter
from pathlib import Path

import pytest

from bot.desk.tasks import ReadFlow, Task
from bot.errors import Misconfigured, Unavailable
from bot.store.database import open_database
from bot.store.tables import TaskState
from bot.store.trouble import Conflict
from bot.store.work import Store, Work
from tests.cast import MONDAY
from tests.conftest import TEST_IDS
from tests.store.given import DAY, MINUTE, a_letter, arrive, decided, has_ticket


def test_an_empty_house_has_nothing_due(store: Store) -> None:
    """Without tasks and alarms there is no next moment."""
    assert store.next_due(MONDAY) is None


def test_the_next_moment_is_a_task_or_an_alarm(store: Store) -> None:
    """Whichever comes first after now; what is due already is not a moment to wait for."""
    later, due = Task(ReadFlow(), MONDAY + 2 * DAY), Task(ReadFlow(), MONDAY)
    decided(store, has_ticket(store), later, due, alarm_at=MONDAY + 3 * DAY)
    assert store.next_due(MONDAY) == MONDAY + 2 * DAY
    assert store.next_due(MONDAY + 2 * DAY) == MONDAY + 3 * DAY
    assert store.next_due(MONDAY + 3 * DAY) is None


def test_a_claim_is_due_again_when_it_ends(store: Store) -> None:
    """A task whose holder may be lost is looked at when its claim runs out; a settled one never."""
    decided(store, has_ticket(store), Task(ReadFlow(), MONDAY))
    claimed = store.claim(MONDAY, "host:1:aaaa", 60)
    assert claimed is not None
    assert store.next_due(MONDAY) == MONDAY + MINUTE
    with store.transaction() as work:
        work.settle(claimed, TaskState.DONE, "read", MONDAY)
    assert store.next_due(MONDAY) is None


def test_a_step_is_done_anew_when_another_got_in_between(store: Store) -> None:
    """L4: It decides on what stands there then, and what it wrote before is gone."""
    seen: list[str | None] = []

    def step(work: Work) -> int:
        seen.append(work.state("words"))
        work.set_state("words", f"try {len(seen)}")
        if len(seen) < 3:
            raise Conflict("another was faster")
        return len(seen)

    assert store.transact(step) == 3
    assert seen == [None, None, None]
    with store.reading() as work:
        assert work.state("words") == "try 3"


def test_a_step_is_not_done_anew_for_ever(store: Store) -> None:
    """Ten times is enough: then the caller hears of it, and other errors at once."""
    tries: list[type[Exception]] = []

    def fails_with(error: type[Exception]) -> None:
        def step(_: Work) -> None:
            tries.append(error)
            raise error

        with pytest.raises(error):
            store.transact(step)

    fails_with(Conflict)
    fails_with(Unavailable)
    assert Counter(tries) == {Conflict: 10, Unavailable: 1}


def test_a_rehearsal_works_on_a_copy(sqlite_url: str, tmp_path: Path) -> None:
    """The copy is the whole house as of now, and what happens in it stays in it."""
    store = Store(open_database(sqlite_url), TEST_IDS)
    arrive(store, a_letter(1))
    store.copy_to(tmp_path / "copy.db")
    copy = Store(open_database(f"sqlite:///{tmp_path}/copy.db"), TEST_IDS)
    with copy.transaction() as work:
        assert work.letter_bytes(1) == a_letter(1).raw
        work.set_state("only", "here")
    with store.reading() as work:
        assert work.state("only") is None
    copy.close()
    store.close()


def test_a_copy_overwrites_nothing(sqlite_url: str, tmp_path: Path) -> None:
    """A file that exists is left as it is, and a folder that does not is told."""
    store = Store(open_database(sqlite_url), TEST_IDS)
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(Misconfigured, match="exists already"):
        store.copy_to(tmp_path / "mine.txt")
    with pytest.raises(Unavailable, match="cannot be opened"):
        store.copy_to(tmp_path / "nowhere" / "copy.db")
    store.close()


def test_only_sqlite_is_copied(postgres_url: str) -> None:
    """Of PostgreSQL the admin is told another way."""
    store = Store(open_database(postgres_url), TEST_IDS)
    with pytest.raises(Misconfigured, match="only SQLite"):
        store.copy_to(Path("copy.db"))
    store.close()
