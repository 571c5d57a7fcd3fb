"""Staff's commands: each line becomes an event on a ticket or a word to the whole house, and an answer.

One mail answers them all, to its writer alone: each line quoted, what came of it below. What a command
may do to a ticket stands in the lifecycle table; here it only becomes an event.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from difflib import get_close_matches

from bot.desk import events as e
from bot.desk.firm import Firm
from bot.desk.lifecycle import step_for
from bot.desk.tasks import Audience, Facts, Mail, SendMail, SwitchFlow, Task
from bot.desk.ticket import Stage, Ticket
from bot.desk.timing import judge
from bot.flow.port import FlowReading, FlowState
from bot.letter.letter import Verdict
from bot.reading.commands import Command, Misspelt, Verb, help_text
from bot.reading.reading import When
from bot.steps.apply import NO_LETTER, Source, apply
from bot.steps.gate import believe, driver_of, gate_of
from bot.steps.house import House
from bot.store.letters import UnreadLetter
from bot.store.tables import Acting
from bot.store.work import Work


class Refused(Exception):
    """A command that cannot be carried out; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Order:
    """One command where it is carried out."""

    command: Command
    said: e.Said
    work: Work
    house: House
    letter: UnreadLetter | None  # None: said at the terminal
    on_thread: Ticket | None

    @property
    def now(self) -> datetime:
        return self.house.clock.now()

    @property
    def ticket(self) -> Ticket:
        """The ticket the line names, else the one whose thread the letter is on."""
        if self.command.ticket is None:
            if self.on_thread is None:
                raise Refused("say which import: add IMP-n to the line")
            return self.on_thread
        ticket = self.work.ticket(self.command.ticket)
        if ticket is None:
            raise Refused(f"there is no IMP-{self.command.ticket}")
        return ticket

    @property
    def firm(self) -> Firm:
        """The firm the line names by key or name, else the firm of the thread's ticket."""
        if not self.command.firm:
            return self.work.case(self.ticket.id).firm
        wanted, firms = self.command.firm.casefold(), self.work.firms()
        for firm in firms:
            if wanted in (firm.key.casefold(), firm.name.casefold()):
                return firm
        near = get_close_matches(wanted, [firm.key for firm in firms], n=3, cutoff=0.4)
        raise Refused(
            f"no firm is called {self.command.firm}" + (f"; near it: {', '.join(near)}" if near else "")
        )


def obey(
    work: Work,
    lines: Sequence[Command | Misspelt],
    on_thread: Ticket | None,
    said: e.Said,
    house: House,
    letter: UnreadLetter,
) -> None:
    """Carry out the commands of one letter, and book the one mail that answers them."""
    answers: list[str] = []
    for line in lines:
        answers += [f"> {line.line}", *answer_to(line, said, work, house, letter, on_thread), ""]
    facts = Facts(lines=tuple(answers[:-1]), by=said.by)
    mail = SendMail(Mail.STAFF_ANSWER, Audience.STAFF, facts, to=(said.by,))
    work.book(f"answer.{letter.id}", Task(mail, house.clock.now()), on_thread)


def answer_to(
    line: Command | Misspelt,
    said: e.Said,
    work: Work,
    house: House,
    letter: UnreadLetter | None,
    on_thread: Ticket | None,
) -> tuple[str, ...]:
    """Carry out one line and say what came of it."""
    if isinstance(line, Misspelt):
        return (f"Not understood: {line.why}.", *(f"Did you mean: {usage}" for usage in line.nearest))
    if on_thread is not None:
        on_thread = work.ticket(on_thread.id)  # an earlier line may have moved it
    order = Order(line, replace(said, words=line.line), work, house, letter, on_thread)
    try:
        return tuple(ORDERS[line.verb](order).splitlines())
    except Refused as refusal:
        return (f"Not done: {refusal}.",)


# --- on one ticket -------------------------------------------------------------------------------


def _event(make: Callable[[e.Said], e.Event], did: str) -> Callable[[Order], str]:
    """Make an order that lets one event happen to the ticket, if the table foresees it there."""
    return lambda order: happen(order, order.ticket, make(order.said), did)


def happen(order: Order, ticket: Ticket, event: e.Event, did: str) -> str:
    """Let an event happen that staff ordered; refused where the table does not foresee it."""
    if step_for(ticket, event) is None:
        raise Refused(f"{ticket.ref} is {_stage(ticket)}, where that means nothing")
    source = Source(order.letter.id, Verdict.PROVED) if order.letter else NO_LETTER
    decision = apply(order.work, ticket.id, event, order.house.settings.policy, order.now, source)
    return f"{ticket.ref}: {did}. It is {_stage(decision.ticket)} now."


def _approve(order: Order) -> str:
    if order.ticket.proposed is None:
        raise Refused(f"no date of {order.ticket.ref} waits for approval")
    return happen(order, order.ticket, e.Approved(order.said), "date approved")


def _reschedule(order: Order) -> str:
    ticket = order.ticket
    if ticket.stage not in (Stage.REQUESTED, Stage.SCHEDULED):
        raise Refused(f"{ticket.ref} is {_stage(ticket)}; settle that first, then book the new day")
    return happen(order, ticket, _dated(order, order.work.case(ticket.id).firm), "new date set")


