"""What staff order on a review: that it is asked for, and to let the difference of one client stand."""

from dataclasses import replace
from difflib import get_close_matches

from bot.desk import events as e
from bot.desk.review import judge_waiver
from bot.desk.ten import Row, Standing, Ten
from bot.desk.ticket import Stage
from bot.steps.order import Order, Refused, happen, stage_of


def review(order: Order) -> str:
    """Ask for the comparison; of an import whose day lies ahead only where it is held, as imported early."""
    ticket = order.ticket
    if ticket.stage in (Stage.REQUESTED, Stage.SCHEDULED) and not ticket.held:
        raise Refused(
            f"{ticket.ref} is {stage_of(ticket)}, so nothing is imported yet; if it is, pause it first"
        )
    return happen(order, ticket, e.ReviewOrdered(order.said), "the review is asked for")


def waive(order: Order) -> str:
    """Settle one client on staff's word; who and why stand in the journal and in the record."""
    ticket = order.ticket
    policy = order.house.policy_of(order.work.case(ticket.id).firm)
    row = _meant(order, ticket.ten)
    if row.standing is Standing.AGREED:
        raise Refused(f"{row.name} agrees already")
    event = judge_waiver(row, ticket, replace(order.said, words=order.command.why), policy)
    answer = happen(order, ticket, event, f"{row.name} is waived")
    return f"{answer}\n{order.work.case(ticket.id).ticket.ten.in_words(policy.review_clients)}"


def _meant(order: Order, ten: Ten) -> Row:
    """Return the row that the line names; where the firm picks its ten, staff may name one it has not."""
    command = order.command
    row = ten.numbered(command.row) if command.row else ten.called(command.client)
    if row is not None:
        return row
    near = get_close_matches(command.client, ten.names, n=3, cutoff=0.6)
    if command.client and not (ten.laid_out or near):
        return Row(command.client)
    called = command.client or f"row {command.row}"
    known = ", ".join(near or (f"{ten.number(one)} {one.name}" for one in ten.open)) or "none"
    raise Refused(f"no client of the review is {called}; {'near it' if near else 'open are'}: {known}")
