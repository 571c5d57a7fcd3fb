"""The town: all that a played script consists of but the house itself, and what has happened there so far."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from bot.simulation.agenda import Agenda, Sleep
from bot.simulation.fate import Fate, SimClock
from bot.simulation.history import History
from bot.simulation.judge import Judge
from bot.simulation.letters import Letter
from bot.simulation.luck import luck_of
from bot.simulation.mailbox import SimMailbox
from bot.simulation.offices import Office
from bot.simulation.script import BEGIN, Script
from bot.simulation.seen import Seen
from bot.simulation.truth import Truth
from bot.simulation.voices import Meaning
from bot.simulation.world import SimGate


@dataclass
class Town:
    script: Script
    luck: Random
    clock: SimClock
    fate: Fate
    offices: dict[str, Office]
    gates: dict[str, SimGate]
    judge: Judge
    mailbox: SimMailbox
    agenda: Agenda
    history: History
    sleeps: list[Sleep] = field(default_factory=list)  # of each daemon
    posted: list[Letter] = field(default_factory=list)
    spoilt: list[str] = field(default_factory=list)  # keys of bad hours
    latest: dict[str, Seen] = field(default_factory=dict)  # firm → the last mail to it

    @property
    def now(self) -> datetime:
        return self.clock.at

    def wakes_by(self, at: datetime) -> None:
        """Let the house wake no later than that, where no machine is away."""
        for sleep in self.sleeps:
            sleep.alarm_at = min(sleep.alarm_at, at)

    def neighbour(self, firm: str) -> Office:
        """Return another firm of the town, where there is one."""
        return next((office for key, office in self.offices.items() if key != firm), self.offices[firm])

    def old_completion(self, firm: str) -> Letter | None:
        """Return an honest completion of the firm, at least two days old."""
        long_ago = self.now - timedelta(days=2)
        proved = (p for p in self.posted if p.firm == firm and p.honest and p.proved)
        return next((p for p in proved if p.meaning is Meaning.DONE and p.at and p.at < long_ago), None)


def a_town_of(script: Script) -> Town:
    """Return the town of a script before anything has happened; its gates are still to be hung."""
    clock, gates = SimClock(BEGIN), dict[str, SimGate]()
    offices = {office.key: office for office in script.offices}
    fate = Fate(lambda: clock.at)
    return Town(
        script=script,
        luck=luck_of(f"{script.seed}/play"),
        clock=clock,
        fate=fate,
        offices=offices,
        gates=gates,
        judge=Judge(clock, Truth(clock, offices, gates)),
        mailbox=SimMailbox(fate),
        agenda=Agenda(clock),
        history=History(clock),
    )
