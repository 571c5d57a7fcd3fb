"""The world behind its ports, from the settings: mailboxes, post, flows, checks. Or one that records."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from dkim.dnsplug import get_txt

from bot.checks.sql import SqlChecks
from bot.checks.ten import SqlClients
from bot.clock import Clock
from bot.config.drivers import Driver
from bot.config.settings import Settings
from bot.desk.firm import Firm
from bot.errors import Misconfigured
from bot.flow.drivers import make_driver
from bot.flow.person import LastWord
from bot.flow.port import FlowDriver, FlowReading, FlowState
from bot.mailbox.imap import ImapMailbox
from bot.mailbox.port import Mailbox
from bot.post.port import FakePost
from bot.post.smtp import SmtpPost
from bot.steps.house import World


@dataclass
class Gates:
    """The driver of each firm's flow, kept with its connection; made anew where people turn the flow."""

    settings: Settings
    clock: Clock
    _kept: dict[Firm, FlowDriver] = field(default_factory=dict)

    def __call__(self, firm: Firm, last_word: LastWord) -> FlowDriver:
        """Return the driver of a firm's flow.

        Raises:
            Misconfigured: The firm names a driver that the settings lack, or lacks a value it needs.
        """
        if firm in self._kept:
            return self._kept[firm]
        driver = make_driver(driver_for(self.settings, firm), values_of(firm), self.clock, last_word)
        if driver.reads_itself:
            self._kept[firm] = driver
        return driver


def driver_for(settings: Settings, firm: Firm) -> Driver:
    """Return the settings of the driver that a firm names.

    Raises:
        Misconfigured: There is none of that name.
    """
    driver = settings.driver.get(firm.driver)
    if driver is None:
        known = ", ".join(settings.driver) or "none"
        raise Misconfigured(f"firm {firm.key}: unknown driver {firm.driver!r}; known: {known}")
    return driver


def values_of(firm: Firm) -> dict[str, str]:
    """Return what fills a driver's placeholders for this firm."""
    return {"firm": firm.key, **dict(firm.flow_values)}


def open_mailboxes(settings: Settings, clock: Clock) -> dict[str, Mailbox]:
    """Return an edge for each mailbox by its name; nothing is connected before it is used."""
    return {mailbox.name: ImapMailbox(mailbox, clock) for mailbox in settings.mailbox}


def open_world(settings: Settings, clock: Clock, mailboxes: Mapping[str, Mailbox]) -> World:
    """Return the real world."""

    def file_sent(mailbox: str, raw: bytes) -> None:
        mailboxes[mailbox].file_sent(raw)

    post, checks, gates = SmtpPost(settings.smtp, clock), checks_of(settings, clock), Gates(settings, clock)
    return World(post, checks, gates, file_sent, SqlClients(settings.clients), keys=get_txt)


def checks_of(settings: Settings, clock: Clock) -> SqlChecks:
    """Return the firms' data as the checks see it."""
    return SqlChecks(settings.checks, clock, settings.token_key.get_secret_value())


@dataclass
class RecordedGate:
    """Takes note of every switch and does none; it reads as it was last asked."""

    firm: str
    clock: Clock
    record: list[str]
    on: bool = True
    deadline: float = 1.0
    reads_itself: bool = True
    resume_note: str = ""

    def switch(self, *, on: bool) -> None:
        self.on = on
        self.record.append(f"would turn the flow of {self.firm} {'on' if on else 'off'}")

    def read(self) -> FlowReading:
        return FlowReading(FlowState.ON if self.on else FlowState.OFF, self.clock.now(), in_flight=0)

    def resume_risks(self) -> tuple[str, ...]:
        """Nothing waits in it."""
        return ()

    def probe(self) -> None:
        """There is nothing to reach."""


def recorded_world(
    settings: Settings, clock: Clock, off: Collection[str] = ()
) -> tuple[World, FakePost, list[str]]:
    """Return a world in which nothing happens, the mails it took, and the switches it took note of.

    Args:
        off: The firms whose flow is off at the beginning.
    """
    post, record = FakePost(), list[str]()
    gates: dict[str, RecordedGate] = {}

    def gate(firm: Firm, _: LastWord) -> FlowDriver:
        return gates.setdefault(firm.key, RecordedGate(firm.key, clock, record, on=firm.key not in off))

    checks, clients = checks_of(settings, clock), SqlClients(settings.clients)
    return World(post, checks, gate, lambda *_: None, clients, keys=get_txt), post, record
