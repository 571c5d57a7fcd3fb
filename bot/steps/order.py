"""One command of staff where it is carried out: which ticket and firm it means, and what refuses it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from difflib import get_close_matches

from bot.desk import events as e
from bot.desk.firm import Firm
from bot.desk.lifecycle import step_for
from bot.desk.ticket import Ticket
from bot.letter.letter import Verdict
from bot.reading.commands import Command
from bot.steps.apply import NO_LETTER, Source, apply
from bot.steps.house import House
from bot.store.letters import UnreadLetter
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
    def names_a_client(self) -> bool:
        """Whether the line is about one client of the review."""
        return bool(self.command.client or self.command.row)

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


def event(make: Callable[[e.Said], e.Event], did: str) -> Callable[[Order], str]:
    """Make an order that lets one event happen to the ticket, if the table foresees it there."""
    return lambda order: happen(order, order.ticket, make(order.said), did)


def happen(order: Order, ticket: Ticket, event: e.Event, did: str) -> str:
    """Let an event happen that staff ordered; refused where the table does not foresee it."""
    if step_for(ticket, event) is None:
        raise Refused(f"{ticket.ref} is {stage_of(ticket)}, where that means nothing")
    source = Source(order.letter.id, Verdict.PROVED) if order.letter else NO_LETTER
    decision = apply(order.work, ticket.id, event, order.house.settings.policy, order.now, source)
    return f"{ticket.ref}: {did}. It is {stage_of(decision.ticket)} now{_held(decision.ticket)}."


def _held(ticket: Ticket) -> str:
    """Say that nothing goes on by itself, whatever was just settled."""
    return f", and held until @sluice unpause {ticket.ref}" if ticket.held and not ticket.ended else ""


def stage_of(ticket: Ticket) -> str:
    """Name a ticket's stage as people say it."""
    return ticket.stage.value.replace("_", " ")
