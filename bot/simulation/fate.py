"""What befalls the house: what time it is, which troubles last until when, and where its process dies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.simulation.script import Trouble
from bot.store.database import Purpose
from bot.store.work import Store, Work


@dataclass
class SimClock:
    """The town's time, and how wrong the house's own clock is."""

    at: datetime
    wrong_by: timedelta = timedelta()

    def now(self) -> datetime:
        return self.at + self.wrong_by

    def monotonic(self) -> float:
        return self.at.timestamp()


class Died(BaseException):
    """The process is gone at this point. No part of the house may catch it."""


@dataclass
class Fate:
    """Where the process dies, and which troubles last until when."""

    now: Callable[[], datetime]
    dies_after: int | None = None  # points still to pass
    elsewhere: bool = False  # another machine goes on then
    meanwhile: Callable[[], None] = lambda: None  # what others do while a process touches the world
    open: int = 0  # transactions
    until: dict[tuple[Trouble, str], datetime] = field(default_factory=dict)

    def point(self) -> None:
        """A statement that touches the world lies before or behind."""
        if not self.open:
            self.meanwhile()
        if self.dies_after is None:
            return
        self.dies_after -= 1
        if self.dies_after < 0:
            self.dies_after = None
            raise Died

    @contextmanager
    def in_a_transaction(self) -> Iterator[None]:
        """Let nobody else act for so long: a database would make them wait."""
        self.open += 1
        try:
            yield
        finally:
            self.open -= 1

    def is_in(self, trouble: Trouble, firm: str = "") -> bool:
        until = self.until.get((trouble, firm))
        return until is not None and self.now() < until

    def begin(self, trouble: Trouble, firm: str, lasts: timedelta) -> None:
        key = (trouble, firm)
        until = self.now() + lasts
        self.until[key] = max(until, self.until.get(key, until))


class MortalStore(Store):
    """The house's memory, with a point to die at before, inside and after every transaction."""

    fate: Fate

    @contextmanager
    def _work(self, purpose: Purpose) -> Iterator[Work]:
        self.fate.point()
        with self.fate.in_a_transaction(), super()._work(purpose) as work:
            yield work
            self.fate.point()
        self.fate.point()
