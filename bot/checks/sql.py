"""Run the duplicate queries against the firm's data, read-only and bounded, and say what they found.

Counting happens in the database, over the author's SELECT, so that the three numbers mean the same for
every check and no more rows than the cap ever come here. Whatever goes wrong is a result, "not checked",
with its reason: a check that did not run must never look like one that found nothing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.checks.counting import first_rows, numbers
from bot.checks.port import CheckResult, CheckVerdict
from bot.checks.query import Query, read_query
from bot.config.settings import ChecksSettings
from bot.errors import Misconfigured, SluiceError
from bot.outside_database import OutsideDatabase, reason

READY = Path(__file__).with_name("ready")
LONGEST_CELL = 500


class SqlChecks:
    """All checks of one database: the ready ones and those of the admin's own folder."""

    def __init__(self, settings: ChecksSettings) -> None:
        self._database = settings.database.get_secret_value() if settings.database else None
        self._files = _files(settings)
        self._seconds = settings.statement_timeout_seconds
        self._cap = settings.row_cap

    def run(self, firm: str) -> tuple[CheckResult, ...]:
        """Run every check for this firm, by file name; no database, no checks. Never raises."""
        if self._database is None:
            return ()
        try:
            database = OutsideDatabase(self._database, writes=False, setting="checks.database")
            with database.connect() as connection:
                return tuple(self._run_file(file, database, connection, firm) for file in self._files)
        except SluiceError as error:
            return tuple(_not_run(file, str(error)) for file in self._files)

    def compile_all(self) -> tuple[str, ...]:
        """Return every fault that can be known before the day, each naming its file; changes nothing."""
        if self._database is None:
            return ()
        try:
            database = OutsideDatabase(self._database, writes=False, setting="checks.database")
            with database.connect() as connection:
                return tuple(
                    fault for file in self._files for fault in self._faults(file, database, connection)
                )
        except SluiceError as error:
            return (str(error),)

    def _run_file(
        self, file: Path, database: OutsideDatabase, connection: Connection, firm: str
    ) -> CheckResult:
        try:
            query = read_query(file)
        except Misconfigured as error:
            return _not_run(file, str(error))
        unrun = _unrun(query)
        try:
            with database.within(connection, self._seconds):
                return self._found(query, unrun, connection, firm)
        except SQLAlchemyError as error:
            return replace(unrun, why=reason(error))

    def _found(self, query: Query, unrun: CheckResult, connection: Connection, firm: str) -> CheckResult:
        counts = connection.execute(text(numbers(query)), {"firm": firm}).one()
        groups, extra_rows, rows_tested = (int(count or 0) for count in counts)
        if not groups:
            if rows_tested <= 0:
                return replace(unrun, why=f"there were no rows to test for {firm}")
            return replace(unrun, verdict=CheckVerdict.CLEAN, rows_tested=rows_tested)
        rows = connection.execute(text(first_rows(query)), {"firm": firm, "sluice_cap": self._cap})
        columns = tuple(rows.keys())
        return replace(
            unrun,
            verdict=CheckVerdict.HITS,
            groups=groups,
            extra_rows=extra_rows,
            rows_tested=rows_tested,
            columns=columns,
            sample=tuple(_cells(row, columns, query.masked) for row in rows),
        )

    def _faults(self, file: Path, database: OutsideDatabase, connection: Connection) -> Iterator[str]:
        """Have the database plan the query without running it."""
        try:
            query = read_query(file)
            with database.within(connection, self._seconds):
                for sql, more in ((numbers(query), {}), (first_rows(query), {"sluice_cap": 1})):
                    connection.execute(text(f"EXPLAIN {sql}"), {"firm": "", **more})
        except Misconfigured as error:
            yield str(error)
        except SQLAlchemyError as error:
            yield f"{file.name}: {reason(error)}"


def _files(settings: ChecksSettings) -> tuple[Path, ...]:
    """Return the files to run by name; the admin's stand in place of ready ones of the same name."""
    ready = READY.glob("*.sql") if settings.ready else ()
    own: Sequence[Path] = ()
    if settings.folder:  # a folder that is not there is run like a file, so that the fault is seen
        own = tuple(settings.folder.glob("*.sql")) if settings.folder.is_dir() else (settings.folder,)
    by_name = {file.name: file for file in (*ready, *own)}
    return tuple(by_name[name] for name in sorted(by_name))


def _cells(row: Sequence[object], columns: Sequence[str], masked: frozenset[str]) -> tuple[str, ...]:
    return tuple(
        _mask(_cell(value)) if column in masked else _cell(value)
        for value, column in zip(row, columns, strict=True)
    )


def _cell(value: object) -> str:
    shown = "" if value is None else str(value)
    return "".join(sign if sign.isprintable() else " " for sign in shown[:LONGEST_CELL])


def _mask(shown: str) -> str:
    """Show the last four signs, and of a short text none: they would be most of it."""
    return "…" + shown[-4:] if len(shown) > 6 else "…" if shown else ""


def _not_run(file: Path, why: str) -> CheckResult:
    return CheckResult(file.stem, "", "stop", CheckVerdict.NOT_CHECKED, why=why)


def _unrun(query: Query) -> CheckResult:
    return CheckResult(
        name=query.name,
        looks_for=query.looks_for,
        severity=query.severity,
        verdict=CheckVerdict.NOT_CHECKED,
        query_sha256=query.sha256,
    )
