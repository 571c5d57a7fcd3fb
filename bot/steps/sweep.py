"""sweep: find due work in the database, which is the diary.

Rings the alarms of tickets, books a reading for each flow that should be off, and the day's digest; forgets
what was kept long enough. Called by the alarm clock at the right moments and every half minute besides, so a
lost alarm costs little.
"""

from datetime import datetime, timedelta

import structlog

from bot.desk.alarm import ring
from bot.desk.policy import Policy
from bot.desk.tasks import ReadFlow, Task
from bot.desk.ticket import Flow
from bot.digest.book import book_digest, next_digest
from bot.errors import Unavailable
from bot.steps.apply import apply, keep
from bot.steps.clock_jump import keep_the_time
from bot.steps.forget import forget_the_old
from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.tables import Acting
from bot.store.trouble import Conflict
from bot.store.work import Work

log = structlog.get_logger()


def sweep(house: House) -> None:
    """Do all that the clock says is due; safe to call at any time and by several daemons at once."""
    now = house.clock.now()
    with house.store.reading() as work:
        due = work.due_alarms(now) if work.acting() is Acting.GOING else ()
    for ticket_id in due:
        _ring(house, ticket_id, now)
    with house.store.transaction() as work:
        keep_the_time(house, work)
        for standing in work.flows_not_on():
            firm = work.firm(standing.flow.firm)
            policy = house.policy_of(firm) if firm else house.settings.policy
            _book_reading(work, standing.flow, now, policy)
        book_digest(work, house.settings, now)
    if days := house.settings.keep_words_days:
        forget_the_old(house, days)
    if days := house.settings.keep_letters_days:
        house.store.transact(lambda work: work.forget_bytes(now - timedelta(days=days)))


def next_moment(house: House) -> datetime:
    """Return when something is due next."""
    now = house.clock.now()
    moments = (house.store.next_due(now), next_digest(house.settings.people, now))
    return min(moment for moment in moments if moment)


def _ring(house: House, ticket_id: int, now: datetime) -> None:
    """Ring one ticket's alarm; one that cannot be rung keeps no other from its hour, and staff hear."""
    try:
        with house.store.transaction() as work:
            case = work.case(ticket_id)
            event = ring(case, house.policy_of(case.firm), now)
            if event is None:
                keep(work, case.ticket, house.settings.policy)
                return
            apply(work, ticket_id, event, house.settings.policy, now)
    except Conflict:
        pass  # somebody moved the ticket this very moment; its new alarm rings in its own time
    except Unavailable:
        raise
    except Exception:
        log.exception("alarm_failed", ticket=ticket_id)
        why = (
            f"what is due on IMP-{ticket_id} fails by an error of ours, see the log: its day is in your hands"
        )
        key = f"alarm-failed.{ticket_id}.{now.date()}"
        house.store.transact(lambda work: tell_staff(work, key, why, now))


def _book_reading(work: Work, flow: Flow, now: datetime, policy: Policy) -> None:
    """A flow that is off is read every few minutes, for as long as somebody wants it so."""
    since = flow.read.at if flow.read else now
    wanted = flow.staff_off or any(ticket.wants_off for ticket in work.open_tickets(flow.firm))
    if not wanted or work.open_tasks(ReadFlow, flow.firm):
        return
    at = since + timedelta(minutes=policy.read_every_minutes)
    work.book(f"read.{flow.firm}.{at.isoformat()}", Task(ReadFlow(), max(at, now)), None, flow.firm)
