"""Days that could be booked and are asked back first, for what stands around the letter rather than in it.

An hour without a zone, from a writer whose letter bears another clock than theirs; and another day from
somebody who answered the firm's own letter, and so has not seen ours.
"""

import re
from datetime import datetime

from babel.dates import format_time, get_timezone_name

from bot.desk import events as e
from bot.desk.firm import Firm
from bot.desk.ticket import Stage, Ticket
from bot.reading.dates.zones import ZONES
from bot.reading.reading import Reading, Trouble
from bot.steps.taken import Taken
from bot.store.work import Work

NAMED_ZONE = re.compile(rf"\b(?:{'|'.join(ZONES)}|time ?zone|(?:utc|gmt) ?[+-]?\d*)\b", re.IGNORECASE)


def ask_first(
    work: Work, event: e.Event, taken: Taken, reading: Reading, firm: Firm, ticket: Ticket | None
) -> e.Event:
    """Return the event as it is, or the question that must be asked before it counts."""
    if not isinstance(event, e.DateAccepted | e.DateNeedsApproval) or event.said.staff or taken.passed_on:
        return event
    day, said = event.plan.starts.local.date(), event.said
    if ticket and ticket.plan and _has_not_seen_ours(work, taken, ticket):
        known = ticket.plan.starts.local.date()
        if known != day:
            why = f"{said.by} and {ticket.requester} name different days. Please settle on one of them."
            starts = (ticket.plan.starts, event.plan.starts)
            return e.DateUnclear(said, Trouble.AMBIGUOUS, (known, day), why, starts)
    if reading.when.hour and (why := _other_clock(taken, firm, event.plan.starts.at)):
        return e.DateUnclear(said, Trouble.AMBIGUOUS, (day,), why)
    return event


def _has_not_seen_ours(work: Work, taken: Taken, ticket: Ticket) -> bool:
    """Whether somebody else of the firm answers a letter of the firm alone, on a day that is booked."""
    if ticket.stage is not Stage.SCHEDULED or taken.sender == ticket.requester:
        return False
    above = (*taken.letter.in_reply_to, *taken.letter.references)
    return bool(above) and not work.tickets_by_message_ids(above).by_sent


def _other_clock(taken: Taken, firm: Firm, starts: datetime) -> str:
    """Ask whose clock is meant; empty when it is clear."""
    letter = taken.letter
    # Many servers write every Date in UTC, wherever the writer sits: no offset says nothing.
    if not letter.offset_minutes or letter.sent_at is None or NAMED_ZONE.search(letter.fresh):
        return ""
    home = firm.zone_of(taken.sender)
    at_home = letter.sent_at.astimezone(home).utcoffset()
    if at_home is None or at_home.total_seconds() == letter.offset_minutes * 60:
        return ""
    locale = firm.locale.replace("-", "_")
    starts = starts.astimezone(home)
    said = format_time(starts.time(), "short", locale=locale)
    office = get_timezone_name(starts, locale=locale)
    return (
        f"Do you mean {said} on the clock your letter was written by ({_utc(letter.offset_minutes)}), "
        f"or {said} at your office ({office})? Please name the zone with the hour."
    )


def _utc(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"
