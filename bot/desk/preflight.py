"""The look on the last working day before the turn-off: what stands in the way while there is a day in hand.

The step brings what the neighbours said as `Looked`; all that is judged of it is judged here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from bot.desk.calendar import working_day_before
from bot.desk.firm import Firm, Role
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.point import Light, Point
from bot.desk.ticket import Away, Case, Plan, Stage, Ticket
from bot.flow.port import FlowReading, FlowState

BOOKED = frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING, Stage.TURNING_ON})


@dataclass(frozen=True, slots=True)
class Looked:
    """What the neighbours said."""

    fault: str  # why the gate cannot be reached, or its credentials are refused; empty: it answered
    reading: FlowReading
    reads_itself: bool
    checks: tuple[str, ...]  # faults of the duplicate queries, each naming its file
    bounced: str  # a mail of ours that came back, and nobody of the firm has written since


def preflight_at(plan: Plan, firm: Firm, hour: time) -> datetime:
    """Return when to look: the last working day before the turn-off, at that hour on the firm's clock."""
    day = working_day_before(plan.off_at.local.date(), firm.home)
    return datetime.combine(day, hour, firm.zone).astimezone(UTC)


def judge_preflight(case: Case, looked: Looked) -> tuple[Point, ...]:
    """Return every point that was looked at."""
    return (
        _flow(case, looked),
        _alone(case),
        _checks(looked),
        _reachable(case, looked),
        _somebody_says_complete(case),
    )


def reds(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(point for point in points if point.light is Light.RED)


def _flow(case: Case, looked: Looked) -> Point:
    """Reachable, credentials good, on, and what is in flight; where it cannot be read, that."""
    reading, about = looked.reading, "data flow"
    if looked.fault:
        return Point(about, Light.RED, looked.fault)
    if not looked.reads_itself:
        return Point(about, Light.UNREAD, "people turn it, and no machine can say how it stands")
    if reading.state is FlowState.UNKNOWN:
        return Point(about, Light.UNREAD, reading.why or "it does not say how it stands")
    if reading.state is FlowState.ON:
        return Point(about, Light.GREEN, f"on, {_in_flight(reading)}")
    holder = "staff hold it off" if case.flow.staff_off else _held_by(case)
    return Point(about, Light.RED, f"it reads {reading.state} already; {holder}")


def _in_flight(reading: FlowReading) -> str:
    if reading.in_flight is None:
        return "it cannot tell what is in flight"
    return f"{reading.in_flight} runs in flight" if reading.in_flight else "nothing in flight"


def _held_by(case: Case) -> str:
    refs = ", ".join(other.ref for other in case.others if other.wants_off)
    return f"{refs} wants it off" if refs else "nobody here wants it off"


def _alone(case: Case) -> Point:
    ticket, about = case.ticket, "other imports"
    beside = [other for other in case.others if _overlaps(ticket, other)]
    refs = ", ".join(other.ref for other in beside)
    if any(not _waived(ticket, other) for other in beside):
        return Point(about, Light.RED, f"{refs} of the firm overlaps this one")
    if beside:
        return Point(about, Light.GREEN, f"{refs} of the firm overlaps this one, as staff allowed")
    return Point(about, Light.GREEN, "none of the firm at that time")


def _overlaps(one: Ticket, other: Ticket) -> bool:
    booked = one.plan and other.plan and other.stage in BOOKED
    return bool(booked and one.plan and other.plan and one.plan.overlaps(other.plan))


def _waived(one: Ticket, other: Ticket) -> bool:
    """Staff allow an overlap once, when they book the later of the two."""
    return (
        Obstacle(DayRule.OVERLAP, other.ref) in one.waived
        or Obstacle(DayRule.OVERLAP, one.ref) in other.waived
    )


def _checks(looked: Looked) -> Point:
    if looked.checks:
        return Point("duplicate checks", Light.RED, "; ".join(looked.checks))
    return Point("duplicate checks", Light.GREEN, "nothing against them")


def _reachable(case: Case, looked: Looked) -> Point:
    if looked.bounced:
        return Point("contacts", Light.RED, looked.bounced)
    away = "; ".join(map(str, absent_on_the_day(case)))
    if away:
        return Point("contacts", Light.RED, away)
    if undated := [one.by for one in case.ticket.away if one.until is None]:
        return Point("contacts", Light.UNREAD, f"{', '.join(undated)} answers to be away, and not until when")
    return Point("contacts", Light.GREEN, "our mail reaches them, and nobody said to be away")


def _somebody_says_complete(case: Case) -> Point:
    """Whoever may say that the import is complete, and is there on the day."""
    about = "who says it is complete"
    entitled = (
        tuple(c.address for c in case.firm.contacts if c.role is Role.CONFIRMER) + case.ticket.delegates
    )
    away = {absence.by for absence in absent_on_the_day(case)}
    there = [address for address in entitled if address not in away]
    if not entitled:
        return Point(about, Light.RED, "nobody is named who may say so")
    if not there:
        return Point(about, Light.RED, f"{', '.join(entitled)} may say so and will be away")
    return Point(about, Light.GREEN, ", ".join(_first(there)))


def _first(addresses: list[str]) -> Iterator[str]:
    yield from addresses[:3]
    if len(addresses) > 3:
        yield f"and {len(addresses) - 3} more"


def absent_on_the_day(case: Case) -> tuple[Away, ...]:
    """Return who of those that matter is away, by what they said, on a day of the import."""
    plan = case.ticket.plan
    if plan is None:
        return ()
    first, last = plan.starts.local.date(), plan.ends_by.local.date()
    goes_on = case.ticket.stage is Stage.IMPORTING  # for as long as it takes
    return tuple(
        away
        for away in case.ticket.away
        if _matters(case, away.by)
        and (away.until is not None and away.until >= first)
        and (goes_on or away.since.date() <= last)
    )


def _matters(case: Case, address: str) -> bool:
    """Whether our mail goes to that address, or it may say that the import is complete."""
    named = case.firm.contact(address)
    entitled = (named is not None and named.role is Role.CONFIRMER) or address in case.ticket.delegates
    return entitled or address in case.ticket.parties
