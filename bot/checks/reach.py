"""A connection that cannot write, and statements that end in time; for the databases we can hold to that.

One way for each kind of database, in `KINDS`. A kind that is not listed is refused rather than trusted.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.errors import Unavailable

_PATIENCE = {  # of libpq, in seconds: a server that is gone, or goes, is noticed
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_STEPS = 10_000  # of SQLite's machine between two looks at the time: about a millisecond


@contextmanager
def reach(database: str) -> Iterator[Connection]:
    """Connect to the database at the SQLAlchemy URL, unable to write to it.

    Raises:
        Unavailable: It cannot be reached, or cannot be held to reading.
    """
    try:
        url = make_url(database)
    except (ArgumentError, ValueError) as error:  # which would show the URL, and with it the password
        raise Unavailable("checks.database is not a database URL") from error
    kind = KINDS.get(url.get_backend_name())
    if kind is None:
        known = ", ".join(KINDS)
        raise Unavailable(f"{url.get_backend_name()} cannot be held to reading; known: {known}")
    engine = kind.engine(url)
    try:
        connection = engine.connect()
    except SQLAlchemyError as error:
        raise Unavailable(f"the database cannot be reached: {reason(error)}") from error
    with connection:
        yield connection


def bounded(connection: Connection, seconds: float) -> AbstractContextManager[None]:
    """Open a read-only transaction in which every statement ends within `seconds`, by an error if need be."""
    return KINDS[connection.dialect.name].bounded(connection, seconds)


def reason(error: SQLAlchemyError) -> str:
    """Return what the database said, in one line, without the statement and its values."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if said == "interrupted" or getattr(getattr(error, "orig", None), "sqlstate", None) == "57014":
        return "it took too long and was stopped"
    return " ".join(said.partition("\n")[0].split())[:200] or type(error).__name__


def _sqlite_engine(url: URL) -> Engine:
    # mode=ro also keeps a mistyped path from becoming a file.
    file = f"file:{quote(url.database or '')}?mode=ro"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, uri=True)
        # SQLite's own `lower` knows ASCII alone, and would not see that MARÍA is María.
        connection.create_function("lower", 1, _lower, deterministic=True)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _lower(value: str | float | bytes | None) -> str | float | bytes | None:
    return value.lower() if isinstance(value, str) else value


@contextmanager
def _sqlite_bounded(connection: Connection, seconds: float) -> Iterator[None]:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    ends_at = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > ends_at, _STEPS)
    with connection.begin():
        yield


def _postgresql_engine(url: URL) -> Engine:
    with_driver = url.set(drivername="postgresql+psycopg")
    return create_engine(with_driver, connect_args=_PATIENCE, poolclass=NullPool)


@contextmanager
def _postgresql_bounded(connection: Connection, seconds: float) -> Iterator[None]:
    with connection.begin():
        # One snapshot for counting and for showing rows, so that they agree.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
        connection.execute(text(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}"))
        yield


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of database is held to reading, and to time."""

    engine: Callable[[URL], Engine]
    bounded: Callable[[Connection, float], AbstractContextManager[None]]


KINDS: Mapping[str, Kind] = {
    "sqlite": Kind(_sqlite_engine, _sqlite_bounded),
    "postgresql": Kind(_postgresql_engine, _postgresql_bounded),
}
