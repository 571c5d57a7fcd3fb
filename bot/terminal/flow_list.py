"""Every firm's flow in a line: how it reads, since when, by whose hand, what comes next.

It shows what the daemon read last and asks no flow itself; `sluice flow status` does that for one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.table import Table

from bot.desk.firm import Firm
from bot.desk.off_time import next_change
from bot.desk.ticket import Ticket
from bot.flow.port import FlowReading, FlowState
from bot.store.flows import Standing
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One firm's flow as people read it; what is not known is empty."""

    firm: str  # its key
    state: str
    since: str  # UTC
    turned_off_by: str
    next_change: str  # on the firm's clock
    last_read: str  # UTC


def flow_lines(work: Work) -> Iterator[FlowLine]:
    """Return a line for each firm, by its key."""
    opened: dict[str, list[Ticket]] = {}
    for ticket in work.tickets(still_open=True):
        opened.setdefault(ticket.firm, []).append(ticket)
    for firm in work.firms():
        yield _line(firm, work.standing(firm.key), opened.get(firm.key, ()))


def flow_table(lines: Sequence[FlowLine]) -> Table:
    """Return the lines as a table for the terminal."""
    table = Table("firm", "flow", "since (UTC)", "turned off by", "next change", "last read (UTC)")
    for line in lines:
        table.add_row(line.firm, line.state, line.since, line.turned_off_by, line.next_change, line.last_read)
    return table


def _line(firm: Firm, standing: Standing, tickets: Sequence[Ticket]) -> FlowLine:
    flow = standing.flow
    since = f"{standing.since:%d %b %H:%M}" if standing.since else ""
    hand = turned_off_by(standing, tickets) if flow.state in (FlowState.OFF, FlowState.MOVING) else ""
    return FlowLine(firm.key, flow.state.value, since, hand, next_change(flow, tickets), _read(flow.read))


def turned_off_by(standing: Standing, tickets: Sequence[Ticket]) -> str:
    """Say by whose hand a flow that is off was turned off, as far as is known."""
    if not standing.flow.ours:
        return "somebody else; Sluice does not turn it on"
    refs = ", ".join(ticket.ref for ticket in tickets if ticket.wants_off)
    wanted = "staff's word" if standing.flow.staff_off else refs
    return f"Sluice, for {wanted}" if wanted else "Sluice"


def _read(reading: FlowReading | None) -> str:
    if reading is None:
        return "never"
    source = f", says {reading.by_person}" if reading.by_person else ""
    return f"{reading.at:%d %b %H:%M:%S}{source}"
