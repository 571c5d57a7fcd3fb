"""What staff order on one ticket. What a command may do to it stands in the lifecycle table."""

from dataclasses import replace
from datetime import date, datetime, time

from bot.checks.words import line
from bot.desk import events as e
from bot.desk.firm import Firm
from bot.desk.tasks import Audience
from bot.desk.ticket import Stage, Ticket, WallTime
from bot.desk.timing import instant, judge
from bot.flow.port import FlowReading, FlowState
from bot.reading.reading import When
from bot.steps.delegates import unfit
from bot.steps.findings import hits
from bot.steps.gate import believe, driver_of, gate_of
from bot.steps.order import Order, Refused, happen, stage_of


def approve(order: Order) -> str:
    if order.ticket.proposed is None:
        raise Refused(f"no date of {order.ticket.ref} waits for approval")
    return happen(order, order.ticket, e.Approved(order.said), "date approved")


def reschedule(order: Order) -> str:
    ticket = order.ticket
    if ticket.stage not in (Stage.REQUESTED, Stage.SCHEDULED):
        raise Refused(f"{ticket.ref} is {stage_of(ticket)}; settle that first, then book the new day")
    return happen(order, ticket, _dated(order, order.work.case(ticket.id).firm), "new date set")


def book(order: Order) -> str:
    """Open a ticket for an import that was agreed elsewhere; the firm hears the confirmation."""
    firm, now = order.firm, order.now
    dated = _dated(order, firm)
    people = tuple(contact.address for contact in firm.contacts)
    if not people:
        raise Refused(f"{firm.name} has no named contact to confirm it to")
    ticket = order.work.open_ticket(
        Ticket(
            id=0,
            firm=firm.key,
            stage=Stage.REQUESTED,
            subject=f"Data import of {firm.name}",
            requester=people[0],
            opened_at=now,
            since=now,
            mailbox=order.letter.mailbox if order.letter else order.house.settings.mailbox[0].name,
            parties=people,
        )
    )
    return happen(order, ticket, dated, f"booked for {firm.name}")


def extend(order: Order) -> str:
    """Let the flow stay off until a moment ahead; the limit of its plan moves there."""
    ticket, zone = order.ticket, order.work.case(order.ticket.id).firm.zone
    try:
        local = datetime.fromisoformat(f"{order.command.day} {order.command.hour or '23:59'}")
        until = WallTime(local, zone.key, instant(local, zone))
    except ValueError as error:  # no such day, or an hour that the clocks skip
        raise Refused(str(error)) from None
    if until.at <= order.now:
        raise Refused(f"{local:%Y-%m-%d %H:%M} has passed")
    if ticket.plan is None:
        raise Refused(f"{ticket.ref} has no plan with a limit")
    return happen(
        order, ticket, e.Extended(order.said, until), f"the flow may stay off until {local:%Y-%m-%d %H:%M}"
    )


def _dated(order: Order, firm: Firm) -> e.DateAccepted:
    """Judge the day and hour of a command; staff may break the lead time, but not the calendar."""
    try:
        day = date.fromisoformat(order.command.day)
    except ValueError:
        raise Refused(f"there is no {order.command.day} in the calendar") from None
    hour = time.fromisoformat(order.command.hour) if order.command.hour else None
    event = judge(When(day=day, hour=hour), order.said, firm.zone, order.house.policy_of(firm), order.now)
    match event:
        case e.DateAccepted():
            return event
        case e.DateTooSoon():
            raise Refused(f"{order.command.day} {order.command.hour} has passed".replace("  ", " "))
        case _:
            raise Refused(f"the clocks in {firm.zone.key} skip that hour on {order.command.day}")


def done(order: Order) -> str:
    """What staff were asked to do by hand is done: the switch of a flow, else the import itself."""
    ticket = order.ticket
    if ticket.stage is Stage.TURNING_OFF:
        return _flow_is(order, ticket, FlowState.OFF)
    if ticket.stage is Stage.TURNING_ON:
        return _flow_is(order, ticket, FlowState.ON)
    if ticket.stage is Stage.IMPORTING:
        return happen(
            order, ticket, e.Completed(order.said, order.now), "the import is complete, on your word"
        )
    raise Refused(f"{ticket.ref} is {stage_of(ticket)}: nothing there waits for you to do by hand")


