"""A database that is locked, full or gone for a while: the house waits, and then goes on."""

import sqlite3
from collections.abc import Callable

import psycopg
import pytest
from sqlalchemy import Connection, event

from bot.desk.ticket import Stage
from bot.errors import Unavailable
from bot.store import database
from tests.cast import ANNA, PLAN
from tests.conftest import empty
from tests.faults.conversations import DONE_AT, FIRST_LETTER
from tests.faults.mortal import Fate, MortalHouse
from tests.scenarios.house import COMPLETE, REQUEST


def goes_on(house: MortalHouse) -> None:
    """Play the rest of an import whose request met a fault, and see that all of it happened once."""
    house.settle()
    house.advance_to(DONE_AT)
    house.receives(COMPLETE, answers=FIRST_LETTER)
    house.advance(minutes=10)
    assert house.stage() is Stage.CHECKING
    assert [toggle.on for toggle in house.gate.toggles] == [False, True]
    kinds = house.kinds_to(ANNA)
    assert len(kinds) == len(set(kinds)), kinds
    assert [letter.attempts for letter in house.letters()] == [1, 1]
    house.store.close()


def test_a_locked_database_is_waited_for(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """L3: Another process holds the file while a letter comes; the letter waits and is read once."""
    monkeypatch.setattr(database, "SQLITE_SETTINGS", ("PRAGMA busy_timeout = 1", "PRAGMA journal_mode = WAL"))
    house = MortalHouse(sqlite_url, Fate())
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="write lock"):
        house.receives(REQUEST)
    other.rollback()
    other.close()
    goes_on(house)


def test_a_full_disk_leaves_the_letter_on_the_server(sqlite_url: str) -> None:
    """L3: What cannot be stored is not taken; when there is room again it is fetched."""
    house = MortalHouse(sqlite_url, Fate())
    make_room = fill_the_disk(house)
    with pytest.raises(Unavailable, match="disk is full"):
        house.receives(REQUEST, headers=tuple(f"X-Padding-{n}: {'x' * 900}" for n in range(60)))
    assert house.letters() == ()
    make_room()
    goes_on(house)


def fill_the_disk(house: MortalHouse) -> Callable[[], None]:
    """Let the file grow no more; return what makes room again."""
    most = {"pages": 1}  # SQLite never goes below what is there

    @event.listens_for(house.store._engine, "begin")
    def keep_small(connection: Connection) -> None:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {most['pages']}")

    return lambda: most.update(pages=2**30)


def test_a_lost_connection_costs_one_try(postgres_with_tables: str) -> None:
    """L3: The server ends our connections in mid-work, again and again; nothing is lost or done twice."""
    empty(postgres_with_tables)
    house = MortalHouse(postgres_with_tables, Fate())
    cutting = Cutting(postgres_with_tables)
    house.fate.seam = cutting  # type: ignore[method-assign]
    settle: Callable[[], object] = lambda: house.receives(REQUEST)  # noqa: E731
    while True:
        try:
            settle()
            break
        except Unavailable:
            settle = house.settle
    assert cutting.cuts == 3
    goes_on(house)


class Cutting:
    """Ends every other connection of the database at some of the seams."""

    def __init__(self, url: str) -> None:
        self.url, self.passed, self.cuts = url, 0, 0

    def __call__(self, name: str) -> None:
        self.passed += 1
        if name == "before a commit" and self.cuts < 3 and self.passed % 3 == 1:
            self.cuts += 1
            with psycopg.connect(self.url, autocommit=True) as server:
                server.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


def test_a_clock_set_back_repeats_nothing(sqlite_url: str) -> None:
    """I5: The "import day" comes twice by the clock, and once for the firm."""
    house = MortalHouse(sqlite_url, Fate())
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at)
    house.clock.at = PLAN.off_at.at.replace(hour=PLAN.off_at.at.hour - 3)
    house.settle()
    house.advance_to(PLAN.starts.at)
    goes_on(house)
