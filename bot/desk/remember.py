"""What a ticket keeps of an event, whichever stage it stands in."""

from dataclasses import replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.heard import Heard
from bot.desk.tasks import Mail
from bot.desk.ten import NO_TEN, Row
from bot.desk.ticket import Plan, Stage, Ticket


def remember(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """Return the ticket with what the event says written into it; the stage is not touched."""
    match event:
        case e.Requested(kind=kind):
            return replace(ticket, kind=kind or ticket.kind)
        case e.DateAccepted(plan=plan):
            return _booked(ticket, plan, now)
        case e.DateNeedsApproval(plan=plan):
            return replace(ticket, proposed=plan, since=now, asked=0)
        case e.Approved():
            return _booked(ticket, ticket.proposed or ticket.plan, now)
        case e.Held() | e.CompletionEarly() | e.ColleagueWrote():
            return replace(ticket, held=True)
        case e.Released():
            return replace(ticket, held=False)
        case e.ProgressTold(said, loaded):
            part = _heard(said, now) if loaded else ticket.loaded
            return replace(ticket, since=now, asked=0, loaded=part)
        case e.SomethingLoaded(said):
            return replace(ticket, since=now, asked=0, loaded=_heard(said, now))
        case _:
            return _remember_the_day(ticket, event, now)


def _remember_the_day(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """The part that decides whether and where the flow is turned on."""
    match event:
        case e.MoveWanted(plan=plan, approved=approved) | e.MoveWantedSoon(plan=plan, approved=approved):
            return _moving(ticket, plan, approved)
        case e.MoveWantedEmpty(said, plan, approved):
            return _moving(_empty(ticket, said, now), plan, approved)
        case e.Withdrawn():
            return replace(ticket, bound_for=Stage.CANCELLED)
        case e.WithdrawnEmpty(said):
            return replace(_empty(ticket, said, now), bound_for=Stage.CANCELLED)
        case e.NothingLoaded(said):
            return _empty(ticket, said, now)
        case e.ReviewOrdered():
            return replace(ticket, bound_for=Stage.CHECKING, loaded=None)
        case e.Completed(said, at):
            return replace(
                ticket, completed=_heard(said, at), bound_for=Stage.CHECKING, objection=None, proposed=None
            )
        case e.Objected(said, at):
            return _stopped(ticket, _heard(said, at))
        case _:
            return _remember_the_clock(ticket, event, now)


def _remember_the_clock(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    match event:
        case e.ReminderDue():
            return replace(ticket, reminded=True)
        case e.BaselineDue():
            return replace(ticket, baseline_asked=True)
        case e.StartReached():
            return replace(ticket, warned=True)
        case e.WindowClosed():
            return replace(ticket, bound_for=Stage.REQUESTED if ticket.wants_off else None, proposed=None)
        case e.FirmSilent() | e.StaffSilent() | e.TurnOnSlow() | e.TurnOnStuck():
            return replace(ticket, since=now, asked=ticket.asked + 1)
        case _:
            return _remember_the_world(ticket, event, now)


def _remember_the_world(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    match event:
        case e.FlowReadOff(reading):
            return replace(ticket, off_read=reading)
        case e.FlowReadOn(reading):
            return replace(ticket, on_read=reading)
        case e.ProceedBegun(at):
            return replace(ticket, told_at=at, since=at, asked=0) if ticket.told_at is None else ticket
        case e.MailSent(mail=Mail.PROCEED, at=at):
            return replace(ticket, since=at)
        case _:
            return _remember_the_data(ticket, event, now)


def _remember_the_data(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """What the checks say of it."""
    match event:
        case e.BaselineTaken(summary):
            return replace(ticket, baseline=summary)
        case e.ChecksClean() | e.ChecksHit() | e.DuplicatesNoted() | e.NotChecked() | e.Rechecked():
            return replace(ticket, checked=event.summary)
        case e.WordsErased():
            return _without_words(ticket)
        case _:
            return _remember_the_review(ticket, event, now)


def _remember_the_review(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    match event:
        case e.ReviewMatched(said, rows, agreed):
            return replace(_compared(ticket, said, rows, agreed, now), reviewed=_heard(said, now))
        case e.ReviewIncomplete(said, rows, agreed) | e.ReviewMismatched(said, rows, agreed=agreed):
            return _compared(ticket, said, rows, agreed, now)
        case e.RowWaived(said, rows):
            return _compared(ticket, said, rows, ticket.ten.agreed, now)
        case e.TenChosen(ten):
            return replace(ticket, ten=ten, since=now, asked=0)
        case _:
            return ticket


def _booked(ticket: Ticket, plan: Plan | None, now: datetime) -> Ticket:
    moved = replace(ticket, plan=plan, proposed=None, since=now, asked=0)
    return replace(moved, reminded=False, warned=False, baseline_asked=False, baseline="")


def _moving(ticket: Ticket, plan: Plan | None, approved: bool) -> Ticket:
    return replace(ticket, proposed=plan, bound_for=Stage.SCHEDULED if plan and approved else Stage.REQUESTED)


def _empty(ticket: Ticket, said: e.Said, now: datetime) -> Ticket:
    return replace(ticket, nothing_loaded=_heard(said, now), objection=None, loaded=None)


def _stopped(ticket: Ticket, objection: Heard) -> Ticket:
    """Whoever objects is importing, told or not: from here only a completion counts."""
    untold = ticket.untold or ticket.told_at is None
    told_at = ticket.told_at or objection.at
    forgotten = replace(ticket, completed=None, nothing_loaded=None, bound_for=None, proposed=None)
    return replace(forgotten, objection=objection, told_at=told_at, untold=untold)


def _without_words(ticket: Ticket) -> Ticket:
    return replace(
        ticket,
        subject="Data import",
        completed=_unsaid(ticket.completed),
        nothing_loaded=_unsaid(ticket.nothing_loaded),
        loaded=_unsaid(ticket.loaded),
        objection=_unsaid(ticket.objection),
        reviewed=_unsaid(ticket.reviewed),
        ten=NO_TEN,
    )


def _unsaid(heard: Heard | None) -> Heard | None:
    return replace(heard, words="") if heard else None


def _compared(ticket: Ticket, said: e.Said, rows: tuple[Row, ...], agreed: int, now: datetime) -> Ticket:
    """Write down who settled or opened which rows; a row that brings its own word keeps it."""
    signed = (replace(row, by=row.by or _heard(said, now)) for row in rows)
    return replace(ticket, ten=replace(ticket.ten.with_rows(signed), agreed=agreed), since=now, asked=0)


def _heard(said: e.Said, at: datetime) -> Heard:
    return Heard(said.by, said.words, at)
