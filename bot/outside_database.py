"""A database that is not ours: reached with patience, held to time and, where that is all, to reading.

One way for each kind of database, in `KINDS`. A kind that is not listed is refused rather than trusted.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from bot.errors import Misconfigured, Unavailable

_PATIENCE = {  # of libpq, in seconds: a server that is gone, or goes, is noticed
    "connect_timeout": 10,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
}
_STEPS = 10_000  # of SQLite's machine between two looks at the time: about a millisecond
_SHOWN = 200  # characters of what a database says


class OutsideDatabase:
    """Where somebody else's rows are. Each connection is made anew and closed after use."""

    def __init__(self, url: str, *, writes: bool, setting: str = "database") -> None:
        """Take an SQLAlchemy URL; nothing is connected yet.

        Args:
            url: postgresql://host/name or sqlite:///path.
            writes: False: no connection can change anything.
            setting: What a fault in the URL is called by.

        Raises:
            Misconfigured: It is none, or of a kind that cannot be held to time.
        """
        # The error of the library would show the URL, and with it the password.
        try:
            self._url = make_url(url)
        except (ArgumentError, ValueError):
            raise Misconfigured(f"{setting} is not a database URL, like postgresql://host/name") from None
        backend, known = self._url.get_backend_name(), ", ".join(KINDS)
        if backend not in KINDS:
            raise Misconfigured(f"{backend} cannot be held to a deadline; known: {known}")
        self._kind, self._writes = KINDS[backend], writes
        self._engine = self._kind.engine(self._url, writes)

    def __str__(self) -> str:
        """Name it without its login: "postgresql at db.firm.example, books"."""
        at = f" at {self._url.host}," if self._url.host else ""
        return f"{self._url.get_backend_name()}{at} {self._url.database or 'in memory'}"

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        """Lend a connection for several transactions, each of which `within` begins.

        Raises:
            Unavailable: It cannot be reached.
        """
        try:
            connection = self._engine.connect()
        except SQLAlchemyError as error:
            raise Unavailable(f"the database cannot be reached: {reason(error)}") from error
        with connection:
            yield connection

    @contextmanager
    def within(self, connection: Connection, seconds: float, *, writes: bool = False) -> Iterator[None]:
        """Open a transaction whose statements end in time, by an error if need be; any error undoes it.

        All its statements see the database as of one moment. It reads only, unless `writes` is said and
        the connection may.
        """
        with connection.begin():
            self._kind.bound(connection, seconds, writes and self._writes)
            yield

    @contextmanager
    def transaction(self, seconds: float, *, writes: bool = False) -> Iterator[Connection]:
        """Lend a connection for one transaction, as `within` begins it.

        Raises:
            Unavailable: The database cannot be reached.
        """
        with self.connect() as connection, self.within(connection, seconds, writes=writes):
            yield connection


def reason(error: SQLAlchemyError) -> str:
    """Return what the database said, in one line, without the statement and its values."""
    said = str(error.orig if isinstance(error, DBAPIError) else error)
    if said == "interrupted" or getattr(getattr(error, "orig", None), "sqlstate", None) == "57014":
        return "it took too long and was stopped"
    printable = "".join(sign if sign.isprintable() else " " for sign in said.partition("\n")[0])
    return " ".join(printable.split())[:_SHOWN] or type(error).__name__


def _sqlite_engine(url: URL, writes: bool) -> Engine:
    # mode=rw and ro also keep a mistyped path from becoming a file.
    file = f"file:{quote(url.database or '')}?mode={'rw' if writes else 'ro'}"

    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(file, uri=True, timeout=2)
        # SQLite's own `lower` knows ASCII alone, and would not see that MARÍA is María.
        connection.create_function("lower", 1, _lower, deterministic=True)
        return connection

    return create_engine("sqlite://", creator=connect, poolclass=NullPool)


def _lower(value: str | float | bytes | None) -> str | float | bytes | None:
    return value.lower() if isinstance(value, str) else value


def _bound_sqlite(connection: Connection, seconds: float, writes: bool) -> None:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    ends_at = time.monotonic() + seconds
    raw.set_progress_handler(lambda: time.monotonic() > ends_at, _STEPS)
    connection.execute(text(f"PRAGMA query_only = {int(not writes)}"))
    if not writes:
        # The driver begins a transaction by itself only to write; this one is for a single view of the rows.
        connection.execute(text("BEGIN"))


def _postgresql_engine(url: URL, _: bool) -> Engine:
    with_driver = url.set(drivername="postgresql+psycopg")
    return create_engine(with_driver, connect_args=_PATIENCE, poolclass=NullPool)


def _bound_postgresql(connection: Connection, seconds: float, writes: bool) -> None:
    if not writes:
        # One snapshot for counting and for showing rows, so that they agree.
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
    milliseconds = max(1, int(seconds * 1000))
    # The second ends a transaction of ours that hangs: the server gives it up, so it never commits late.
    for setting in ("statement_timeout", "idle_in_transaction_session_timeout"):
        connection.execute(text(f"SET LOCAL {setting} = {milliseconds}"))


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of database is reached, and held to time and to reading."""

    engine: Callable[[URL, bool], Engine]
    bound: Callable[[Connection, float, bool], None]


KINDS: Mapping[str, Kind] = {
    "sqlite": Kind(_sqlite_engine, _bound_sqlite),
    "postgresql": Kind(_postgresql_engine, _bound_postgresql),
}
