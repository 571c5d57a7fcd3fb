"""The land of the journey: a real Dovecot, real SMTP, a data flow, and the daemon as a process of its own.

All time is real. The day is made short by the desk's own settings: no lead time, no time for second thoughts,
and deadlines of seconds, so that what a killed daemon held is soon taken over.
"""

import re
import signal
import ssl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from imapclient import IMAPClient

from bot.clock import SystemClock
from bot.config.firms_file import read_firms
from bot.desk.tasks import Mail, SendMail
from bot.desk.ticket import Stage, Ticket
from bot.sandbox.clients import seed
from bot.sandbox.dataflow import DataFlow
from bot.sandbox.firm_flow import PretendFlow
from bot.sandbox.people import Person
from bot.sandbox.town import ANNA, PASSWORD, PEOPLE, SUPPORT, ImapPlace, Town
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.leases import FIND, Lease
from bot.store.migrate import migrate
from bot.store.tables import Acting, Direction
from bot.store.tasks import BookedTask
from bot.store.work import Store
from tests.journey.holds import HoldingFlow, HoldingOffice
from tests.servers import DovecotServer

NEW_YORK = ZoneInfo("America/New_York")
OTTO = Person("Otto Outside", "otto@elsewhere.example")
COMPLETE = "The import is complete, everything is loaded."
MATCHED = "All ten clients match between PE and the portal."
PATIENCE = 60.0  # seconds that anything may take, a takeover included
SHORT_DAY = """
[policy]
lead_days = 0
second_thoughts_minutes = 0
settle_minutes = 0

[takeover]
mailbox_seconds = 3
spare_seconds = 1
"""
ALWAYS = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
Found = TypeVar("Found")


@dataclass
class Daemon:
    """`sluice run` as a process of its own."""

    town: Town
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> "Daemon":
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                self._command("run"), env=dict(self.town.environment), stdout=log, stderr=log
            )
        return self

    def kill(self) -> None:
        """End it as a power cut would."""
        assert self.process is not None
        assert self.process.poll() is None, f"the daemon ended by itself:\n{self.log()}"
        self.process.kill()
        self.process.wait()

    def signal(self) -> None:
        """Ask it to stop."""
        assert self.process is not None
        self.process.send_signal(signal.SIGTERM)

    def ends_within(self, seconds: float) -> int:
        """Wait for its end and return its exit code."""
        assert self.process is not None
        return self.process.wait(seconds)

    def end(self) -> None:
        """Make sure that it is gone."""
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def run(self, *arguments: str, seconds: float = 60) -> "subprocess.CompletedProcess[str]":
        """Run one command of Sluice to its end."""
        return subprocess.run(
            self._command(*arguments),
            env=dict(self.town.environment),
            capture_output=True,
            text=True,
            check=False,
            timeout=seconds,
        )

    def log(self) -> str:
        return self._log.read_text() if self._log.exists() else ""

    @property
    def _log(self) -> Path:
        return self.town.folder / "sluice.log"

    def _command(self, *arguments: str) -> list[str]:
        sluice = str(Path(sys.executable).with_name("sluice"))
        return [sluice, *arguments, "--config", str(self.town.settings)]


@dataclass
class Land:
    """Everything around the daemon, and what can be seen from outside."""

    town: Town
    office: HoldingOffice
    flow: HoldingFlow
    store: Store  # only to look into
    daemon: Daemon
    mailbox: "Callable[[], IMAPClient]"  # the shared mailbox, as a colleague's mail program opens it

    def writes(self, person: Person, text: str, subject: str = "", *, answer: bool = False) -> None:
        """Let somebody write to the desk, or answer the last mail of it."""
        at = datetime.now(UTC)  # noqa: TID251 the land lives in real time
        if answer:
            raw = person.reply(self.office.inbox(person.address)[-1], SUPPORT, text, at)
        else:
            raw = person.letter(SUPPORT, subject, text, at)
        self.office.deliver(raw, as_domain=person.domain)

    def ticket(self) -> Ticket | None:
        with self.store.reading() as work:
            return work.ticket(1)

    def wait_for(self, what: str, look: Callable[[], Found], seconds: float = PATIENCE) -> Found:
        """Return what `look` finds once that is something; fail when it takes too long."""
        clock = SystemClock()
        until = clock.monotonic() + seconds
        while not (found := look()):
            late = clock.monotonic() > until
            assert not late, f"waited {seconds:g} s in vain for {what}\n{self.daemon.log()}\n{self.story()}"
            threading.Event().wait(0.005)
        return found

    def asks_for_an_import(self) -> None:
        """Let Anna ask for one that is due at once."""
        self.writes(
            ANNA,
            "Hi team,\n\nWe closed on the Lindgren & Moss practice last month and need to bring their clients"
            f" into PracticeEngine.\n\nCan we do it on {soon()}?\n\nThanks!\nAnna",
            "Lindgren & Moss acquisition - client import",
        )

    def story(self) -> str:
        """Return what Sluice itself tells of the import."""
        return self.daemon.run("show", "IMP-1").stdout + self.daemon.run("letters").stdout

    def stands_at(self, stage: Stage) -> bool:
        ticket = self.ticket()
        return ticket is not None and ticket.stage is stage

    def was_told(self, *, seconds_ago: int) -> bool:
        """Whether the firm was told to proceed so long ago; mail servers count in whole seconds."""
        ticket, now = self.ticket(), SystemClock().now()
        told_at = ticket.told_at if ticket else None
        return told_at is not None and told_at < now - timedelta(seconds=seconds_ago)

    def letters(self, sender: str) -> int:
        """Count the letters that have arrived from somebody, read or not."""
        with self.store.reading() as work:
            known = [x.id for x in work.letters_between(*ALWAYS) if x.direction is Direction.RECEIVED]
            heads = [(work.letter_bytes(letter) or b"").partition(b"\r\n\r\n")[0] for letter in known]
        return sum(re.search(rb"(?m)^From: .*<%b>" % sender.encode(), head) is not None for head in heads)

    def follower(self) -> Lease:
        """Return who follows the mailbox, and until when if nothing is heard of it."""
        with self.store.reading() as work:
            row = work.db.execute(FIND, {"lease": "mailbox/support"}).one()
        return Lease(row.name, row.holder, row.fence, row.until)

    def task(self, mail: Mail) -> BookedTask | None:
        """Return the import's task to send a mail, once there is one."""
        with self.store.reading() as work:
            return next(
                (t for t in work.tasks_of(1) if isinstance(t.do, SendMail) and t.do.mail is mail), None
            )

    def must_have_sent_each_mail_once(self) -> None:
        """Each mail was taken once, or again, the very same, where nobody could know it.

        Such a window is counted with the mail's task: the daemon died after the last byte, before noting it.
        """
        taken: dict[str, list[bytes]] = {}
        for mail in self.office.sent:
            taken.setdefault(message_id(mail.raw), []).append(mail.raw)
        for name, copies in taken.items():
            assert len(copies) <= 1 + self._windows(name), f"{name} was sent too often\n{self.story()}"
            assert len(set(copies)) == 1, f"{name} changed from one attempt to the next"

    def _windows(self, mail: str) -> int:
        """Return how often nobody could know whether the mail of that Message-ID was taken."""
        with self.store.reading() as work:
            sent = work.sent_mail(mail)
            task = work.task(sent.task) if sent else None
        assert task is not None, f"{mail} was sent, and nobody decided it"
        return task.unclear

    def mails_to(self, address: str) -> list[tuple[str, bytes]]:
        """Return the (Message-ID, bytes) of every mail the SMTP server took for an address, in order."""
        return [(message_id(mail.raw), mail.raw) for mail in self.office.sent if address in mail.recipients]


