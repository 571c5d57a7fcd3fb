"""Answers by the number of the row: "1-9 ok, 10 is off by 40.00", "3 differs, rest ok".

A number with a plural behind it is a count and no row: "8 match, 2 don't".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

ROWS = 10
AGREES = "ok|okay|fine|good|matches|agrees|ties|correct|same|yes|✓|✅"
DIFFERS = r"off|out(?! of)|differs|different|wrong|short|over|mismatch|no|not \w+|doesn't \w+|does not \w+|isn't \w+"
TOKEN = re.compile(
    r"(?<![\w.,:/$£€(-])(?P<first>10|[1-9])(?:\s?(?:-|–|to|thru|through)\s?(?P<last>10|[1-9]))?(?![\w%]|[.,:/]\d)"
    rf"|\b(?P<rest>rest|others|remaining)\b|(?P<agrees>(?:{AGREES})(?!\w))|\b(?P<differs>{DIFFERS})(?!\w)"
    r"|\b(?P<plural>are|match|agree|tie|don't|do not)\b|\b(?P<named>rows?|lines?|clients?|nos?)\b|(?P<stop>[.!?\n])",
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
        match found.lastgroup:
            case "first" | "last":
                first = int(found["first"])
                rows += range(first, int(found["last"] or first) + 1)
                named |= found["last"] is not None
            case "named":
                named = True
            case "rest":
                rest = True
            case "plural" if rows and not (named or rest or len(rows) > 1):
                rows = []  # "8 match" counts
            case "plural" if found.group().lower() in ("match", "agree", "tie") and (rows or rest):
                yield tuple(rows), True
                rows, rest, named = [], False, False
            case "agrees" | "differs" if rows or rest:
                yield (() if rest else tuple(rows)), found.lastgroup == "agrees"
                rows, rest, named = [], False, False
            case "stop":
                rows, rest, named = [], False, False
