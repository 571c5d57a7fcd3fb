"""A database by its URL, and the three kinds of transaction that the house knows.

SQLite takes its one write lock at the start of a transaction that may write, so that nothing read in it can
be overtaken; PostgreSQL reaches the same by SERIALIZABLE. Either may say "decide again" at any statement, the
commit too: `Conflict`. Every other trouble that time may cure is `Unavailable`.
"""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import StrEnum
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.errors import Misconfigured
from bot.store.trouble import told_in_our_words

SQLITE_SETTINGS = (
    "PRAGMA busy_timeout = 10000",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",  # a commit that was acknowledged survives a power cut
    "PRAGMA foreign_keys = ON",
)

# The server ends what hangs, and the kernel a connection whose other end is gone.
POSTGRESQL_CONNECTION = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
POSTGRESQL_SETTINGS = (
    "-c timezone=UTC -c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
)


class Purpose(StrEnum):
    """What a transaction is for, which settles how it is isolated."""

    DECIDE = "decide"  # reads and writes as if it were alone
    TAKE = "take"  # one conditional update: the winner writes, the loser sees that it changed nothing
    READ = "read"  # sees one moment, writes nothing, holds nobody up


ISOLATION: Mapping[str, Mapping[Purpose, Mapping[str, object]]] = {
    "sqlite": {
        Purpose.DECIDE: {},
        Purpose.TAKE: {},
        Purpose.READ: {"begin_with": "BEGIN"},
    },
    "postgresql": {
        Purpose.DECIDE: {"isolation_level": "SERIALIZABLE"},
        Purpose.TAKE: {"isolation_level": "READ COMMITTED"},
        Purpose.READ: {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
    },
}


@contextmanager
def transaction(engine: Engine, purpose: Purpose) -> Iterator[Connection]:
    """Lend a connection for one transaction: committed at the end, rolled back on any error.

    Raises:
        Conflict: Another transaction got in between; nothing was written, decide again.
        Unavailable: The database cannot be used now; nothing was written.
    """
    with told_in_our_words(), engine.connect() as connection:
        connection.execution_options(**ISOLATION[engine.dialect.name][purpose])
        with connection.begin():
            yield connection


def open_database(url: str) -> Engine:
    """Return an engine for `sqlite:///FILE` or `postgresql://…`; nothing is connected to yet.

    Raises:
        Misconfigured: A URL of another kind, or SQLite without a file, which threads could not share.
    """
    try:
        place = make_url(url)
    except ArgumentError as error:
        raise Misconfigured(
            "database: not a URL like sqlite:///sluice.db or postgresql://host/name"
        ) from error
    match place.get_backend_name():
        case "sqlite":
            return _open_sqlite(place)
        case "postgresql" | "postgres":
            return _open_postgresql(place)
        case other:
            raise Misconfigured(
                f"database: {other!r} is unknown; use sqlite:///FILE or postgresql://HOST/NAME"
            )


def _open_sqlite(place: URL) -> Engine:
    if place.database in (None, "", ":memory:") or place.query:
        raise Misconfigured("database: SQLite needs a file and no options, as in sqlite:///sluice.db")
    engine = create_engine(place.set(drivername="sqlite+pysqlite"), hide_parameters=True)

    @event.listens_for(engine, "do_connect")
    def keep_private(*_: object) -> None:
        _create_private(Path(str(place.database)))

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver begins nothing by itself
        for setting in SQLITE_SETTINGS:
            connection.execute(setting)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        begin_with = connection.get_execution_options().get("begin_with", "BEGIN IMMEDIATE")
        if begin_with:
            connection.exec_driver_sql(begin_with)

    return engine


def _create_private(file: Path) -> None:
    """Create the file for our eyes only, as it holds people's mail; SQLite says what is wrong with it."""
    with suppress(OSError):
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))


def _open_postgresql(place: URL) -> Engine:
    asked = place.query.get("options", "")
    return create_engine(
        place.set(drivername="postgresql+psycopg"),
        hide_parameters=True,
        connect_args={**POSTGRESQL_CONNECTION, "options": f"{POSTGRESQL_SETTINGS} {asked}"},
    )


def copy_sqlite(engine: Engine, path: Path) -> None:
    """Write the database as of one moment to a new file, for our eyes only.

    Raises:
        Unavailable: It cannot be written there.
    """
    _create_private(path)
    with told_in_our_words(), engine.connect() as connection:
        connection.execution_options(begin_with="")  # VACUUM cannot run inside a transaction
        connection.exec_driver_sql("VACUUM INTO ?", (str(path),))