def _book(order: Order) -> str:
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


def _dated(order: Order, firm: Firm) -> e.DateAccepted:
    """Judge the day and hour of a command; staff may break the lead time, but not the calendar."""
    try:
        day = date.fromisoformat(order.command.day)
    except ValueError:
        raise Refused(f"there is no {order.command.day} in the calendar") from None
    hour = time.fromisoformat(order.command.hour) if order.command.hour else None
    event = judge(When(day=day, hour=hour), order.said, firm.zone, order.house.settings.policy, order.now)
    match event:
        case e.DateAccepted():
            return event
        case e.DateTooSoon():
            raise Refused(f"{order.command.day} {order.command.hour} has passed".replace("  ", " "))
        case _:
            raise Refused(f"the clocks in {firm.zone.key} skip that hour on {order.command.day}")


def _done(order: Order) -> str:
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
    raise Refused(f"{ticket.ref} is {_stage(ticket)}: nothing there waits for you to do by hand")


def _flow_is(order: Order, ticket: Ticket, state: FlowState) -> str:
    """Take staff's word for how a flow stands, where no machine can read it."""
    gate = gate_of(order.work, ticket.firm)
    if driver_of(order.house, gate).reads_itself:
        raise Refused(f"the flow of {gate.firm.name} reads itself; there is nothing to report by hand")
    believe(order.house, order.work, ticket.firm, FlowReading(state, order.now, by_person=order.said.by))
    now = order.work.case(ticket.id).ticket
    return f"{ticket.ref}: the flow is {state}, on your word. It is {_stage(now)} now."


def _close(order: Order) -> str:
    return happen(order, order.ticket, e.ClosedByStaff(order.said), "closed as it stands")


def _cancel(order: Order) -> str:
    return happen(order, order.ticket, e.Withdrawn(order.said), "called off")


def _status(order: Order) -> str:
    if order.command.ticket is None and order.on_thread is None:
        tickets = order.work.tickets(still_open=True)
        return "\n".join(status_line(t) for t in tickets) or "No import is open."
    return status_line(order.ticket)


def status_line(ticket: Ticket) -> str:
    """Say in one line where a ticket stands."""
    starts = (
        f", starts {ticket.plan.starts.local:%a %d %b %Y %H:%M} {ticket.plan.starts.zone}"
        if ticket.plan
        else ""
    )
    held = ", held" if ticket.held else ""
    attention = f"; needs a person: {ticket.attention}" if ticket.attention else ""
    return f"{ticket.ref} {ticket.firm}: {_stage(ticket)}{starts}{held}{attention}"


# --- on a flow, on the house ---------------------------------------------------------------------


def _flow_off(order: Order) -> str:
    """Staff's own word holds the flow off, whatever tickets want."""
    firm = order.firm
    order.work.save_flow(replace(order.work.flow(firm.key), staff_off=True))
    return _switch(order, firm, "off, and stays off until you say on")


def _flow_on(order: Order) -> str:
    """Lift staff's word; a ticket in mid-import goes on holding the flow off."""
    firm = order.firm
    holding = next((t for t in order.work.open_tickets(firm.key) if t.wants_off), None)
    if holding:
        raise Refused(f"{holding.ref} is {_stage(holding)}; if it is over, say @sluice done {holding.ref}")
    order.work.save_flow(replace(order.work.flow(firm.key), staff_off=False))
    return _switch(order, firm, "on")


def _switch(order: Order, firm: Firm, way: str) -> str:
    key = f"staff.{order.letter.id if order.letter else order.now.isoformat()}.{firm.key}.{way[:3]}"
    order.work.book(key, Task(SwitchFlow(), order.now), None, firm.key)
    return f"The flow of {firm.name} is being turned {way}."


def _stop_all(order: Order) -> str:
    order.work.set_acting(Acting.STOPPED)
    return "Stopped: nothing is sent and nothing is switched, for any firm, until you say @sluice go."


def _go(order: Order) -> str:
    order.work.set_acting(Acting.GOING)
    return "Going: mail is sent and flows are switched."


def _accept(order: Order) -> str:
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


ORDERS: Mapping[Verb, Callable[[Order], str]] = {
    Verb.STATUS: _status,
    Verb.APPROVE: _approve,
    Verb.BOOK: _book,
    Verb.RESCHEDULE: _reschedule,
    Verb.PAUSE: _event(e.Held, "paused: nothing goes out and nothing is turned off"),
    Verb.UNPAUSE: _event(e.Released, "goes on"),
    Verb.FLOW_ON: _flow_on,
    Verb.FLOW_OFF: _flow_off,
    Verb.REVIEW: _event(e.ReviewOrdered, "the review is asked for"),
    Verb.DONE: _done,
    Verb.CLOSE: _close,
    Verb.REOPEN: _event(e.Reopened, "opened again"),
    Verb.CANCEL: _cancel,
    Verb.ACCEPT: _accept,
    Verb.STOP_ALL: _stop_all,
    Verb.GO: _go,
    Verb.HELP: lambda _: help_text(),
}


def _stage(ticket: Ticket) -> str:
    return ticket.stage.value.replace("_", " ")
