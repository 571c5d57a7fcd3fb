"""Carry out a pre-flight: ask the neighbours what the desk wants to know before the day, and tell the ticket.

Nothing is switched, no query runs over the firm's data, and nothing is sent. `sluice preflight IMP-1` looks
in the same way, and keeps nothing.
"""

from collections.abc import Sequence
from datetime import timedelta

from bot.desk import events as e
from bot.desk.point import Point
from bot.desk.preflight import Looked, judge_preflight, reds
from bot.desk.ticket import Case, Stage
from bot.errors import Misconfigured, Unavailable
from bot.flow.port import FlowReading, FlowState
from bot.steps.apply import apply
from bot.steps.gate import driver_of, gate_of
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.journal import Journalled
from bot.store.tables import TaskState
from bot.store.work import Work

AGAIN = timedelta(minutes=5)  # a gate that gives no answer gets another chance before anybody is alarmed
TRIES = 3


def preflight(house: House, claimed: Claimed) -> None:
    """Look ahead for a ticket that is still scheduled, and tell it what was found."""
    number = claimed.ticket or 0
    looked, points = look(house, number)
    now = house.clock.now()

    def write(work: Work) -> None:
        ticket = work.case(number).ticket
        if ticket.stage is not Stage.SCHEDULED:
            work.settle(claimed, TaskState.DROPPED, f"{ticket.ref} is {ticket.stage.value} now", now)
        elif looked.fault and claimed.fence < TRIES:
            work.put_back(claimed, now + AGAIN, looked.fault)
        else:
            red = reds(points)
            work.settle(claimed, TaskState.DONE, f"{len(red)} of {len(points)} points are red", now)
            event = e.PreflightFailed(points) if red else e.PreflightPassed(points)
            apply(work, number, event, house.settings.policy, now)

    house.store.transact(write)


def look(house: House, number: int) -> tuple[Looked, tuple[Point, ...]]:
    """Look ahead for a ticket now, outside any transaction, and keep nothing.

    Args:
        house: With its gates and its checks.
        number: The ticket's.
    """
    with house.store.reading() as work:
        case, bounced = work.case(number), _bounced(work.entries(number))
    fault, reading, reads_itself = _ask_the_gate(house, case)
    looked = Looked(fault, reading, reads_itself, house.world.checks.compile_all(), bounced)
    return looked, judge_preflight(case, looked)


def _ask_the_gate(house: House, case: Case) -> tuple[str, FlowReading, bool]:
    """Try the firm's gate and read it; a gate that cannot even be made is as good as one out of reach."""
    unread = FlowReading(FlowState.UNKNOWN, house.clock.now())
    try:
        with house.store.reading() as work:
            driver = driver_of(house, gate_of(work, case.firm.key))
        driver.probe()
    except (Misconfigured, Unavailable) as error:
        return str(error), unread, True
    return "", driver.read(), driver.reads_itself


def _bounced(entries: Sequence[Journalled]) -> str:
    """Say which mail came back last, unless somebody of the firm has written since."""
    for one in reversed(entries):
        event = one.entry.event
        if isinstance(event, e.Voiced) and not event.said.staff:
            return ""
        if isinstance(event, e.MailFailed) and not event.reached:
            return f"our {event.mail.value} did not reach them: {event.why}"
    return ""
