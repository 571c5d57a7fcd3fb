"""From settings to a house in the real world: its store, its templates, its neighbours."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.clock import Clock
from bot.config.settings import Settings
from bot.daemon.survived import survived
from bot.daemon.world import open_mailboxes, open_world
from bot.errors import Misconfigured
from bot.mailbox import port
from bot.post.render import Templates, ready_templates
from bot.steps.house import House, World
from bot.steps.restored import begin_anew
from bot.steps.zone_data import keep_wall_times
from bot.store.database import open_database
from bot.store.ids import Ids, new_holder
from bot.store.migrate import migrate
from bot.store.work import Store

log = structlog.get_logger()


def open_store(settings: Settings) -> Store:
    """Open the database and bring it up to date.

    Raises:
        Misconfigured: The URL is none, or a newer Sluice has changed the database.
        Unavailable: It cannot be used now.
    """
    engine = open_database(settings.database)
    migrate(engine)
    domain = settings.mailbox[0].address.partition("@")[2]
    return Store(engine, Ids(settings.token_key.get_secret_value().encode(), domain))


def open_templates(settings: Settings) -> Templates:
    """Return the templates, the admin's own before the ready ones.

    Raises:
        Misconfigured: A template lacks something; each fault in a line.
    """
    own = [settings.templates] if settings.templates else []
    templates = Templates([*own, ready_templates()])
    if faults := templates.check():
        raise Misconfigured("\n".join(faults))
    return templates


@contextmanager
def open_house(settings: Settings, clock: Clock) -> Iterator[tuple[House, dict[str, port.Mailbox]]]:
    """Lend a house in the real world; its connections are closed at the end."""
    templates, store = open_templates(settings), open_store(settings)
    mailboxes = open_mailboxes(settings, clock)
    world: World = open_world(settings, clock, mailboxes)
    house = House(settings, store, clock, world, templates, new_holder())
    try:
        free_what_the_dead_held(house)
        begin_anew(house)
        mind_new_zone_data(house)
        yield house, mailboxes
    finally:
        world.post.close()
        for edge in mailboxes.values():
            edge.close()
        store.close()


def mind_new_zone_data(house: House) -> None:
    """Keep the hours that were agreed where a zone has other rules since the last start."""
    with survived("zone data"):
        if moved := keep_wall_times(house):
            log.info("moments_moved", imports=moved)


def free_what_the_dead_held(house: House) -> None:
    """After a crash go on at once with what processes of this machine held when they died."""
    with survived("recovery"), house.store.transaction() as work:
        if gone := work.free_lost(house.clock.now()):
            log.info("freed_after_a_crash", holders=gone)
