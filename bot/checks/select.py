"""Whether SQL that an admin wrote may be run: one SELECT, for one firm.

The connection cannot write in any case; this finds a mistake before the day, and says it in words.
"""

import re

from sqlalchemy import text

_SILENT = re.compile(  # what SQL does not execute: quoted text and names, comments
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL
)
_WRITES = re.compile(r"\b(insert|update|delete|merge|into|create|drop|alter|grant|call)\b", re.IGNORECASE)


def one_select(sql: str) -> str:
    """Return the SQL bare of comments and of its last semicolon.

    Raises:
        ValueError: It is not one SELECT for `:firm`; the text follows the name of its place.
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
    if wants != {"firm"}:
        raise ValueError(f"must ask for :firm and for nothing else; it asks for {_list(wants)}")
    return bare


def _without_comment(silent: re.Match[str]) -> str:
    # SQLAlchemy would look for `:firm` in a comment too, and count it as one more value to hand over.
    return " " if silent.group().startswith(("--", "/*")) else silent.group()


def _list(names: set[str]) -> str:
    return ", ".join(f":{name}" for name in sorted(names)) or "nothing"
