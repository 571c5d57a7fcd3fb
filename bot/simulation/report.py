"""What a simulation says at its end: its numbers; of a broken promise the seed and the shortest history."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial

from bot.log import log_nothing
from bot.simulation.play import Outcome, play
from bot.simulation.script import Script, write_script
from bot.simulation.shrink import shrink

NUMBERS = (
    "letters", "mails", "switches", "faults", "crashes", "wakings", "closed", "cancelled", "open",
)  # fmt: skip


@dataclass
class Report:
    """The numbers of many seeds, and the first that failed."""

    firms: int
    days: int
    seeds: int = 0
    numbers: Counter[str] = field(default_factory=Counter)
    failed: int | None = None

    def lines(self) -> Iterator[str]:
        """Say it all in a few lines, the same ones whenever the same seeds are played."""
        yield f"{self.seeds} seeds, {self.firms} firms and {self.days} days each"
        yield ", ".join(f"{self.numbers[name]} {name}" for name in NUMBERS)


def simulate(seeds: Sequence[int], firms: int, days: int, jobs: int = 1) -> Report:
    """Play the seeds, so many at a time, up to the first that breaks a promise."""
    report = Report(firms, days)
    with _players(jobs) as players:
        for seed, outcome in zip(seeds, players(partial(_play_seed, firms, days), seeds), strict=False):
            report.seeds += 1
            report.numbers.update(outcome.numbers)
            if outcome.broken:
                report.failed = seed
                break
    return report


def _play_seed(firms: int, days: int, seed: int) -> Outcome:
    return play(write_script(seed, firms, days))


@contextmanager
def _players(jobs: int) -> Iterator[Callable[[Callable[[int], Outcome], Iterable[int]], Iterator[Outcome]]]:
    """Lend a `map` that keeps the order, over several processes if there is more than one job."""
    if jobs == 1:
        yield map
        return
    with ProcessPoolExecutor(jobs, initializer=log_nothing) as pool:
        yield pool.map
        pool.shutdown(cancel_futures=True)


def history_of(seed: int, firms: int, days: int) -> Iterator[str]:
    """Tell the shortest history in which the seed's first broken promise is broken."""
    script = write_script(seed, firms, days)
    broken = play(script).broken[0]
    short = shortest(script, broken.promise)
    outcome = play(short)
    yield f"seed {seed} breaks: {broken.promise}"
    yield f"{len(short.items)} of {len(script.items)} items are enough:"
    yield from (f"  {line}" for line in outcome.history)
    yield from (f"  broken: {found.promise}: {found.how}" for found in outcome.broken)


def shortest(script: Script, promise: str) -> Script:
    """Return the shortest script we find that still breaks the promise."""
    return shrink(script, promise, _played)


def _played(script: Script) -> tuple[set[str], tuple[str, ...]]:
    outcome: Outcome = play(script)
    return {found.promise for found in outcome.broken}, outcome.written
