"""What a check brings back."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class CheckVerdict(StrEnum):
    CLEAN = "clean"
    HITS = "hits"
    NOT_CHECKED = "not_checked"  # no rows to test, no checks, a time-out: never "clean"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One query's outcome; the three numbers mean the same in mail, record and digest."""

    name: str
    looks_for: str  # in words, for people
    severity: str  # "stop" or "advise"
    verdict: CheckVerdict
    groups: int = 0  # sets of rows that share a key
    extra_rows: int = 0  # rows beyond the first of each group
    rows_tested: int = 0
    columns: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()  # first rows, as text, at most the row cap
    why: str = ""  # for NOT_CHECKED: the reason, in words
    query_sha256: str = ""


class Checks(Protocol):
    """The firm's data, as far as we may look at it."""

    def run(self, firm: str) -> tuple[CheckResult, ...]:
        """Run every check for this firm, read-only and bounded; never raises.

        A check that cannot run is `NOT_CHECKED` with its reason; no checks at all is an empty tuple.
        """
