"""What a mail may speak of beyond the ticket and its firm."""

from collections.abc import Iterator
from dataclasses import replace
from zoneinfo import ZoneInfo

from bot.desk import events as e
from bot.desk.point import Light
from bot.desk.tasks import Facts
from bot.desk.ticket import Case, Flow, Plan, Ticket


def facts_of(case: Case, event: e.Event, ticket: Ticket) -> Facts:
    """Gather them from the event, the case before it and the ticket after it."""
    said = event.said if isinstance(event, e.Voiced) else e.Said("")
    plan = _plan_spoken_of(event, ticket)
    facts = Facts(
        quote=said.words,
        by=said.by,
        plan=plan,
        old_plan=case.ticket.plan if case.ticket.plan != plan else None,
        instead=event.instead if isinstance(event, e.TimeProposed) else None,
        ten=ticket.ten,
    )
    if isinstance(event, e.ClocksChanged):
        return replace(facts, lines=tuple(_moments_changed(case.ticket.plan, ticket.plan)))
    if isinstance(event, e.Completed):
        return replace(facts, why=_stays_off_for(case))
    if isinstance(event, e.StartReached | e.WindowClosed | e.TurnOnSlow | e.TurnOnStuck):
        return replace(facts, lines=(_last_read(case.flow),))
    return _more_facts(facts, event)


def _plan_spoken_of(event: e.Event, ticket: Ticket) -> Plan | None:
    """A day still proposed is spoken of only where it is the matter; all else is about the booked one."""
    match event:
        case e.DateNeedsApproval() | e.MoveWanted() | e.MoveWantedEmpty() | e.MoveWantedSoon():
            return ticket.proposed or ticket.plan
        case e.FlowReadOn():
            return ticket.plan or ticket.proposed
        case e.StaffSilent() if not ticket.wants_off:
            return ticket.proposed or ticket.plan
        case _:
            return ticket.plan


def _stays_off_for(case: Case) -> str:
    """Say for which other import of the firm the flow stays off; empty when for none."""
    refs = " and ".join(other.ref for other in case.others if other.wants_off)
    return f"Your data flow stays off until {refs} is complete as well." if refs else ""


def _last_read(flow: Flow) -> str:
    """Say what the flow said last, to whoever must find out why it is not where it should be."""
    if flow.read is None:
        return "the flow has not been read yet"
    runs = f", {flow.read.in_flight} in flight" if flow.read.in_flight else ""
    return f"the flow last read {flow.read.state}{runs}, at {flow.read.at:%H:%M} UTC"


def _moments_changed(was: Plan | None, now: Plan | None) -> Iterator[str]:
    """Say which moment the agreed start was, and which it is."""
    if was and now and was.starts != now.starts:
        start = now.starts
        shown = start.at.astimezone(ZoneInfo(start.zone)).replace(tzinfo=None)
        before, after = f"{was.starts.at:%H:%M} UTC", f"{start.at:%H:%M} UTC"
        yield f"the start, {start.local:%a %d %b %Y %H:%M} {start.zone}, was {before} and is {after} now"
        if shown != start.local:
            yield f"the new rules skip {start.local:%H:%M} that day: agree on another hour with the firm"


def _more_facts(facts: Facts, event: e.Event) -> Facts:
    match event:
        case e.DateUnclear(days=days, why=why, free=free):
            return replace(facts, days=days, why=why, free=free)
        case e.DayRefused(plan=refused, against=against, free=free):
            return replace(facts, refused=refused, against=against, free=free)
        case e.ReviewIncomplete(missing=missing, notes=notes):
            return replace(facts, missing=missing, lines=notes)
        case e.ReviewMismatched(notes=notes) | e.ReviewMatched(notes=notes):
            return replace(facts, lines=notes)
        case (
            e.Doubted() | e.MailFailed() | e.TurnOnRisky()
            | e.InvitationDeclined() | e.TimeProposed() | e.SheetUnopened() | e.TenLeftOpen()
        ):  # fmt: skip
            return replace(facts, why=event.why)
        case e.ChecksClean() | e.ChecksHit() | e.DuplicatesNoted() | e.Rechecked() | e.TellingOrdered():
            return replace(facts, why=event.summary, lines=event.lines)
        case e.NotChecked(summary=summary):
            return replace(facts, why=summary)
        case e.TaskExpired(what=what):
            return replace(facts, why=f"{what} was due and could not be done in time")
        case e.CompletionDisputed(objector=objector):
            return replace(facts, why=f"{objector} objected")
        case _:
            return _of_the_day_before(facts, event)


def _of_the_day_before(facts: Facts, event: e.Event) -> Facts:
    match event:
        case e.PreflightFailed(points=points):
            found = tuple(str(point) for point in points if point.light is not Light.GREEN)
            return replace(facts, lines=found, tentative=True)
        case e.AwayTold(away):
            return replace(facts, by=away.by, quote=away.words, lines=(str(away),))
        case _:
            return _who_speaks(facts, event)


def _who_speaks(facts: Facts, event: e.Event) -> Facts:
    match event:
        case e.CompletionUnsure(said, why):
            return replace(facts, why=why, speaker=said.by if why else "")
        case e.DelegateNamed(address=address):
            why = f"from now on {address} speaks for you on this import"
            return replace(facts, why=why, speaker=address)
        case e.DelegateDismissed(address=address):
            return replace(facts, why=f"from now on {address} does not speak for you on this import")
        case _:
            return facts
