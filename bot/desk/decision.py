"""What follows from an event, as data: the ticket afterwards, what to journal, what to do."""

from dataclasses import dataclass
from datetime import datetime

from bot.desk.events import Event
from bot.desk.tasks import Task
from bot.desk.ticket import Stage, Ticket


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ticket's journal."""

    event: Event
    was: Stage
    now: Stage
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """Applied whole in one transaction, or not at all."""

    ticket: Ticket
    entries: tuple[Entry, ...]
    tasks: tuple[Task, ...] = ()
