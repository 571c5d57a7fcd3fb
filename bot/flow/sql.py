"""A flow that is a row in a database: a statement switches it, a query says how it stands.

Values are bound, never written into a statement. A switch that would touch more rows than the settings
allow is undone: a forgotten `where` must not move every firm's flow.
"""

import json
import time
from collections.abc import Callable, Mapping
from typing import TypeVar

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import Clock
from bot.config.drivers import SqlDriver
from bot.errors import Misconfigured, Unavailable
from bot.flow.machine import MachineGate
from bot.flow.within import within_thread
from bot.outside_database import OutsideDatabase, reason

T = TypeVar("T")


class SqlGate(MachineGate):
    """The gate of one firm, in a database."""

    def __init__(self, settings: SqlDriver, values: Mapping[str, str], clock: Clock) -> None:
        """Take the settings and bind the firm's values.

        Raises:
            Misconfigured: A parameter has no value, or the database's URL cannot be used.
        """
        super().__init__(settings, settings.read_backs, clock)
        self._off, self._on = bound(settings.off, values), bound(settings.on, values)
        self._queries = [bound(query, values) for query in (settings.read, settings.in_flight) if query]
        self._most_rows = settings.most_rows
        self._database = OutsideDatabase(settings.database.get_secret_value(), writes=True)

    def switch(self, *, on: bool) -> None:
        statement = self._on if on else self._off
        self._within(self.deadline, lambda connection: self._switch(connection, statement), writes=True)

    def ask(self) -> tuple[str, ...]:
        return self._within(self.deadline, self._answers)

    def probe(self) -> None:
        """Read, and have the database plan both statements: a wrong name or a missing right shows here."""
        ends_at = time.monotonic() + self.deadline
        super().probe()
        self._within(ends_at - time.monotonic(), self._plan)

    def _answers(self, connection: Connection) -> tuple[str, ...]:
        return tuple(_first_cell(connection, query) for query in self._queries)

    def _plan(self, connection: Connection) -> None:
        for statement in (self._off, self._on):
            connection.execute(_explained(statement))

    def _switch(self, connection: Connection, statement: TextClause) -> None:
        touched = connection.execute(statement).rowcount
        if touched > self._most_rows:
            raise Unavailable(f"the switch would touch {touched} rows, not {self._most_rows}; it was undone")

    def _within(self, seconds: float, work: Callable[[Connection], T], *, writes: bool = False) -> T:
        """Do the work in one transaction; past the deadline nothing is committed."""
        ends_at = time.monotonic() + seconds

        def whole() -> T:
            with self._database.transaction(seconds, writes=writes) as connection:
                done = work(connection)
                if time.monotonic() > ends_at:
                    raise TimeoutError
                return done

        try:
            return within_thread(seconds, whole)
        except TimeoutError as error:
            raise Unavailable(f"the database was not done within {self.deadline:g} s") from error
        except SQLAlchemyError as error:
            raise Unavailable(f"the database says: {reason(error)}") from error


def bound(statement: str, values: Mapping[str, str]) -> TextClause:
    """Return the statement with the values it names.

    Raises:
        Misconfigured: It names one that is not there, or is empty.
    """
    clause = text(statement)
    names = clause.compile().params
    for name in names:
        if not values.get(name, "").strip():
            known = ", ".join(sorted(values)) or "none"
            raise Misconfigured(f"nothing fills :{name} in {statement!r}; known here: {known}")
    return clause.bindparams(**{name: values[name] for name in names})


def _explained(statement: TextClause) -> TextClause:
    return text(f"EXPLAIN {statement.text}").bindparams(**statement.compile().params)


def _first_cell(connection: Connection, query: TextClause) -> str:
    """Return the one row's first cell as the settings write it: text bare, everything else as JSON."""
    rows = connection.execute(query).fetchmany(2)
    if len(rows) != 1:
        raise Unavailable(f"the read-back found {'no row' if not rows else 'more than one row'}")
    cell = rows[0][0]
    return cell if isinstance(cell, str) else json.dumps(cell, default=str)
