"""The ten clients as one firm's people read them: rows, how far it has come, and who signed which."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from bot.desk.heard import Heard
from bot.desk.ten import Row, Standing, Ten
from bot.post import words
from bot.post.inert import NAME_LIMIT, one_line
from bot.post.speech import HeardWords, Speech


@dataclass(frozen=True, slots=True)
class RowWords:
    """One client's row; a figure not given is empty."""

    number: str
    name: str
    practice: str  # theirs
    portal: str  # ours
    gap: str = ""  # portal less practice, where both are given and differ
    returned: str = ""  # our own figure as it came back, where that is another one
    standing: str = "open"  # "agreed", "differs" or "waived"

    @property
    def agrees(self) -> bool:
        return self.standing == Standing.AGREED

    @property
    def differs(self) -> bool:
        return self.standing == Standing.DIFFERS


@dataclass(frozen=True, slots=True)
class SignedWords:
    """Who settled which rows, in which words, when."""

    by: str
    words: str
    at: str
    rows: str  # "all", "1-8, 10"
    waived: bool


def rows_in_words(ten: Ten, says: Speech) -> tuple[RowWords, ...]:
    """Return a row for each client that is known."""
    return tuple(_row(number, row, says) for number, row in enumerate(ten.rows, start=1))


def blank_rows(filled: int, wanted: int) -> tuple[RowWords, ...]:
    """Return empty rows that fill a list up."""
    return tuple(RowWords(str(n), "", "", "") for n in range(filled + 1, wanted + 1))


def signatures(ten: Ten, last: Heard | None, says: Speech) -> tuple[SignedWords, ...]:
    """Return who settled what, in the order they said it; those only counted go to whoever spoke last."""
    signed = [
        (row.by, row.standing is Standing.WAIVED, n)
        for n, row in enumerate(ten.rows, 1)
        if row.by and row.settled
    ]
    signed.sort(key=lambda one: (one[0].at, one[0].by, one[0].words, one[1], one[2]))
    groups = [
        (heard, waived, [n for *_, n in same])
        for (heard, waived), same in groupby(signed, lambda one: one[:2])
    ]
    if last and not any(heard == last for heard, _, _ in groups):
        groups.append((last, False, []))
    return tuple(_signed(heard, waived, numbers, ten, says) for heard, waived, numbers in groups)


def _signed(heard: Heard, waived: bool, numbers: list[int], ten: Ten, says: Speech) -> SignedWords:
    said = says.heard(heard) or HeardWords("", "", "")
    whole = len(numbers) == len(ten.rows)
    return SignedWords(said.by, said.words, said.at, "all" if whole else ", ".join(_spans(numbers)), waived)


def _spans(numbers: list[int]) -> Iterator[str]:
    """Return numbers as people list them: 1-3, 5."""
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        span = [number for _, number in run]
        yield str(span[0]) if len(span) == 1 else f"{span[0]}-{span[-1]}"


def _row(number: int, row: Row, says: Speech) -> RowWords:
    gap = None
    if row.practice is not None and row.portal is not None:
        gap = row.portal - row.practice or None
    return RowWords(
        number=str(number),
        name=one_line(row.name, NAME_LIMIT),
        practice=words.money(row.practice, says.tag),
        portal=words.money(row.portal, says.tag),
        gap=words.money(gap, says.tag),
        returned=words.money(row.returned, says.tag),
        standing=row.standing.value,
    )