def message_id(raw: bytes) -> str:
    found = re.search(rb"(?im)^Message-ID:\s*(<[^>]+>)", raw)
    assert found, "a mail without a Message-ID"
    return found[1].decode()


def soon() -> str:
    """Return a day and an hour a few minutes ahead, as Anna writes them."""
    at = datetime.now(NEW_YORK) + timedelta(minutes=4)  # noqa: TID251 the land lives in real time
    return f"{at:%A, %B} {at.day}, {at:%Y} at {at:%I:%M %p}".replace(" 0", " ")


@contextmanager
def open_land(
    folder: Path, dovecot: DovecotServer | None, database: str, *, deadline_seconds: float = 3
) -> Iterator[Land]:
    """Lend a land with its firm imported and the house going; nothing runs yet.

    Args:
        folder: Where its files lie.
        dovecot: Where the desk's mail lies; None: on the sandbox's own server.
        database: Its URL.
        deadline_seconds: How long the daemon waits for SMTP and for the flow.
    """
    clock = SystemClock()
    with ExitStack() as stack:
        office = HoldingOffice(clock=clock)
        office.start()
        stack.callback(office.stop)
        for person in PEOPLE:
            office.add_account(person.address, PASSWORD)
        place = _support(office, dovecot)
        flows = stack.enter_context(DataFlow(clock, "north").serving())
        flows.flows["north"] = flow = HoldingFlow()
        seed(folder / "clients.db", "north", duplicates=0)
        town = Town(office, flows, PretendFlow(flows), folder)
        town.write_settings(database, place, poll_seconds=1, deadline_seconds=deadline_seconds)
        settings = town.settings.read_text().replace(
            "[checks]\n", "[checks]\nstatement_timeout_seconds = 0.5\n"
        )
        town.settings.write_text(settings + SHORT_DAY)
        daemon = Daemon(town)
        stack.callback(daemon.end)
        store = _going(database, town)
        stack.callback(store.close)
        yield Land(town, office, flow, store, daemon, partial(_log_in, place))


def _going(database: str, town: Town) -> Store:
    """Return a store that knows the firm and in which somebody has said `go`; now only to look into."""
    engine = open_database(database)
    migrate(engine)
    store = Store(engine, Ids(b"only to look into", "desk.example"))
    with store.transaction() as work:
        work.import_firms(read_firms(town.firms))
        work.set_acting(Acting.GOING)
    return store


def _support(office: HoldingOffice, dovecot: DovecotServer | None) -> ImapPlace:
    if dovecot is None:
        office.add_account(SUPPORT, PASSWORD)
        return ImapPlace(office.imap_port, office.ca_file)
    dovecot.add_account(SUPPORT, PASSWORD)
    office.add_account(SUPPORT, PASSWORD, deliver_to=partial(dovecot.deliver, SUPPORT))
    return ImapPlace(dovecot.port, dovecot.ca_file)


def _log_in(place: ImapPlace) -> IMAPClient:
    trust = ssl.create_default_context(cafile=str(place.ca_file))
    client = IMAPClient("localhost", place.port, ssl_context=trust, timeout=10)
    client.login(SUPPORT, PASSWORD)
    return client
