"""Forget what people wrote about an import that has ended: on a person's word, or after the agreed time."""

from datetime import datetime, timedelta
from functools import partial

from bot.desk import events as e
from bot.desk.policy import Policy
from bot.desk.ticket import Ticket
from bot.errors import Misconfigured
from bot.steps.apply import apply
from bot.steps.house import House
from bot.store.tables import TaskState
from bot.store.work import Work

OPEN = frozenset({TaskState.WAITING, TaskState.CLAIMED})


def forget(work: Work, ticket: Ticket, by: str, policy: Policy, now: datetime) -> None:
    """Erase all words of an ended import; that, when and by whom is journalled.

    Raises:
        Misconfigured: It is still under way, or one of its mails has not gone out yet.
    """
    if not ticket.ended:
        raise Misconfigured(
            f"{ticket.ref} is {ticket.stage.value.replace('_', ' ')}: what is said still counts"
        )
    if any(task.state in OPEN for task in work.tasks_of(ticket.id)):
        raise Misconfigured(f"a mail of {ticket.ref} has not gone out yet: forget it later")
    apply(work, ticket.id, e.WordsErased(by), policy, now)
    work.erase(ticket.id)


def forget_the_old(house: House, days: int) -> None:
    """Forget the words of imports that ended so many days ago."""
    now, policy = house.clock.now(), house.settings.policy
    with house.store.reading() as work:
        old = [work.ticket(number) for number in work.with_old_words(now - timedelta(days=days))]
        ready = [t for t in old if t and all(task.state not in OPEN for task in work.tasks_of(t.id))]
    for ticket in ready:
        house.store.transact(partial(forget, ticket=ticket, by="", policy=policy, now=now))
