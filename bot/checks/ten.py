"""Ten of the imported clients, chosen by a rule that can be repeated, with our AR of each.

The rule: the four largest balances, the three that changed most, and as many at random as make ten. Credits
count by their size; where nothing tells a change, or fewer changed, more are drawn. A client is drawn by the
hash of its key and the seed, so the rows may come in any order and number: never more than 21 are kept.
"""

import hashlib
import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple, Protocol

from sqlalchemy import Connection, text
from sqlalchemy.exc import SQLAlchemyError

from bot.checks.select import one_select
from bot.config.settings import ClientsSettings
from bot.desk.firm import Firm
from bot.desk.ten import Chosen, Row, Ten
from bot.errors import Misconfigured, Unavailable
from bot.outside_database import OutsideDatabase, reason

LARGEST, CHANGED = 4, 3
NAME_AT_MOST = 60  # characters
BATCH = 10_000  # rows between two looks at the time
CENT = Decimal("0.01")
A_MOMENT = datetime(2000, 1, 1, tzinfo=UTC)  # to have a query planned


class Clients(Protocol):
    """The clients that a firm imported, as far as we may look at them."""

    def choose(self, firm: Firm, since: datetime, seed: str, wanted: int) -> Ten | None:
        """Choose `wanted` of the clients imported after `since`, or all where they are fewer.

        Returns:
            None where no query is set up for this firm.

        Raises:
            Unavailable: It could not be told which; the sentence says why.
        """

    def read_again(self, firm: Firm, since: datetime, clients: Sequence[str]) -> Mapping[str, Decimal]:
        """Return our AR of those clients as it is now; one that is gone is left out.

        Raises:
            Unavailable: It could not be read.
        """


class Imported(NamedTuple):
    """One row of the query."""

    client: str
    name: str
    ar: Decimal | float | int | str
    change: Decimal | float | int | str | None


class SqlClients:
    """Reads them by the query of the firm, of its driver, or of all: the first that is set."""

    def __init__(self, settings: Mapping[str, ClientsSettings]) -> None:
        self._settings = settings

    def choose(self, firm: Firm, since: datetime, seed: str, wanted: int) -> Ten | None:
        settings = self._of(firm)
        if settings is None:
            return None
        rows = _the_ten(_rows(settings, firm, since), seed, wanted)
        if not rows:
            raise Unavailable(f"the query found no client that {firm.key} imported")
        return Ten(rows, seed=seed)

    def read_again(self, firm: Firm, since: datetime, clients: Sequence[str]) -> Mapping[str, Decimal]:
        settings = self._of(firm)
        if settings is None:
            raise Unavailable(f"no query for the clients of {firm.key} is set up any more")
        wanted = frozenset(clients)
        found = (row for row in _rows(settings, firm, since) if row.client in wanted)
        return {row.client: _money(row.client, row.ar) for row in found}

    def compile_all(self) -> Iterator[str]:
        """Yield every fault that can be known before the day, each naming its setting; changes nothing."""
        for name, settings in self._settings.items():
            try:
                with _reached(settings) as (connection, sql):
                    connection.execute(text(f"EXPLAIN {sql}"), _values(connection, sql, "", A_MOMENT))
            except (Misconfigured, Unavailable) as fault:
                yield f"clients.{name}: {fault}"

    def _of(self, firm: Firm) -> ClientsSettings | None:
        return next(
            (found for key in (firm.key, firm.driver, "default") if (found := self._settings.get(key))), None
        )


NO_CLIENTS = SqlClients({})  # every firm picks its own


# --- the rule ------------------------------------------------------------------------------------


@dataclass
class Best:
    """The clients of the highest rank so far, each once; equal ranks go by the client's key."""

    size: int
    kept: dict[str, tuple[float, str, Imported]] = field(default_factory=dict)
    lowest: float = float("-inf")

    def offer(self, rank: float, row: Imported) -> None:
        """Take a row if it is among the best."""
        if rank < self.lowest:
            return
        known = self.kept.get(row.client)
        if known is not None and known[0] >= rank:
            return
        self.kept[row.client] = (rank, row.client, row)
        if len(self.kept) > self.size:
            del self.kept[min(self.kept.values(), key=_place)[1]]
            self.lowest = min(rank for rank, _, _ in self.kept.values())

    def without(self, others: Sequence[Imported]) -> list[Imported]:
        """Return them, the best first, leaving out some."""
        taken = {row.client for row in others}
        best = sorted(self.kept.values(), key=_place, reverse=True)
        return [row for _, client, row in best if client not in taken]


def _place(kept: tuple[float, str, Imported]) -> tuple[float, str]:
    return kept[:2]


