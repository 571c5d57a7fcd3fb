"""Clients with their two amounts, as people put them into a mail: tables, lines and sentences.

    Adair Plumbing Co      4,210.00    4,210.00
    1. Mrs J Beddoes - (£85.00) / (£85.00)
    Tom Cleary €450 in both
    Hollis Farms is 3,410.55 in PracticeEngine but 3,140.55 in the portal.

Lines that are rows are read first; what is left is prose, where a side must be named beside each amount.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from bot.reading.amounts import Amount, find_amounts, parse_amount
from bot.reading.reading import ClientAmount
from bot.reading.tables import NAME_AT_MOST, NOWHERE, PORTAL, PRACTICE, Row, clients_of, find_columns

LINES_AT_MOST = 300
LINE_AT_MOST = 1_000  # characters; a longer line is no row, and its tail no sentence about a client
NAME_WORDS_AT_MOST = 8
AMOUNTS_AT_MOST = 60  # read in prose
BETWEEN_AT_MOST = 45  # characters between the two amounts of a sentence

THOUSANDS = re.compile(r"(?<!\.\d)\d,\d{3}(?!\d)")  # a comma inside a number, not between cells
ORDINAL = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|#\d{1,2}|[-*•·])\s*")
SIDES = frozenset(
    (
        "pe",
        "pm",
        "practice",
        "practiceengine",
        "engine",
        "portal",
        "ar",
        "balance",
        "shows",
        "show",
        "has",
        "is",
        "in",
        "at",
        "of",
        "for",
        "example",
    )
)
BOTH = re.compile(
    r"[\s,;:=()-]{0,4}(?:(?:in|on|for) )?(?:both|each|either|same|matche?s?|ok|okay|agrees?|ties?)\b"
    r"|\s?[✓✅👍]",
    re.IGNORECASE,
)
NOT_THERE = re.compile(r"\b(?:isn.t|not|nothing|missing|absent|no record)\b", re.IGNORECASE)
PORTAL_FIRST = re.compile(
    r"\bportal\b[^.\n]{0,20}?(?:/|\||,|then|first|left|vs)[^.\n]{0,20}?\b(?:pe|practice)", re.IGNORECASE
)
NIL = re.compile(
    r"\W{0,4}(?:(?:and|but|vs) )?(?:in )?(?:the )?portal\W{0,3}(?:is |shows |has )?(?:nil|zero|0)\b",
    re.IGNORECASE,
)
SIGN_APART = re.compile(r"([$€£])\s{2,}(?=[\d(])")  # "$    980.00" is one cell
OUR_SIDE = re.compile(
    r"\b(?:with us|we (?:have|show)|on ours|(?:on|at) our (?:side|end)|in our (?:books|system))\b",
    re.IGNORECASE,
)
YOUR_SIDE = re.compile(
    r"\b(?:with you|on yours|(?:on|at) your (?:side|end)|in your (?:books|system))\b", re.IGNORECASE
)
PLAIN_PAIR = re.compile(
    r"(?:\d{1,2}[.)] )?(?P<name>[^\W\d][^\n\d]{0,78}?)[ \t:,-]+"
    r"(?P<practice>\d{1,9})[ \t/,|]+(?P<portal>\d{1,9})\s*$"
)
TELLS = frozenset(
    [
        "except",
        "ties",
        "all",
        "everything",
        "we",
        "they",
        "but",
        "are",
        "that",
        "which",
        "nine",
        "eight",
        "only",
    ]
)  # prose, no name
SENTENCE_END = re.compile(r"(?<=[!?;])\s|(?<=[a-z]{4}\.)\s|(?<=OK\.)\s|(?<=PE\.)\s")
STRETCH_END = re.compile(rf"{SENTENCE_END.pattern}|(?<=:)\s")  # of prose, where "AR:" names nobody
OPPOSED = re.compile(r"\s*(?:vs\.?|versus|against|/|and|but)\s*")
# A run of words with capitals; small words may stand within it.
_PROPER = r"[A-ZÀ-Þ][\w.'’-]*"
NAME = re.compile(
    rf"(?:{_PROPER}|&)(?:,?\s(?:(?:and|of|the|et|de|du)\s)?(?:{_PROPER}|\([A-ZÀ-Þ][\w.'’ -]{{0,30}}\)|&))*"
)
NO_NAMES = frozenset(
    (
        "PE",
        "Portal",
        "AR",
        "And",
        "But",
        "The",
        "Only",
        "Also",
        "Just",
        "However",
        "Except",
        "That",
        "It",
        "In",
        "For",
        "PracticeEngine",
        "I",
        "Hi",
        "Row",
    )
)
COMPANY = ("Inc.", "Ltd.", "Co.", "Corp.", "Bros.")


def clients_in(text: str) -> Iterator[ClientAmount]:
    """Return clients with amounts in the order of the text: rows first, then those of sentences."""
    lines = [line for line in text.split("\n")[:LINES_AT_MOST] if len(line) <= LINE_AT_MOST]
    rows = [_cells(line) for line in lines]
    yield from _of_tables(rows)
    singles = [
        _line_client(line) if len(cells) < 3 else None for line, cells in zip(lines, rows, strict=True)
    ]
    turned = PORTAL_FIRST.search(text) is not None
    yield from (_turned(client) if turned else client for client in singles if client)
    prose = (
        line.strip()
        for line, cells, single in zip(lines, rows, singles, strict=True)
        if len(cells) < 3 and not single
    )
    yield from _plain_pairs(lines)
    sided = YOUR_SIDE.sub("in the portal", OUR_SIDE.sub("in PE", " ".join(prose)))
    yield from _of_prose(sided)


def _turned(client: ClientAmount) -> ClientAmount:
    return replace(client, practice=client.portal, portal=client.practice)


# ---- rows


def _of_tables(rows: Sequence[Row]) -> Iterator[ClientAmount]:
    block: list[Row] = []
    for cells in [*rows, ()]:
        if len(cells) >= 3:
            block.append(cells)
        elif block:
            yield from clients_of(block)
            block = []


def _cells(line: str) -> Row:
    """Split a line of a table; a line of prose comes back in one piece."""
    line = SIGN_APART.sub(r"\1", line)
    if "\t" in line:
        return tuple(cell.strip() for cell in line.split("\t"))
    if line.count("|") >= 2:
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    labelled = PRACTICE.search(line) and PORTAL.search(line) and any(map(str.isdigit, line))
    if line.count(",") >= 2 and not (labelled or THOUSANDS.search(line)):
        cells = next(csv.reader([line]))
        if find_columns(cells) or sum(parse_amount(cell) is not None for cell in cells[1:]) >= 2:
            return tuple(cells)
    wide = [cell.strip() for cell in line.strip().split("  ") if cell.strip()]
    return tuple(wide) if len(wide) >= 3 else (line,)


def _line_client(line: str) -> ClientAmount | None:
    bare = ORDINAL.sub("", line)
    sides = PRACTICE.search(bare) and PORTAL.search(bare)
    amounts = [amount for amount in find_amounts(bare) if sides or not amount.plain]
    if not amounts or amounts[0].start > NAME_AT_MOST:
        return None
    name = _label(SENTENCE_END.split(bare[: amounts[0].start])[-1])
    if (
        not name
        or name.lower().endswith("total")
        or len(name.split()) > NAME_WORDS_AT_MOST
        or not TELLS.isdisjoint(name.lower().split())
    ):
        return None
    if len(amounts) == 1:
        return _one_amount(name, bare, amounts[0])
    first, second = amounts[:2]
    if second.start - first.end > 25 or len(bare) - second.end > 40:
        return None
    client = ClientAmount(name, first.value, second.value)
    named_turned = PORTAL.search(bare[: first.start]) and PRACTICE.search(bare[first.end : second.start])
    return _turned(client) if named_turned else client


def _plain_pairs(lines: Sequence[str]) -> Iterator[ClientAmount]:
    """Read "Abbott 1200 1200": whole numbers are amounts only where one such line follows another."""
    found = [PLAIN_PAIR.match(line) for line in lines]
    for before, pair, after in zip([None, *found], found, [*found[1:], None], strict=False):
        if pair and (before or after):
            yield ClientAmount(
                pair["name"][:NAME_AT_MOST], Decimal(pair["practice"]), Decimal(pair["portal"])
            )


def _one_amount(name: str, line: str, amount: Amount) -> ClientAmount | None:
    behind = line[amount.end :]
    if BOTH.match(behind):
        return ClientAmount(name, amount.value, amount.value)
    if NIL.match(behind):
        return ClientAmount(name, amount.value, Decimal(0))
    if len(behind) < 40 and NOWHERE.match(behind.strip(" -/|,;:")):
        return ClientAmount(name, amount.value, None)
    return None


def _label(before: str) -> str:
    """Return the name that stands before an amount, without separators and the side it is on."""
    words = before.split()
    while words and (not any(map(str.isalnum, words[-1])) or words[-1].strip(":,;-=/").lower() in SIDES):
        words.pop()
    return " ".join(words).strip(" -–—:|,;/=\"'")[:NAME_AT_MOST]


# ---- sentences


def _of_prose(prose: str) -> Iterator[ClientAmount]:
    amounts = [amount for amount in find_amounts(prose) if not amount.plain][:AMOUNTS_AT_MOST]
    for first, second in zip_longest(amounts, amounts[1:]):
        if name := _name_before(prose[max(0, first.start - 120) : first.start]):
            yield from _sided(name, first, second, prose)


def _sided(name: str, first: Amount, second: Amount | None, prose: str) -> Iterator[ClientAmount]:
    """Return the client if a side is named beside each amount, or one is said not to be there."""
    near = prose[first.end : first.end + 60]
    if BOTH.match(near):
        yield ClientAmount(name, first.value, first.value)
    elif second and second.start - first.end <= BETWEEN_AT_MOST:
        before, between = prose[max(0, first.start - 22) : first.start], prose[first.end : second.start]
        behind = prose[second.end : second.end + 25]
        if (PRACTICE.search(between) and PORTAL.search(behind)) or (
            PRACTICE.search(before) and PORTAL.search(between)
        ):
            yield ClientAmount(name, first.value, second.value)
        elif (PORTAL.search(between) and PRACTICE.search(behind)) or (
            PORTAL.search(before) and PRACTICE.search(between)
        ):
            yield ClientAmount(name, second.value, first.value)
        elif OPPOSED.fullmatch(between):
            yield ClientAmount(name, first.value, second.value)
    elif _in_practice_alone(prose[max(0, first.start - 60) : first.start].rpartition(name)[2], near):
        yield ClientAmount(name, first.value, None)


def _in_practice_alone(ahead: str, behind: str) -> bool:
    """Tell "… is $310 in PE but not in the portal" and "… isn't in the portal (PE shows $310)"."""
    absent = NOT_THERE.search(ahead)
    if absent and PORTAL.search(ahead, absent.end()) and PRACTICE.search(ahead[-22:]):
        return True
    return all((PRACTICE.search(behind[:25]), NOT_THERE.search(behind), PORTAL.search(behind)))


def _name_before(text: str) -> str:
    """Return the last name in a stretch of prose."""
    for piece in reversed(STRETCH_END.split(text)):
        for run in reversed(NAME.findall(piece)):
            words = run.split()
            while words and words[0] in NO_NAMES:
                words.pop(0)
            while words and words[-1] in NO_NAMES:
                words.pop()
            if words:
                name = " ".join(words)
                return name[:NAME_AT_MOST] if name.endswith(COMPANY) else name.strip(" ,.")[:NAME_AT_MOST]
    return ""
