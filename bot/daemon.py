"""The daemon: wiring, threads and signals. It holds no rules.

One thread follows each mailbox and reads what came; a few carry out tasks, apart for each edge, so that a
slow neighbour delays nobody else; the alarm clock sweeps. Every loop is supervised: an outage is waited
out, an error of ours is logged and the loop goes on.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from bot.clock import Clock, SystemClock
from bot.config import Mailbox, Settings, read_settings
from bot.desk.tasks import Do, ReadFlow, RunChecks, SendMail, SwitchFlow
from bot.errors import Misconfigured, Unavailable
from bot.mailbox import port
from bot.post.render import Templates, ready_templates
from bot.schedule import AlarmClock
from bot.steps.arrive import Folder, arrive
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.read_one import read_one
from bot.steps.sweep import next_moment, sweep
from bot.store.database import open_database
from bot.store.ids import Ids, new_holder
from bot.store.leases import Held, Lease
from bot.store.migrate import migrate
from bot.store.tables import Direction
from bot.store.trouble import Conflict
from bot.store.work import Store
from bot.world import open_mailboxes, open_world

log = structlog.get_logger()

FOLLOWER_LEASE = 120.0  # seconds; renewed at each poll
AFTER_AN_OUTAGE = 5.0  # seconds before a loop tries again; the edges wait longer by themselves
IDLE_SECONDS = 15.0  # how long a worker waits for a call before it looks by itself
BAD_IN_A_ROW = 15  # failed readings in a row: five letters, three attempts each: that is our bug
OUR_BUG_PAUSE = 600.0

# Which threads carry out which tasks.
POOLS: tuple[tuple[str, tuple[type[Do], ...], int], ...] = (
    ("mail", (SendMail,), 2),
    ("flow", (SwitchFlow, ReadFlow), 4),
    ("checks", (RunChecks,), 1),
)


def open_store(settings: Settings) -> Store:
    """Open the database and bring it up to date.

    Raises:
        Misconfigured: The URL is none, or a newer Sluice has changed the database.
        Unavailable: It cannot be used now.
    """
    engine = open_database(settings.database)
    migrate(engine)
    domain = settings.mailbox[0].address.partition("@")[2]
    return Store(engine, Ids(settings.token_key.get_secret_value().encode(), domain))


def open_templates(settings: Settings) -> Templates:
    """Return the templates, the admin's own before the ready ones.

    Raises:
        Misconfigured: A template lacks something; each fault in a line.
    """
    own = [settings.templates] if settings.templates else []
    templates = Templates([*own, ready_templates()])
    if faults := templates.check():
        raise Misconfigured("\n".join(faults))
    return templates


@dataclass
class Daemon:
    """All threads of one process, and how they are stopped."""

    house: House
    mailboxes: dict[str, port.Mailbox]
    stopping: threading.Event = field(default_factory=threading.Event)
    work_came: threading.Condition = field(default_factory=threading.Condition)

    def run(self) -> None:
        """Work until `stop`; the letter or task in hand is finished first."""
        alarm = AlarmClock(lambda: self._sweep(alarm))
        threads = list(self._threads())
        for thread in threads:
            thread.start()
        alarm.start()
        self._sweep(alarm)
        self.stopping.wait()
        alarm.stop()
        for edge in self.mailboxes.values():
            edge.close()
        with self.work_came:
            self.work_came.notify_all()
        for thread in threads:
            thread.join(timeout=4.0)
        log.info("stopped")

    def stop(self) -> None:
        """Ask everybody to finish what is in hand."""
        self.stopping.set()
        for edge in self.mailboxes.values():
            edge.wake()

    def _threads(self) -> Iterator[threading.Thread]:
        for mailbox in self.house.settings.mailbox:
            follower = Follower(self, mailbox, self.mailboxes[mailbox.name])
            yield threading.Thread(
                target=self._supervised, args=(follower.poll,), name=f"mailbox {mailbox.name}"
            )
        for name, kinds, number in POOLS:
            for n in range(number):
                turn = self._worker(kinds)
                yield threading.Thread(target=self._supervised, args=(turn,), name=f"{name} {n}", daemon=True)

    def _worker(self, kinds: tuple[type[Do], ...]) -> Callable[[], None]:
        def turn() -> None:
            while not self.stopping.is_set() and carry_out_one(self.house, kinds):
                self.call()
            with self.work_came:
                if not self.stopping.is_set():
                    self.work_came.wait(IDLE_SECONDS)

        return turn

    def call(self) -> None:
        """Tell all workers that there may be something to do."""
        with self.work_came:
            self.work_came.notify_all()

    def _sweep(self, alarm: AlarmClock) -> None:
        with survived("sweep"):
            sweep(self.house)
            alarm.set(next_moment(self.house))
        self.call()

    def _supervised(self, turn: Callable[[], None]) -> None:
        while not self.stopping.is_set():
            with survived(threading.current_thread().name) as failure:
                turn()
            if failure:
                self.stopping.wait(AFTER_AN_OUTAGE)


@contextmanager
def survived(what: str) -> Iterator[list[str]]:
    """Log what goes wrong and go on; the list it lends is empty when nothing did."""
    failure: list[str] = []
    try:
        yield failure
    except Conflict:
        pass  # somebody else was faster: look again at once
    except Unavailable as error:
        failure.append(str(error))
        log.warning("unavailable", loop=what, why=str(error))
    except Exception as error:
        failure.append(type(error).__name__)
        log.exception("our_error", loop=what)


@dataclass
class Follower:
    """Follows one mailbox while it holds its lease, and reads what came."""

    daemon: Daemon
    settings: Mailbox
    edge: port.Mailbox
    failed_in_a_row: int = 0

    def poll(self) -> None:
        """Fetch and read all there is, then wait for more."""
        house, name = self.daemon.house, self.settings.name
        lease = house.store.lease(f"mailbox/{name}", house.holder, house.clock.now(), FOLLOWER_LEASE)
        if isinstance(lease, Held):
            log.info("mailbox_followed_elsewhere", mailbox=name, holder=lease.holder, since=str(lease.since))
            self.daemon.stopping.wait(self.settings.poll_seconds)
            return
        with survived(f"fetching {name}") as outage:
            fetch_all(house, self.edge, self.settings, lease)
        self.read_all()
        self.daemon.call()
        if outage:
            self.daemon.stopping.wait(AFTER_AN_OUTAGE)
        else:
            seconds = min(self.settings.poll_seconds, FOLLOWER_LEASE / 2)
            self.edge.wait(self.settings.folders[0], seconds)

    def read_all(self) -> None:
        """Read every unread letter; a letter that fails has its attempt counted and is tried again."""
        more = True
        while more and not self.daemon.stopping.is_set():
            if self.failed_in_a_row >= BAD_IN_A_ROW:
                log.error("reading_stopped", mailbox=self.settings.name, failed=self.failed_in_a_row)
                self.daemon.stopping.wait(OUR_BUG_PAUSE)
            with survived(f"reading {self.settings.name}") as failure:
                more = read_one(self.daemon.house, self.settings.name)
            self.failed_in_a_row = self.failed_in_a_row + 1 if failure else 0


def fetch_all(house: House, edge: port.Mailbox, settings: Mailbox, lease: Lease) -> None:
    """Store all that is new in every followed folder.

    Raises:
        Unavailable: The mail server or the database gave no answer.
        Fenced: Another daemon follows the mailbox since.
    """
    for folder in followed(edge, settings):
        while arrive(house, edge, folder, lease):
            pass


def followed(edge: port.Mailbox, settings: Mailbox) -> list[Folder]:
    """Return the folders that are followed: those of received mail, and that of sent mail if there is one."""
    folders = [Folder(settings.name, folder, Direction.RECEIVED) for folder in settings.folders]
    sent = edge.sent_folder() if settings.sent_folder else None
    return [*folders, Folder(settings.name, sent, Direction.SENT)] if sent else folders


def work_until_idle(house: House, mailboxes: dict[str, port.Mailbox]) -> None:
    """Do all that is due, alone and in order, until there is nothing more.

    Raises:
        Unavailable: A neighbour gave no answer.
    """
    busy = True
    while busy:
        busy = False
        for settings in house.settings.mailbox:
            lease = house.store.lease(
                f"mailbox/{settings.name}", house.holder, house.clock.now(), FOLLOWER_LEASE
            )
            if isinstance(lease, Held):
                raise Unavailable(
                    f"mailbox {settings.name} is followed by {lease.holder} since {lease.since}"
                )
            fetch_all(house, mailboxes[settings.name], settings, lease)
            while read_one(house, settings.name):
                busy = True
        sweep(house)
        while carry_out_one(house):
            busy = True


@contextmanager
def open_house(settings: Settings, clock: Clock) -> Iterator[tuple[House, dict[str, port.Mailbox]]]:
    """Lend a house in the real world; its connections are closed at the end."""
    templates, store = open_templates(settings), open_store(settings)
    mailboxes = open_mailboxes(settings, clock)
    world: World = open_world(settings, clock, mailboxes)
    house = House(settings, store, clock, world, templates, new_holder())
    try:
        yield house, mailboxes
    finally:
        world.post.close()
        for edge in mailboxes.values():
            edge.close()
        store.close()


def run_until_idle(config: Path) -> None:
    """Do all that is due now, and come back.

    Raises:
        Misconfigured: A setting is wrong.
        Unavailable: A neighbour gave no answer; what was done stays done.
    """
    with open_house(read_settings(config), SystemClock()) as (house, mailboxes):
        work_until_idle(house, mailboxes)


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
            daemon.stop()

        signal.signal(signal.SIGTERM, on_signal)
        signal.signal(signal.SIGINT, on_signal)
        log.info("started", holder=house.holder)
        daemon.run()