def _flow_is(order: Order, ticket: Ticket, state: FlowState) -> str:
    """Take staff's word for how a flow stands, where no machine can read it."""
    gate = gate_of(order.work, ticket.firm)
    if driver_of(order.house, gate).reads_itself:
        raise Refused(f"the flow of {gate.firm.name} reads itself; there is nothing to report by hand")
    believe(order.house, order.work, ticket.firm, FlowReading(state, order.now, by_person=order.said.by))
    now = order.work.case(ticket.id).ticket
    return f"{ticket.ref}: the flow is {state}, on your word. It is {stage_of(now)} now."


def tell(order: Order) -> str:
    """Show the firm the duplicates of the last run."""
    found = hits(order.work, order.ticket, Audience.FIRM)
    if not found:
        raise Refused(f"no duplicates of {order.ticket.ref} are known")
    event = e.TellingOrdered(order.said, order.ticket.checked, tuple(map(line, found)))
    return happen(order, order.ticket, event, "the firm is shown the duplicates")


def close(order: Order) -> str:
    return happen(order, order.ticket, e.ClosedByStaff(order.said), "closed as it stands")


def cancel(order: Order) -> str:
    return happen(order, order.ticket, e.Withdrawn(order.said), "called off")


def status(order: Order) -> str:
    clients = order.house.settings.policy.review_clients
    if order.command.ticket is None and order.on_thread is None:
        tickets = order.work.tickets(still_open=True)
        return "\n".join(status_line(t, clients) for t in tickets) or "No import is open."
    return status_line(order.ticket, clients)


def status_line(ticket: Ticket, clients: int) -> str:
    """Say in one line where a ticket stands; of a review of so many clients, how far it has come."""
    starts = (
        f", starts {ticket.plan.starts.local:%a %d %b %Y %H:%M} {ticket.plan.starts.zone}"
        if ticket.plan
        else ""
    )
    held = ", held" if ticket.held else ""
    attention = f"; needs a person: {ticket.attention}" if ticket.attention else ""
    review = f"; {ticket.ten.in_words(clients)}" if ticket.stage is Stage.REVIEWING else ""
    return f"{ticket.ref} {ticket.firm}: {stage_of(ticket)}{starts}{held}{review}{attention}"


def accept(order: Order) -> str:
    """Take the firm's last statement that did not count as if it were proved and entitled."""
    ticket = order.ticket
    doubted = next(
        (
            j.entry.event
            for j in reversed(order.work.entries(ticket.id))
            if isinstance(j.entry.event, e.Doubted)
        ),
        None,
    )
    if doubted is None or doubted.intent != "import_complete" or ticket.stage is not Stage.IMPORTING:
        raise Refused(f"nothing that was said on {ticket.ref} waits for your word")
    said = replace(order.said, words=f"{doubted.said.words} (accepted: {order.said.by})")
    return happen(order, ticket, e.Completed(said, order.now), f"the word of {doubted.said.by} is taken")


def delegate(order: Order) -> str:
    """Let somebody outside speak for the firm on this import."""
    ticket, address = order.ticket, order.command.address
    if address in ticket.delegates:
        raise Refused(f"{address} speaks for the firm already")
    if why := unfit(order.work, address, order.work.case(ticket.id).firm, order.house):
        raise Refused(why)
    return happen(order, ticket, e.DelegateNamed(order.said, address), f"{address} speaks for the firm")


def undelegate(order: Order) -> str:
    ticket, address = order.ticket, order.command.address
    if address not in ticket.delegates:
        raise Refused(f"{address} does not speak for the firm on {ticket.ref}")
    did = f"{address} does not speak for the firm any more"
    return happen(order, ticket, e.DelegateDismissed(order.said, address), did)
