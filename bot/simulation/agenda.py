"""What is going to happen in the town, and when the house wakes."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from heapq import heappop, heappush
from itertools import count

from bot.simulation.fate import SimClock


@dataclass
class Agenda:
    """Things to come; those of one moment in the order in which they were booked."""

    clock: SimClock
    to_come: list[tuple[datetime, int, Callable[[], None]]] = field(default_factory=list)
    order: "count[int]" = field(default_factory=count)

    def later(self, at: datetime, then: Callable[[], None]) -> None:
        """Let something happen at that time, or now if it is past."""
        heappush(self.to_come, (max(at, self.clock.at), next(self.order), then))

    @property
    def next_at(self) -> datetime | None:
        return self.to_come[0][0] if self.to_come else None

    def let_happen(self) -> None:
        """Let everything happen that is due."""
        while self.to_come and self.to_come[0][0] <= self.clock.at:
            heappop(self.to_come)[2]()

    def clear(self) -> None:
        self.to_come.clear()


@dataclass
class Sleep:
    """Until when a daemon sleeps: till its alarm, or till its machine is back."""

    alarm_at: datetime
    away_until: datetime

    @property
    def ends_at(self) -> datetime:
        return max(self.alarm_at, self.away_until)
