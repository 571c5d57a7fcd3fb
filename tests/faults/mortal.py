"""A house that dies where it is told to, and its successor that goes on with the same database.

The seams lie where the house meets what outlives it: before and after each call of the world (post, gate,
checks, mailbox), and before and after each commit that wrote something. The ports and the store are wrapped;
the house itself knows nothing of it.
"""

import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import count
from typing import Any

from sqlalchemy import Connection, event

from bot.daemon.opening import free_what_the_dead_held
from bot.desk.firm import Firm
from bot.flow.person import LastWord
from bot.flow.port import FlowDriver
from bot.steps.house import World
from bot.steps.restored import begin_anew
from bot.store.database import Purpose, open_database
from bot.store.leases import Lease
from bot.store.work import Store, Work
from tests.conftest import TEST_IDS
from tests.scenarios.house import InMemory

EIGHT_DAYS_BEFORE = datetime(2026, 11, 27, 15, 0, tzinfo=UTC)
SELDOM = {"read_every_minutes": 120}  # fewer seams of which each is like the last

_lives = count(1)


class Died(BaseException):
    """The process ended here; nothing in it may catch that."""


@dataclass
class Fate:
    """Counts the seams a house passes, and ends it at one of them."""

    dies_at: int = 0  # 0: never
    passed: list[str] = field(default_factory=list)

    def seam(self, name: str) -> None:
        self.passed.append(name)
        if len(self.passed) == self.dies_at:
            raise Died(name)


class MortalStore(Store):
    """A store with a seam before and after each commit that wrote something."""

    def __init__(self, url: str, fate: Fate) -> None:
        engine = open_database(url)
        super().__init__(engine, TEST_IDS)
        self._fate = fate
        event.listen(engine, "after_cursor_execute", _note_writes)

    @contextmanager
    def _work(self, purpose: Purpose) -> Iterator[Work]:
        wrote = False
        with super()._work(purpose) as work:
            work.db.info.pop("wrote", None)
            yield work
            if wrote := bool(work.db.info.get("wrote")):
                self._fate.seam("before a commit")
        if wrote:
            self._fate.seam("after a commit")


def _note_writes(db: Connection, cursor: Any, statement: str, *_: object) -> None:
    # A position that only says again how far the folder was read is the idle beat of the house, and no work.
    begins = statement.lstrip()[:6].upper()
    if begins in ("INSERT", "UPDATE", "DELETE") and cursor.rowcount and "UPDATE positions" not in statement:
        db.info["wrote"] = True


@dataclass
class Mortal:
    """Any port of the world, with a seam before and after each call that changes something."""

    port: Any
    calls: tuple[str, ...]
    fate: Fate

    def __getattr__(self, name: str) -> Any:
        found = getattr(self.port, name)
        return self._seamed(name, found) if name in self.calls else found

    def _seamed(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def seamed(*args: Any, **named: Any) -> Any:
            self.fate.seam(f"before {name}")
            answer = call(*args, **named)
            self.fate.seam(f"after {name}")
            return answer

        return seamed


class MortalHouse(InMemory):
    """A house in memory whose process may die at any seam; the next one takes over at once."""

    def __init__(self, url: str, fate: Fate) -> None:
        self.url, self.fate = url, Fate()  # nothing dies while the scene is set
        scene = MortalStore(url, self.fate)
        super().__init__(scene, at=EIGHT_DAYS_BEFORE, policy=SELDOM)
        scene.release(self._lease)
        scene.close()
        self.store = MortalStore(url, self.fate)
        self._come_to_life()
        self.fate.passed.clear()
        self.fate.dies_at = fate.dies_at

    def settle(self) -> None:
        try:
            super().settle()
        except Died:
            self.store.close()
            self.store = MortalStore(self.url, self.fate)
            self._come_to_life()
            super().settle()

    def _come_to_life(self) -> None:
        """Begin as a new process does: under a new name, with what the dead one held set free."""
        post = Mortal(self.post, ("send",), self.fate)
        checks = Mortal(self.checks, ("run",), self.fate)
        sent = Mortal(self.sent, ("file_sent",), self.fate)
        world = World(post, checks, self._mortal_gate, lambda mailbox, raw: sent.file_sent(raw))
        # A name with our number that this process never gave itself is a dead one's.
        holder = f"{socket.gethostname()}:{os.getpid()}:life-{next(_lives)}"
        self.house = replace(self.house, store=self.store, world=world, holder=holder)
        free_what_the_dead_held(self.house)
        begin_anew(self.house)
        lease = self.store.lease("mailbox/support", holder, self.clock.now(), 10**9)
        assert isinstance(lease, Lease), lease
        self._lease = lease

    def _mortal_gate(self, firm: Firm, last_word: LastWord) -> FlowDriver:
        gate: FlowDriver = Mortal(self._gate(firm, last_word), ("switch", "read"), self.fate)
        return gate
