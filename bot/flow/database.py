"""A transaction in somebody's database that ends in time, for the kinds of database we can hold to that.

One way for each kind, in `KINDS`. A kind that is not listed is refused rather than trusted.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.errors import Misconfigured
from bot.flow.excerpt import excerpt

_PATIENCE = {  # of libpq, in seconds: a server that is gone, or goes, is noticed
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_STEPS = 10_000  # of SQLite's machine between two looks at the time: about a millisecond


class Database:
    """Where a flow's row is. Each transaction has a connection of its own."""

    def __init__(self, url: str) -> None:
        """Take an SQLAlchemy URL; nothing is connected yet.

        Raises:
            Misconfigured: It is none, or of a kind that cannot be held to time.
        """
        # The error of the library would show the URL, and with it the password.
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            raise Misconfigured("database is not a database URL, like postgresql://host/name") from None
        kind = KINDS.get(self._url.get_backend_name())
        if kind is None:
            known = ", ".join(KINDS)
            raise Misconfigured(
                f"{self._url.get_backend_name()} cannot be held to a deadline; known: {known}"
            )
        self._kind, self._engine = kind, kind.engine(self._url)

    @contextmanager
    def transaction(self, seconds: float, *, writes: bool) -> Iterator[Connection]:
        """Lend a connection; committed at the end, rolled back on any error. Its statements end in time."""
        with self._engine.connect() as connection, connection.begin():
            self._kind.bound(connection, seconds, writes)
            yield connection


def reason(error: SQLAlchemyError) -> str:
    """Return what the database said, in one line, without the statement and its values."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if said == "interrupted" or getattr(getattr(error, "orig", None), "sqlstate", None) == "57014":
        return "it took too long and was stopped"
    return excerpt(said.partition("\n")[0]) or type(error).__name__


def _sqlite_engine(url: URL) -> Engine:
    # mode=rw keeps a mistyped path from becoming a file.
    file = f"file:{quote(url.database or '')}?mode=rw"
    return create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(file, uri=True, timeout=2), poolclass=NullPool
    )


def _bound_sqlite(connection: Connection, seconds: float, writes: bool) -> None:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    ends_at = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > ends_at, _STEPS)
    connection.execute(text(f"PRAGMA query_only = {int(not writes)}"))


def _postgresql_engine(url: URL) -> Engine:
    with_driver = url.set(drivername="postgresql+psycopg")
    return create_engine(with_driver, connect_args=_PATIENCE, poolclass=NullPool)


def _bound_postgresql(connection: Connection, seconds: float, writes: bool) -> None:
    if not writes:
        connection.execute(text("SET TRANSACTION READ ONLY"))
    milliseconds = max(1, int(seconds * 1000))
    # The second ends a transaction of ours that hangs: the server gives it up, so it never commits late.
    for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
        connection.execute(text(f"SET LOCAL {setting} = {milliseconds}"))


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of database is reached, and held to time and to reading."""

    engine: Callable[[URL], Engine]
    bound: Callable[[Connection, float, bool], None]


KINDS: Mapping[str, Kind] = {
    "sqlite": Kind(_sqlite_engine, _bound_sqlite),
    "postgresql": Kind(_postgresql_engine, _bound_postgresql),
}
