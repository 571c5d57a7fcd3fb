"""What the tests of the store begin with."""

import hashlib
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.desk.decision import Decision, Entry
from bot.desk.events import DateAccepted, Said
from bot.desk.tasks import Audience, Do, Mail, SendMail, Task
from bot.desk.ticket import Stage, Ticket
from bot.store.arrivals import NewLetter, Position
from bot.store.leases import Lease
from bot.store.tables import Direction
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, NORTH, PLAN, SOUTH, a_ticket

MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)
BOX = "support"
PROCEED = SendMail(Mail.PROCEED, Audience.FIRM)


def a_letter(number: int = 1, **more: Any) -> NewLetter:
    """The letter of that UID; letters of different numbers are different letters."""
    raw = b"Subject: letter %d\r\n\r\nHello\r\n" % number
    digest = hashlib.sha256(raw).hexdigest()
    letter = NewLetter(
        raw=raw,
        raw_sha256=digest,
        identity=digest,
        came_from="northcpa.example",
        message_id=f"<{number}@northcpa.example>",
        direction=Direction.RECEIVED,
        uid=number,
        received_at=MONDAY,
        size=len(raw),
    )
    return replace(letter, **more)


def a_lease(store: Store, holder: str = "host:1:aaaa", mailbox: str = BOX) -> Lease:
    """The lease of a mailbox, for an hour."""
    lease = store.lease(mailbox, holder, MONDAY, 3600)
    assert isinstance(lease, Lease)
    return lease


def arrive(store: Store, *letters: NewLetter, **more: Any) -> int:
    """Let a batch arrive in the inbox, read to its end on Monday."""
    position = Position(uidvalidity=7, uid=max((x.uid for x in letters), default=0), read_to_end_at=MONDAY)
    terms = {"folder": "INBOX", "position": position, "now": MONDAY, "mailbox": BOX, **more}
    lease = a_lease(store, mailbox=terms["mailbox"])
    with store.transaction() as work:
        return work.arrive(letters, lease=lease, **terms)


def has_ticket(store: Store, **more: Any) -> Ticket:
    """A ticket that is stored, of a firm that is known."""
    with store.transaction() as work:
        work.import_firms([NORTH, SOUTH])
        return work.open_ticket(a_ticket(**{"mailbox": BOX, **more}))


def a_decision(ticket: Ticket, *tasks: Task, to: Stage = Stage.SCHEDULED) -> Decision:
    """Anna's date is accepted."""
    entry = Entry(DateAccepted(Said(ANNA, "on the 5th"), PLAN), ticket.stage, to, MONDAY)
    return Decision(replace(ticket, stage=to), (entry,), tasks)


def decided(store: Store, ticket: Ticket, *tasks: Task, **more: Any) -> Ticket:
    """The ticket after Anna's date was accepted and stored."""
    with store.transaction() as work:
        return work.save(a_decision(ticket, *tasks), more.pop("alarm_at", None), **more)


def has_task(store: Store, *doings: Do, **more: Any) -> Ticket:
    """A ticket of North with tasks that are due on Monday."""
    ticket = has_ticket(store, **more)
    return decided(store, ticket, *(Task(do, MONDAY) for do in doings))
