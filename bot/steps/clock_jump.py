"""A clock that jumps, or a machine that slept: staff hear of it; after a jump back nothing dangerous is done.

Ahead is seen by two clocks of one process, of which the steady one does not jump, and after a restart by the
latest time in the database. Back is seen by that time alone: while the clock is behind it, no flow is turned
on and nobody is told to proceed, until time has caught up or staff say `go`.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.desk.dangerous import clock_went_back
from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.work import Work

WORTH_A_WORD = timedelta(hours=1)
KEPT_EVERY = timedelta(seconds=20)  # the time is not written at each look


@dataclass
class ClockWatch:
    """Remembers both clocks, and says by how much the world's ran ahead.

    Args:
        clock: Ours.
        last_seen: The latest time an earlier process kept; None: there was none.
    """

    clock: Clock
    last_seen: datetime | None = None
    wall: datetime = field(init=False)
    steady: float = field(init=False)

    def __post_init__(self) -> None:
        now = self.clock.now()
        self.wall, self.steady = min(self.last_seen or now, now), self.clock.monotonic()

    def ran_ahead(self) -> timedelta:
        """Return how far the world's time ran ahead of the steady one since the last look."""
        wall, steady = self.clock.now(), self.clock.monotonic()
        ahead = wall - self.wall - timedelta(seconds=steady - self.steady)
        self.wall, self.steady = wall, steady
        return ahead


def note_jump(house: House, watch: ClockWatch) -> None:
    """Tell staff of a jump of an hour or more ahead; what came due meanwhile is judged by how late it is."""
    ahead = watch.ran_ahead()
    if ahead >= WORTH_A_WORD:
        hours = f"{ahead / timedelta(hours=1):.1f} hours"
        why = f"went {hours} ahead, or it slept or was stopped: look whether anything was due meanwhile"
        now = house.clock.now()
        with house.store.transaction() as work:
            _tell(house, work, f"clock-jump.{now.isoformat()}", why)


def keep_the_time(house: House, work: Work) -> None:
    """Keep the latest time seen; tell staff, once, of a clock that is minutes behind it."""
    now, seen = house.clock.now(), work.seen_at()
    if seen is None or now - seen >= KEPT_EVERY:
        work.keep_seen(now)
    elif clock_went_back(seen, now):
        minutes = (seen - now) // timedelta(minutes=1)
        why = (
            f"went {minutes} minutes back: no flow is turned on and nobody is told to proceed until it is "
            f"{seen:%H:%M} UTC once more, or you have set it right and say @sluice go"
        )
        _tell(house, work, f"clock-back.{seen.isoformat()}", why)


def _tell(house: House, work: Work, key: str, why: str) -> None:
    machine = house.holder.partition(":")[0]
    tell_staff(work, key, f"the clock of {machine} {why}", house.clock.now())
