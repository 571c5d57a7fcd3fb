"""A word to staff that no ticket's decision brings, as when a neighbour is silent or a letter was set aside.

It is booked under a key for ever, so it is said once, however often it is found.
"""

from datetime import datetime

from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.desk.ticket import Ticket
from bot.store.work import Work


def tell_staff(
    work: Work, key: str, why: str, now: datetime, *lines: str, ticket: Ticket | None = None
) -> None:
    """Book a mail to staff, unless one under that key was booked before.

    Args:
        key: Names what is told, and for how long it is no news: "missed.support.2026-12-05T18".
        why: One sentence.
        lines: What follows from it.
        ticket: The one it is about.
    """
    told = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, Facts(why=why, lines=lines))
    work.book(key, Task(told, now), ticket)
