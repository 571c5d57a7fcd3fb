"""How long a flow may stay off: the plan's end, its hard limit, and what comes next for a flow, in words.

The limit turns nothing on: past it only staff's word ends the off-time or lets it go on.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.desk.tasks import Audience
from bot.desk.then import Draft, attention
from bot.desk.ticket import WANTS_OFF, Flow, Stage, Ticket, WallTime
from bot.flow.port import FlowState

OFF_TOO_LONG = "the data flow is still off, past its limit: it stays off until you decide"
NEEDS_LONGER = "the firm needs longer than its data flow may stay off"
off_too_long = attention(OFF_TOO_LONG, also=Audience.ADMINS)


def needs_longer(draft: Draft) -> Draft:
    """The firm says when it is done: beyond the limit that is for staff to grant, and they hear at once."""
    promise, plan = draft.ticket.promise, draft.ticket.plan
    beyond = promise is not None and plan is not None and promise.at > plan.off_limit.at
    return attention(NEEDS_LONGER)(draft) if beyond else draft


def off_again(draft: Draft) -> Draft:
    """A flow that goes off once more gets an end and a limit anew; a later one that stands is kept."""
    plan, policy = draft.ticket.plan, draft.policy
    if plan is None:
        return draft
    ends = draft.now + timedelta(hours=policy.lasts_hours)
    limit = ends + timedelta(hours=policy.off_limit_hours)
    zone = draft.case.firm.zone
    fresh = replace(
        plan,
        ends_by=max(plan.ends_by, WallTime.of(ends, zone), key=lambda wall: wall.at),
        off_limit=max(plan.off_limit, WallTime.of(limit, zone), key=lambda wall: wall.at),
    )
    return replace(draft, ticket=replace(draft.ticket, plan=fresh, past_limit=False))


def next_change(flow: Flow, tickets: Sequence[Ticket]) -> str:
    """Say what comes next for a firm's flow, as its open tickets and staff's own word have it; "" if nothing.

    Times are the firm's: "on after IMP-1: expected by Sun 06 Dec 00:00 EST, limit Mon 07 Dec 00:00 EST".
    """
    if flow.staff_off:
        return "on when staff say so"
    holding = [ticket for ticket in tickets if ticket.stage in WANTS_OFF]
    if holding:
        return "on after " + ", ".join(map(_until, holding))
    if coming_on := [ticket.ref for ticket in tickets if ticket.stage is Stage.TURNING_ON]:
        return "on now" if flow.state is FlowState.ON else f"on: {', '.join(coming_on)} waits for it"
    booked = [t.plan.off_at for t in tickets if t.stage is Stage.SCHEDULED and t.plan]
    return f"off {clock(min(booked, key=lambda wall: wall.at))}" if booked else ""


def clock(wall: WallTime) -> str:
    """Say a moment of a plan briefly, on the firm's clock: "Sat 05 Dec 17:30 America/New_York"."""
    return f"{wall.local:%a %d %b %H:%M} {wall.zone}"


def _until(ticket: Ticket) -> str:
    if ticket.plan is None:
        return ticket.ref
    past = " (passed: staff decide)" if ticket.past_limit else ""
    return (
        f"{ticket.ref}: expected by {clock(ticket.plan.ends_by)}, limit {clock(ticket.plan.off_limit)}{past}"
    )
