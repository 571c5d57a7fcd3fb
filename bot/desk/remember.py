"""What a ticket keeps of an event, whichever stage it stands in."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.desk import events as e
from bot.desk.heard import Heard
from bot.desk.obstacle import Obstacle
from bot.desk.tasks import Mail
from bot.desk.ten import NO_TEN, Row
from bot.desk.ticket import Plan, Stage, Ticket, WallTime


def remember(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    """Return the ticket with what the event says written into it; the stage is not touched."""
    match event:
        case e.Requested(kind=kind):
            return replace(ticket, kind=kind or ticket.kind)
        case e.DateAccepted(plan=plan, waived=waived):
            return _booked(ticket, plan, waived, now)
        case e.DateNeedsApproval(plan=plan):
            return heard_from(ticket, now, proposed=plan, refused=None)
        case e.Approved(waived=waived):
            return _booked(ticket, ticket.proposed or ticket.plan, waived, now)
        case e.Held() | e.CompletionEarly() | e.ColleagueWrote():
            return replace(ticket, held=True)
        case e.Released():
            return replace(ticket, held=False)
        case e.ProgressTold(said, loaded):
            part = _heard(said, now) if loaded else ticket.loaded
            return heard_from(ticket, now, loaded=part)
        case e.TimeGiven(promise=promise):
            return heard_from(ticket, now, promise=promise)
        case e.SomethingLoaded(said):
            return heard_from(ticket, now, loaded=_heard(said, now))
        case _:
            return _remember_the_day(_which_days(_who_speaks(ticket, event), event), event, now)


def _who_speaks(ticket: Ticket, event: e.Event) -> Ticket:
    match event:
        case e.DelegateNamed(address=address):
            return replace(ticket, delegates=tuple(dict.fromkeys((*ticket.delegates, address))))
        case e.DelegateDismissed(address=address):
            return replace(ticket, delegates=tuple(one for one in ticket.delegates if one != address))
        case _:
            return ticket


def _which_days(ticket: Ticket, event: e.Event) -> Ticket:
    match event:
        case e.DayRefused(plan=plan):
            return replace(ticket, refused=plan)
        case e.ClocksChanged(plan, proposed, refused):
            return replace(ticket, plan=plan, proposed=proposed, refused=refused)
        case _:
            return ticket


def heard_from(ticket: Ticket, now: datetime, **more: Any) -> Ticket:
    """A silence is over: patience starts afresh, and a time that was promised and has passed is forgotten."""
    promise = ticket.promise if ticket.promise and ticket.promise.at > now else None
    return replace(ticket, **{"since": now, "asked": 0, "called": 0, "promise": promise, **more})


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
        case e.PreflightDue():
            return replace(ticket, looked_ahead=True)
        case e.BaselineDue():
            return replace(ticket, baseline_asked=True)
        case e.StartReached():
            return replace(ticket, warned=True)
        case e.Extended(until=until):
            return _extended(ticket, until, now)
        case e.OffTooLong():
            return replace(ticket, past_limit=True, since=now)
        case e.WindowClosed():
            return replace(ticket, bound_for=Stage.REQUESTED if ticket.wants_off else None, proposed=None)
        case e.FirmSilent() | e.TurnOnSlow() | e.TurnOnStuck():
            return replace(ticket, since=now, asked=ticket.asked + 1)
        case e.StaffSilent():
            return replace(ticket, since=now, called=ticket.called + 1)
        case e.AwayTold(away):
            return replace(ticket, away=(*(one for one in ticket.away if one.by != away.by), away))
        case _:
            return _remember_the_world(ticket, event, now)


def _remember_the_world(ticket: Ticket, event: e.Event, now: datetime) -> Ticket:
    match event:
        case e.FlowReadOff(reading):
            return replace(ticket, off_read=reading)
        case e.FlowReadOn(reading):
            return replace(ticket, on_read=reading)
        case e.ProceedBegun(at):
            return heard_from(ticket, at, told_at=at) if ticket.told_at is None else ticket
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


def _booked(ticket: Ticket, plan: Plan | None, waived: tuple[Obstacle, ...], now: datetime) -> Ticket:
    booked = heard_from(ticket, now, plan=plan, waived=waived, proposed=None, refused=None)
    fresh = replace(booked, looked_ahead=False, warned=False, past_limit=False)
    return replace(fresh, baseline_asked=False, baseline="")


def _extended(ticket: Ticket, until: WallTime, now: datetime) -> Ticket:
    plan = replace(ticket.plan, off_limit=until) if ticket.plan else None
    return heard_from(ticket, now, plan=plan, past_limit=False)


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
        promise=replace(ticket.promise, words="") if ticket.promise else None,
        away=tuple(replace(one, words="") for one in ticket.away),
    )


def _unsaid(heard: Heard | None) -> Heard | None:
    return replace(heard, words="") if heard else None


def _compared(ticket: Ticket, said: e.Said, rows: tuple[Row, ...], agreed: int, now: datetime) -> Ticket:
    """Write down who settled or opened which rows; a row that brings its own word keeps it."""
    signed = (replace(row, by=row.by or _heard(said, now)) for row in rows)
    return heard_from(ticket, now, ten=replace(ticket.ten.with_rows(signed), agreed=agreed))


def _heard(said: e.Said, at: datetime) -> Heard:
    return Heard(said.by, said.words, at)
