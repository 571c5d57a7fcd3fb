"""After a crash the next start goes on at once."""

import os
import socket
import subprocess
import sys

import pytest

from bot.desk.tasks import SwitchFlow
from bot.store.ids import is_gone, new_holder
from bot.store.leases import Lease
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import has_task

HOST = socket.gethostname()


@pytest.fixture
def dead() -> str:
    """The name of a process of this machine that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return f"{HOST}:{process.pid}:aaaa"


def test_what_a_dead_process_held_is_free_at_once(store: Store, dead: str) -> None:
    """Nobody waits for the lease or the claim of a process that was killed; the claim counts as unclear."""
    has_task(store, SwitchFlow())
    store.lease("mailbox", dead, MONDAY, 600)
    store.claim(MONDAY, dead, 600)
    with store.transaction() as work:
        assert work.free_lost(MONDAY) == (dead,)
    assert isinstance(store.lease("mailbox", "host:1:bbbb", MONDAY, 60), Lease)
    claimed = store.claim(MONDAY, "host:1:bbbb", 60)
    assert claimed is not None
    assert claimed.unclear == 1


@pytest.mark.parametrize(
    "name",
    [
        f"{HOST}:{os.getppid()}:aaaa",  # running
        "elsewhere.example:4711:aaaa",
        "simulated",
        f"{HOST}:99999999999999999999:aaaa",
        "",
    ],
)
def test_what_may_be_alive_keeps_what_it_holds(store: Store, name: str) -> None:
    """A process that runs, or is another machine's, keeps its lease to the end."""
    store.lease("mailbox", name, MONDAY, 600)
    with store.transaction() as work:
        assert work.free_lost(MONDAY) == ()


def test_a_process_is_not_gone_under_any_of_its_names() -> None:
    """Our own names live with us; the same number under another name was before us."""
    assert [is_gone(new_holder()) for _ in range(2)] == [False, False]
    assert is_gone(f"{HOST}:{os.getpid()}:aaaa")
