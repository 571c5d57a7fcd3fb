"""The daemon: wiring, threads and signals. It holds no rules.

One thread follows each mailbox and reads what came; a few carry out tasks, apart for each edge, so that a
slow neighbour delays nobody else; the alarm clock sweeps. Every loop is supervised: an outage is waited
out, an error of ours is logged and the loop goes on.
"""

import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

import structlog

from bot.clock import Clock, SystemClock
from bot.config.settings import Mailbox, Settings, read_settings
from bot.desk.tasks import Do, ReadFlow, RunChecks, SendMail, SwitchFlow
from bot.errors import Misconfigured, Unavailable
from bot.mailbox import port
from bot.post.render import Templates, ready_templates
from bot.schedule import AlarmClock
from bot.steps.arrive import Folder, arrive
from bot.steps.carry_out import carry_out_one
from bot.steps.clock_jump import ClockWatch, note_jump
from bot.steps.gate import driver_of, gate_of
from bot.steps.house import House, World
from bot.steps.outage import note_answer, note_outage
from bot.steps.read_one import read_one
from bot.steps.restored import stop_if_restored
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

AFTER_AN_OUTAGE = 5.0  # seconds before a loop tries again; the edges wait longer by themselves
TO_STOP = 4.5  # seconds after a signal; who still waits for a neighbour then is left waiting
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
    calls: int = 0  # counted, so that none is missed between looking for work and waiting for it
    called: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self) -> None:
        self.alarm = AlarmClock(self.look)
        self.watch = ClockWatch(self.house.clock)

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
            follower = Follower(self, mailbox, self.mailboxes[mailbox.name])
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


@contextmanager
def survived(what: str) -> Iterator[list[Exception]]:
    """Log what goes wrong and go on; the list it lends is empty when nothing did."""
    failure: list[Exception] = []
    try:
        yield failure
    except Conflict:
        pass  # somebody else was faster: look again at once
    except Unavailable as error:
        failure.append(error)
        log.warning("unavailable", loop=what, why=str(error))
    except Exception as error:
        failure.append(error)
        log.exception("our_error", loop=what)


@dataclass
class Follower:
    """Follows one mailbox while it holds its lease, and reads what came."""

    daemon: Daemon
    settings: Mailbox
    edge: port.Mailbox
    lease: Lease | None = None
    failed_in_a_row: int = 0

    def poll(self) -> None:
        """Fetch and read all there is, then wait for more."""
        house, name = self.daemon.house, self.settings.name
        lease = mailbox_lease(house, name)
        if isinstance(lease, Held):
            self._wait_for(lease)
            return
        self.lease = lease
        with survived(f"fetching {name}") as outage:
            fetch_all(house, self.edge, self.settings, lease)
        if outage:
            note_outage(house, f"mailbox {name}", str(outage[0]))
        else:
            note_answer(house, f"mailbox {name}")
        if self.read_all() or outage:
            self.daemon.look()
        if outage:
            self.daemon.stopping.wait(AFTER_AN_OUTAGE)
        else:
            seconds = min(self.settings.poll_seconds, house.settings.takeover.mailbox_seconds / 2)
            self.edge.wait(self.settings.folders[0], seconds)

    def let_go(self) -> None:
        """Give the lease back, so that whoever comes next need not wait for its end."""
        if self.lease is not None:
            self.daemon.house.store.release(self.lease)

    def read_all(self) -> bool:
        """Read every unread letter; True if there was one.

        A letter that fails has its attempt counted and is tried again.
        """
        any_read, more = False, True
        while more and not self.daemon.stopping.is_set():
            with survived(f"reading {self.settings.name}") as failure:
                more = read_one(self.daemon.house, self.settings.name)
                any_read = any_read or more
            self._note(failure)
        return any_read

    def _note(self, failure: list[Exception]) -> None:
        """After an outage wait; of our own errors too many in a row stop the reading for a while."""
        if failure and isinstance(failure[0], Unavailable):
            self.daemon.stopping.wait(AFTER_AN_OUTAGE)
            return
        self.failed_in_a_row = self.failed_in_a_row + 1 if failure else 0
        if self.failed_in_a_row >= BAD_IN_A_ROW:
            log.error("reading_stopped", mailbox=self.settings.name, failed=self.failed_in_a_row)
            self.daemon.stopping.wait(OUR_BUG_PAUSE)

    def _wait_for(self, held: Held) -> None:
        """Another daemon follows this mailbox: look again when its lease ends, if it is not renewed."""
        self.lease = None
        log.debug("mailbox_followed_elsewhere", mailbox=held.name, holder=held.holder)
        left = (held.until - self.daemon.house.clock.now()).total_seconds()
        self.daemon.stopping.wait(max(0.1, left))


