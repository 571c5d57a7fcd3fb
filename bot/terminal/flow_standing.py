"""How a firm's flow stands, asked of the flow itself: as a value, as lines for a person, and as data."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bot.desk.firm import Firm
from bot.desk.off_time import next_change
from bot.desk.ticket import Flow
from bot.errors import Unavailable
from bot.flow.port import FlowDriver, FlowReading, FlowState
from bot.steps.gate import Gate, driver_of, gate_of
from bot.steps.house import House
from bot.steps.order import stage_of
from bot.store.tables import Acting

NOT_ACTING: Final[Mapping[Acting, str]] = {
    Acting.WATCHING: "Sluice only watches as yet: nothing is switched until `sluice go`.",
    Acting.STOPPED: "Sluice is stopped: nothing is switched until `sluice go`.",
}
NOT_ON = (FlowState.OFF, FlowState.MOVING)


@dataclass(frozen=True, slots=True)
class FlowStanding:
    """What the flow says now, and what the house knows of it besides."""

    firm: Firm
    reading: FlowReading
    flow: Flow  # as the daemon knows it
    since: datetime | None  # when the daemon first read it as it stands; None: it has not
    next_change: str  # what the open imports and staff's word will do to it
    held_off_by: tuple[str, ...]  # why it is wanted off; nothing: it is wanted on
    acting: Acting
    resume_note: str  # what it does of itself once it is on; while it is not
    waiting: tuple[str, ...]  # what waits in it until then

    @property
    def by_whom(self) -> str:
        """Who turned it off; empty while it is on."""
        if self.reading.state not in NOT_ON:
            return ""
        return "Sluice" if self.flow.ours else "somebody else"


def standing_of(house: House, firm: Firm) -> FlowStanding:
    """Read a firm's flow. Nothing is kept of it.

    Raises:
        Misconfigured: Its driver cannot be made.
    """
    with house.store.reading() as work:
        gate, known, acting = gate_of(work, firm.key), work.standing(firm.key), work.acting()
    driver = driver_of(house, gate)
    reading = driver.read()
    off = reading.state in NOT_ON
    return FlowStanding(
        firm=firm,
        reading=reading,
        flow=known.flow,
        since=known.since if known.flow.state is reading.state else None,
        next_change=next_change(known.flow, gate.tickets),
        held_off_by=tuple(_holders(gate)),
        acting=acting,
        resume_note=driver.resume_note if off else "",
        waiting=_waiting(driver) if off else (),
    )


def as_lines(standing: FlowStanding) -> Iterator[str]:
    """Yield it for a person."""
    yield f"{standing.firm.name} ({standing.firm.key}): {_reads(standing.reading)}"
    yield f"  since: {_since(standing)}"
    if standing.by_whom:
        more = "" if standing.flow.ours else "; Sluice does not turn it on"
        yield f"  turned off by: {standing.by_whom}{more}"
    yield f"  wanted: {_wanted(standing)}"
    if standing.next_change:
        yield f"  next: {standing.next_change}"
    if standing.flow.switching_until:
        yield f"  a switch may still take effect, until {standing.flow.switching_until:%d %b %Y %H:%M:%S} UTC"
    yield from (f"  waits in it: {what}" for what in standing.waiting)
    if standing.resume_note:
        yield f"  once it is on: {standing.resume_note}"
    if standing.acting in NOT_ACTING:
        yield NOT_ACTING[standing.acting]


def as_data(standing: FlowStanding) -> dict[str, object]:
    """Return it for a program: moments in UTC as ISO 8601 writes them, null where nothing is known."""
    reading, flow = standing.reading, standing.flow
    return {
        "firm": standing.firm.key,
        "state": reading.state,
        "in_flight": reading.in_flight,
        "read_at": reading.at.isoformat(),
        "by_person": reading.by_person,
        "why_unknown": reading.why or None,
        "since": standing.since.isoformat() if standing.since else None,
        "turned_off_by": standing.by_whom or None,
        "wanted": "off" if standing.held_off_by else "on",
        "wanted_off_because": list(standing.held_off_by),
        "next_change": standing.next_change or None,
        "switching_until": flow.switching_until.isoformat() if flow.switching_until else None,
        "waiting": list(standing.waiting),
        "once_on": standing.resume_note or None,
        "house": standing.acting,
    }


def _holders(gate: Gate) -> Iterator[str]:
    if gate.flow.staff_off:
        yield "staff said off"
    for ticket in gate.tickets:
        if ticket.wants_off:
            yield f"{ticket.ref} is {stage_of(ticket)}"


def _waiting(driver: FlowDriver) -> tuple[str, ...]:
    try:
        return driver.resume_risks()
    except Unavailable as silence:
        return (f"it does not say: {silence}",)


def _reads(reading: FlowReading) -> str:
    if reading.state is FlowState.UNKNOWN:
        return f"unknown: {reading.why}"
    runs = (
        "it cannot tell what is in flight" if reading.in_flight is None else f"{reading.in_flight} in flight"
    )
    source = f"says {reading.by_person}" if reading.by_person else "read"
    return f"{reading.state}, {runs}, {source} {reading.at:%d %b %Y %H:%M:%S} UTC"


def _since(standing: FlowStanding) -> str:
    if standing.since is not None:
        return f"{standing.since:%d %b %Y %H:%M} UTC, as first read"
    read = standing.flow.read
    return f"after {read.at:%d %b %Y %H:%M} UTC" if read else "not read before"


def _wanted(standing: FlowStanding) -> str:
    held = ", ".join(standing.held_off_by)
    return f"off: {held}" if held else "on: nothing holds it off"
