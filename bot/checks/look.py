"""One look at a firm's data: what a query counts and which rows it brings, in a transaction that ends.

Counting happens in the database, over the author's SELECT. Rows that share a key are taken as the database
hands them over, so that memory does not grow with the data.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import TypedDict

from sqlalchemy import Connection, CursorResult, text

from bot.checks.cells import shown
from bot.checks.counting import grouped_rows, groups, numbers
from bot.checks.known import Sifted, pack, sift, unpack
from bot.checks.port import CheckResult, CheckVerdict, KnownGroups
from bot.checks.query import Query
from bot.clock import Clock
from bot.errors import Unavailable
from bot.outside_database import OutsideDatabase

AT_ONCE = 1000  # rows in memory while they are streamed


@dataclass(frozen=True, slots=True)
class Look:
    """Where, for whom, and within which bounds."""

    database: OutsideDatabase
    connection: Connection
    firm: str
    clock: Clock
    seconds: float  # for all that one query does
    row_cap: int
    secret: bytes  # keys the digests of groups
    masked: frozenset[str]  # columns of whatever query, in lower case

    def check(self, query: Query, known: KnownGroups | None) -> CheckResult:
        """Run one check; what stood there before the import, if that is known, is told apart.

        Raises:
            SQLAlchemyError: The database refused, or stopped it.
            Unavailable: It took too long.
        """
        with self._in_time() as ends_at:
            result = self._counted(query)
            if known:
                result = replace(result, has_baseline=True, rows_before=known.rows_tested)
            if result.groups:
                result = self._with_rows(query, result, unpack(known) if known else {}, ends_at)
        return judged(result, self.firm)

    def remember(self, query: Query, most: int) -> tuple[CheckResult, KnownGroups]:
        """Note down the groups that stand there now, if they are no more than `most`.

        Raises:
            SQLAlchemyError: The database refused, or stopped it.
            Unavailable: It took too long.
        """
        with self._in_time() as ends_at:
            result = self._counted(query)
            rows = self._rows(self._stream(groups(query)), ends_at)
            packed, too_many = pack(rows, self.secret, most)
        return judged(result, self.firm), KnownGroups(query.sha256, result.rows_tested, packed, too_many)

    @contextmanager
    def _in_time(self) -> Iterator[float]:
        """Open the transaction, and say when it must be over by the steady clock."""
        with self.database.within(self.connection, self.seconds):
            yield self.clock.monotonic() + self.seconds

    def _counted(self, query: Query) -> CheckResult:
        counts = self.connection.execute(text(numbers(query)), {"firm": self.firm}).one()
        found, extra_rows, rows_tested = (int(count or 0) for count in counts)
        return replace(
            unrun(query), groups=found, extra_rows=extra_rows, rows_tested=rows_tested, keys=len(query.keys)
        )

    def _with_rows(
        self, query: Query, result: CheckResult, before: dict[bytes, int], ends_at: float
    ) -> CheckResult:
        answer = self._stream(grouped_rows(query))
        columns = tuple(answer.keys())[len(query.keys) + 1 :]
        rows = self._rows(answer, ends_at)
        if not before:  # all groups are new, and counted: the first rows are enough
            rows = islice(rows, self.row_cap)
        sifted = sift(rows, len(query.keys), before, self.secret, self.row_cap)
        told = _told_apart(result, sifted) if before else result
        return replace(told, **self._sample(query, columns, sifted))

    def _sample(self, query: Query, columns: Sequence[str], sifted: Sifted) -> "_Sample":
        """Return the rows as people see them, the key's columns first."""
        keys, masked = lower(query.keys), self.masked | lower(query.masked)
        order = sorted(range(len(columns)), key=lambda place: columns[place].lower() not in keys)
        names = tuple(columns[place] for place in order)
        rows = tuple(shown([row[place] for place in order], names, masked) for row in sifted.sample)
        return {"columns": names, "sample": rows, "sample_groups": tuple(sifted.sample_groups)}

    def _stream(self, sql: str) -> CursorResult[tuple[object, ...]]:
        streamed = text(sql).execution_options(stream_results=True, max_row_buffer=AT_ONCE)
        return self.connection.execute(streamed, {"firm": self.firm})

    def _rows(self, answer: CursorResult[tuple[object, ...]], ends_at: float) -> Iterator[Sequence[object]]:
        """Yield the rows; PostgreSQL limits each fetch alone, so the whole is held to time here."""
        for number, row in enumerate(answer):
            if number % AT_ONCE == 0 and self.clock.monotonic() > ends_at:
                raise Unavailable("it took too long and was stopped")
            yield row
        answer.close()


class _Sample(TypedDict):
    columns: tuple[str, ...]
    sample: tuple[tuple[str, ...], ...]
    sample_groups: tuple[int, ...]


def lower(names: Iterable[str]) -> frozenset[str]:
    """Return names of columns as they are compared; PostgreSQL changes their case."""
    return frozenset(name.lower() for name in names)


def unrun(query: Query) -> CheckResult:
    """Return what is known of a check before it runs."""
    return CheckResult(
        name=query.name,
        looks_for=query.looks_for,
        severity=query.severity,
        verdict=CheckVerdict.NOT_CHECKED,
        query_sha256=query.sha256,
    )


def judged(result: CheckResult, firm: str) -> CheckResult:
    """Say what the counts come to. Duplicates found are a fact; none found in too few rows is nothing."""
    if result.groups:
        return replace(result, verdict=CheckVerdict.HITS)
    if result.rows_tested <= 0:
        return replace(result, why=f"there were no rows to test for {firm}")
    if result.rows_tested < result.rows_before:
        fewer = f"only {result.rows_tested:,} of the {result.rows_before:,} rows before the import were there"
        return replace(result, why=fewer)
    return replace(result, verdict=CheckVerdict.CLEAN)


def _told_apart(result: CheckResult, sifted: Sifted) -> CheckResult:
    return replace(
        result,
        groups=sifted.groups,
        extra_rows=sifted.extra_rows,
        old_groups=sifted.old_groups,
        old_extra_rows=sifted.old_extra_rows,
    )