def mailbox_lease(house: House, mailbox: str) -> Lease | Held:
    """Take or renew the right to follow a mailbox, or learn who has it."""
    seconds = house.settings.takeover.mailbox_seconds
    return house.store.lease(f"mailbox/{mailbox}", house.holder, house.clock.now(), seconds)


def fetch_all(house: House, edge: port.Mailbox, settings: Mailbox, lease: Lease) -> None:
    """Store all that is new in every followed folder.

    Raises:
        Unavailable: The mail server or the database gave no answer.
        Fenced: Another daemon follows the mailbox since.
    """
    folders = followed(edge, settings)
    forget_others(house, settings, folders, lease)
    for folder in folders:
        while arrive(house, edge, folder, lease):
            pass


def followed(edge: port.Mailbox, settings: Mailbox) -> list[Folder]:
    """Return the folders that are followed: those of received mail, and that of sent mail if there is one."""
    folders = [Folder(settings.name, folder, Direction.RECEIVED) for folder in settings.folders]
    sent = edge.sent_folder() if settings.sent_folder else None
    return [*folders, Folder(settings.name, sent, Direction.SENT)] if sent else folders


def forget_others(house: House, settings: Mailbox, folders: Sequence[Folder], lease: Lease) -> None:
    """Forget folders that left the settings: waiting for their end would keep every flow off for ever."""
    if settings.sent_folder and folders[-1].direction is not Direction.SENT:
        return  # the folder of sent mail is missing just now; taken up anew, what comes meanwhile is lost
    with house.store.transaction() as work:
        work.must_hold(lease)
        work.keep_folders(settings.name, [folder.name for folder in folders])


def work_until_idle(house: House, mailboxes: dict[str, port.Mailbox]) -> None:
    """Do all that is due, alone and in order, until there is nothing more.

    Raises:
        Unavailable: A neighbour gave no answer; all that could be done without it is done.
    """
    reachable, outages, busy = list(house.settings.mailbox), list[str](), True
    while busy:
        busy = False
        for mailbox in tuple(reachable):
            try:
                busy |= take_in(house, mailboxes[mailbox.name], mailbox)
            except Unavailable as error:
                reachable.remove(mailbox)
                outages.append(str(error))
        sweep(house)
        while carry_out_one(house):
            busy = True
    if outages := [*outages, *unanswered(house)]:
        raise Unavailable("\n".join(outages))


def take_in(house: House, edge: port.Mailbox, settings: Mailbox) -> bool:
    """Fetch and read all there is, and let the mailbox go again; True if a letter was read.

    Raises:
        Unavailable: The mail server gave no answer, or another daemon follows the mailbox.
    """
    lease = mailbox_lease(house, settings.name)
    if isinstance(lease, Held):
        raise Unavailable(f"mailbox {settings.name} is followed by {lease.holder} since {lease.since}")
    any_read = False
    try:
        fetch_all(house, edge, settings, lease)
    finally:
        while read_one(house, settings.name):
            any_read = True
        house.store.release(lease)
    return any_read


def unanswered(house: House) -> Iterator[str]:
    """Say which neighbours still give no answer, of those for whom work waits after a try that failed."""
    with house.store.reading() as work:
        waiting = work.tried_tasks()
        gates = [gate_of(work, firm) for firm in sorted({task.firm for task in waiting if task.firm})]
    probes = [driver_of(house, gate).probe for gate in gates]
    if any(isinstance(task.do, SendMail) for task in waiting):
        probes.append(house.world.post.probe)
    for probe in probes:
        try:
            probe()
        except Unavailable as error:
            yield str(error)


@contextmanager
def open_house(settings: Settings, clock: Clock) -> Iterator[tuple[House, dict[str, port.Mailbox]]]:
    """Lend a house in the real world; its connections are closed at the end."""
    templates, store = open_templates(settings), open_store(settings)
    mailboxes = open_mailboxes(settings, clock)
    world: World = open_world(settings, clock, mailboxes)
    house = House(settings, store, clock, world, templates, new_holder())
    try:
        free_what_the_dead_held(house)
        stop_what_was_restored(house, mailboxes)
        yield house, mailboxes
    finally:
        world.post.close()
        for edge in mailboxes.values():
            edge.close()
        store.close()


def free_what_the_dead_held(house: House) -> None:
    """After a crash go on at once with what processes of this machine held when they died."""
    with survived("recovery"), house.store.transaction() as work:
        if gone := work.free_lost(house.clock.now()):
            log.info("freed_after_a_crash", holders=gone)


def stop_what_was_restored(house: House, mailboxes: dict[str, port.Mailbox]) -> None:
    """Before anything acts, see that the database is not older than the mail it sent."""
    for mailbox in house.settings.mailbox:
        if mailbox.sent_folder:
            with survived(f"looking into sent mail of {mailbox.name}"):
                stop_if_restored(house, mailboxes[mailbox.name], mailbox.name)


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
