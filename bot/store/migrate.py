"""Bringing a database up to date at start, whatever its age; safe when two processes do it at once.

A new revision is drafted by `python -m bot.store.migrate "what changes"` and then read and mended by hand. It
must work while yesterday's code still runs: add, fill, use, and only later remove.
"""

import sys
import tempfile
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

import bot
from bot.errors import Misconfigured
from bot.store.database import Purpose, open_database, transaction

ONE_AT_A_TIME = 7_758_142  # any number, the same for every Sluice


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision, all in one transaction.

    Raises:
        Misconfigured: The database was brought further by a newer Sluice than this one.
        Unavailable: It cannot be used now.
    """
    with transaction(engine, Purpose.TAKE) as connection:
        if engine.dialect.name == "postgresql":
            # SQLite has locked out everybody else by now; here it takes a lock of its own.
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": ONE_AT_A_TIME})
        try:
            command.upgrade(alembic_config(connection), "head")
        except CommandError as error:
            raise Misconfigured(f"database: a newer Sluice has changed it; use that one ({error})") from error


def alembic_config(connection: Connection) -> Config:
    """Return Alembic's configuration for work on this connection."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def migrations_folder() -> Path:
    """Return where the revisions are: inside an installed package, or beside it in a work tree."""
    package = Path(bot.__file__).parent
    installed = package / "_data" / "migrations"
    return installed if installed.is_dir() else package.parent / "migrations"


def draft_revision(message: str) -> None:
    """Write a new revision that brings the newest schema to what tables.py says now."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_database(f"sqlite:///{folder}/draft.db")
        migrate(engine)
        number = 1 + len(list((migrations_folder() / "versions").glob("*.py")))
        with transaction(engine, Purpose.DECIDE) as connection:
            config = alembic_config(connection)
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04d}")
        engine.dispose()


if __name__ == "__main__":
    draft_revision(" ".join(sys.argv[1:]))
