"""Choose the ten clients of a review, or read our figures of them again, before the request is written."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.review import judge_figures
from bot.desk.ticket import Case, Stage, Ticket
from bot.errors import SluiceError
from bot.steps.apply import apply
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.work import Work

Outcome = Callable[[Ticket], e.Event]


def choose(house: House, claimed: Claimed) -> None:
    """Look for the ten in the firm's data, unless the ticket has moved on; else the firm picks its own."""
    with house.store.reading() as work:
        case = work.case(claimed.ticket or 0)
    if case.ticket.stage is not Stage.REVIEWING:
        why = f"{case.ticket.ref} is {case.ticket.stage.value} now"
        house.store.transact(lambda work: work.settle(claimed, TaskState.DROPPED, why, house.clock.now()))
        return
    outcome = _looked_up(house, case)

    def write(work: Work) -> None:
        now, event = house.clock.now(), outcome(work.case(case.ticket.id).ticket)
        work.settle(claimed, TaskState.DONE, e.in_words(type(event)), now)
        apply(work, case.ticket.id, event, house.settings.policy, now)

    house.store.transact(write)


def _looked_up(house: House, case: Case) -> Outcome:
    """Ask the firm's data, and return what that comes to on the ticket as it stands by then."""
    ticket, clients, policy = case.ticket, house.world.clients, house.policy_of(case.firm)
    now, since = house.clock.now(), _imported_since(ticket)
    try:
        if ticket.ten.laid_out:
            keys = tuple(row.client for row in ticket.ten.rows)
            figures = clients.read_again(case.firm, since, keys)
            return lambda ticket: judge_figures(figures, now, ticket, policy)
        ten = clients.choose(case.firm, since, ticket.ref, policy.review_clients)
    except SluiceError as error:
        why = str(error)
        return lambda _: e.TenLeftOpen(why)
    if ten is None:
        return lambda _: e.TenLeftOpen()
    return lambda _: e.TenChosen(replace(ten, read_at=now))


def _imported_since(ticket: Ticket) -> datetime:
    """What came into the firm's data before is no import of this ticket."""
    if ticket.off_read is not None:
        return ticket.off_read.at
    return ticket.plan.off_at.at if ticket.plan else ticket.opened_at
