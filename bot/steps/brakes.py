"""Brakes against loops: a responder that looks like a person must not make us write for ever.

Every mail that a firm's server took is counted; too many within an hour, and no more go to that address,
on that thread, from that template, or at all. Staff hear once, and `@sluice go` releases.
"""

from collections.abc import Iterator
from datetime import timedelta

from bot.config.settings import BrakeSettings
from bot.desk.tasks import Mail
from bot.desk.ticket import Ticket
from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.work import Work

WITHIN = timedelta(hours=1)
IN_ALL = "all mail"


def braked(work: Work, mail: Mail, ticket: Ticket | None, to: tuple[str, ...]) -> tuple[str, ...]:
    """Return the brakes that hold a mail to a firm."""
    holding = work.tripped()
    return tuple(key for key in _keys(mail, ticket, to) if key in holding)


def count_mail(house: House, work: Work, mail: Mail, ticket: Ticket, to: tuple[str, ...]) -> None:
    """Count a mail that was taken; a brake that trips with it is told to staff, once."""
    now, brakes = house.clock.now(), house.settings.brakes
    limits = {key: _limit(brakes, key) for key in _keys(mail, ticket, to)}
    for key in work.press(limits, WITHIN, now):
        why = (
            f"{limits[key]} mails went within an hour by {key}, the last one {mail.value} to {', '.join(to)} "
            f"on {ticket.ref}: no more go that way until you say @sluice go"
        )
        tell_staff(work, f"brake.{key}.{now.isoformat()}", why, now, ticket=ticket)


def release_brakes(house: House, work: Work) -> tuple[str, ...]:
    """Let all mail go again, and return which brakes held."""
    return tuple(key for key in work.tripped() if work.release_brake(key, house.clock.now()))


def _keys(mail: Mail, ticket: Ticket | None, to: tuple[str, ...]) -> Iterator[str]:
    yield from (f"address {one}" for one in to)
    if ticket:
        yield f"thread {ticket.ref}"
    yield f"template {mail.value}"
    yield IN_ALL


def _limit(brakes: BrakeSettings, key: str) -> int:
    match key.partition(" ")[0]:
        case "address":
            return brakes.per_address
        case "thread":
            return brakes.per_thread
        case "template":
            return brakes.per_template
        case _:
            return brakes.in_all
