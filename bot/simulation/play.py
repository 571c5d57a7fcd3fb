"""A script is played: things happen, time passes, the house is woken and watched, and comes to rest."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.simulation.audit import Audit
from bot.simulation.daemons import Daemons
from bot.simulation.housing import an_empty_database
from bot.simulation.judge import Broken
from bot.simulation.memory import open_memory
from bot.simulation.people import People
from bot.simulation.posting import POLL, stray
from bot.simulation.script import Anything, Crash, Fault, Order, Script, StrayLetter, Wish
from bot.simulation.town import a_town_of
from bot.simulation.troubles import befall, end_all
from bot.simulation.witness import Witness
from bot.simulation.world import SimGate

GRACE = timedelta(hours=6)  # at the end, when all troubles are over


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a script."""

    broken: tuple[Broken, ...]
    numbers: dict[str, int]
    history: tuple[str, ...]
    written: tuple[str, ...]  # keys of letters and bad hours, by which a script may mute them


def play(script: Script, database: str = "") -> Outcome:
    """Let a script happen.

    Args:
        script: What will be tried.
        database: Where one is that has our tables and nothing in them; empty: an SQLite file of its own that
            is gone afterwards.
    """
    if database:
        return _played(script, database)
    shm = Path("/dev/shm")  # noqa: S108 -- memory, where there is some: nothing needs to outlive us
    with tempfile.TemporaryDirectory(prefix="simulation-", dir=shm if shm.is_dir() else None) as folder:
        file = Path(folder, "house.db")
        file.write_bytes(an_empty_database())
        return _played(script, f"sqlite:///{file}")


def _played(script: Script, url: str) -> Outcome:
    played = Play(script, url)
    try:
        return played.run()
    finally:
        played.memory.close()


class Play:
    """One script in one town."""

    def __init__(self, script: Script, url: str) -> None:
        self.script, self.town = script, a_town_of(script)
        town, self.people = self.town, People(self.town)
        witness = Witness(town, self.people)
        town.gates.update({key: SimGate(town.clock, town.fate, key, witness) for key in town.offices})
        self.memory = open_memory(url, script, town.fate)
        self.daemons = Daemons(town, self.memory, witness)
        self.audit = Audit(town, self.memory.spectator)

    def run(self) -> Outcome:
        """Play the script to its end, and let the house come to rest afterwards."""
        for item in self.script.items:
            self.town.agenda.later(item.at, lambda item=item: self._happens(item))  # type: ignore[misc]
        self._until(self.script.end)
        end_all(self.town)
        self._until(self.script.end + GRACE)
        for _ in range(2):  # what the last mails left in the folder of sent mail
            self.town.clock.at += POLL
            self.town.wakes_by(self.town.now)
            self._work()
        self.audit.sum_up()
        return self._outcome()

    def _until(self, end: datetime) -> None:
        """Go from moment to moment at which something happens or the house wakes."""
        town = self.town
        while not town.judge.broken:
            moment = min(town.agenda.next_at or end, self.daemons.next_at)
            if moment > end:
                return
            town.clock.at = max(town.now, moment.astimezone(UTC))
            town.agenda.let_happen()
            if town.now >= self.daemons.next_at:
                self._work()
            elif moment == end:
                return

    def _work(self) -> None:
        self.daemons.work()
        self.audit.look()

    def _happens(self, item: Anything) -> None:
        match item:
            case Wish():
                self.people.wish(item)
            case StrayLetter():
                stray(self.town, item)
            case Order():
                seen = self.town.latest.get(item.firm)
                self.people.desk.out_of_the_blue(item, seen.ref if seen else "")
            case Fault():
                befall(self.town, item)
            case Crash():
                self.town.fate.dies_after = item.after
                self.town.fate.elsewhere = item.elsewhere

    def _outcome(self) -> Outcome:
        town = self.town
        written = (*town.spoilt, *(letter.key for letter in town.posted))
        return Outcome(
            tuple(town.judge.broken), dict(town.history.numbers), tuple(town.history.lines), written
        )
