"""The whole house in one process, on a stepping clock: real letters in, real mail out, a gate in memory.

Letters pass `arrive` and `read_one`, mail passes `carry_out_one` and the templates; only the four ports of
the world are in memory. `settle` does all that is due, `advance_to` lets time pass from one due moment to
the next, so nothing is skipped. All mail must be looked at before a scenario is over.
"""

from datetime import datetime, timedelta
from email import message_from_bytes
from email.message import Message
from email.utils import format_datetime

from bot.checks.ten import SqlClients
from bot.clock import SteppingClock
from bot.config.settings import Settings
from bot.desk.events import DelegateNamed
from bot.desk.firm import Firm
from bot.desk.tasks import Mail, SendMail
from bot.desk.ticket import Flow, Stage, Ticket
from bot.digest.gather import gather
from bot.flow.fake import FakeGate
from bot.flow.person import LastWord, PersonGate
from bot.flow.port import FlowDriver
from bot.mailbox.port import Arrived
from bot.post.port import FakePost
from bot.post.render import Templates, ready_templates
from bot.steps.arrive import Folder, arrive
from bot.steps.carry_out import carry_out_one
from bot.steps.house import House, World
from bot.steps.read_one import read_one
from bot.steps.sweep import next_moment, sweep
from bot.store.leases import Lease
from bot.store.letters import KnownLetter
from bot.store.tables import Acting, Direction
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, NORTH, PLAN, SAM, SOUTH, SUPPORT
from tests.scenarios.fakes import FakeChecks, FakeMailbox
from tests.scenarios.letters import BORDER, a_bounce, a_letter, one_click, text_of

TEMPLATES = Templates([ready_templates()])
ADMIN = "admin@aiwyn.example"
REQUEST = (
    "We bought the Lindgren practice and would like to import their clients on December 5, 2026 at 6 pm."
)
FINISHED_AT = PLAN.ends_by.at - timedelta(hours=1)
COMPLETE = "The import is complete."
ALL_TEN = "We compared ten clients and all ten match."


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
        "people": {"staff": [SAM], "admins": [ADMIN], "zone": "America/New_York"},
        # Most scenarios need neither a look at a quiet flow every few minutes nor mail of what is booked.
        "policy": {"read_every_minutes": 30, "staff_invitations": False},
    }
    return Settings.model_validate(raw | more)


