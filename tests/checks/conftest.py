from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, make_url, text

from bot.checks.sql import SqlChecks
from bot.clock import SystemClock
from bot.config.settings import ChecksSettings

TABLE = """
CREATE TABLE clients (
    firm TEXT NOT NULL, client_id TEXT NOT NULL, name TEXT, email TEXT, tax_id TEXT, external_id TEXT, ar TEXT
)"""

Row = tuple[str, str, str | None, str | None, str | None, str | None]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with an empty table of clients; each test runs on both kinds."""
    url = f"sqlite:///{tmp_path}/books.db"
    if request.param == "postgresql":
        url = request.getfixturevalue("postgres_url")
    with writing(url).begin() as connection:
        connection.execute(text("DROP TABLE IF EXISTS clients"))
        connection.execute(text(TABLE))
    return url


@pytest.fixture
def insert(database: str) -> Callable[..., None]:
    """A function that adds clients: firm, client_id, name, email, tax_id, external_id."""

    def rows(*clients: Row) -> None:
        names = ("firm", "client_id", "name", "email", "tax_id", "external_id")
        values = ", ".join(f":{name}" for name in names)
        with writing(database).begin() as connection:
            for client in clients:
                row = dict(zip(names, client, strict=True))
                connection.execute(text(f"INSERT INTO clients ({', '.join(names)}) VALUES ({values})"), row)

    return rows


@pytest.fixture
def checks_at(monkeypatch: pytest.MonkeyPatch) -> Callable[..., SqlChecks]:
    """A function that makes the checks of the database at a URL, with more settings if need be."""

    def make(url: str, **more: object) -> SqlChecks:
        monkeypatch.setenv("BOOKS", url)
        settings = ChecksSettings.model_validate({"database": "env:BOOKS", **more})
        return SqlChecks(settings, SystemClock(), "secret")

    return make


@pytest.fixture
def checks(database: str, checks_at: Callable[..., SqlChecks], tmp_path: Path) -> Callable[..., SqlChecks]:
    """A function that makes the checks over the files it is given, by name, or else the ready ones."""
    folder = tmp_path / "queries"
    folder.mkdir()

    def make(files: dict[str, str] | None = None, **more: object) -> SqlChecks:
        for name, content in (files or {}).items():
            (folder / name).write_text(content)
        return checks_at(database, **{"ready": files is None, "folder": folder, **more})

    return make


def writing(url: str) -> Engine:
    if url.startswith("postgresql"):
        return create_engine(make_url(url).set(drivername="postgresql+psycopg"), poolclass=NullPool)
    return create_engine(url, poolclass=NullPool)
