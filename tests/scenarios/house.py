"""The whole house in one process, on a stepping clock: real letters in, real mail out, a gate in memory.

Letters pass `arrive` and `read_one`, mail passes `carry_out_one` and the templates; only the four ports of
the world are in memory. `settle` does all that is due, `advance_to` lets time pass from one due moment to
the next, so nothing is skipped.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime

from bot.checks.port import CheckResult, CheckVerdict
from bot.clock import SteppingClock
from bot.config import Settings
from bot.desk.firm import Firm
from bot.desk.ticket import Flow, Stage, Ticket
from bot.flow.fake import FakeGate
from bot.flow.person import LastWord, PersonGate
from bot.flow.port import FlowDriver
from bot.mailbox.port import Arrived, Batch, Position
from bot.post.port import FakePost
from bot.post.render import Templates, ready_templates
from bot.steps.arrive import Folder, arrive
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.read_one import read_one
from bot.steps.sweep import next_moment, sweep
from bot.store.journal import Journalled
from bot.store.leases import Lease
from bot.store.tables import Acting, Direction
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, NORTH, SAM, SOUTH, SUPPORT

BORDER = "mx.aiwyn.example"
CLEAN = CheckResult("same tax id", "clients entered twice", "stop", CheckVerdict.CLEAN, rows_tested=1000)


@dataclass
class FakeMailbox:
    """A folder in memory, handed over in order."""

    letters: list[Arrived] = field(default_factory=list)

    def current(self, folder: str) -> Position:
        return Position(1, len(self.letters))

    def fetch_new(self, folder: str, position: Position | None) -> Batch:
        taken = position.uid if position else 0
        return Batch(tuple(self.letters[taken:]), Position(1, len(self.letters)), at_end=True, reset=False)

    def sent_folder(self) -> str | None:
        return "Sent"

    def file_sent(self, raw: bytes) -> None:
        """Nobody looks at the copies here."""

    def wait(self, folder: str, seconds: float) -> bool:
        return False

    def wake(self) -> None:
        """Nothing waits."""

    def close(self) -> None:
        """Nothing is open."""


@dataclass
class FakeChecks:
    results: tuple[CheckResult, ...] = (CLEAN,)
    ran: int = 0

    def run(self, firm: str) -> tuple[CheckResult, ...]:
        self.ran += 1
        return self.results


def settings(**more: object) -> Settings:
    raw: dict[str, object] = {
        "token_key": "env:PATH",
        "desk_name": "Aiwyn Support",
        "mailbox": [
            {
                "name": "support",
                "address": SUPPORT,
                "host": "localhost",
                "tls": "none",
                "trust": {"receiver": "rfc8601", "authserv_id": BORDER},
            }
        ],
        "smtp": {"host": "localhost", "tls": "none"},
        "people": {"staff": [SAM], "admins": ["admin@aiwyn.example"], "zone": "America/New_York"},
    }
    return Settings.model_validate(raw | more)


class InMemory:
    """The house with everything around it; the fixture of the scenario tests."""

    def __init__(self, store: Store, at: datetime = MONDAY, **more: object) -> None:
        self.clock = SteppingClock(at)
        self.store = store
        self.post = FakePost()
        self.checks = FakeChecks()
        self.gates = {firm.key: FakeGate(self.clock) for firm in (NORTH, SOUTH)}
        self.people_turn_it = False
        self.mailbox, self.sent = FakeMailbox(), FakeMailbox()
        world = World(self.post, self.checks, self._gate, lambda mailbox, raw: None)
        self.house = House(settings(**more), store, self.clock, world, Templates([ready_templates()]), "test")
        self._looked_at: set[int] = set()
        lease = store.lease("mailbox/support", "test", at, 10**9)
        assert isinstance(lease, Lease)
        self._lease = lease
        with store.transaction() as work:
            work.import_firms([NORTH, SOUTH])
            work.set_acting(Acting.GOING)

    def _gate(self, firm: Firm, last_word: LastWord) -> FlowDriver:
        if self.people_turn_it:
            return PersonGate(f"the feed of {firm.name}", last_word, self.clock)
        return self.gates[firm.key]

    @property
    def gate(self) -> FakeGate:
        return self.gates["north"]

    # --- what people do --------------------------------------------------------------------------

    def receives(
        self,
        text: str,
        sender: str = ANNA,
        subject: str = "Import of the Lindgren clients",
        *,
        answers: Message | None = None,
        proved: bool = True,
        cc: str = "",
        headers: str = "",
    ) -> str:
        """Let a letter come in and be read; return its Message-ID."""
        number = len(self.mailbox.letters) + 1
        message_id = f"<letter-{number}@{sender.partition('@')[2]}>"
        now = self.clock.now()
        verdict = f"dmarc={'pass' if proved else 'fail'} header.from={sender.partition('@')[2]}"
        lines = [
            f"Authentication-Results: {BORDER}; {verdict}",
            f"Received: from mail.sender.example by {BORDER}; {format_datetime(now)}",
            f"From: {sender}",
            f"To: {SUPPORT}",
            *([f"Cc: {cc}"] if cc else []),
            f"Subject: {'Re: ' + str(answers['Subject']) if answers else subject}",
            f"Date: {format_datetime(now)}",
            f"Message-ID: {message_id}",
            *(
                [f"In-Reply-To: {answers['Message-ID']}", f"References: {answers['Message-ID']}"]
                if answers
                else []
            ),
            *([headers] if headers else []),
            "Content-Type: text/plain; charset=utf-8",
            "",
            text,
        ]
        raw = "\r\n".join(lines).encode()
        self.mailbox.letters.append(
            Arrived("support", "INBOX", 1, number, raw, now, len(raw), abridged=False)
        )
        self.settle()
        return message_id

    def commands(self, line: str, *, proved: bool = True, answers: Message | None = None) -> str:
        """Let Sam give a command; return the answer's text."""
        self.receives(f"@sluice {line}", SAM, "steering", proved=proved, answers=answers)
        answers_to_sam = [mail for mail in self.mail_to(SAM) if "@sluice" in text_of(mail)]
        return text_of(answers_to_sam[-1]) if answers_to_sam else ""

    # --- time ------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Do all that is due now."""
        busy = True
        while busy:
            busy = arrive(
                self.house, self.mailbox, Folder("support", "INBOX", Direction.RECEIVED), self._lease
            )
            busy |= arrive(self.house, self.sent, Folder("support", "Sent", Direction.SENT), self._lease)
            busy |= read_one(self.house, "support")
            sweep(self.house)
            busy |= carry_out_one(self.house)

    def advance_to(self, moment: datetime) -> None:
        """Let time pass, stopping at each due moment, and at least every minute on the day itself."""
        self.settle()
        while (due := next_moment(self.house)) <= moment:
            self.clock.advance_to(due)
            self.settle()
        self.clock.advance_to(moment)
        self.settle()

    def advance(self, **span: float) -> None:
        self.advance_to(self.clock.now() + timedelta(**span))

    def sleep_until(self, moment: datetime) -> None:
        """Let time pass while nobody is awake."""
        self.clock.advance_to(moment)
        self.settle()

    # --- what can be seen ------------------------------------------------------------------------

    def ticket(self, number: int = 1) -> Ticket:
        with self.store.reading() as work:
            ticket = work.ticket(number)
        assert ticket is not None, f"there is no IMP-{number}"
        return ticket

    def tickets(self) -> tuple[Ticket, ...]:
        with self.store.reading() as work:
            return work.tickets()

    def stage(self, number: int = 1) -> Stage:
        return self.ticket(number).stage

    def flow(self, firm: str = "north") -> Flow:
        with self.store.reading() as work:
            return work.flow(firm)

    def journal(self, number: int = 1) -> tuple[Journalled, ...]:
        with self.store.reading() as work:
            return work.entries(number)

    def mail_to(self, address: str) -> list[Message]:
        """Return all mail to an address so far, oldest first, and count it as looked at."""
        found = [(n, sent) for n, sent in enumerate(self.post.sent) if address in sent.recipients]
        self._looked_at.update(n for n, _ in found)
        return [message_from_bytes(sent.raw) for _, sent in found]

    def last_to(self, address: str) -> Message:
        mails = self.mail_to(address)
        assert mails, f"nothing was sent to {address}"
        return mails[-1]

    def subjects_to(self, address: str) -> list[str]:
        return [str(mail["Subject"]) for mail in self.mail_to(address)]

    def kinds_to(self, address: str) -> list[str]:
        """Return the names of the mails an address got, as the tasks know them."""
        ids = {str(mail["Message-ID"]) for mail in self.mail_to(address)}
        with self.store.reading() as work:
            tasks = [t for n in (None, *(t.id for t in work.tickets())) if n for t in work.tasks_of(n)]
        kinds = {t.message_id: t.do.mail.value for t in tasks if t.message_id and hasattr(t.do, "mail")}
        return [
            kinds.get(str(mail["Message-ID"]), "?")
            for mail in self.mail_to(address)
            if str(mail["Message-ID"]) in ids
        ]

    def unseen(self) -> list[str]:
        """Return mail nobody looked at, as "to: subject"."""
        return [
            f"{', '.join(sent.recipients)}: {message_from_bytes(sent.raw)['Subject']}"
            for n, sent in enumerate(self.post.sent)
            if n not in self._looked_at
        ]


def text_of(mail: Message) -> str:
    """Return the plain text of a mail."""
    part = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n", "\n")
