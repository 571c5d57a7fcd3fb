"""What happened in the town, a line each, and how often."""

from collections import Counter
from dataclasses import dataclass, field

from bot.simulation.fate import SimClock


@dataclass
class History:
    clock: SimClock
    lines: list[str] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)

    def note(self, what: str) -> None:
        """Write down what happens now."""
        self.lines.append(f"{self.clock.at:%d %b %H:%M:%S}  {what}")

    def count(self, what: str) -> None:
        self.numbers[what] += 1
