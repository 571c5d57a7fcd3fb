"""`make demo`: one acquisition import, from request to closed, through the real daemon on a stepping clock.

The servers, the data flow and the people are pretend, the protocols are real: the daemon is started as
`sluice run --rehearsal` for each span of time and finds everything over IMAP, SMTP and HTTP. It ends with
0 only if all eight rows of the process are done and the forgery moved nothing.
"""

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path

from rich.console import Console
from rich.live import Live
from rich.table import Table

from bot.clock import SteppingClock
from bot.config.settings import read_settings
from bot.daemon.opening import open_store
from bot.sandbox.page import Shown, write_page
from bot.sandbox.process import ROWS, Story
from bot.sandbox.script import ACTS, BEGINS, Act, Voice
from bot.sandbox.town import ADA, ANNA, SAM, SUPPORT, Town, open_town
from bot.store.work import Store

STRANGER = "mail.elsewhere.example"  # whose servers hand over the forgery


@dataclass
class Demo:
    """The play so far."""

    town: Town
    clock: SteppingClock
    console: Console
    store: Store  # only to look into
    shown: list[Shown] = field(default_factory=list)
    story: Story = field(default_factory=Story)
    forgery_moved: str = ""  # what the forgery changed; empty: nothing
    _sent: int = 0

    def play(self) -> bool:
        """Play every act; True if all rows are done and the forgery moved nothing."""
        with Live(self._table(""), console=self.console, refresh_per_second=8) as live:
            for act in ACTS:
                live.update(self._table(act.title))
                self._act(act)
                live.update(self._table(act.title))
        return all(row.done(self.story) for row in ROWS) and not self.forgery_moved

    def _act(self, act: Act) -> None:
        self.clock.advance_to(act.at)
        before = self._where()
        if act.text:
            self._letter(act)
        self._daemon(act.at, act.until)
        self.clock.advance_to(act.until)
        self._collect()
        if act.voice is Voice.FORGER and self._where() != before:
            self.forgery_moved = f"{before} became {self._where()}"

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
        self.sluice("run", "--rehearsal", "--at", at.isoformat(), "--until", until.isoformat())

    def sluice(self, *arguments: str) -> str:
        """Run one command of Sluice in this town and return what it printed.

        Raises:
            SystemExit: It failed; what it said is printed.
        """
        ran = subprocess.run(  # noqa: S603 our own command
            [str(Path(sys.executable).with_name("sluice")), *arguments, "--config", str(self.town.settings)],
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            self.console.print(ran.stdout, ran.stderr, markup=False)
            raise SystemExit(f"sluice {' '.join(arguments)} ended with {ran.returncode}")
        return ran.stdout

    def _collect(self) -> None:
        """Take note of the mail that went out, and of what the journal says."""
        for transaction in self.town.sandbox.sent[self._sent :]:
            written_at = parsedate_to_datetime(str(message_from_bytes(transaction.raw)["Date"]))
            self.shown.append(Shown(transaction.raw, written_at, to=transaction.recipients))
        self._sent = len(self.town.sandbox.sent)
        with self.store.reading() as work:
            if ticket := work.ticket(1):
                self.story = Story.read(ticket, work.entries(1))

    def _where(self) -> tuple[str, bool]:
        return self.story.stage, self.town.flows.flows["north"].on

    def _table(self, title: str) -> Table:
        table = Table(
            title=f"One import, {self.clock.now():%d %b %Y %H:%M} UTC. {title}", title_justify="left"
        )
        for column in ("#", "when", "task", "who", "done"):
            table.add_column(column)
        for row in ROWS:
            table.add_row(str(row.number), row.when, row.task, row.who, row.mark(self.story))
        return table


def main(out: Path) -> int:
    """Play the demo and leave its mails and its page in `out`."""
    console, clock = Console(), SteppingClock(BEGINS - timedelta(minutes=5))
    with tempfile.TemporaryDirectory(prefix="sluice-demo-") as folder, open_town(Path(folder), clock) as town:
        os.environ.update(town.environment)
        store = open_store(read_settings(town.settings))
        demo = Demo(town, clock, console, store)
        demo.sluice("firms", "import", str(town.firms))
        demo.sluice("go")
        well = demo.play()
        store.close()
        write_page(out, demo.shown, [(row, row.mark(demo.story)) for row in ROWS], demo.story)
        console.print(demo.sluice("show", "IMP-1"), markup=False, highlight=False)
    digest = sum(ADA.address in shown.to for shown in demo.shown)
    console.print(f"{len(demo.shown)} mails, {digest} of them digests, are in {out}/; open {out}/index.html")
    if demo.forgery_moved:
        console.print(f"The forged completion moved something: {demo.forgery_moved}", style="bold red")
    console.print(
        "All eight rows are done, and the forgery moved nothing." if well else "Not all is well.",
        style="bold green" if well else "bold red",
    )
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-out")))