class InMemory:
    """The house with everything around it."""

    def __init__(self, store: Store, at: datetime = MONDAY, **more: object) -> None:
        self.clock = SteppingClock(at)
        self.store = store
        self.post = FakePost()
        self.checks = FakeChecks(self.clock)
        self.gates = {firm.key: FakeGate(self.clock) for firm in (NORTH, SOUTH)}
        self.real_gates: dict[str, FlowDriver] = {}  # in the place of those in memory, by firm
        self.people_turn_it = False
        self.mailbox, self.sent = FakeMailbox(), FakeMailbox()
        chosen, clients = settings(**more), SqlClients(settings(**more).clients)
        world = World(
            self.post, self.checks, self._gate, lambda mailbox, raw: self.sent.file_sent(raw), clients
        )
        self.house = House(chosen, store, self.clock, world, TEMPLATES, "test")
        self._looked_at: set[int] = set()
        self._put_away = 0
        lease = store.lease("mailbox/support", "test", at, 10**9)
        assert isinstance(lease, Lease)
        self._lease = lease
        with store.transaction() as work:
            work.import_firms([NORTH, SOUTH])
            work.set_acting(Acting.GOING)

    def _gate(self, firm: Firm, last_word: LastWord) -> FlowDriver:
        if self.people_turn_it:
            return PersonGate(f"the feed of {firm.name}", last_word, self.clock)
        return self.real_gates.get(firm.key) or self.gates[firm.key]

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
        answers: Message | str | None = None,
        proved: bool = True,
        to: str = SUPPORT,
        cc: str = "",
        headers: tuple[str, ...] = (),
        sent_at: datetime | None = None,
        date: str = "",
    ) -> str:
        """Let a letter come in and be read; return its Message-ID.

        Args:
            answers: A mail of ours, or a Message-ID.
            sent_at: What its Date says; now, if nothing is said.
            date: The same as a Date field, for the zone in it.
        """
        message_id = f"<letter-{len(self.mailbox.letters) + 1}@{sender.rpartition('@')[2].rstrip('>')}>"
        if answers:
            subject = f"Re: {answers['Subject'] if isinstance(answers, Message) else subject}"
        thread = str(answers["Message-ID"]) if isinstance(answers, Message) else answers
        raw = a_letter(
            text,
            sender,
            subject,
            message_id,
            sent_at or self.clock.now(),
            to=to,
            answers=(thread,) if thread else (),
            proved=proved,
            headers=(*([f"Cc: {cc}"] if cc else []), *headers),
        )
        if date:
            raw = raw.replace(f"Date: {format_datetime(self.clock.now())}".encode(), f"Date: {date}".encode())
        self.arrives(raw)
        return message_id

    def arrives(self, raw: bytes) -> None:
        """Let any bytes come in and be read."""
        number = len(self.mailbox.letters) + 1
        letter = Arrived("support", "INBOX", 1, number, raw, self.clock.now(), len(raw), abridged=False)
        self.mailbox.letters.append(letter)
        self.settle()

    def colleague_sends(
        self, text: str, answers: Message | str, sender: str = SUPPORT, to: str = ANNA
    ) -> None:
        """Let a colleague's own mail lie in the folder of sent mail."""
        thread = str(answers["Message-ID"]) if isinstance(answers, Message) else answers
        message_id = f"<sent-{len(self.sent.letters) + 1}@aiwyn.example>"
        self.sends(
            a_letter(text, sender, "Re: import", message_id, self.clock.now(), to=to, answers=(thread,))
        )

    def sends(self, raw: bytes) -> None:
        """Let any bytes lie in the folder of sent mail."""
        number, now = len(self.sent.letters) + 1, self.clock.now()
        self.sent.letters.append(Arrived("support", "Sent", 1, number, raw, now, len(raw), abridged=False))
        self.settle()

    def clicks(self, label: str, mail: Message, sender: str = ANNA, *, proved: bool = True) -> None:
        """Let somebody send the reply that a link of a mail writes."""
        subject, body = one_click(mail, label)
        self.receives(body, sender, subject, proved=proved)

    def bounces(
        self, mail: Message, recipient: str, reason: str = "550 5.1.1 nobody has this address"
    ) -> None:
        """Let a mail of ours come back."""
        text, headers = a_bounce(mail, recipient, reason)
        self.receives(text, "mailer-daemon@northcpa.example", "Undelivered Mail", headers=headers)

    def commands(self, *lines: str, proved: bool = True, answers: Message | None = None) -> str:
        """Let Sam give commands; return the answer's text."""
        before = len(self.mail_to(SAM))
        text = "\n".join(f"@sluice {line}" for line in lines)
        self.receives(text, SAM, "steering", proved=proved, answers=answers)
        answered = [mail for mail in self.mail_to(SAM)[before:] if self.kind_of(mail) is Mail.STAFF_ANSWER]
        return text_of(answered[-1]) if answered else ""

    def plays_to(self, stage: Stage) -> None:
        """Let Anna's import go well up to a stage, and put all mail so far away as seen."""
        self.receives(REQUEST)
        if stage in AFTER_THE_START:
            self.advance_to(PLAN.starts.at)
        if stage in AFTER_THE_END:
            self.advance_to(FINISHED_AT)
            self.receives(COMPLETE, answers=self.last_to(ANNA))
        if stage in (Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED):
            self.advance(minutes=6)
        if stage in (Stage.REVIEWING, Stage.CLOSED):
            self.advance(minutes=31)
        if stage is Stage.CLOSED:
            self.receives(ALL_TEN, answers=self.last_to(ANNA))
        assert self.stage() is stage, self.ticket()
        self.puts_mail_away()

    # --- time ------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Do all that is due now."""
        inbox = Folder("support", "INBOX", Direction.RECEIVED)
        sent = Folder("support", "Sent", Direction.SENT)
        busy = True
        while busy:
            busy = arrive(self.house, self.mailbox, inbox, self._lease)
            busy |= arrive(self.house, self.sent, sent, self._lease)
            busy |= read_one(self.house, "support")
            sweep(self.house)
            busy |= carry_out_one(self.house)

    def advance_to(self, moment: datetime) -> None:
        """Let time pass, stopping at each due moment."""
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

    def events(self, number: int = 1) -> list[str]:
        """Return the names of all that happened to a ticket."""
        with self.store.reading() as work:
            return [type(line.entry.event).__name__ for line in work.entries(number)]

    def letters(self) -> tuple[KnownLetter, ...]:
        """Return every letter with what became of it, oldest first."""
        with self.store.reading() as work:
            return work.letters_between(MONDAY - timedelta(days=9999), self.clock.now() + timedelta(days=1))

    @property
    def last_letter(self) -> KnownLetter:
        return self.letters()[-1]

    def mail_to(self, address: str) -> list[Message]:
        """Return the mail to an address, oldest first, and count it as looked at."""
        found = [
            (n, sent)
            for n, sent in enumerate(self.post.sent)
            if n >= self._put_away and address in sent.recipients
        ]
        self._looked_at.update(n for n, _ in found)
        return [message_from_bytes(sent.raw) for _, sent in found]

    def last_to(self, address: str) -> Message:
        mails = self.mail_to(address)
        assert mails, f"nothing was sent to {address}"
        return mails[-1]

    def text_to(self, address: str) -> str:
        """Return the text of the last mail to an address, its lines joined."""
        return " ".join(text_of(self.last_to(address)).split())

    def kinds_to(self, address: str) -> list[Mail | None]:
        """Return which mails an address got."""
        return [self.kind_of(mail) for mail in self.mail_to(address)]

    def kind_of(self, mail: Message) -> Mail | None:
        """Return which mail of ours this is."""
        with self.store.reading() as work:
            sent = work.sent_mail(str(mail["Message-ID"]))
            task = work.task(sent.task) if sent else None
        return task.do.mail if task and isinstance(task.do, SendMail) else None

    def digests(self) -> list[str]:
        """Return the text of every digest so far."""
        return [text_of(m) for m in self.mail_to(ADMIN) if self.kind_of(m) is Mail.DIGEST]

    def digest_now(self) -> str:
        """Return the text of the digest as it would be if its hour had come; nothing is sent."""
        with self.store.reading() as work:
            context = gather(work, self.house.settings, self.clock.now())
        return " ".join(TEMPLATES.render(Mail.DIGEST, context).text.split())

    def puts_mail_away(self) -> None:
        """Count all mail so far as seen; it is not shown again."""
        self._put_away = len(self.post.sent)
        self._looked_at.update(range(self._put_away))

    # --- the end ---------------------------------------------------------------------------------

    def unseen(self) -> list[str]:
        """Return mail nobody looked at, digests excepted, as "to: subject"."""
        unseen = [
            (sent, message_from_bytes(sent.raw))
            for n, sent in enumerate(self.post.sent)
            if n not in self._looked_at
        ]
        return [
            f"{', '.join(sent.recipients)}: {mail['Subject']}"
            for sent, mail in unseen
            if self.kind_of(mail) is not Mail.DIGEST
        ]

    def astray(self) -> list[str]:
        """Return mail that went to somebody who is neither staff nor of the firm it speaks of."""
        ours, found = {SAM, ADMIN}, list[str]()
        with self.store.reading() as work:
            for sent in self.post.sent:
                mail = work.sent_mail(str(message_from_bytes(sent.raw)["Message-ID"]))
                ticket = work.ticket(mail.ticket) if mail and mail.ticket else None
                for to in set(sent.recipients) - ours:
                    firms = {firm.key for firm in work.firms_of(to)}
                    named = ticket is not None and self._was_named(ticket.id, to)
                    if not named and (not firms or (ticket and ticket.firm not in firms)):
                        found.append(to)
        return found

    def _was_named(self, number: int, address: str) -> bool:
        """Whether somebody ever named the address to speak for the ticket's firm."""
        with self.store.reading() as work:
            events = [line.entry.event for line in work.entries(number)]
        return any(isinstance(event, DelegateNamed) and event.address == address for event in events)

    def is_over(self) -> None:
        """Fail if mail was not looked at or went astray, a letter is unaccounted for, a journal is broken."""
        assert not self.unseen(), f"mail went out that nobody looked at: {self.unseen()}"
        assert self.astray() == []
        with self.store.reading() as work:
            ledger = work.ledger(MONDAY - timedelta(days=9999), self.clock.now() + timedelta(days=1))
            broken = [t.ref for t in work.tickets() if work.verify_chain(t.id) is not None]
        assert ledger.balanced, f"letters are unaccounted for: {ledger}"
        assert broken == []


AFTER_THE_END = frozenset({Stage.TURNING_ON, Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED})
AFTER_THE_START = AFTER_THE_END | {Stage.IMPORTING}
