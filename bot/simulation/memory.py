"""The database, as the house knows it, which may die at each touch, and as a spectator does."""

from dataclasses import dataclass

from sqlalchemy import Engine, event

from bot.simulation.fate import Fate, MortalStore
from bot.simulation.luck import luck_of
from bot.simulation.script import Script
from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.tables import Acting
from bot.store.work import Store


@dataclass(frozen=True, slots=True)
class Memory:
    house: MortalStore
    spectator: Store

    def close(self) -> None:
        self.house.close()


def open_memory(url: str, script: Script, fate: Fate) -> Memory:
    """Open an empty database, and write down the firms; the house may act from the first day."""
    engine = open_database(url)
    if engine.dialect.name == "sqlite":
        _hurry(engine)
    salts = luck_of(f"{script.seed}/salts")
    ids = Ids(b"a key for simulations", "desk.example", lambda: f"{salts.getrandbits(128):032x}")
    house = MortalStore(engine, ids)
    house.fate = fate
    with house.transaction() as work:
        work.import_firms([office.firm for office in script.offices])
        work.set_acting(Acting.GOING)
    return Memory(house, Store(engine, ids))


def _hurry(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def hurry(connection, _) -> None:  # type: ignore[no-untyped-def]
        # A process that dies takes no written page with it.
        connection.execute("PRAGMA synchronous = OFF")