def _the_ten(rows: Iterator[Imported], seed: str, wanted: int) -> tuple[Row, ...]:
    largest, changed, drawn = Best(LARGEST), Best(LARGEST + CHANGED), Best(wanted)
    key = seed.encode()[:64]
    for row in rows:
        largest.offer(abs(_number(row.client, row.ar)), row)
        if row.change is not None and (change := abs(_number(row.client, row.change))):
            changed.offer(change, row)
        drawn.offer(
            int.from_bytes(hashlib.blake2b(row.client.encode(), key=key, digest_size=6).digest()), row
        )
    ten: list[tuple[Imported, Chosen]] = []
    for best, why, number in (
        (largest, Chosen.LARGEST, LARGEST),
        (changed, Chosen.CHANGED, CHANGED),
        (drawn, Chosen.RANDOM, wanted),
    ):
        chosen = best.without([row for row, _ in ten])[: min(number, wanted - len(ten))]
        ten += [(row, why) for row in chosen]
    return _told_apart(ten)


def _told_apart(ten: Sequence[tuple[Imported, Chosen]]) -> tuple[Row, ...]:
    """Return them as rows; clients of one name bear their keys too."""
    names = [_clean(row.name) or row.client for row, _ in ten]
    return tuple(
        Row(
            name=f"{name} ({_clean(row.client)})" if names.count(name) > 1 else name,
            portal=_money(row.client, row.ar),
            client=row.client,
            chosen=why,
        )
        for name, (row, why) in zip(names, ten, strict=True)
    )


def _clean(name: str) -> str:
    return " ".join(
        "".join(sign if sign.isprintable() else " " for sign in name[: NAME_AT_MOST * 2]).split()
    )[:NAME_AT_MOST]


def _number(client: str, value: Decimal | float | int | str) -> float:
    try:
        number = float(value)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise Unavailable(f"client {client} has {str(value)[:40]!r} where an amount should be")
    return number


def _money(client: str, value: Decimal | float | int | str) -> Decimal:
    _number(client, value)
    return Decimal(str(value)).quantize(CENT)


# --- the rows ------------------------------------------------------------------------------------


def _rows(settings: ClientsSettings, firm: Firm, since: datetime) -> Iterator[Imported]:
    """Stream the query's rows, however many; a row that lacks its key, name or amount is left out.

    Raises:
        Unavailable: The database gave no answer in time, or other columns than it should.
    """
    ends_at = time.monotonic() + settings.statement_timeout_seconds
    try:
        with _reached(settings) as (connection, sql):
            values = _values(connection, sql, firm.key, since)
            found = connection.execution_options(yield_per=BATCH).execute(text(sql), values)
            pick = _columns(tuple(found.keys()))
            for batch in found.partitions():
                # A server's own time-out is for each statement, and every batch is one.
                if time.monotonic() > ends_at:
                    raise Unavailable("it took too long and was stopped")
                yield from (row for columns in batch if (row := pick(columns)))
    except SQLAlchemyError as error:
        raise Unavailable(reason(error)) from error
    except Misconfigured as fault:
        raise Unavailable(str(fault)) from fault


@contextmanager
def _reached(settings: ClientsSettings) -> Iterator[tuple[Connection, str]]:
    """Lend a connection that can only read, and the query to run on it."""
    try:
        written = settings.query.read_text(encoding="utf-8-sig")
        sql = one_select(written, needs=frozenset({"since"}), may=frozenset({"firm"}))
    except (OSError, ValueError) as error:
        raise Misconfigured(f"{settings.query.name}: {error}") from error
    database = OutsideDatabase(settings.database.get_secret_value(), writes=False, setting="clients.database")
    with database.transaction(settings.statement_timeout_seconds) as connection:
        yield connection, sql


def _values(connection: Connection, sql: str, firm: str, since: datetime) -> dict[str, object]:
    """Return what the query asks for; SQLite has no moments, so it gets "2026-12-05 22:30:00" in UTC."""
    at = since.astimezone(UTC)
    given = {"firm": firm, "since": f"{at:%Y-%m-%d %H:%M:%S}" if connection.dialect.name == "sqlite" else at}
    return {name: value for name, value in given.items() if name in text(sql).compile().params}


def _columns(names: Sequence[str]) -> Callable[[Sequence[Any]], Imported | None]:
    """Return how a row becomes an imported client; one that lacks its key, name or amount becomes none.

    Raises:
        Misconfigured: The query has no such columns.
    """
    missing = [name for name in ("client", "name", "ar") if name not in names]
    if missing:
        raise Misconfigured(f"the query has no column {' and no column '.join(missing)}")
    client, name, ar = (names.index(column) for column in ("client", "name", "ar"))
    change = names.index("change") if "change" in names else None

    def pick(row: Sequence[Any]) -> Imported | None:
        if row[client] is None or row[name] is None or row[ar] is None:
            return None
        return Imported(str(row[client]), str(row[name]), row[ar], None if change is None else row[change])

    return pick
