"""Following one mailbox: fetch while we hold its lease, read what came, wait for more."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import structlog

from bot.config.settings import Mailbox
from bot.daemon.survived import AFTER_AN_OUTAGE, survived
from bot.errors import Unavailable
from bot.mailbox import port
from bot.steps.arrive import Folder, arrive
from bot.steps.house import House
from bot.steps.outage import note_answer, note_outage
from bot.steps.read_one import read_one
from bot.store.leases import Held, Lease
from bot.store.tables import Direction

log = structlog.get_logger()

BAD_IN_A_ROW = 15  # failed readings in a row: five letters, three attempts each: that is our bug
OUR_BUG_PAUSE = 600.0


@dataclass
class Follower:
    """Follows one mailbox while it holds its lease, and reads what came."""

    house: House
    settings: Mailbox
    edge: port.Mailbox
    stopping: threading.Event
    look: Callable[[], None]  # called when what was read may have brought work
    lease: Lease | None = None
    failed_in_a_row: int = 0

    def poll(self) -> None:
        """Fetch and read all there is, then wait for more."""
        house, name = self.house, self.settings.name
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
            self.look()
        if outage:
            self.stopping.wait(AFTER_AN_OUTAGE)
        else:
            seconds = min(self.settings.poll_seconds, house.settings.takeover.mailbox_seconds / 2)
            self.edge.wait(self.settings.folders[0], seconds)

    def let_go(self) -> None:
        """Give the lease back, so that whoever comes next need not wait for its end."""
        if self.lease is not None:
            self.house.store.release(self.lease)

    def read_all(self) -> bool:
        """Read every unread letter; True if there was one.

        A letter that fails has its attempt counted and is tried again.
        """
        any_read, more = False, True
        while more and not self.stopping.is_set():
            with survived(f"reading {self.settings.name}") as failure:
                more = read_one(self.house, self.settings.name)
                any_read = any_read or more
            self._note(failure)
        return any_read

    def _note(self, failure: list[Exception]) -> None:
        """After an outage wait; of our own errors too many in a row stop the reading for a while."""
        if failure and isinstance(failure[0], Unavailable):
            self.stopping.wait(AFTER_AN_OUTAGE)
            return
        self.failed_in_a_row = self.failed_in_a_row + 1 if failure else 0
        if self.failed_in_a_row >= BAD_IN_A_ROW:
            log.error("reading_stopped", mailbox=self.settings.name, failed=self.failed_in_a_row)
            self.stopping.wait(OUR_BUG_PAUSE)

    def _wait_for(self, held: Held) -> None:
        """Another daemon follows this mailbox: look again when its lease ends, if it is not renewed."""
        self.lease = None
        log.debug("mailbox_followed_elsewhere", mailbox=held.name, holder=held.holder)
        left = (held.until - self.house.clock.now()).total_seconds()
        self.stopping.wait(max(0.1, left))


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
        # It is missing just now; taken up anew later, what comes meanwhile would be lost.
        note_outage(house, f"the folder of sent mail of mailbox {settings.name}", "it is not there")
        return
    note_answer(house, f"the folder of sent mail of mailbox {settings.name}")
    with house.store.transaction() as work:
        work.must_hold(lease)
        work.keep_folders(settings.name, [folder.name for folder in folders])
