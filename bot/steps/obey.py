"""Staff's commands: each line becomes an event on a ticket or a word to the whole house, and an answer.

One mail answers them all, to its writer alone: each line quoted, what came of it below.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.desk import events as e
from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.desk.ticket import Ticket
from bot.reading.commands import Command, Misspelt, Verb, help_text
from bot.steps import orders_on_flows as flows
from bot.steps import orders_on_reviews as reviews
from bot.steps import orders_on_tickets as tickets
from bot.steps.contrary import contradicted
from bot.steps.house import House
from bot.steps.order import Order, Refused, event
from bot.store.letters import UnreadLetter
from bot.store.work import Work

ORDERS: Mapping[Verb, Callable[[Order], str]] = {
    Verb.STATUS: tickets.status,
    Verb.APPROVE: tickets.approve,
    Verb.BOOK: tickets.book,
    Verb.RESCHEDULE: tickets.reschedule,
    Verb.PAUSE: event(e.Held, "paused: nothing goes out and nothing is turned off"),
    Verb.UNPAUSE: event(e.Released, "goes on"),
    Verb.EXTEND: tickets.extend,
    Verb.FLOW_ON: flows.flow_on,
    Verb.FLOW_OFF: flows.flow_off,
    Verb.TURNED_ON: flows.turned_on,
    Verb.TURNED_OFF: flows.turned_off,
    Verb.REVIEW: reviews.review,
    Verb.RECHECK: event(e.RecheckOrdered, "the search for duplicates runs again"),
    Verb.TELL: tickets.tell,
    Verb.DONE: tickets.done,
    Verb.CLOSE: tickets.close,
    Verb.REOPEN: event(e.Reopened, "opened again"),
    Verb.CANCEL: tickets.cancel,
    Verb.ACCEPT: tickets.accept,
    Verb.WAIVE: lambda order: (reviews if order.names_a_client else tickets).waive(order),
    Verb.SEEN: event(e.Seen, "looked at; it needs nobody any more"),
    Verb.DELEGATE: tickets.delegate,
    Verb.UNDELEGATE: tickets.undelegate,
    Verb.STOP_ALL: flows.stop_all,
    Verb.GO: flows.go,
    Verb.HELP: lambda _: help_text(),
}


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
        against = contradicted(line, lines) if isinstance(line, Command) else None
        if against is not None:
            answers += [f"> {line.line}", f"Not done: another line says the contrary, “{against}”.", ""]
            continue
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
