"""What staff order on a firm's flow, and on the whole house."""

from dataclasses import replace

from bot.desk.firm import Firm
from bot.desk.tasks import SwitchFlow, Task
from bot.flow.port import FlowReading, FlowState
from bot.steps.brakes import release_brakes
from bot.steps.gate import believe, driver_of, gate_of
from bot.steps.order import Order, Refused, stage_of
from bot.store.tables import Acting


def flow_off(order: Order) -> str:
    """Staff's own word holds the flow off, whatever tickets want."""
    firm = order.firm
    order.work.save_flow(replace(order.work.flow(firm.key), staff_off=True))
    return _switch(order, firm, "off, and stays off until you say on")


def flow_on(order: Order) -> str:
    """Lift staff's word; a ticket in mid-import goes on holding the flow off.

    Whoever turned the flow off, from here on it is ours to turn on.
    """
    firm = order.firm
    holding = next((t for t in order.work.open_tickets(firm.key) if t.wants_off), None)
    if holding:
        raise Refused(f"{holding.ref} is {stage_of(holding)}; if it is over, say @sluice done {holding.ref}")
    order.work.save_flow(replace(order.work.flow(firm.key), staff_off=False, ours=True))
    driver = order.house.settings.driver.get(firm.driver)
    note = f" Once it is on: {driver.resume_note}" if driver and driver.resume_note else ""
    return _switch(order, firm, "on") + note


def turned_on(order: Order) -> str:
    return _is_turned(order, FlowState.ON)


def turned_off(order: Order) -> str:
    return _is_turned(order, FlowState.OFF)


def _is_turned(order: Order, state: FlowState) -> str:
    """Take staff's word for how a flow stands, where no machine can read it; saying it twice is harmless."""
    firm, work = order.firm, order.work
    if driver_of(order.house, gate_of(work, firm.key)).reads_itself:
        raise Refused(f"the flow of {firm.name} reads itself; there is nothing to report by hand")
    believe(order.house, work, firm.key, FlowReading(state, order.now, by_person=order.said.by))
    gate = gate_of(work, firm.key)
    said = f"The flow of {firm.name} is {state}, on your word."
    if state is FlowState.OFF and gate.flow.ours and not gate.wanted_off:
        return f"{said} Nothing wants it off any more. {_switch(order, firm, 'on')}"
    return said + "".join(f" {t.ref} is {stage_of(t)} now." for t in gate.tickets)


def _switch(order: Order, firm: Firm, way: str) -> str:
    key = f"staff.{order.letter.id if order.letter else order.now.isoformat()}.{firm.key}.{way[:3]}"
    order.work.book(key, Task(SwitchFlow(), order.now), None, firm.key)
    return f"The flow of {firm.name} is being turned {way}."


def stop_all(order: Order) -> str:
    order.work.set_acting(Acting.STOPPED)
    return "Stopped: nothing is sent and nothing is switched, for any firm, until you say @sluice go."


def go(order: Order) -> str:
    order.work.set_acting(Acting.GOING)
    order.work.keep_seen(order.now)
    released = release_brakes(order.house, order.work)
    brakes = f" Mail goes again by {', '.join(released)}." if released else ""
    return f"Going: mail is sent and flows are switched.{brakes}"
