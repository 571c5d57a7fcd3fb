"""What something took: seconds on the wall, and seconds of this process on a processor."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Took:
    wall: float
    cpu: float

    def __add__(self, other: "Took") -> "Took":
        return Took(self.wall + other.wall, self.cpu + other.cpu)


def timed(do: Callable[[], Answer]) -> tuple[Answer, Took]:
    """Return what `do` returns, and what it took."""
    wall, cpu = time.perf_counter(), time.process_time()
    answer = do()
    return answer, Took(time.perf_counter() - wall, time.process_time() - cpu)


def per_cent(values: list[float], share: float) -> float:
    """Return the value that this share of them stays under: 0.5 is the median."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(len(ranked) * share))]
