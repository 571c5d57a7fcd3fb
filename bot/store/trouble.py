"""What databases complain of, in our words: the one place that knows their codes.

A complaint that is in no table here is a fault of ours and passes unchanged.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneLeft

from bot.errors import Unavailable


class Conflict(Unavailable):
    """Somebody else changed what this stood on; nothing was written: look again, and decide again."""


class Fenced(Unavailable):
    """What was leased to us has passed to another; nothing was written, and it is no longer ours to do."""


# By SQLite's primary code.
SQLITE_TROUBLE = {
    sqlite3.SQLITE_BUSY: "another process holds its write lock",
    sqlite3.SQLITE_LOCKED: "another connection holds its write lock",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_READONLY: "its file may not be written",
    sqlite3.SQLITE_CANTOPEN: "its file cannot be opened",
    sqlite3.SQLITE_PROTOCOL: "its locks are too busy",
    sqlite3.SQLITE_NOMEM: "memory ran out",
    sqlite3.SQLITE_CORRUPT: "its file is damaged, and a backup is needed",
    sqlite3.SQLITE_NOTADB: "its file is no SQLite database",
}
SQLITE_TAKEN = (sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY)

# By the beginning of PostgreSQL's SQLSTATE; source: PostgreSQL manual, appendix A.
POSTGRESQL_TROUBLE = {
    "08": "the connection broke",
    "25006": "it takes no writes now",
    "25P03": "it gave up on a transaction that took too long",
    "53": "it has run out of room or connections",
    "55": "a lock was not to be had in time",
    "57": "it is shutting down, or gave up on a statement that took too long",
    "58": "its disk reports an error",
}
POSTGRESQL_CONFLICT = ("40", "23505")  # serialisation failures and deadlocks; a key that was just taken


@contextmanager
def told_in_our_words() -> Iterator[None]:
    """Turn what the database complains of into Conflict or Unavailable, with one sentence for a person."""
    try:
        yield
    except NoneLeft as error:
        raise Unavailable("the database has no connection left for us") from error
    except DBAPIError as error:
        ours = _ours(error)
        if ours is None:
            raise
        raise ours from error


def _ours(error: DBAPIError) -> Unavailable | None:
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return _from_sqlite(getattr(origin, "sqlite_errorcode", sqlite3.SQLITE_OK))
    state = getattr(origin, "sqlstate", None)
    if state is not None:
        return _from_postgresql(state)
    if isinstance(error, OperationalError | InterfaceError):
        # Without a state the server was not even reached; libpq says why, without the password.
        return Unavailable(f"the database cannot be reached: {str(origin).partition(chr(10))[0]}")
    return None


def _from_sqlite(code: int) -> Unavailable | None:
    if code in SQLITE_TAKEN:
        return Conflict("another transaction wrote the same first")
    why = SQLITE_TROUBLE.get(code & 0xFF)
    return Unavailable(f"the database cannot be used: {why}") if why else None


def _from_postgresql(state: str) -> Unavailable | None:
    if state.startswith(POSTGRESQL_CONFLICT):
        return Conflict("another transaction wrote the same first")
    why = next((why for start, why in POSTGRESQL_TROUBLE.items() if state.startswith(start)), None)
    return Unavailable(f"the database cannot be used: {why}") if why else None
