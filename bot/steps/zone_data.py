"""When a zone gets new rules, the hours of open imports stay, and their moments are worked out anew.

Looked at when a process starts, since it keeps the rules it has loaded. A process with older rules than
another one had changes nothing, so that two machines do not move an import to and fro.
"""

import zoneinfo
from functools import partial
from pathlib import Path

import structlog
import tzdata

from bot.desk import events as e
from bot.desk.ticket import Ticket
from bot.desk.timing import retimed
from bot.steps.apply import apply
from bot.steps.house import House
from bot.store.work import Work

log = structlog.get_logger()

ZONE_DATA = "zone_data"  # the newest release that open imports were looked at with


def keep_wall_times(house: House) -> int:
    """Work out anew the moments of open imports whose zone has other rules by now; return how many moved.

    Raises:
        Unavailable: The database cannot be used now; the rest is done at the next start.
    """
    ours = zone_data_release()
    with house.store.reading() as work:
        newest, opened = work.state(ZONE_DATA) or "", work.tickets(still_open=True)
    if ours < newest:
        log.warning("zone_data_is_old", ours=ours, newest=newest)
        return 0
    moved = [ticket.id for ticket in opened if _changed(ticket)]
    for number in moved:
        house.store.transact(partial(_retime, house, number))
    if ours != newest:
        house.store.transact(lambda work: work.set_state(ZONE_DATA, ours))
    return len(moved)


def zone_data_release() -> str:
    """Return the release of the rules in use, as IANA names it: "2026a".

    Source: `zoneinfo` looks into the system's folders first, then into the package tzdata.
    """
    for folder in zoneinfo.TZPATH:
        source = Path(folder, "tzdata.zi")
        if source.is_file():
            with source.open(encoding="utf-8") as lines:
                return lines.readline().removeprefix("# version").strip()
    return str(tzdata.IANA_VERSION)


def _changed(ticket: Ticket) -> e.ClocksChanged | None:
    """Return the plans of a ticket as they are by today's rules; None if they are what they were."""
    was = (ticket.plan, ticket.proposed, ticket.refused)
    plans = tuple(plan and retimed(plan) for plan in was)
    return e.ClocksChanged(*plans) if plans != was else None


def _retime(house: House, number: int, work: Work) -> None:
    ticket = work.ticket(number)
    if ticket is not None and not ticket.ended and (event := _changed(ticket)):
        apply(work, number, event, house.settings.policy, house.clock.now())
