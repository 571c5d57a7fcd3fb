"""The gate: bring a firm's flow where it is wanted, read it back, and tell the tickets what it said.

Which way is computed when the switch is claimed, never stored. One switch per flow is in flight; after an
unclear end nobody is told anything until the driver's deadline has passed and two reads agree.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog

from bot.desk import events as e
from bot.desk.dangerous import Reason, clock_went_back, may_turn_on
from bot.desk.firm import Firm
from bot.desk.lateness import expires_at
from bot.desk.policy import Policy
from bot.desk.tasks import Audience, Facts, Mail, ReadFlow, SendMail, Task
from bot.desk.ticket import Case, Flow, Stage, Ticket
from bot.errors import Unavailable
from bot.flow.port import FlowDriver, FlowReading, FlowState
from bot.steps.apply import apply
from bot.steps.back_off import back_off
from bot.steps.house import House
from bot.steps.outage import note_answer, note_outage
from bot.store.claims import Claimed
from bot.store.tables import Acting, TaskState
from bot.store.work import Work

log = structlog.get_logger()

ASK_AGAIN = timedelta(minutes=1)  # while something stands against turning on
ASK_AGAIN_AT_LAST = timedelta(minutes=5)  # when it has lasted; a gate that is back is noticed so soon
BETWEEN_READS = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Gate:
    """A firm's flow with all that wants something of it."""

    firm: Firm
    flow: Flow
    tickets: tuple[Ticket, ...]
    case: Case | None  # the first of the tickets, with the others beside it; None: no ticket is open

    @property
    def wanted_off(self) -> bool:
        return self.flow.staff_off or any(ticket.wants_off for ticket in self.tickets)

    @property
    def is_ours_to_turn_on(self) -> bool:
        """Whether we turned it off, or a ticket waits to see it on, whoever turns it."""
        return self.flow.ours or any(ticket.stage is Stage.TURNING_ON for ticket in self.tickets)


@dataclass(frozen=True, slots=True)
class Begun:
    """A switch that may move the flow from here on."""

    gate: Gate
    driver: FlowDriver
    on: bool
    doubt: datetime | None  # until when an earlier switch, whose end nobody knows, may have taken effect

    @property
    def wanted(self) -> FlowState:
        return FlowState.ON if self.on else FlowState.OFF


def gate_of(work: Work, firm_key: str) -> Gate:
    """Return a firm's flow and its open tickets, as of this transaction."""
    firm = work.firm(firm_key)
    if firm is None:
        raise LookupError(f"there is no firm {firm_key}")
    tickets = work.open_tickets(firm_key)
    case = work.case(tickets[0].id) if tickets else None
    return Gate(firm, work.flow(firm_key), tickets, case)


def driver_of(house: House, gate: Gate) -> FlowDriver:
    """Return the driver of a firm's flow; where only people turn it, what staff said last is its reading."""
    read = gate.flow.read
    word = (read.state, read.at, read.by_person) if read and read.by_person else None
    return house.world.gate(gate.firm, lambda: word)


# --- switching -----------------------------------------------------------------------------------


def switch_flow(house: House, claimed: Claimed) -> None:
    """Switch a flow if it is not where it is wanted; what it then reads decides, not what it answered."""
    _look_before_on(house, claimed.firm or "")
    begun = house.store.transact(lambda work: _begin(house, work, claimed))
    if begun is None:
        return
    before = begun.driver.read()
    if before.state is begun.wanted:
        _end(house, claimed, begun, before, doubt=begun.doubt)
    elif not begun.driver.reads_itself:
        _ask_people(house, claimed, begun)
    elif not _left_to_staff(house, claimed, begun):
        _move(house, claimed, begun)


def _look_before_on(house: House, firm_key: str) -> None:
    """A flow that we did not turn off may be on already; then nothing needs to move."""
    with house.store.reading() as work:
        gate = gate_of(work, firm_key)
    if not gate.wanted_off and not gate.flow.ours:
        read_afresh(house, firm_key)


