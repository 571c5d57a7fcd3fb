"""`make demo`: one acquisition import, from request to closed, through the real daemon on a stepping clock.

The servers, the data flow and the people are pretend, the protocols are real: the daemon is started as
`sluice run --rehearsal` for each span of time and finds everything over IMAP, SMTP and HTTP. `make demo
FLOW=prefect` puts a real flow in the pretend one's place. It ends with 0 only if all eight rows of the
process are done and the forgery moved nothing.
"""

import os
import sys
import tempfile
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bot.clock import SteppingClock
from bot.config.settings import read_settings
from bot.daemon.opening import open_store
from bot.daemon.world import Gates
from bot.errors import SluiceError
from bot.flow.person import nobody_spoke
from bot.flow.port import FlowDriver
from bot.sandbox.page import write_page
from bot.sandbox.performance import Performance, sluice
from bot.sandbox.script import BEGINS
from bot.sandbox.systems.known import open_system
from bot.sandbox.town import ADA, Town, open_town
from bot.store.work import Store


def main(out: Path, system: str = "") -> int:
    """Play the demo and leave its mails and its page in `out`.

    Args:
        out: A folder.
        system: The real system that runs the firm's flow; empty: a pretend one.
    """
    console, clock = Console(), SteppingClock(BEGINS - timedelta(minutes=5))
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="sluice-demo-")))
        console.print(f"Starting {system}: it takes half a minute." if system else "Starting.")
        flow = stack.enter_context(open_system(system, folder)) if system else None
        town = stack.enter_context(open_town(folder, clock, flow))
        os.environ.update(town.environment)
        store = open_store(read_settings(town.settings))
        stack.callback(store.close)
        sluice(console, town, "firms", "import", str(town.firms))
        sluice(console, town, "go")
        performance = Performance(town, clock, console, store, _gate_of_the_firm(town, clock, store))
        well = performance.play()
        write_page(out, performance.shown, performance.rows, town.flow.title, performance.said)
        console.print(sluice(console, town, "show", "IMP-1"), markup=False, highlight=False)
        _tell(performance, out, well=well)
    return 0 if well else 1


def _gate_of_the_firm(town: Town, clock: SteppingClock, store: Store) -> FlowDriver:
    with store.reading() as work:
        (firm,) = work.firms()
    return Gates(read_settings(town.settings), clock)(firm, nobody_spoke)


def _tell(performance: Performance, out: Path, *, well: bool) -> None:
    """Say what came of it."""
    console, shown = performance.console, performance.shown
    console.print(_what_the_flow_said(performance))
    digests = sum(ADA.address in mail.to for mail in shown)
    console.print(f"{len(shown)} mails, {digests} of them digests, are in {out}/; open {out}/index.html")
    if performance.forgery_moved:
        console.print(f"The forged completion moved something: {performance.forgery_moved}", style="bold red")
    console.print(
        "All eight rows are done, and the forgery moved nothing." if well else "Not all is well.",
        style="bold green" if well else "bold red",
    )


def _what_the_flow_said(performance: Performance) -> Table:
    table = Table(title=f"The firm's flow: {performance.town.flow.title}", title_justify="left")
    for column in ("New York", "it says", "in flight", "after"):
        table.add_column(column)
    for said in performance.said:
        table.add_row(said.at, said.state, str(said.in_flight), said.after)
    return table


if __name__ == "__main__":
    try:
        sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo-out"), *sys.argv[2:]))
    except SluiceError as error:
        sys.exit(f"demo: {error}")
