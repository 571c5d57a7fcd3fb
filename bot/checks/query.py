"""What a check is before it runs: a `.sql` file, a header of comments over one SELECT.

    -- name: Same e-mail address
    -- looks for: clients that share an e-mail address
    -- severity: stop
    -- keys: plain_email
    SELECT nullif(lower(trim(email)), '') AS plain_email, client_id, name FROM clients WHERE firm = :firm

`name` and `looks for` are for people. `severity` is `stop` (the review waits for staff) or `advise`.
`keys` are columns: rows in which all of them are equal are one group. Two lines more may follow: `mask`,
columns of which people see the last four signs; `tested`, a SELECT on one line that counts the rows
looked at.

The SELECT returns every row to be tested, not only the duplicates, for the firm `:firm`, and Sluice counts
over it in the database. A row with a NULL key is not tested, so make empty text NULL. Only a SELECT that
returns duplicates alone needs `tested`: without it, no row would mean "not checked" and never "clean".
"""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from bot.errors import Misconfigured

_HEADER = re.compile(
    r"^--[ \t]*(name|looks for|severity|keys|mask|tested):[ \t]*(.+?)[ \t\r]*$", re.MULTILINE
)
_SILENT = re.compile(  # what SQL does not execute: quoted text and names, comments
    r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\$(\w*)\$.*?\$\1\$", re.DOTALL
)
_WRITES = re.compile(r"\b(insert|update|delete|merge|into|create|drop|alter|grant|call)\b", re.IGNORECASE)
_COLUMN = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_SEVERITIES = ("stop", "advise")


@dataclass(frozen=True, slots=True)
class Query:
    """One check, read and found sound."""

    name: str
    looks_for: str
    severity: str
    keys: tuple[str, ...]
    masked: frozenset[str]
    tested: str | None  # a SELECT for the number of rows tested; None: the rows of `select` that have keys
    select: str  # without comments and last semicolon
    sha256: str  # of the file


def read_query(path: Path) -> Query:
    """Read one file.

    Raises:
        Misconfigured: It cannot be read, its header is not whole, or it is not one SELECT for `:firm`.
    """
    try:
        raw = path.read_bytes()
        return _query(raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest())
    except OSError as error:
        raise Misconfigured(f"{path.name}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise Misconfigured(f"{path.name}: is not UTF-8") from error
    except _Fault as fault:
        raise Misconfigured(f"{path.name}: {fault}") from fault


class _Fault(Exception):
    """What is wrong with a file, in words that follow its name."""


def _query(content: str, sha256: str) -> Query:
    header = dict(_HEADER.findall(content))
    missing = [name for name in ("name", "looks for", "severity", "keys") if name not in header]
    if missing:
        raise _Fault(f"the header lacks {', '.join(missing)}")
    if header["severity"] not in _SEVERITIES:
        raise _Fault(f"severity is stop or advise, not {header['severity']!r}")
    return Query(
        name=header["name"],
        looks_for=header["looks for"],
        severity=header["severity"],
        keys=_columns(header["keys"]),
        masked=frozenset(_columns(header["mask"]) if "mask" in header else ()),
        tested=_one_select(header["tested"]) if "tested" in header else None,
        select=_one_select(content),
        sha256=sha256,
    )


def _columns(listed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in listed.split(","))
    for name in names:
        if not _COLUMN.fullmatch(name):
            raise _Fault(f"{name!r} is not the name of a column")
    return names


def _one_select(sql: str) -> str:
    """Return the SQL bare of comments and of its last semicolon, if it is one SELECT for one firm."""
    bare = _SILENT.sub(_without_comment, sql).strip("; \t\r\n")
    spoken = _SILENT.sub(" ", bare).strip()
    if not re.match(r"(select|with)\b", spoken, re.IGNORECASE):
        raise _Fault(f"is not a SELECT but begins with {spoken[:20]!r}")
    if ";" in spoken:
        raise _Fault("holds more than one statement")
    if word := _WRITES.search(spoken):
        raise _Fault(f"does more than read: {word.group().upper()}")
    wants = set(text(bare).compile().params)
    if wants != {"firm"}:
        raise _Fault(f"must ask for :firm and for nothing else; it asks for {_list(wants)}")
    return bare


def _without_comment(silent: re.Match[str]) -> str:
    # SQLAlchemy would look for `:firm` in a comment too, and count it as one more value to hand over.
    return " " if silent.group().startswith(("--", "/*")) else silent.group()


def _list(names: set[str]) -> str:
    return ", ".join(f":{name}" for name in sorted(names)) or "nothing"
