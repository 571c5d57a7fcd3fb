"""What one look at a firm's data brings back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Protocol


class CheckVerdict(StrEnum):
    CLEAN = "clean"
    HITS = "hits"
    NOT_CHECKED = "not_checked"  # no rows to test, no checks, a time-out: never "clean"


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One query's outcome; the numbers mean the same in mail, record and digest."""

    name: str
    looks_for: str  # in words, for people
    severity: str  # "stop" or "advise"
    verdict: CheckVerdict
    groups: int = 0  # sets of rows that share a key; with a baseline those that the import brought
    extra_rows: int = 0  # rows beyond the first of each group, or beyond those that were there before
    rows_tested: int = 0
    columns: tuple[str, ...] = ()
    sample: tuple[tuple[str, ...], ...] = ()  # first rows, as text, at most the row cap
    sample_groups: tuple[int, ...] = ()  # which group each of them is in, from 1
    why: str = ""  # for NOT_CHECKED: the reason, in words
    query_sha256: str = ""
    keys: int = 0  # so many of the columns, the first ones, are equal within a group
    has_baseline: bool = False  # what stood there before the import is known, and left out above
    old_groups: int = 0
    old_extra_rows: int = 0
    rows_before: int = 0
    seconds: float = 0.0  # it took


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum over a firm's data, such as its AR."""

    name: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class KnownGroups:
    """The groups that one check found before the import, in so few bytes that they can be kept."""

    query_sha256: str  # of the check as it was then: after a change its keys mean something else
    rows_tested: int
    groups: str  # see known.py
    too_many: bool = False  # more than are kept: then nothing can be told from them


@dataclass(frozen=True, slots=True)
class CheckRun:
    """All checks of one firm, run once."""

    began_at: datetime
    ended_at: datetime
    results: tuple[CheckResult, ...]
    figures: tuple[Figure, ...] = ()
    figures_before: tuple[Figure, ...] = ()
    figures_why: str = ""  # why there are none, where there should be
    firm: str = ""  # the one parameter of every query
    database: str = ""  # which one it was, without its login

    @property
    def ran(self) -> bool:
        """Whether any check looked at any row."""
        return any(result.verdict is not CheckVerdict.NOT_CHECKED for result in self.results)


@dataclass(frozen=True, slots=True)
class Baseline:
    """What stood in a firm's data before its import."""

    run: CheckRun
    known: tuple[KnownGroups, ...] = ()


@dataclass(frozen=True, slots=True)
class Landing:
    """Whether what a firm imported has arrived where the checks look."""

    landed: bool
    why: str = ""  # while it has not: what was seen, in words


class Checks(Protocol):
    """The firm's data, as far as we may look at it."""

    def baseline(self, firm: str) -> Baseline:
        """Note down what stands there now, read-only and bounded; never raises."""

    def landed(self, firm: str, since: datetime) -> Landing:
        """Say whether the data has landed that came after `since`; never raises.

        Where nothing tells, it has.
        """

    def run(self, firm: str, before: Baseline | None = None) -> CheckRun:
        """Run every check for this firm, read-only and bounded; never raises.

        A check that cannot run is `NOT_CHECKED` with its reason; no checks at all is a run without results.

        Args:
            firm: Its key.
            before: What stood there before the import, and is therefore not the import's.
        """

    def compile_all(self) -> tuple[str, ...]:
        """Return every fault that can be known before the day; runs no query over the data, never raises."""
