"""The demo as it is played: people write, runs of the flow begin and end, and the daemon lives on."""

import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table

from bot.clock import SteppingClock
from bot.desk.checklist import Tick, checklist
from bot.flow.port import FlowDriver
from bot.sandbox.page import FlowSaid, Shown
from bot.sandbox.script import ACTS, NEW_YORK, Act, Run, Voice
from bot.sandbox.town import ANNA, SAM, SUPPORT, Town
from bot.store.work import Store

STRANGER = "mail.elsewhere.example"  # whose servers hand over the forgery


def sluice(console: Console, town: Town, *arguments: str) -> str:
    """Run one command of Sluice in a town and return what it printed.

    Raises:
        SystemExit: It failed; what it said is printed.
    """
    command = [str(Path(sys.executable).with_name("sluice")), *arguments, "--config", str(town.settings)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 our own command
    if ran.returncode:
        console.print(ran.stdout, ran.stderr, markup=False)
        raise SystemExit(f"sluice {' '.join(arguments)} ended with {ran.returncode}")
    return ran.stdout


@dataclass
class Performance:
    """The play so far."""

    town: Town
    clock: SteppingClock
    console: Console
    store: Store  # only to look into
    gate: FlowDriver  # only to read
    shown: list[Shown] = field(default_factory=list)
    said: list[FlowSaid] = field(default_factory=list)
    stage: str = ""  # where the ticket stands
    rows: tuple[Tick, ...] = checklist(())
    forgery_moved: str = ""  # what the forgery changed; empty: nothing
    _sent: int = 0

    def play(self) -> bool:
        """Play every act; True if all rows are done and the forgery moved nothing."""
        with Live(self._table(""), console=self.console, refresh_per_second=8) as live:
            for act in ACTS:
                live.update(self._table(act.title))
                self._act(act)
                live.update(self._table(act.title))
        return all(tick.proof for tick in self.rows) and not self.forgery_moved

    def _act(self, act: Act) -> None:
        self.clock.advance_to(act.at)
        before = self._where()
        if act.text:
            self._letter(act)
        match act.run:
            case Run.BEGINS:
                self.town.flow.begin_run()
            case Run.ENDS:
                self.town.flow.end_run()
        self._daemon(act.at, act.until)
        self.clock.advance_to(act.until)
        self._collect()
        self._ask_the_flow(act)
        if act.voice is Voice.FORGER and self._where() != before:
            self.forgery_moved = f"{before} became {self._where()}"

    def _ask_the_flow(self, act: Act) -> None:
        reading = self.gate.read()
        at = f"{reading.at.astimezone(NEW_YORK):%d %b %H:%M}"
        self.said.append(FlowSaid(at, reading.state, reading.in_flight, act.title))

    def _letter(self, act: Act) -> None:
        """Let somebody write: the firm answers the last mail it got, staff the last one they got."""
        person = SAM if act.voice is Voice.STAFF else ANNA
        inbox = self.town.sandbox.inbox(person.address)
        raw = (
            person.reply(inbox[-1], SUPPORT, act.text, act.at)
            if inbox
            else person.letter(SUPPORT, act.subject, act.text, act.at)
        )
        forged = act.voice is Voice.FORGER
        self.town.sandbox.deliver(raw, as_domain=STRANGER if forged else person.domain)
        self.shown.append(Shown(raw, act.at, forged=forged))

    def _daemon(self, at: datetime, until: datetime) -> None:
        span = ("--at", at.isoformat(), "--until", until.isoformat())
        sluice(self.console, self.town, "run", "--rehearsal", *span)

    def _collect(self) -> None:
        """Take note of the mail that went out, and of what the journal says."""
        for transaction in self.town.sandbox.sent[self._sent :]:
            written_at = parsedate_to_datetime(str(message_from_bytes(transaction.raw)["Date"]))
            self.shown.append(Shown(transaction.raw, written_at, to=transaction.recipients))
        self._sent = len(self.town.sandbox.sent)
        with self.store.reading() as work:
            if ticket := work.ticket(1):
                self.stage = ticket.stage
                self.rows = checklist([line.entry for line in work.entries(1)])

    def _where(self) -> tuple[str, str]:
        return self.stage, self.gate.read().state

    def _table(self, title: str) -> Table:
        table = Table(
            title=f"One import, {self.clock.now():%d %b %Y %H:%M} UTC. {title}", title_justify="left"
        )
        for column in ("#", "when", "task", "who", "done"):
            table.add_column(column)
        for tick in self.rows:
            row = tick.row
            table.add_row(str(row.number), row.when, row.task, row.who, tick.mark)
        return table
