"""The time, as everybody below the edges gets it: handed in, never asked of the machine.

World time (`now`) may jump; leases, time-outs and back-off use `monotonic`, which does not.
"""

import threading
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time of the world, and a steady count of seconds for waiting."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never jump; only differences mean anything."""


class SystemClock:
    """The machine's own time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


@dataclass
class SteppingClock:
    """A time that moves only when told to; rehearsals, the demo and the tests live by it."""

    at: datetime
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError(f"a clock needs an aware moment, not {self.at!r}")
        self.at = self.at.astimezone(UTC)

    def now(self) -> datetime:
        with self._lock:
            return self.at

    def monotonic(self) -> float:
        """Follow the stepped time, so that leases end when the story says they do."""
        return self.now().timestamp()

    def advance_to(self, moment: datetime) -> None:
        """Move forward to `moment`; a moment already past changes nothing."""
        with self._lock:
            self.at = max(self.at, moment.astimezone(UTC))
