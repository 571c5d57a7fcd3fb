"""What staff order on one ticket. What a command may do to it stands in the lifecycle table."""

from dataclasses import replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.checks.words import line
from bot.desk import events as e
from bot.desk.booking import judge, obstacles
from bot.desk.firm import Firm
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.tasks import Audience
from bot.desk.ticket import Case, Stage, Ticket, WallTime
from bot.desk.timing import instant
from bot.post.words import in_brief
from bot.reading.reading import When
from bot.steps.apply import with_full_days
from bot.steps.delegates import turns_on_by_his_word, unfit
from bot.steps.findings import hits
from bot.steps.order import Order, Refused, happen, stage_of


def approve(order: Order) -> str:
    ticket = order.ticket
    if ticket.proposed is None:
        raise Refused(f"no date of {ticket.ref} waits for approval")
    if ticket.proposed.starts.at <= order.now:
        raise Refused("the day that waits for approval has passed")
    case = _case(order, order.work.case(ticket.id))
    against = obstacles(ticket.proposed, case, order.house.policy_of(case.firm), order.now)
    # Notice was given, or not needed, when the day was asked for.
    waived = tuple(one for one in against if one.rule is not DayRule.TOO_SOON)
    return happen(order, ticket, e.Approved(order.said, waived), f"date approved{_in_spite_of(waived)}")


def waive(order: Order) -> str:
    """Book the day that was refused, whatever rule it breaks; the journal keeps who waived what."""
    ticket = order.ticket
    if ticket.refused is None:
        raise Refused(f"no day of {ticket.ref} was refused")
    if ticket.refused.starts.at <= order.now:
        raise Refused("the day that was refused has passed")
    case = _case(order, order.work.case(ticket.id))
    waived = obstacles(ticket.refused, case, order.house.policy_of(case.firm), order.now)
    booked = e.DateAccepted(order.said, ticket.refused, waived)
    return happen(order, ticket, booked, f"the refused day is booked{_in_spite_of(waived)}")


def reschedule(order: Order) -> str:
    ticket = order.ticket
    if ticket.stage not in (Stage.REQUESTED, Stage.SCHEDULED):
        raise Refused(f"{ticket.ref} is {stage_of(ticket)}; settle that first, then book the new day")
    dated = _dated(order, order.work.case(ticket.id))
    return happen(order, ticket, dated, f"new date set{_in_spite_of(dated.waived)}")


def book(order: Order) -> str:
    """Open a ticket for an import that was agreed elsewhere; the firm hears the confirmation."""
    firm, work = order.firm, order.work
    new = _new_ticket(order, firm)
    dated = _dated(order, Case(new, firm, work.flow(firm.key), work.open_tickets(firm.key)))
    ticket = work.open_ticket(new)
    return happen(order, ticket, dated, f"booked for {firm.name}{_in_spite_of(dated.waived)}")


def _new_ticket(order: Order, firm: Firm) -> Ticket:
    people = tuple(contact.address for contact in firm.contacts)
    if not people:
        raise Refused(f"{firm.name} has no named contact to confirm it to")
    return Ticket(
        id=0,
        firm=firm.key,
        stage=Stage.REQUESTED,
        subject=f"Data import of {firm.name}",
        requester=people[0],
        opened_at=order.now,
        since=order.now,
        mailbox=order.letter.mailbox if order.letter else order.house.settings.mailbox[0].name,
        parties=people,
    )


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


def _dated(order: Order, case: Case) -> e.DateAccepted:
    """Judge the day and hour of a command; staff may break any rule, but not book what has passed."""
    try:
        day = date.fromisoformat(order.command.day)
    except ValueError:
        raise Refused(f"there is no {order.command.day} in the calendar") from None
    hour = time.fromisoformat(order.command.hour) if order.command.hour else None
    policy = order.house.policy_of(case.firm)
    event = judge(When(day=day, hour=hour), order.said, _case(order, case), policy, order.now)
    match event:
        case e.DateAccepted():
            return event
        case e.DayRefused():
            raise Refused(f"{order.command.day} {order.command.hour} has passed".replace("  ", " "))
        case _:
            raise Refused(f"the clocks in {case.firm.zone.key} skip that hour on {order.command.day}")


def _case(order: Order, case: Case) -> Case:
    return with_full_days(order.work, case, order.house.policy_of(case.firm), order.now)


def _in_spite_of(waived: tuple[Obstacle, ...]) -> str:
    return f", though {', '.join(map(str, waived))}" if waived else ""


def done(order: Order) -> str:
    """The import is complete, on staff's word; how the flow stands is never said by it."""
    ticket = order.ticket
    if ticket.stage is not Stage.IMPORTING:
        raise Refused(
            f"{ticket.ref} is {stage_of(ticket)}: only an import that is under way can be complete; "
            "of a flow that you turned by hand, say @sluice turned off or @sluice turned on"
        )
    return happen(order, ticket, e.Completed(order.said, order.now), "the import is complete, on your word")


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
    if order.command.ticket is None and order.on_thread is None:
        tickets = order.work.tickets(still_open=True)
        return "\n".join(_status(order, ticket) for ticket in tickets) or "No import is open."
    return _status(order, order.ticket)


def _status(order: Order, ticket: Ticket) -> str:
    """Say in one line where a ticket stands; of a review, how far it has come."""
    starts = (
        f", starts {in_brief(ticket.plan.starts.at, ZoneInfo(ticket.plan.starts.zone))}"
        if ticket.plan
        else ""
    )
    held = ", held" if ticket.held else ""
    attention = f"; needs a person: {ticket.attention}" if ticket.attention else ""
    review = f"; {_how_far(order, ticket)}" if ticket.stage is Stage.REVIEWING else ""
    return f"{ticket.ref} {ticket.firm}: {stage_of(ticket)}{starts}{held}{review}{attention}"


def _how_far(order: Order, ticket: Ticket) -> str:
    policy = order.house.policy_of(order.work.case(ticket.id).firm)
    return ticket.ten.in_words(policy.review_clients)


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
    """Take a voice away, with what it said last and has not come about yet."""
    ticket, address = order.ticket, order.command.address
    if address not in ticket.delegates:
        raise Refused(f"{address} does not speak for the firm on {ticket.ref}")
    did = f"{address} does not speak for the firm any more"
    told = happen(order, ticket, e.DelegateDismissed(order.said, address), did)
    if not turns_on_by_his_word(ticket, address):
        return told
    did += ", nor does what it said last count"
    return happen(order, ticket, e.Objected(order.said, order.now), did)