def _begin(house: House, work: Work, claimed: Claimed) -> Begun | None:
    """Decide which way, mark the switch as in flight, and commit that before anything moves."""
    now, gate = house.clock.now(), gate_of(work, claimed.firm or "")
    if work.acting() is not Acting.GOING:
        work.put_back(claimed, now + _ask_again(claimed), "the house does not act")
        return None
    until = gate.flow.switching_until
    if until and now < until:
        work.put_back(claimed, until, "another switch may still be in flight")
        return None
    on = not gate.wanted_off
    if on and not gate.is_ours_to_turn_on:
        work.settle(claimed, TaskState.DROPPED, "nobody waits for it, and we did not turn it off", now)
        return None
    back = clock_went_back(work.seen_at(), now)
    if on and (against := (*back, *_against(work, gate, claimed, house.policy_of(gate.firm), now))):
        work.put_back(claimed, now + _ask_again(claimed), "; ".join(against))
        return None
    driver = driver_of(house, gate)
    calls = 3 if on else 2  # read, before turning on ask what waits in it, switch
    in_flight_until = now + timedelta(seconds=calls * driver.deadline)
    flow = work.save_flow(replace(gate.flow, switching_until=in_flight_until))
    return Begun(replace(gate, flow=flow), driver, on, doubt=until)


def _ask_again(claimed: Claimed) -> timedelta:
    return min(max(ASK_AGAIN, back_off(claimed.fence)), ASK_AGAIN_AT_LAST)


def _against(work: Work, gate: Gate, claimed: Claimed, policy: Policy, now: datetime) -> tuple[Reason, ...]:
    """Return what stands against turning on; staff's own order needs no ticket that waits for it."""
    if gate.case is None:
        return ()
    ordered = claimed.ticket is None
    if ordered and not any(ticket.stage is Stage.TURNING_ON for ticket in gate.tickets):
        return ()
    return may_turn_on(work.with_inbox(gate.case), policy, now)


def _left_to_staff(house: House, claimed: Claimed, begun: Begun) -> bool:
    """Leave a flow off in which something waits that staff must decide on; their own order is their word."""
    if not begun.on or claimed.ticket is None:
        return False
    try:
        risks = begun.driver.resume_risks()
    except Unavailable as silence:
        _wait(house, claimed, begun, f"it does not say what waits in it: {silence}")
        return True
    if risks:
        _wait(house, claimed, begun, "; ".join(risks), tell=True)
    return bool(risks)


def _wait(house: House, claimed: Claimed, begun: Begun, why: str, *, tell: bool = False) -> None:
    """Put back a switch that did not move anything; what is told was not told by the attempt before."""
    now, firm = house.clock.now(), begun.gate.firm.key

    def write(work: Work) -> None:
        work.save_flow(replace(work.flow(firm), switching_until=begun.doubt))
        for ticket in work.open_tickets(firm) if tell and claimed.outcome != why else ():
            if ticket.stage is Stage.TURNING_ON:
                apply(work, ticket.id, e.TurnOnRisky(why), house.settings.policy, now)
        work.put_back(claimed, now + _ask_again(claimed), why)

    house.store.transact(write)


def _move(house: House, claimed: Claimed, begun: Begun) -> None:
    doubt = None
    try:
        begun.driver.switch(on=begun.on)
    except Unavailable:
        doubt = begun.gate.flow.switching_until
    _end(house, claimed, begun, begun.driver.read(), moved=True, doubt=doubt)


def _end(
    house: House,
    claimed: Claimed,
    begun: Begun,
    reading: FlowReading,
    *,
    moved: bool = False,
    doubt: datetime | None = None,
) -> None:
    """Keep what the flow says after the switch; try again until it is surely where it is wanted.

    Args:
        moved: We asked it to move just now.
        doubt: How the switch ended is not known: until then it may still take effect, and what reads is
            believed only once two reads agree after it.
    """
    now, firm = house.clock.now(), begun.gate.firm.key
    wanted, ours = reading.state is begun.wanted, moved or begun.doubt is not None

    def write(work: Work) -> None:
        flow = work.flow(firm)
        still_ours = flow.ours and not wanted if begun.on else flow.ours or ours
        work.save_flow(replace(flow, ours=still_ours, switching_until=doubt))
        believe(house, work, firm, reading)
        if wanted and work.flow(firm).switching_until is None:
            work.settle(claimed, TaskState.DONE, f"reads {reading.state}", now)
        else:
            soon = min(back_off(claimed.fence), ASK_AGAIN_AT_LAST)
            again_at = max(doubt, now + BETWEEN_READS) if doubt else now + soon
            work.put_back(claimed, again_at, reading.why or f"reads {reading.state}")

    house.store.transact(write)
    _note(house, firm, begun.driver, reading)


