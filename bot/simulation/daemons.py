"""All daemons that share the database: who wakes next, and what one does while another touches the world."""

import socket
from datetime import datetime

from bot.simulation.daemon import Daemon
from bot.simulation.luck import luck_of
from bot.simulation.memory import Memory
from bot.simulation.town import Town
from bot.simulation.world import Witness

BUTTS_IN = 0.01  # how likely the other one has a waking of its own at any one point


class Daemons:
    def __init__(self, town: Town, memory: Memory, witness: Witness) -> None:
        self.town, self.luck = town, luck_of(f"{town.script.seed}/daemons")
        # What a process on the first machine held is freed by the next; of another machine nobody can tell.
        machines = (socket.gethostname(), "second")[: town.script.daemons]
        self.all = [Daemon(machine, town, memory, witness) for machine in machines]
        self.at_work: list[Daemon] = []
        town.sleeps = [daemon.sleep for daemon in self.all]
        town.fate.meanwhile = self._another_works

    @property
    def next_at(self) -> datetime:
        return min(daemon.sleep.ends_at for daemon in self.all)

    def work(self) -> None:
        """Let each work whose sleep has ended."""
        for daemon in self.all:
            if daemon.sleep.ends_at <= self.town.now:
                self._works(daemon)

    def _another_works(self) -> None:
        """Sometimes the other one works while the first is out in the world, and between two transactions."""
        if len(self.at_work) == 1 < len(self.all) and self.luck.random() < BUTTS_IN:
            other = next(daemon for daemon in self.all if daemon not in self.at_work)
            if other.sleep.away_until <= self.town.now:
                self._works(other)

    def _works(self, daemon: Daemon) -> None:
        self.at_work.append(daemon)
        try:
            daemon.works()
        finally:
            self.at_work.pop()
