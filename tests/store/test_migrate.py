"""A database is brought up to date at start, whoever starts first."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

import bot
from bot.errors import Misconfigured
from bot.store.database import Purpose, open_database, transaction
from bot.store.migrate import alembic_config, migrate, migrations_folder
from bot.store.tables import Row

INDEXES = {
    "sqlite": "SELECT sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name",
    "postgresql": "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " AND tablename <> 'alembic_version' ORDER BY indexname",
}


@contextmanager
def database_at(url: str) -> Iterator[Connection]:
    engine = open_database(url)
    with transaction(engine, Purpose.DECIDE) as db:
        yield db
    engine.dispose()


def test_the_revisions_make_exactly_our_tables(database_url: str) -> None:
    """What the migrations build is what tables.py says."""
    with database_at(database_url) as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, Row.metadata) == []


def test_the_revisions_make_exactly_our_indexes(bare_database_url: str) -> None:
    """An index over open work has the same condition in both, which Alembic itself does not compare."""
    made: list[object] = []
    for make in (Row.metadata.create_all, lambda db: command.upgrade(alembic_config(db), "head")):
        with database_at(bare_database_url) as db:
            make(db)
            made.append(db.execute(text(INDEXES[db.dialect.name])).scalars().all())
            Row.metadata.drop_all(db)
    assert made[0] == made[1]


def test_daemons_may_start_together(bare_database_url: str) -> None:
    """Three that migrate one new database at once all find it up to date."""
    failures: list[Exception] = []

    def start() -> None:
        engine = open_database(bare_database_url)
        try:
            migrate(engine)
        except Exception as error:
            failures.append(error)
        engine.dispose()

    threads = [threading.Thread(target=start) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_database_of_a_newer_sluice_is_left_alone(sqlite_url: str) -> None:
    """Yesterday's program says so, and does not guess at tomorrow's tables."""
    with database_at(sqlite_url) as db:
        db.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine = open_database(sqlite_url)
    with pytest.raises(Misconfigured, match="newer Sluice"):
        migrate(engine)
    engine.dispose()


def test_an_installed_package_brings_its_migrations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a wheel the revisions lie inside the package; in a work tree beside it."""
    assert (migrations_folder() / "env.py").is_file()
    (tmp_path / "_data" / "migrations").mkdir(parents=True)
    monkeypatch.setattr(bot, "__file__", str(tmp_path / "__init__.py"))
    assert migrations_folder() == tmp_path / "_data" / "migrations"
