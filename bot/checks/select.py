"""Whether SQL that an admin wrote may be run: one SELECT that asks for what it is given.

The connection cannot write in any case; this finds a mistake before the day, and says it in words.
"""

import re
from collections.abc import Set

from sqlalchemy import text

_SILENT = re.compile(  # what SQL does not execute: quoted text and names, comments
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL
)
_WRITES = re.compile(r"\b(insert|update|delete|merge|into|create|drop|alter|grant|call)\b", re.IGNORECASE)


def one_select(
    sql: str, needs: frozenset[str] = frozenset({"firm"}), may: frozenset[str] = frozenset()
) -> str:
    """Return the SQL bare of comments and of its last semicolon.

    Args:
        sql: What the admin wrote.
        needs: The values it must ask for, such as `:firm`.
        may: Those it may ask for besides.

    Raises:
        ValueError: It is not one such SELECT; the text follows the name of its place.
    """
    bare = _SILENT.sub(_without_comment, sql).strip("; \t\r\n")
    spoken = _SILENT.sub(" ", bare).strip()
    if not re.match(r"(select|with)\b", spoken, re.IGNORECASE):
        raise ValueError(f"is not a SELECT but begins with {spoken[:20]!r}")
    if ";" in spoken:
        raise ValueError("holds more than one statement")
    if word := _WRITES.search(spoken):
        raise ValueError(f"does more than read: {word.group().upper()}")
    wants = set(text(bare).compile().params)
    if not needs <= wants <= needs | may:
        raise ValueError(f"must ask for {_list(needs)} and for nothing else; it asks for {_list(wants)}")
    return bare


def _without_comment(silent: re.Match[str]) -> str:
    # SQLAlchemy would look for `:firm` in a comment too, and count it as one more value to hand over.
    return " " if silent.group().startswith(("--", "/*")) else silent.group()


def _list(names: Set[str]) -> str:
    return ", ".join(f":{name}" for name in sorted(names)) or "nothing"
