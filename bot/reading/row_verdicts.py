"""Answers by row: "1-9 ok, 10 is off by 40.00", "3 differs 1,240.00, rest ok", "Harbor Bakery matches now".

A known name counts as the number of its row. A bare number with a plural behind it is a count and no row:
"8 match, 2 don't". What is hoped, asked or put off is no verdict.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.reading.amounts import find_amounts
from bot.reading.known_names import marked
from bot.reading.reading import RowSaid

ROWS = 10
AGREES = (
    r"ok|okay|fine|good|match(?:es|ed)|agree[sd]|ties|tied|balances|reconciles|correct|same|equal|yes|settled"
    r"|no (?:difference|variance|discrepanc)\w*|✓|✅|👍"
)
DIFFERS = (
    r"off|out(?! of)|higher|lower|differ[se]|differed|different|wrong|short|over|mismatch\w*|missing"
    r"|doubled|diffs?|✗|❌|no"
    r"|(?:not|doesn't|isn't|aren't) \w+|(?:does|is|are) not|doesn't|isn't|aren't"
)
TOKEN = re.compile(
    r"\ue000(?P<known>\d+)\ue001"
    r"|(?<![\w.,:/$£€(-])(?P<first>10|[1-9])(?:\s?(?:-|–|to|thru|through)\s?(?P<last>10|[1-9]))?"
    r"(?![\w%]|[.,:/]\d)(?:[.):](?= \w))?"  # the dot of "1. ok" ends no sentence
    rf"|\b(?P<rest>rest|others?|remaining|remainder|everything else|else)\b"
    rf"|\b(?P<plural_not>don't|do not|differ)\b|(?P<agrees>(?<!\w)(?:{AGREES})(?!\w))"
    rf"|\b(?P<differs>{DIFFERS})(?!\w)"
    r"|\b(?P<plural>are|match|agree|tie|balance|reconcile)\b"
    r"|\b(?P<named>rows?|lines?|clients?|nos?)\b|(?P<stop>[.!?](?!\d)|\n)",
    re.IGNORECASE,
)
SINGULAR = frozenset(("matches", "agrees", "ties", "balances", "reconciles", "differs"))
# Beside a verdict: it is not one yet.
HEDGED = re.compile(
    r"\b(?:should|will|would|could|may|might|if|once|when|until|unless|hope|almost|nearly|tomorrow|later|please|"
    r"need to|have to)\b",
    re.IGNORECASE,
)
# Anywhere in its sentence: nothing in it is surely said to agree.
DOUBTED = re.compile(r"\?|\b(?:think|believe|guess|probably|perhaps|maybe|not sure|unsure)\b", re.IGNORECASE)
_ROW = r"(?:(?:rows?|lines?|clients?|nos?\.?|#) ?)?(?:\ue000\d+\ue001|(?<!\$)\b(?:10|[1-9])\b(?![.,/]\d))"
# "All fine apart from Pine Ridge": who is named differs, and the others are said to agree.
EXCEPTED = re.compile(
    r"\b(?:all|everything|everyone|every one|they|others?|rest)\b[^.!?]{0,60}?\b"
    r"(?:except(?:ing)?|apart|aside|bar|but|besides|excluding|other than|exception of)(?: from| for)?[ :]+"
    rf"(?P<rows>{_ROW}(?:(?:,? and |, ?| & |,? or ){_ROW})*)",
    re.IGNORECASE,
)
# "8 of 10 are ok" counts, and speaks of no row.
SHARE = re.compile(r"\b\d{1,2}(?:/| of (?:the )?| out of (?:the )?)(?:10|ten)\b", re.IGNORECASE)
PIECE = re.compile(r"[,;–—]|\s-\s|\bbut\b", re.IGNORECASE)
GIVEN = re.compile(r"\d[.,]\d\d(?!\d)")  # an amount
# Before an amount: it is how far the two are apart, and no balance.
APART = re.compile(r"\b(?:by|of|off|out|short|over|difference|variance|gap)\W*$", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.!?])(?<!\d\.)\s+|\n")  # the dot of "1. ok" ends none


@dataclass(frozen=True, slots=True)
class RowVerdicts:
    """Which rows are said to agree, which to differ, and with what amounts."""

    agreed: frozenset[int] = frozenset()
    differing: frozenset[int] = frozenset()
    rest: bool = False  # the others are said to agree; they stand in `agreed` too
    said: tuple[RowSaid, ...] = ()


@dataclass(frozen=True, slots=True)
class _Verdict:
    rows: tuple[int, ...]  # none: "the rest"
    agrees: bool
    by_row: bool  # "Harbor Bakery", "row 3", "1-6": surely no count
    singular: bool  # "3 matches": most likely none
    practice: Decimal | None = None


def row_verdicts(text: str, names: Sequence[str] = (), *, by_rows: bool = False) -> RowVerdicts:
    """Return what is said of rows by number or name; "rest ok" speaks for the others of ten.

    Args:
        text: What the writer says.
        names: The clients that were asked about, in the order of their numbers.
        by_rows: Numbers are surely rows, as the writer speaks of rows elsewhere.
    """
    verdicts = list(_verdicts(SHARE.sub(" ", marked(text, names))))
    rows = [row for verdict in verdicts for row in verdict.rows]
    counts = len(rows) == len(verdicts) <= 2 and sum(rows) == ROWS  # "9 ok, 1 off" counts clients
    alone = len(verdicts) < 2 and not (names and verdicts and verdicts[0].singular)
    by_rows = by_rows or any(verdict.by_row for verdict in verdicts)
    rest = any(verdict.agrees and not verdict.rows for verdict in verdicts)
    if not (rows or (rest and by_rows)) or ((alone or counts) and not by_rows):
        return RowVerdicts()
    differing = frozenset(row for verdict in verdicts if not verdict.agrees for row in verdict.rows)
    agreed = frozenset(row for verdict in verdicts if verdict.agrees for row in verdict.rows) - differing
    last = len(names) or ROWS
    return RowVerdicts(
        agreed=frozenset(range(1, last + 1)) - differing if rest else agreed,
        differing=differing,
        rest=rest,
        said=tuple(_said(verdicts, agreed)),
    )


def _said(verdicts: Sequence[_Verdict], agreed: frozenset[int]) -> Iterator[RowSaid]:
    for row in sorted({row for verdict in verdicts for row in verdict.rows}):
        amounts = [v.practice for v in verdicts if row in v.rows and v.practice is not None]
        yield RowSaid(row in agreed, row, practice=amounts[0] if amounts else None)


def _verdicts(text: str) -> Iterator[_Verdict]:
    for sentence in SENTENCE.split(text):
        doubted = DOUBTED.search(sentence) is not None
        yield from _excepted(sentence, doubted=doubted)
        yield from (verdict for verdict in _of_sentence(sentence) if not (doubted and verdict.agrees))


def _excepted(sentence: str, *, doubted: bool) -> Iterator[_Verdict]:
    """Return who is left out where all others are said to agree."""
    found = EXCEPTED.search(sentence)
    if found is None:
        return
    rows = tuple(int(number) for number in re.findall(r"\d+", found["rows"]))
    yield _Verdict(rows, agrees=False, by_row=True, singular=False)
    if not (doubted or HEDGED.search(sentence[: found.end()])):
        yield _Verdict((), agrees=True, by_row=False, singular=False)


def _of_sentence(text: str) -> Iterator[_Verdict]:
    """Return the verdicts of one sentence; rows are gathered until a word says how they stand."""
    rows: list[int] = []
    rest = named = False
    before = row_ended = 0  # where the last verdict ended, and the last row
    for found in TOKEN.finditer(text):
        kind = found.lastgroup
        if kind in ("known", "first", "last", "rest") and GIVEN.search(text[row_ended : found.start()]):
            rows, named = [], False  # "1 is 1,240.00, 2 ok": what is given an amount is not what agrees
        several = named or rest or len(rows) > 1
        row_ended = found.end() if kind in ("known", "first", "last") else row_ended
        if kind == "known":
            number = int(found["known"])
            # In "3. Harbor Bakery" both mean one row.
            rows, named = [*(row for row in rows if row != number), number], True
        elif kind in ("first", "last"):
            first = int(found["first"])
            rows += range(first, int(found["last"] or first) + 1)
        elif kind == "named":
            named = True
        elif kind == "rest":
            rest = True
        elif kind == "stop" or (kind in ("plural", "plural_not") and not several):
            rows, rest, named = [], False, False  # "8 match" counts
        elif (rows or rest) and found.group().lower() != "are":
            agrees = kind in ("agrees", "plural")
            beside = text[before : found.end()] + PIECE.split(text[found.end() :], maxsplit=1)[0]
            if not (agrees and HEDGED.search(beside)):
                given = None if agrees or rest else _amount_behind(text[found.end() :])
                yield _Verdict(
                    () if rest else tuple(rows), agrees, several and not rest, _singular(found), given
                )
            rows, rest, named, before = [], False, False, found.end()


def _singular(found: re.Match[str]) -> bool:
    return found.group().lower() in SINGULAR


def _amount_behind(text: str) -> Decimal | None:
    """Return the one amount that follows a verdict, before the next row is spoken of; no mere difference."""
    ahead = next((f.start() for f in TOKEN.finditer(text) if f.lastgroup in ("known", "rest")), len(text))
    found = [amount for amount in find_amounts(text[:ahead]) if not amount.plain]
    if len(found) != 1 or APART.search(text[: found[0].start]):
        return None
    return found[0].value
