"""One amount beside a row's number or a known name: theirs, since they have ours. "3: 1,240.00"."""

import re
from collections.abc import Iterator, Sequence

from bot.reading.amounts import find_amounts
from bot.reading.known_names import marked
from bot.reading.reading import RowSaid

LINES_AT_MOST = 300
LINE_AT_MOST = 500  # characters
ROW = re.compile(
    r"\W{0,4}(?:(?:row|line|client|no|number)\W{0,3})?(?:(?P<number>\d{1,2})(?!\w|[,./]\d)[.):]?\s*)?"
    r"(?:\ue000(?P<known>\d+)\ue001)?(?P<behind>.*)",
    re.IGNORECASE,
)
PIECE = re.compile(r";|,(?!\d)|\band\b|(?<=\d\d)\.(?=\s|$)")  # of a line: "1-9 ok, 10 is 1,240.00"
# What may stand beside the amount and leaves it theirs.
BESIDE = frozenset(
    (
        *(
            "ar",
            "at",
            "balance",
            "books",
            "engine",
            "has",
            "have",
            "here",
            "in",
            "is",
            "it",
            "ledger",
            "of",
            "on",
        ),
        *("our", "ours", "pe", "pm", "practice", "practiceengine", "says", "show", "shows", "side", "system"),
        *("the", "usd", "us", "we", "with", "cad", "aud", "gbp", "eur", "cr", "dr", "management"),
    )
)


def row_amounts(text: str, names: Sequence[str]) -> Iterator[RowSaid]:
    """Return the rows for which a line, or a piece of one, gives one amount and nothing else."""
    for line in marked(text, names).split("\n")[:LINES_AT_MOST] if names else ():
        for piece in PIECE.split(line[:LINE_AT_MOST]):
            found = ROW.fullmatch(piece)
            if found and (said := _said(found, len(names))):
                yield said


def _said(found: re.Match[str], last: int) -> RowSaid | None:
    numbers = {int(found[group]) for group in ("number", "known") if found[group]}
    amounts = list(find_amounts(found["behind"]))
    words = re.findall(r"[^\W\d_]+", found["behind"].lower())
    if len(numbers) != 1 or len(amounts) != 1 or not BESIDE.issuperset(words):
        return None
    number = numbers.pop()
    return RowSaid(None, number, practice=amounts[0].value) if 0 < number <= last else None