def _ask_people(house: House, claimed: Claimed, begun: Begun) -> None:
    """A person turns this flow: staff are asked, and their `done` is the read-back."""
    now, firm = house.clock.now(), begun.gate.firm
    way = "on" if begun.on else "off"
    facts = Facts(turn_on=begun.on, why=f"turn the data flow of {firm.name} {way}")
    with house.store.transaction() as work:
        flow = work.flow(firm.key)
        work.save_flow(replace(flow, ours=flow.ours or not begun.on, switching_until=None))
        ticket = work.ticket(claimed.ticket) if claimed.ticket else None
        ask = SendMail(Mail.STAFF_SWITCH, Audience.STAFF, facts)
        work.book(f"{claimed.key}.ask", Task(ask, now, expires_at(ask, now)), ticket, firm.key)
        work.settle(claimed, TaskState.DONE, "staff were asked", now)


# --- reading -------------------------------------------------------------------------------------


def read_flow(house: House, claimed: Claimed) -> None:
    """Ask a flow how it stands, and tell its tickets if that is news."""
    read_afresh(house, claimed.firm or "")
    with house.store.transaction() as work:
        work.settle(claimed, TaskState.DONE, "read", house.clock.now())


def read_afresh(house: House, firm_key: str) -> None:
    """Read a firm's flow now."""
    with house.store.reading() as work:
        driver = driver_of(house, gate_of(work, firm_key))
    reading = driver.read()
    house.store.transact(lambda work: believe(house, work, firm_key, reading))
    _note(house, firm_key, driver, reading)


def _note(house: House, firm_key: str, driver: FlowDriver, reading: FlowReading) -> None:
    """A gate that gives no answer is told to staff once that lasts, as any neighbour's silence is."""
    if not driver.reads_itself:
        return
    if reading.state is FlowState.UNKNOWN:
        note_outage(house, f"the flow of {firm_key}", reading.why)
    else:
        note_answer(house, f"the flow of {firm_key}")


def believe(house: House, work: Work, firm_key: str, reading: FlowReading) -> None:
    """Keep a reading and tell the firm's tickets, unless an unclear switch may still take effect.

    A gate that gives no answer tells nothing: what it said last stands, and grows old.
    """
    gate, now = gate_of(work, firm_key), house.clock.now()
    if gate.flow.state is not reading.state:
        log.info("flow_read", firm=firm_key, was=gate.flow.state, now=reading.state)
    until, last = gate.flow.switching_until, gate.flow.read
    if reading.state is FlowState.UNKNOWN and last is not None:
        if until is not None:
            _read_again(work, firm_key, now + ASK_AGAIN)
    elif until is None:
        work.save_flow(replace(gate.flow, read=reading))
        _tell(house, work, gate, reading, now)
    elif now >= until and last is not None and last.at >= until and last.state is reading.state:
        work.save_flow(replace(gate.flow, read=reading, switching_until=None))
        _tell(house, work, gate, reading, now)
    elif now >= until:
        work.save_flow(replace(gate.flow, read=reading))
        _read_again(work, firm_key, now + BETWEEN_READS)


def _read_again(work: Work, firm_key: str, at: datetime) -> None:
    work.book(f"read.{firm_key}.{at.isoformat()}", Task(ReadFlow(), at), None, firm_key)


def _tell(house: House, work: Work, gate: Gate, reading: FlowReading, now: datetime) -> None:
    for ticket in gate.tickets:
        if event := news_for(ticket, gate.flow.state, reading):
            apply(work, ticket.id, event, house.settings.policy, now)


def news_for(ticket: Ticket, was: FlowState, reading: FlowReading) -> e.FlowReadOff | e.FlowReadOn | None:
    """Say what a reading means to a ticket; one that only repeats what is known means nothing."""
    if reading.state is FlowState.OFF and not reading.in_flight:
        return e.FlowReadOff(reading) if ticket.stage is Stage.TURNING_OFF else None
    if reading.state is not FlowState.ON:
        return None
    awaited = ticket.stage is Stage.TURNING_ON
    by_hand = ticket.stage is Stage.IMPORTING and was is not FlowState.ON
    return e.FlowReadOn(reading) if awaited or by_hand else None
