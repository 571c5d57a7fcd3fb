"""The process of the house: woken, it works until nothing more is due; when it dies, another one follows.

The next one finds what was committed and nothing else. In which order the steps come in one waking is drawn,
since threads keep none.
"""

import os
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.daemon.following import fetch_all, mailbox_lease
from bot.desk.firm import Firm
from bot.errors import Unavailable
from bot.flow.person import LastWord, PersonGate
from bot.flow.port import FlowDriver
from bot.simulation.agenda import Sleep
from bot.simulation.fate import Died
from bot.simulation.housing import settings_of, the_templates
from bot.simulation.mailbox import INBOX
from bot.simulation.memory import Memory
from bot.simulation.script import BEGIN
from bot.simulation.town import Town
from bot.simulation.world import SimChecks, SimPost, Witness
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.outage import note_answer, note_outage
from bot.steps.read_one import read_one
from bot.steps.restored import begin_anew
from bot.steps.sweep import next_moment, sweep
from bot.store.leases import Held
from bot.store.trouble import Conflict

NEVER_AT_REST = 400  # rounds in one waking
AFTER_AN_OUTAGE = timedelta(minutes=2)  # and longer each time
BETWEEN_WAKINGS = timedelta(seconds=4)
CHECK_BACK = timedelta(hours=12)  # of a house that has nothing to do


class Daemon:
    """One process after the other on one machine."""

    def __init__(self, machine: str, town: Town, memory: Memory, witness: Witness) -> None:
        self.machine, self.town, self.memory, self.lives = machine, town, memory, 0
        self.settings = settings_of(town.script)
        self.world = World(SimPost(town.fate, witness), SimChecks(town.fate), self._gate, self._file_sent)
        self.house = self._a_house(machine)
        self.sleep = Sleep(BEGIN, BEGIN)
        self.looks_again = False  # at the mailbox, which was down or is followed by another
        self.outages = 0  # in a row

    def works(self) -> None:
        """Do all that is due, in no set order, until there is nothing more or the process dies."""
        self.town.history.count("wakings")
        in_hand, self.town.judge.in_hand = self.town.judge.in_hand, ""
        try:
            self._works_until_at_rest()
            self.sleep.alarm_at = self._next()
        except Died:
            self._dies()
        self.town.judge.in_hand = in_hand

    def _works_until_at_rest(self) -> None:
        """Look once into mailbox and diary, and go on with letters and tasks for as long as there are any."""
        steps = [self._take_in, self._read, self._sweep, self._carry_out]
        self.town.luck.shuffle(steps)
        for _ in range(NEVER_AT_REST):
            busy = [self._step(step) for step in steps]
            if not any(busy) or self.town.judge.broken:
                return
            steps = [step for step in steps if step in (self._read, self._carry_out)]
        self.town.judge.breaks("the house comes to rest", f"after {NEVER_AT_REST} rounds it still works")

    def _step(self, step: Callable[[], bool]) -> bool:
        self.town.fate.point()
        try:
            return step()
        except Conflict:
            return True  # somebody else was faster: look again at once
        except Exception as error:
            self.town.judge.breaks("the house makes no error of its own", f"{step.__name__}: {error!r}")
            return False

    # --- the steps -------------------------------------------------------------------------------

    def _take_in(self) -> bool:
        """Fetch all there is; what comes of our own mail is fetched at the next waking."""
        lease = mailbox_lease(self.house, "support")
        self.looks_again = isinstance(lease, Held)
        if isinstance(lease, Held):
            return False
        try:
            fetch_all(self.house, self.town.mailbox, self.settings.mailbox[0], lease)
        except Unavailable as error:
            self.looks_again = True
            self.outages += 1
            note_outage(self.house, "mailbox support", str(error))
        else:
            self.outages = 0
            note_answer(self.house, "mailbox support")
        self._knows()
        return True

    def _knows(self) -> None:
        """What the house has stored of the mailbox it can no longer claim not to know."""
        if not self.town.judge.truth.waiting:
            return
        with self.memory.spectator.reading() as work:
            position = work.position("support", INBOX)
        upto = position.uid if position else 0
        self.town.judge.truth.has_fetched({letter.message_id for letter in self.town.posted[:upto]})

    def _read(self) -> bool:
        return read_one(self.house, "support")

    def _sweep(self) -> bool:
        sweep(self.house)
        return True  # what it found due is done next

    def _carry_out(self) -> bool:
        return carry_out_one(self.house)

    def _next(self) -> datetime:
        """Return when this process wakes by itself."""
        due, now = next_moment(self.house) - self.town.clock.wrong_by, self.town.now
        soon = now + (AFTER_AN_OUTAGE * min(self.outages + 1, 10) if self.looks_again else CHECK_BACK)
        return max(min(due, soon), now + BETWEEN_WAKINGS)

    # --- its lives -------------------------------------------------------------------------------

    def _dies(self) -> None:
        """What was not committed is lost; another process takes over some seconds later."""
        self.town.history.count("crashes")
        self.town.history.note("the process dies")
        self.town.judge.died()
        elsewhere = self.town.fate.elsewhere
        self.house = self._a_house("elsewhere" if elsewhere else self.machine)
        if not elsewhere:
            with self.memory.house.transaction() as work:
                work.free_lost(self.town.clock.now())
        self.sleep.alarm_at = self.town.now + timedelta(seconds=self.town.luck.randint(1, 60))

    def _a_house(self, machine: str) -> House:
        """Start a process; one on the same machine frees at once what the dead one held."""
        self.lives += 1
        holder = f"{machine}:{os.getpid()}:{self.lives}"
        store, clock = self.memory.house, self.town.clock
        house = House(self.settings, store, clock, self.world, the_templates(), holder)
        begin_anew(house)
        return house

    def _gate(self, firm: Firm, last_word: LastWord) -> FlowDriver:
        if self.town.offices[firm.key].by_hand:
            return PersonGate(f"the data flow of {firm.name}", last_word, self.town.clock)
        return self.town.gates[firm.key]

    def _file_sent(self, _: str, raw: bytes) -> None:
        self.town.mailbox.file_sent(raw)
