"""The firm's data in a database: the baseline before an import, the checks after it, read-only and bounded.

Whatever goes wrong is a result, "not checked", with its reason: a check that did not run must never look like
one that found nothing.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.checks.counting import grouped_rows, numbers
from bot.checks.figures import figures
from bot.checks.landing import LandingQuery, landing_query
from bot.checks.look import Look, lower, unrun
from bot.checks.near import fault_of, look_near
from bot.checks.port import Baseline, CheckResult, CheckRun, CheckVerdict, Figure, KnownGroups, Landing
from bot.checks.query import Query, find_files, read_figures, read_query
from bot.clock import Clock
from bot.config.settings import ChecksSettings
from bot.errors import Misconfigured, SluiceError, Unavailable
from bot.outside_database import OutsideDatabase, reason

One = Callable[[Look, Query], CheckResult]


class SqlChecks:
    """All checks of one database: the ready ones and those of the admin's own folder."""

    def __init__(self, settings: ChecksSettings, clock: Clock, secret: str) -> None:
        """Take the settings; nothing is connected, and a fault in them is told when it matters.

        Args:
            settings: Where the data is, and which files are run.
            clock: Times the runs.
            secret: Keys what is kept of a group, so that nobody can guess its key from it.
        """
        self._settings, self._clock = settings, clock
        self._url = settings.database.get_secret_value() if settings.database else ""
        self._files = find_files(settings)
        self._secret = hashlib.sha256(f"groups\0{secret}".encode()).digest()
        self._landing: LandingQuery | None = None

    def baseline(self, firm: str) -> Baseline:
        """Note down which groups stand there now, for every check that can run. Never raises."""
        known: list[KnownGroups] = []

        def remember(look: Look, query: Query) -> CheckResult:
            result, groups = look.remember(query, self._settings.baseline_groups)
            known.append(groups)
            return result

        run, near = self._with_near(self._run(firm, remember), None)
        return Baseline(run, (*known, *near))

    def run(self, firm: str, before: Baseline | None = None) -> CheckRun:
        """Run every check for this firm, by file name; no database, no checks. Never raises."""
        # Of a query that was changed since, or of more groups than were kept, nothing is known.
        kept = before.known if before else ()
        known = {groups.query_sha256: groups for groups in kept if not groups.too_many}
        run = self._run(firm, lambda look, query: look.check(query, known.get(query.sha256)))
        run, _ = self._with_near(run, before)
        return replace(run, figures_before=before.run.figures) if before else run

    def landed(self, firm: str, since: datetime) -> Landing:
        """Say whether data has landed since a moment; where nothing tells, it has. Never raises."""
        try:
            self._landing = self._landing or landing_query(self._settings)
            if not self._landing.sql or not self._url:
                return Landing(True)
            with self._look(firm) as look, look.database.within(look.connection, look.seconds):
                answer = look.connection.execute(text(self._landing.sql), {"firm": firm}).scalar()
        except SluiceError as error:
            return Landing(False, str(error))
        except SQLAlchemyError as error:
            return Landing(False, reason(error))
        return self._landing.judge(firm, since, answer)

    def compile_all(self) -> tuple[str, ...]:
        """Return every fault that can be known before the day, each naming its place; changes nothing."""
        if not self._url:
            return ()
        near = fault_of(self._settings.near) if self._settings.near else ""
        try:
            with self._look("") as look:
                places = [*self._files.checks, *filter(None, [self._files.figures]), None]
                faults = tuple(fault for place in places for fault in self._faults(look, place))
                return (*faults, *filter(None, [near]))
        except SluiceError as error:
            return (str(error),)

    def _run(self, firm: str, one: One) -> CheckRun:
        began_at = self._clock.now()
        run = CheckRun(began_at, began_at, (), firm=firm)
        if not self._url:
            return run
        try:
            with self._look(firm) as look:
                run = replace(run, database=str(look.database))
                results = tuple(self._result(look, file, one) for file in self._files.checks)
                sums, why = self._figures(look)
        except SluiceError as error:
            results, sums, why = (
                tuple(_not_run(file, str(error)) for file in self._files.checks),
                (),
                str(error),
            )
        return replace(run, ended_at=self._clock.now(), results=results, figures=sums, figures_why=why)

    def _with_near(self, run: CheckRun, before: Baseline | None) -> tuple[CheckRun, tuple[KnownGroups, ...]]:
        """Add what is only alike, where the desk wants it, and what to know it by later."""
        if self._settings.near is None or not self._url:
            return run, ()
        began = self._clock.monotonic()
        kept, masked = before.known if before else (), lower(self._settings.mask)
        result, known = look_near(self._settings, run.firm, self._secret, masked, kept)
        result = replace(result, seconds=round(self._clock.monotonic() - began, 3))
        whole = replace(run, ended_at=self._clock.now(), results=(*run.results, result))
        return whole, (known,) if known else ()

    def _result(self, look: Look, file: Path, one: One) -> CheckResult:
        try:
            query = read_query(file)
        except Misconfigured as error:
            return _not_run(file, str(error))
        began = self._clock.monotonic()
        try:
            result = one(look, query)
        except SQLAlchemyError as error:
            result = replace(unrun(query), why=reason(error))
        except Unavailable as error:
            result = replace(unrun(query), why=str(error))
        return replace(result, seconds=round(self._clock.monotonic() - began, 3))

    def _figures(self, look: Look) -> tuple[tuple[Figure, ...], str]:
        if self._files.figures is None:
            return (), ""
        try:
            return figures(look, self._files.figures), ""
        except SluiceError as error:
            return (), str(error)
        except SQLAlchemyError as error:
            return (), reason(error)

    @contextmanager
    def _look(self, firm: str) -> Iterator[Look]:
        settings = self._settings
        database = OutsideDatabase(self._url, writes=False, setting="checks.database")
        with database.connect() as connection:
            yield Look(
                database=database,
                connection=connection,
                firm=firm,
                clock=self._clock,
                seconds=settings.statement_timeout_seconds,
                row_cap=settings.row_cap,
                secret=self._secret,
                masked=lower(settings.mask),
            )

    def _faults(self, look: Look, place: Path | None) -> Iterator[str]:
        """Have the database plan a file's statements without running them; no file: the landing query."""
        name = place.name if place else "the landing query"
        try:
            for sql in self._statements(place):
                with look.database.within(look.connection, look.seconds):
                    look.connection.execute(text(f"EXPLAIN {sql}"), {"firm": ""})
        except Misconfigured as error:
            yield str(error)
        except SQLAlchemyError as error:
            yield f"{name}: {reason(error)}"

    def _statements(self, place: Path | None) -> tuple[str, ...]:
        if place is None:
            sql = landing_query(self._settings).sql
            return (sql,) if sql else ()
        if place == self._files.figures:
            return (read_figures(place),)
        query = read_query(place)
        return numbers(query), grouped_rows(query)


def _not_run(file: Path, why: str) -> CheckResult:
    return CheckResult(file.stem, "", "stop", CheckVerdict.NOT_CHECKED, why=why)
