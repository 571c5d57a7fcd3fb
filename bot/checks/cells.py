"""A value of the firm's data as people see it: text, cut, printable, and masked where it is private."""

from collections.abc import Sequence

LONGEST_CELL = 500


def shown(row: Sequence[object], columns: Sequence[str], masked: frozenset[str]) -> tuple[str, ...]:
    """Return a row as text; of columns that are masked people see the last four signs."""
    return tuple(
        mask(cell(value)) if column.lower() in masked else cell(value)
        for value, column in zip(row, columns, strict=True)
    )


def cell(value: object) -> str:
    """Return a value as one line of at most 500 signs that can be printed."""
    text = "" if value is None else str(value)
    return "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_CELL])


def mask(text: str) -> str:
    """Show the last four signs, and of a short text none: they would be most of it."""
    return "…" + text[-4:] if len(text) > 6 else "…" if text else ""
