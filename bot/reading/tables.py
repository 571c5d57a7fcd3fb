"""Rows of cells become clients with their two amounts, wherever the rows came from: mail, sheet or CSV.

The header says which column is which; without one the first text is the name and the first two amounts are
practice management and portal, in that order, as our own worksheet has them.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.reading.amounts import find_amounts, parse_amount
from bot.reading.reading import ClientAmount

Row = Sequence[str]

ROWS_AT_MOST = 200
NAME_AT_MOST = 80  # characters

NAME = re.compile(r"\b(?:client|customer|name|debtor|account name)s?\b", re.IGNORECASE)
PRACTICE = re.compile(r"\b(?:pe|pm|practice\s*engine|practice|pms|engine|ledger)\b", re.IGNORECASE)
PORTAL = re.compile(r"\b(?:portal|aiwyn|firm portal)\b", re.IGNORECASE)
NOWHERE = re.compile(
    r"(?:not\s+(?:in|on|found|there|listed)\b|missing|n/?a\b|no record|absent|none|[-–—?]+$)", re.IGNORECASE
)
TOTAL = re.compile(r"^(?:grand\s+)?totals?\b|^sum\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table holds what; None where the table has no such column."""

    name: int | None
    practice: int
    portal: int


def clients_of(rows: Iterable[Row]) -> tuple[ClientAmount, ...]:
    """Return the clients of a table that have an amount, in order; the sums below it are left out."""
    columns: Columns | None = None
    clients: list[ClientAmount] = []
    for row in list(rows)[:ROWS_AT_MOST]:
        if columns_found := find_columns(row):
            columns = columns_found
        elif client := _client(row, columns):
            clients.append(client)
    return tuple(clients)


def find_columns(row: Row) -> Columns | None:
    """Return what a header row says of its columns; None when the row is no header."""
    practice = next(
        (i for i, cell in enumerate(row) if PRACTICE.search(cell) and not PORTAL.search(cell)), None
    )
    portal = next((i for i, cell in enumerate(row) if PORTAL.search(cell)), None)
    if practice is None or portal is None or any(not a.plain for cell in row for a in find_amounts(cell)):
        return None
    name = next((i for i, cell in enumerate(row) if NAME.search(cell) and i not in (practice, portal)), None)
    return Columns(name, practice, portal)


def _client(row: Row, columns: Columns | None) -> ClientAmount | None:
    cells = [cell.strip() for cell in row]
    columns = columns or _guess(cells)
    if columns is None or len(cells) <= max(columns.practice, columns.portal):
        return None
    practice, portal = _amount(cells[columns.practice]), _amount(cells[columns.portal])
    name = cells[columns.name] if columns.name is not None else _first_text(cells)
    if not name or TOTAL.match(name) or (practice is None and portal is None):
        return None
    if (practice is None or portal is None) and not _says_nowhere(cells, columns):
        return None
    return ClientAmount(name[:NAME_AT_MOST], practice, portal)


def _amount(cell: str) -> Decimal | None:
    """Return the amount of a cell that may name its side: "$1,910.00 PE"."""
    return parse_amount(PORTAL.sub("", PRACTICE.sub("", cell)))


def _says_nowhere(cells: Row, columns: Columns) -> bool:
    """Return whether an amount is missing because the client is, not because the row is unfinished."""
    missing = [cells[i] for i in (columns.practice, columns.portal) if parse_amount(cells[i]) is None]
    return any(NOWHERE.match(cell) for cell in (*missing, *cells[columns.portal + 1 :]))


def _guess(cells: Row) -> Columns | None:
    amounts = [i for i, cell in enumerate(cells) if _amount(cell) is not None]
    if len(amounts) >= 3 and amounts[0] == 0 and cells[0].isdigit():
        amounts = amounts[1:]  # rows that count themselves
    return Columns(None, amounts[0], amounts[1]) if len(amounts) >= 2 else None


def _first_text(cells: Row) -> str:
    return next((cell for cell in cells if cell and parse_amount(cell) is None), "")
