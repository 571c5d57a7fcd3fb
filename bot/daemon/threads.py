"""The threads of one process, and the signals that end them.

One thread follows each mailbox and reads what came; a few carry out tasks, apart for each edge, so that a
slow neighbour delays nobody else; the alarm clock sweeps. Every loop is supervised.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import structlog

from bot.clock import SystemClock
from bot.config.settings import read_settings
from bot.daemon.following import Follower
from bot.daemon.opening import open_house
from bot.daemon.survived import AFTER_AN_OUTAGE, survived
from bot.desk.tasks import (
    ChooseTen,
    Do,
    FileCopy,
    Preflight,
    ReadFlow,
    RunChecks,
    SendMail,
    SwitchFlow,
    TakeBaseline,
)
from bot.mailbox import port
from bot.schedule import AlarmClock
from bot.steps.carry_out import carry_out_one
from bot.steps.clock_jump import ClockWatch, note_jump
from bot.steps.house import House
from bot.steps.sweep import next_moment, sweep

log = structlog.get_logger()

TO_STOP = 4.5  # seconds after a signal; who still waits for a neighbour then is left waiting
IDLE_SECONDS = 15.0  # how long a worker waits for a call before it looks by itself

# Which threads carry out which tasks.
POOLS: tuple[tuple[str, tuple[type[Do], ...], int], ...] = (
    ("mail", (SendMail,), 2),
    ("flow", (SwitchFlow, ReadFlow), 4),
    ("checks", (TakeBaseline, RunChecks, ChooseTen, Preflight), 2),
    ("copies", (FileCopy,), 1),
)


@dataclass
class Daemon:
    """All threads of one process, and how they are stopped."""

    house: House
    mailboxes: dict[str, port.Mailbox]
    stopping: threading.Event = field(default_factory=threading.Event)
    calls: int = 0  # counted, so that none is missed between looking for work and waiting for it
    called: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.alarm = AlarmClock(self.look)
        with self.house.store.reading() as work:
            self.watch = ClockWatch(self.house.clock, work.seen_at())

    def run(self) -> None:
        """Work until `stop`; the letter or task in hand is finished first."""
        threads = list(self._threads())
        for thread in threads:
            thread.start()
        self.alarm.start()
        self.look()
        self.stopping.wait()
        self.alarm.stop()
        self.call()
        for thread in threads:
            thread.join()

    def stop(self) -> None:
        """Ask everybody to finish what is in hand."""
        self.stopping.set()
        for edge in self.mailboxes.values():
            edge.wake()

    def call(self) -> None:
        """Tell all workers that there may be something to do."""
        with self.called:
            self.calls += 1
            self.called.notify_all()

    def look(self) -> None:
        """Look into the diary: do what the clock says, call the workers, and be woken when more is due."""
        with survived("sweep"):
            note_jump(self.house, self.watch)
            sweep(self.house)
            self.alarm.set(next_moment(self.house))
        self.call()

    def _threads(self) -> Iterator[threading.Thread]:
        for mailbox in self.house.settings.mailbox:
            edge = self.mailboxes[mailbox.name]
            follower = Follower(self.house, mailbox, edge, self.stopping, self.look)
            yield self._thread(f"mailbox {mailbox.name}", follower.poll, follower.let_go)
        for name, kinds, number in POOLS:
            for n in range(number):
                yield self._thread(f"{name} {n}", self._worker(kinds))

    def _thread(
        self, name: str, turn: Callable[[], None], at_the_end: Callable[[], None] = lambda: None
    ) -> threading.Thread:
        def supervised() -> None:
            while not self.stopping.is_set():
                with survived(name) as failure:
                    turn()
                if failure:
                    self.stopping.wait(AFTER_AN_OUTAGE)
            with survived(name):
                at_the_end()

        return threading.Thread(target=supervised, name=name, daemon=True)

    def _worker(self, kinds: tuple[type[Do], ...]) -> Callable[[], None]:
        def turn() -> None:
            seen, done = self.calls, False
            while not self.stopping.is_set() and carry_out_one(self.house, kinds):
                done = True
            if done:
                self.look()  # what was done may have brought more to do, or a new alarm
            with self.called:
                self.called.wait_for(lambda: self.calls != seen or self.stopping.is_set(), IDLE_SECONDS)

        return turn


def run(config: Path) -> None:
    """Run until a signal: the first SIGTERM or SIGINT finishes what is in hand, the second ends at once.

    Raises:
        Misconfigured: A setting is wrong.
        Unavailable: The database cannot be used.
    """
    with open_house(read_settings(config), SystemClock()) as (house, mailboxes):
        daemon = Daemon(house, mailboxes)

        def on_signal(*_: object) -> None:
            if daemon.stopping.is_set():
                os._exit(1)
            # In a thread of its own, for a handler may interrupt whoever holds the very lock it needs.
            threading.Thread(target=daemon.stop).start()
            overdue = threading.Timer(TO_STOP, leave)
            overdue.daemon = True
            overdue.start()

        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        log.info("started", holder=house.holder)
        daemon.run()
    log.info("stopped")


def leave() -> NoReturn:
    """End with something in hand: what is committed stands, the rest is taken over as after a crash."""
    log.warning("stopped_with_work_in_hand")
    os._exit(0)
