"""Answers by the number of the row: "1-9 ok, 10 is off by 40.00", "3 differs, rest ok".

A number with a plural behind it is a count and no row: "8 match, 2 don't".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ROWS = 10
AGREES = "ok|okay|fine|good|matches|agrees|ties|correct|same|yes|✓|✅"
DIFFERS = r"off|out(?! of)|differs?|different|wrong|short|over|mismatch|no|(?:not|doesn't|isn't) \w+"
TOKEN = re.compile(
    r"(?<![\w.,:/$£€(-])(?P<first>10|[1-9])(?:\s?(?:-|–|to|thru|through)\s?(?P<last>10|[1-9]))?"
    r"(?![\w%]|[.,:/]\d)(?:[.):](?= \w))?"  # the dot of "1. ok" ends no sentence
    rf"|\b(?P<rest>rest|others|remaining)\b|(?P<agrees>(?:{AGREES})(?!\w))|\b(?P<differs>{DIFFERS})(?!\w)"
    r"|\b(?P<plural>are|match|agree|tie)\b|\b(?P<plural_not>don't|do not)\b"
    r"|\b(?P<named>rows?|lines?|clients?|nos?)\b|(?P<stop>[.!?\n])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class RowVerdicts:
    """Which rows are said to agree, and which to differ."""

    agreed: frozenset[int] = frozenset()
    differing: frozenset[int] = frozenset()


def row_verdicts(text: str) -> RowVerdicts:
    """Return what is said of rows by their number; "rest ok" speaks for the others of ten."""
    verdicts = list(_verdicts(text))
    rows = [row for numbers, _ in verdicts for row in numbers]
    counts = len(rows) == len(verdicts) <= 2 and sum(rows) == ROWS  # "9 ok, 1 off" counts clients
    if len(verdicts) < 2 or not rows or counts:
        return RowVerdicts()
    differing = frozenset(row for numbers, agrees in verdicts if not agrees for row in numbers)
    rest = any(agrees and not numbers for numbers, agrees in verdicts)
    agreed = (
        frozenset(range(1, ROWS + 1))
        if rest
        else frozenset(r for numbers, agrees in verdicts if agrees for r in numbers)
    )
    return RowVerdicts(agreed - differing, differing)


def _verdicts(text: str) -> Iterator[tuple[tuple[int, ...], bool]]:
    """Return the row numbers of each verdict, none for "the rest", and whether it says that they agree."""
    rows: list[int] = []
    rest = named = False
    for found in TOKEN.finditer(text):
        kind = found.lastgroup
        several = named or rest or len(rows) > 1
        if kind in ("first", "last"):
            first = int(found["first"])
            rows += range(first, int(found["last"] or first) + 1)
        elif kind == "named":
            named = True
        elif kind == "rest":
            rest = True
        elif kind == "stop" or (kind in ("plural", "plural_not") and not several):
            rows, rest, named = [], False, False  # "8 match" counts
        elif (rows or rest) and found.group().lower() != "are":
            yield (() if rest else tuple(rows)), kind in ("agrees", "plural")
            rows, rest, named = [], False, False
