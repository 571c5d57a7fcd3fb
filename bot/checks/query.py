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

One file is no check: `figures.sql` has no header, and its one row are sums that people see before and after.
"""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.checks.select import one_select
from bot.config.settings import ChecksSettings
from bot.errors import Misconfigured

READY = Path(__file__).with_name("ready")
FIGURES = "figures.sql"

_HEADER = re.compile(
    r"^--[ \t]*(name|looks for|severity|keys|mask|tested):[ \t]*(.+?)[ \t\r]*$", re.MULTILINE
)
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


@dataclass(frozen=True, slots=True)
class Files:
    """What is to be run, by file name; the admin's stand in place of ready ones of the same name."""

    checks: tuple[Path, ...]
    figures: Path | None


def find_files(settings: ChecksSettings) -> Files:
    """Return the files of the ready folder, if it is wanted, and of the admin's own."""
    ready = READY.glob("*.sql") if settings.ready else ()
    own: Sequence[Path] = ()
    if settings.folder:  # a folder that is not there is run like a file, so that the fault is seen
        own = tuple(settings.folder.glob("*.sql")) if settings.folder.is_dir() else (settings.folder,)
    by_name = {file.name: file for file in (*ready, *own)}
    figures = by_name.pop(FIGURES, None)
    return Files(tuple(by_name[name] for name in sorted(by_name)), figures)


def read_query(path: Path) -> Query:
    """Read one file.

    Raises:
        Misconfigured: It cannot be read, its header is not whole, or it is not one SELECT for `:firm`.
    """
    raw = _read(path)
    try:
        return _query(raw.decode("utf-8-sig"), hashlib.sha256(raw).hexdigest())
    except ValueError as fault:
        raise Misconfigured(f"{path.name}: {fault}") from fault


def read_figures(path: Path) -> str:
    """Read the SELECT of the sums.

    Raises:
        Misconfigured: It cannot be read, or is not one SELECT for `:firm`.
    """
    try:
        return one_select(_read(path).decode("utf-8-sig"))
    except ValueError as fault:
        raise Misconfigured(f"{path.name}: {fault}") from fault


def _read(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        raw.decode("utf-8-sig")
    except OSError as error:
        raise Misconfigured(f"{path.name}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise Misconfigured(f"{path.name}: is not UTF-8") from error
    return raw


def _query(content: str, sha256: str) -> Query:
    header = dict(_HEADER.findall(content))
    missing = [name for name in ("name", "looks for", "severity", "keys") if name not in header]
    if missing:
        raise ValueError(f"the header lacks {', '.join(missing)}")
    if header["severity"] not in _SEVERITIES:
        raise ValueError(f"severity is stop or advise, not {header['severity']!r}")
    return Query(
        name=header["name"],
        looks_for=header["looks for"],
        severity=header["severity"],
        keys=_columns(header["keys"]),
        masked=frozenset(_columns(header["mask"]) if "mask" in header else ()),
        tested=one_select(header["tested"]) if "tested" in header else None,
        select=one_select(content),
        sha256=sha256,
    )


def _columns(listed: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in listed.split(","))
    for name in names:
        if not _COLUMN.fullmatch(name):
            raise ValueError(f"{name!r} is not the name of a column")
    return names
