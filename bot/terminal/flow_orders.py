"""A firm's flow at the terminal: how it stands, what would be sent to it, and staff's own word on it.

Nothing is switched from here. An order is written into the diary, by the same function that serves staff's
mail, and the daemon carries it out; so what is refused there is refused here, in the same words.
"""

import getpass
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NoReturn

from bot.clock import Clock
from bot.config.settings import Settings
from bot.daemon.world import Gates, driver_for, recorded_world, values_of
from bot.desk.events import Said
from bot.desk.firm import Firm
from bot.errors import Misconfigured
from bot.flow.port import FlowReading, FlowState
from bot.flow.preview import Asked, preview
from bot.post.render import Templates, ready_templates
from bot.reading.commands import Command, Verb
from bot.steps.gate import Gate, driver_of, gate_of
from bot.steps.house import House, World
from bot.steps.order import Order, Refused, stage_of
from bot.steps.orders_on_flows import flow_off, flow_on
from bot.store.flows import Standing
from bot.store.ids import new_holder
from bot.store.tables import Acting
from bot.store.work import Store, Work

ORDERS: Final[Mapping[Asked, tuple[Verb, Callable[[Order], str]]]] = {
    Asked.OFF: (Verb.FLOW_OFF, flow_off),
    Asked.ON: (Verb.FLOW_ON, flow_on),
}
NOT_ACTING: Final[Mapping[Acting, str]] = {
    Acting.WATCHING: "Sluice only watches as yet: nothing is switched until `sluice go`.",
    Acting.STOPPED: "Sluice is stopped: nothing is switched until `sluice go`.",
}


class _TriedOut(Exception):
    """An order was tried, to see whether it is refused; nothing of it is kept."""


def flow_house(settings: Settings, store: Store, clock: Clock) -> House:
    """Return a house that reads real flows and can reach nobody else."""
    recorded, _, _ = recorded_world(settings, clock)
    world = World(recorded.post, recorded.checks, Gates(settings, clock), recorded.file_sent)
    return House(settings, store, clock, world, Templates([ready_templates()]), new_holder())


def status(house: House, name: str) -> Iterator[str]:
    """Read a firm's flow and yield how it stands, in lines. Nothing is kept of it.

    Raises:
        Misconfigured: No firm has this key or name, or its driver cannot be made.
    """
    with house.store.reading() as work:
        firm = _firm(work, house, name)
        gate, known, acting = gate_of(work, firm.key), work.standing(firm.key), work.acting()
    reading = driver_of(house, gate).read()
    yield f"{firm.name} ({firm.key}): {_reads(reading)}"
    yield from _history(known, reading)
    yield f"  wanted: {_wanted(gate)}"
    if known.flow.switching_until:
        yield f"  a switch may still take effect, until {known.flow.switching_until:%d %b %Y %H:%M:%S} UTC"
    if acting in NOT_ACTING:
        yield NOT_ACTING[acting]


def order(house: House, name: str, asked: Asked) -> Iterator[str]:
    """Give staff's own word and yield what came of it; the daemon carries it out.

    Raises:
        Misconfigured: It is refused, or no firm has this key or name.
    """
    verb, obey = ORDERS[asked]
    try:
        yield house.store.transact(lambda work: obey(_order(work, house, verb, name)))
    except Refused as refusal:
        _refuse(refusal)
    with house.store.reading() as work:
        acting = work.acting()
    if acting in NOT_ACTING:
        yield NOT_ACTING[acting]


def would_send(house: House, name: str, asked: Asked) -> Iterator[str]:
    """Yield what would be sent to a firm's flow, secrets struck out; send and keep nothing.

    Raises:
        Misconfigured: The order would be refused, or something cannot be filled.
    """
    with house.store.reading() as work:
        firm = _firm(work, house, name)
    if asked in ORDERS:
        _try_out(house, name, asked)
    yield from preview(driver_for(house.settings, firm), values_of(firm), asked)


def _try_out(house: House, name: str, asked: Asked) -> None:
    verb, obey = ORDERS[asked]

    def tried(work: Work) -> NoReturn:
        obey(_order(work, house, verb, name))
        raise _TriedOut

    try:
        house.store.transact(tried)
    except Refused as refusal:
        _refuse(refusal)
    except _TriedOut:
        return


def _order(work: Work, house: House, verb: Verb, name: str) -> Order:
    line = f"sluice {verb} {name}"
    return Order(
        Command(verb, line, firm=name), Said(getpass.getuser(), line, staff=True), work, house, None, None
    )


def _firm(work: Work, house: House, name: str) -> Firm:
    try:
        return _order(work, house, Verb.STATUS, name).firm
    except Refused as refusal:
        _refuse(refusal)


def _refuse(refusal: Refused) -> NoReturn:
    raise Misconfigured(f"not done: {refusal}") from refusal


def _reads(reading: FlowReading) -> str:
    if reading.state is FlowState.UNKNOWN:
        return f"unknown: {reading.why}"
    runs = (
        "it cannot tell what is in flight" if reading.in_flight is None else f"{reading.in_flight} in flight"
    )
    source = f"says {reading.by_person}" if reading.by_person else "read"
    return f"{reading.state}, {runs}, {source} {reading.at:%d %b %Y %H:%M:%S} UTC"


def _history(known: Standing, reading: FlowReading) -> Iterator[str]:
    """Say since when it has stood like this, and by whose hand, as far as the daemon's readings tell."""
    flow = known.flow
    if flow.state is not reading.state or known.since is None:
        yield f"  since: after {flow.read.at:%d %b %Y %H:%M} UTC" if flow.read else "  since: not read before"
    else:
        yield f"  since: {known.since:%d %b %Y %H:%M} UTC, as first read"
    if reading.state in (FlowState.OFF, FlowState.MOVING):
        yield f"  turned off by: {'Sluice' if flow.ours else 'somebody else; Sluice does not turn it on'}"


def _wanted(gate: Gate) -> str:
    holders = [f"{ticket.ref} is {stage_of(ticket)}" for ticket in gate.tickets if ticket.wants_off]
    if gate.flow.staff_off:
        holders.insert(0, "staff said off")
    return f"off: {', '.join(holders)}" if holders else "on: nothing holds it off"
