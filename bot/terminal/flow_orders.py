"""A firm's flow at the terminal: what would be sent to it, and staff's own word on it.

Nothing is switched from here. An order is written into the diary, by the same function that serves staff's
mail, and the daemon carries it out; so what is refused there is refused here, in the same words.
"""

import getpass
from collections.abc import Callable, Iterator, Mapping
from typing import Final, NoReturn

from bot.clock import Clock
from bot.config.settings import Settings
from bot.daemon.world import Gates, driver_for, recorded_world, values_of
from bot.desk.events import Said
from bot.desk.firm import Firm
from bot.errors import Misconfigured
from bot.flow.preview import Asked, preview
from bot.post.render import Templates, ready_templates
from bot.reading.commands import Command, Verb
from bot.steps.house import House, World
from bot.steps.order import Order, Refused
from bot.steps.orders_on_flows import flow_off, flow_on
from bot.store.ids import new_holder
from bot.store.work import Store, Work
from bot.terminal.flow_standing import NOT_ACTING

ORDERS: Final[Mapping[Asked, tuple[Verb, Callable[[Order], str]]]] = {
    Asked.OFF: (Verb.FLOW_OFF, flow_off),
    Asked.ON: (Verb.FLOW_ON, flow_on),
}


class _TriedOut(Exception):
    """An order was tried, to see whether it is refused; nothing of it is kept."""


def flow_house(settings: Settings, store: Store, clock: Clock) -> House:
    """Return a house that reads real flows and can reach nobody else."""
    recorded, _, _ = recorded_world(settings, clock)
    world = World(recorded.post, recorded.checks, Gates(settings, clock), recorded.file_sent)
    return House(settings, store, clock, world, Templates([ready_templates()]), new_holder())


def firm_called(house: House, name: str) -> Firm:
    """Return the firm that has this key or name.

    Raises:
        Misconfigured: There is none; those that come near are named.
    """
    with house.store.reading() as work:
        return _firm(work, house, name)


def order(house: House, name: str, asked: Asked) -> Iterator[str]:
    """Give staff's own word and yield what came of it; the daemon carries it out.

    Raises:
        Misconfigured: It is refused, or no firm has this key or name.
    """
    verb, obey = ORDERS[asked]
    try:
        yield house.store.transact(lambda work: obey(_order(work, house, verb, name)))
    except Refused as refusal:
        _refuse(refusal)
    with house.store.reading() as work:
        acting = work.acting()
    if acting in NOT_ACTING:
        yield NOT_ACTING[acting]


def would_send(house: House, name: str, asked: Asked) -> Iterator[str]:
    """Yield what would be sent to a firm's flow, secrets struck out; send and keep nothing.

    Raises:
        Misconfigured: The order would be refused, or something cannot be filled.
    """
    firm = firm_called(house, name)
    if asked in ORDERS:
        _try_out(house, name, asked)
    yield from preview(driver_for(house.settings, firm), values_of(firm), asked)


def _try_out(house: House, name: str, asked: Asked) -> None:
    verb, obey = ORDERS[asked]

    def tried(work: Work) -> NoReturn:
        obey(_order(work, house, verb, name))
        raise _TriedOut

    try:
        house.store.transact(tried)
    except Refused as refusal:
        _refuse(refusal)
    except _TriedOut:
        return


def _order(work: Work, house: House, verb: Verb, name: str) -> Order:
    line = f"sluice {verb} {name}"
    return Order(
        Command(verb, line, firm=name), Said(getpass.getuser(), line, staff=True), work, house, None, None
    )


def _firm(work: Work, house: House, name: str) -> Firm:
    try:
        return _order(work, house, Verb.STATUS, name).firm
    except Refused as refusal:
        _refuse(refusal)


def _refuse(refusal: Refused) -> NoReturn:
    raise Misconfigured(f"not done: {refusal}") from refusal
