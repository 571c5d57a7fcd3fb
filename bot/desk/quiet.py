"""Quiet hours: mail that can wait goes out when they end, and everything else at any hour.

CAN_WAIT is the one list of it. What answers somebody's words never waits, nor does what keeps a firm safe; a
mail that would be too late by then goes out at once.
"""

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.desk import events as e
from bot.desk.calendar import DAY
from bot.desk.lateness import expires_at
from bot.desk.policy import Policy
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Ticket

CAN_WAIT = frozenset({Mail.REMINDER, Mail.REVIEW_REQUEST, Mail.REVIEW_REMINDER})


def goes_out_at(
    mail: Mail, event: e.Event, ticket: Ticket, zone: ZoneInfo, policy: Policy, now: datetime
) -> datetime:
    """Return when a mail to the firm goes out: now, or when its quiet hours end."""
    if mail not in CAN_WAIT or isinstance(event, e.Voiced):
        return now
    morning = _after_quiet(now, zone, policy.quiet_from, policy.quiet_until)
    gone = expires_at(SendMail(mail, Audience.FIRM), now, ticket)
    return now if gone and morning >= gone else morning


def _after_quiet(at: datetime, zone: ZoneInfo, begins: time | None, ends: time | None) -> datetime:
    """Return `at`, or the end of the quiet hours it falls into, by the clock on the firm's wall."""
    if begins is None or ends is None:
        return at
    local = at.astimezone(zone)
    over_midnight = begins > ends
    since, until = local.time() >= begins, local.time() < ends
    if not (since or until if over_midnight else since and until):
        return at
    day = local.date() + DAY * (over_midnight and since)
    return datetime.combine(day, ends, zone).astimezone(UTC)
