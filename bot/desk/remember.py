"""What a ticket keeps of an event, whichever stage it stands in."""

from dataclasses import replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.tasks import Mail
from bot.desk.ticket import Heard, Stage, Ticket
from bot.reading.reading import ClientAmount


def remember(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """Return the ticket with what the event says written into it; the stage is not touched."""
    match event:
        case e.Requested(kind=kind):
            return replace(ticket, kind=kind or ticket.kind)
        case e.DateAccepted(plan=plan):
            return replace(ticket, plan=plan, proposed=None, reminded=False)
        case e.DateNeedsApproval(plan=plan):
            return replace(ticket, proposed=plan)
        case e.Approved():
            return replace(ticket, plan=ticket.proposed or ticket.plan, proposed=None, reminded=False)
        case e.Held() | e.CompletionEarly() | e.ColleagueWrote():
            return replace(ticket, held=True)
        case e.Released():
            return replace(ticket, held=False)
        case e.ReminderDue():
            return replace(ticket, reminded=True)
        case e.FirmSilent() | e.StaffSilent() | e.StartReached() | e.TurnOnSlow() | e.TurnOnStuck():
            return replace(ticket, asked=ticket.asked + 1)
        case e.ProgressTold():
            return replace(ticket, since=now, asked=0)
        case _:
            return _remember_the_day(ticket, event, now)


def _remember_the_day(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """The part that decides whether and where the flow is turned on."""
    match event:
        case e.MoveWanted(plan=plan) | e.MoveWantedSoon(plan=plan):
            return replace(ticket, proposed=plan, bound_for=Stage.SCHEDULED if plan else Stage.REQUESTED)
        case e.MoveWantedEmpty(said, plan):
            bound_for = Stage.SCHEDULED if plan else Stage.REQUESTED
            return replace(ticket, proposed=plan, bound_for=bound_for, nothing_loaded=_heard(said, now))
        case e.Withdrawn():
            return replace(ticket, bound_for=Stage.CANCELLED)
        case e.WithdrawnEmpty(said):
            return replace(ticket, bound_for=Stage.CANCELLED, nothing_loaded=_heard(said, now))
        case e.NothingLoaded(said):
            return replace(ticket, nothing_loaded=_heard(said, now))
        case e.WindowClosed():
            return replace(ticket, bound_for=Stage.REQUESTED, proposed=None)
        case e.ReviewOrdered():
            return replace(ticket, bound_for=Stage.CHECKING)
        case e.Completed(said, at):
            return replace(
                ticket, completed=_heard(said, at), bound_for=Stage.CHECKING, objection=None, proposed=None
            )
        case e.Objected(said, at):
            return replace(
                ticket, objection=_heard(said, at), completed=None, nothing_loaded=None, bound_for=None
            )
        case _:
            return _remember_the_world(ticket, event, now)


def _remember_the_world(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    match event:
        case e.FlowReadOff(reading):
            return replace(ticket, off_read=reading)
        case e.FlowReadOn(reading):
            return replace(ticket, on_read=reading)
        case e.ProceedBegun(at):
            return replace(ticket, told_at=ticket.told_at or at)
        case e.MailSent(mail=Mail.PROCEED, at=at):
            return replace(ticket, since=at)
        case e.ChecksClean(summary) | e.ChecksHit(summary) | e.NotChecked(summary):
            return replace(ticket, checked=summary)
        case e.ReviewMatched(said, amounts, agreed):
            merged = merge_amounts(ticket.amounts, amounts)
            return replace(ticket, amounts=merged, agreed=agreed, reviewed=_heard(said, now))
        case e.ReviewIncomplete(amounts=amounts, agreed=agreed):
            return replace(ticket, amounts=merge_amounts(ticket.amounts, amounts), agreed=agreed)
        case e.ReviewMismatched(amounts=amounts):
            return replace(ticket, amounts=merge_amounts(ticket.amounts, amounts))
        case _:
            return ticket


def merge_amounts(known: tuple[ClientAmount, ...], new: tuple[ClientAmount, ...]) -> tuple[ClientAmount, ...]:
    """Add new rows to the known ones; a client named again takes the newer figures."""
    rows = {_name(row): row for row in (*known, *new)}
    return tuple(rows.values())


def _name(row: ClientAmount) -> str:
    return " ".join(row.name.lower().split())


def _heard(said: e.Said, at: datetime) -> Heard:
    return Heard(said.by, said.words, at)
