"""Sums over a firm's data that people see before and after an import: how many clients, how much AR."""

from decimal import Decimal, InvalidOperation
from pathlib import Path

from sqlalchemy import text

from bot.checks.look import Look
from bot.checks.port import Figure
from bot.checks.query import read_figures
from bot.errors import Unavailable


def figures(look: Look, file: Path) -> tuple[Figure, ...]:
    """Return each column of the query's one row as a sum.

    Raises:
        Misconfigured: The file is not one SELECT.
        SQLAlchemyError: The database refused, or stopped it.
        Unavailable: It is not one row of numbers.
    """
    sql = read_figures(file)
    with look.database.within(look.connection, look.seconds):
        answer = look.connection.execute(text(sql), {"firm": look.firm})
        names, rows = tuple(answer.keys()), answer.fetchmany(2)
    if len(rows) != 1:
        raise Unavailable(f"{file.name} found {'no row' if not rows else 'more than one row'}")
    return tuple(Figure(name, _number(value)) for name, value in zip(names, rows[0], strict=True))


def _number(value: object) -> Decimal:
    try:
        return Decimal(str(value or 0))
    except InvalidOperation as error:
        raise Unavailable(f"{str(value)[:40]!r} is no number") from error
