"""The ten clients of a review: which they are, how they were chosen, and how each of them stands.

Either our query chose them, and `seed` says so: then every row is known by its number from the start. Or the
firm picks its own ten: then rows come as it names them, and those it only counts are in `agreed`.
"""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.desk.heard import Heard

NAMED_AT_MOST = 4  # rows that a sentence names; a mail lists them all anyway


class Standing(StrEnum):
    """How one client stands."""

    OPEN = "open"
    AGREED = "agreed"
    DIFFERS = "differs"
    WAIVED = "waived"  # staff let the difference stand, by name


SETTLED = frozenset({Standing.AGREED, Standing.WAIVED})


class Chosen(StrEnum):
    """Why a client is among the ten; the value is how people say it."""

    LARGEST = "largest balances"
    CHANGED = "most changed"
    RANDOM = "at random"


@dataclass(frozen=True, slots=True)
class Row:
    """One client."""

    name: str
    portal: Decimal | None = None  # ours; None: it is not there
    practice: Decimal | None = None  # theirs; None: not told, or settled by word alone
    returned: Decimal | None = None  # our own figure as it came back, where that is another one
    standing: Standing = Standing.OPEN
    by: Heard | None = None  # whose word that is
    client: str = ""  # its key in the firm's data; empty: the firm named it
    chosen: Chosen | None = None

    @property
    def settled(self) -> bool:
        return self.standing in SETTLED

    @property
    def unseen(self) -> bool:
        """Whether the firm knows its name and we have only its number."""
        return UNSEEN.fullmatch(self.name) is not None

    @property
    def key(self) -> str:
        """What makes it the same client in another letter."""
        return self.client or plain(self.name)


@dataclass(frozen=True, slots=True)
class Ten:
    """The comparison so far."""

    rows: tuple[Row, ...] = ()
    agreed: int = 0  # said to agree without a name or number
    seed: str = ""  # draws those at random; empty: the firm picks its own ten
    read_at: datetime | None = None  # when our figures were read

    @property
    def laid_out(self) -> bool:
        """Whether we chose the ten."""
        return bool(self.seed)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(row.name for row in self.rows)

    @property
    def open(self) -> tuple[Row, ...]:
        """The rows that nobody has settled."""
        return tuple(row for row in self.rows if not row.settled)

    @property
    def differing(self) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if row.standing is Standing.DIFFERS)

    def wanted(self, clients: int) -> int:
        """Return how many must be settled: those we chose, else `clients`, the policy's number."""
        return len(self.rows) if self.laid_out else clients

    def settled(self, clients: int) -> int:
        """Return how many are settled: of ours those told apart, or those counted if these are more."""
        rows = sum(row.settled for row in self.rows)
        if self.laid_out:
            return max(rows, min(self.agreed, len(self.rows) - len(self.differing)))
        return min(rows + self.agreed, clients)

    def missing(self, clients: int) -> int:
        """Return how many are not settled; a row that is open is not drowned by others that agree."""
        short = self.wanted(clients) - self.settled(clients)
        return short if self.laid_out else max(short, len(self.open))

    def number(self, row: Row) -> int:
        """Return the number that people know a row by, from 1."""
        return next(n for n, other in enumerate(self.rows, start=1) if other.key == row.key)

    def called(self, name: str) -> Row | None:
        """Return the one row of a client's name, whatever its capitals, marks and legal form."""
        found = [row for row in self.rows if plain(row.name) == plain(name)]
        return found[0] if len(found) == 1 else None

    def numbered(self, number: int) -> Row | None:
        """Return the row of a number that people use: ours, unless the firm counts rows we never saw."""
        own = any(row.unseen for row in self.rows)
        if own or not 0 < number <= len(self.rows):
            return self.called(unseen(number))
        return self.rows[number - 1]

    def with_rows(self, rows: Iterable[Row]) -> "Ten":
        """Return it with these rows as they now stand; one that is new comes last."""
        merged = {row.key: row for row in (*self.rows, *rows)}
        return replace(self, rows=tuple(merged.values()))

    def rule(self) -> str:
        """Say how the ten were chosen; empty where the firm picks."""
        reasons = Counter(row.chosen for row in self.rows if row.chosen)
        parts = [f"{reasons[why]} {why}" for why in Chosen if reasons[why]]
        return f"{', '.join(parts)} (seed {self.seed})" if parts else ""

    def in_words(self, clients: int) -> str:
        """Say how far it has come: "8 of 10 settled, waiting for 3 Harbor Bakery and 7 Elm Street"."""
        far = f"{self.settled(clients)} of {self.wanted(clients)} settled"
        missing = self.missing(clients)
        if not missing:
            return far
        known = len(self.open) <= missing  # else some are only counted: which, nobody has said
        shown = [self._label(row) for row in self.open[:NAMED_AT_MOST]] if known else []
        if more := missing - len(shown):
            shown.append(f"{more} more")
        return f"{far}, waiting for {_and(shown)}"

    def _label(self, row: Row) -> str:
        return row.name if row.unseen else f"{self.number(row)} {row.name}"


NO_TEN = Ten()  # nothing is compared yet
UNSEEN = re.compile(r"row \d+")
LEGAL = frozenset(
    ("inc", "llc", "llp", "pllc", "pc", "pa", "ltd", "limited", "co", "corp", "corporation", "company", "the")
)


def unseen(number: int) -> str:
    """Return what a client is called that the firm speaks of by its number alone."""
    return f"row {number}"


def plain(name: str) -> str:
    """Return a name as it is compared: no capitals, marks or legal form. "Harbor Bakery, Inc." is one."""
    words = "".join(sign if sign.isalnum() else " " for sign in name.casefold().replace("'", "")).split()
    return " ".join([word for word in words if word not in LEGAL] or words)


def _and(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
