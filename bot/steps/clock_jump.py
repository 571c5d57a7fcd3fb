"""A clock that jumps, or a machine that slept: what came due meanwhile is judged anew, and staff hear of it.

Seen by two clocks of one process: the world's time may jump, the steady count does not.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.steps.house import House

WORTH_A_WORD = timedelta(hours=1)


@dataclass
class ClockWatch:
    """Remembers both clocks, and says by how much they have drifted apart."""

    clock: Clock
    wall: datetime = field(init=False)
    steady: float = field(init=False)

    def __post_init__(self) -> None:
        self.wall, self.steady = self.clock.now(), self.clock.monotonic()

    def jumped(self) -> timedelta:
        """Return how far the world's time ran ahead of the steady one since the last look, or behind it."""
        was = self.wall + timedelta(seconds=self.clock.monotonic() - self.steady)
        self.__post_init__()
        return self.wall - was


def note_jump(house: House, watch: ClockWatch) -> None:
    """Tell staff of a jump of an hour or more, either way."""
    jump = watch.jumped()
    if abs(jump) < WORTH_A_WORD:
        return
    hours = f"{abs(jump) / timedelta(hours=1):.1f} hours"
    way = f"went {hours} ahead, or it slept" if jump > timedelta(0) else f"went {hours} back"
    why = f"the clock of {house.holder.partition(':')[0]} {way}: look whether anything was due meanwhile"
    now = house.clock.now()
    with house.store.transaction() as work:
        told = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, Facts(why=why))
        work.book(f"clock-jump.{now.isoformat()}", Task(told, now))
