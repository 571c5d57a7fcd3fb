"""The comparison of ten clients, as the writer answers it: in words, row by row, in a table or a worksheet.

Numbers beat words: "all ten match" over a table where one row differs is no match. A difference explained
away is still one. How many clients are enough is not for the reader to say.
"""

import csv
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bot.letter.letter import Attachment
from bot.reading.amounts import Amount, find_amounts, parse_amount
from bot.reading.attachments import Refused, rows_of
from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.reading import ClientAmount, ReviewReading
from bot.reading.rules.rule import Act, How
from bot.reading.tables import NAME_AT_MOST, NOWHERE, PORTAL, PRACTICE, Row, clients_of, find_columns

LINES_AT_MOST = 400

THOUSANDS = re.compile(r"(?<!\.\d)\d,\d{3}(?!\d)")  # a comma inside a number, not between cells
ORDINAL = re.compile(r"^\s*(?:\(?\d{1,2}[.):]|#\d{1,2}|[-*•·])\s*")
LABEL = re.compile(
    r"(?:[-–—:|,;/=\s]|\b(?:pe|pm|practice\s?engine|practice|portal|ar|balance|shows?|has|is|in|at|of)\b)+$",
    re.I,
)
BOTH = re.compile(
    r"^[\s,;:=()-]*(?:in|on|for)?\s*(?:both|each|either|same|matche?s?|ok|okay|agrees?|ties?|✓|✅|👍)", re.I
)
NOT_THERE = re.compile(
    r"(?:\b(?:isn't|is not|not|nothing|missing|absent|no record)\b[^.]{0,15}\b(?:in|on|from|there)\b[^.]{0,15}(?:portal|aiwyn)?"
    r"|\b(?:missing|not found|n/a|no record)\b)", re.I,
)  # fmt: skip
CAPITALISED = re.compile(
    r"(?:[A-ZÀ-Þ0-9][\w.'’&-]*|&|and|of|the|et|fils|de|du|von|van)(?:,?\s+(?=[A-ZÀ-Þ&]|(?:and|of|et|de|du)\s+[A-ZÀ-Þ]|(?:and|&)\s)|$)"
)
ROW_VERDICT = re.compile(
    r"(?<![\d.,/$£€])(?P<from>\d{1,2})(?:\s*(?:-|–|to|thru|through)\s*(?P<to>\d{1,2}))?(?P<also>(?:\s*(?:,|&|and)\s*\d{1,2})*)"
    r"\s*(?:[-–:=]|is|are|all|both|look|looks|does|do)?\s*"
    r"(?P<word>not\s+\w+|n't\s+\w+|ok|okay|fine|good|match(?:es)?|agrees?|ties?|correct|same|yes|✓|✅|off|out|differs?|wrong|short|over|mismatch|no)\b", re.I,
)  # fmt: skip
AGREEING = frozenset("ok okay fine good match matches agree agrees tie ties correct same yes ✓ ✅".split())
NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "both": 2,
}


@dataclass(frozen=True, slots=True)
class RowVerdicts:
    """What is said of rows by their number: "1-9 ok, 10 is off by 40.00"."""

    agreed: frozenset[int]
    differing: frozenset[int]


def read_review(
    text: str,
    clauses: tuple[Clause, ...],
    findings: tuple[Finding, ...],
    attachments: Iterable[Attachment] = (),
) -> ReviewReading | None:
    """Return what the writer reports of the comparison; None when the text reports nothing."""
    clients = _merged((*_from_lines(text), *_from_prose(text), *_from_attachments(attachments)))
    rows = row_verdicts(text)
    matches = [f for f in findings if f.act is Act.MATCH and f.how is How.ASSERTED]
    differs = [f for f in findings if f.act is Act.DIFFER and f.how is How.ASSERTED]
    if not (clients or matches or differs or rows.agreed or rows.differing):
        return None
    unequal = tuple(client.name for client in clients if client.practice != client.portal)
    differing = unequal or tuple(map(str, sorted(rows.differing)))
    goes_on = any(f.act is Act.CHECK_GOES_ON and f.how is not How.CONDITIONAL for f in findings)
    return ReviewReading(
        all_match=False
        if differing or differs
        else None
        if goes_on or not (matches or clients or rows.agreed)
        else True,
        clients=clients,
        agreed=_agreed(clients, rows, matches, clauses),
        differing=differing,
    )


def _agreed(
    clients: tuple[ClientAmount, ...], rows: RowVerdicts, matches: list[Finding], clauses: tuple[Clause, ...]
) -> int | None:
    equal = sum(client.practice == client.portal for client in clients)
    counted = max(
        (count for f in matches if (count := _count(clauses[f.clause].text)) is not None), default=None
    )
    if equal and (counted is None or len(clients) >= counted):
        return equal
    return counted if counted is not None else len(rows.agreed) or None


def _count(text: str) -> int | None:
    """Return how many a clause speaks of: "nine of the ten agree" is 9, "10/10 match" is 10."""
    for word in text.split():
        number = word.partition("/")[0]
        if word in NUMBERS or (number.isdigit() and int(number) <= 50):
            return NUMBERS.get(word) or int(number)
    return None


def row_verdicts(text: str) -> RowVerdicts:
    """Return which numbered rows are said to agree and which to differ; "rest ok" speaks for the others of ten."""
    agreed, differing = set[int](), set[int]()
    for found in ROW_VERDICT.finditer(text):
        first, last = int(found["from"]), int(found["to"] or found["from"])
        rows = {*range(first, min(last, 50) + 1), *map(int, re.findall(r"\d+", found["also"]))}
        if all(1 <= row <= 10 for row in rows):
            (agreed if found["word"].lower() in AGREEING else differing).update(rows)
    if (agreed or differing) and re.search(
        r"\b(?:rest|others)\b[^.\n]{0,20}\b(?:ok|okay|fine|good|match|agree|tie)", text, re.I
    ):
        agreed |= set(range(1, 11)) - differing
    return RowVerdicts(frozenset(agreed - differing), frozenset(differing))


# ---- amounts of named clients


def _from_attachments(attachments: Iterable[Attachment]) -> Iterator[ClientAmount]:
    for attachment in attachments:
        try:
            for rows in rows_of(attachment):
                yield from clients_of(rows)
        except Refused:
            continue  # the desk sees a review without figures, and asks


def _from_lines(text: str) -> Iterator[ClientAmount]:
    """Read lines that are rows: of a table, or a name with its two amounts."""
    portal_first = _portal_first(text)
    block: list[Row] = []
    for line in [*text.split("\n")[:LINES_AT_MOST], ""]:
        cells = _cells(line)
        if len(cells) >= 3:
            block.append(cells)
            continue
        if block:
            yield from clients_of(block)
            block = []
        if client := _line_client(line):
            yield replace(client, practice=client.portal, portal=client.practice) if portal_first else client


def _cells(line: str) -> Row:
    """Split a line of a table; a line of prose comes back in one piece."""
    if "\t" in line:
        return tuple(cell.strip() for cell in line.split("\t"))
    if line.count("|") >= 2:
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    if line.count(",") >= 2 and not THOUSANDS.search(line):
        cells = next(csv.reader([line]))
        if find_columns(cells) or sum(parse_amount(cell) is not None for cell in cells[1:]) >= 2:
            return tuple(cells)
    wide = re.split(r"\s{2,}", line.strip())
    return tuple(wide) if len(wide) >= 3 else (line,)


def _portal_first(text: str) -> bool:
    """Return whether the columns were announced the other way round: "portal / PE"."""
    for line in text.split("\n"):
        practice, portal = PRACTICE.search(line), PORTAL.search(line)
        if practice and portal and not any(not amount.plain for amount in find_amounts(line)):
            return portal.start() < practice.start() and portal.end() + 25 > practice.start()
    return False


def _line_client(line: str) -> ClientAmount | None:
    """Read "Name - PE $525.00 / Portal $0.00" and its kind; prose is not for us here."""
    bare = ORDINAL.sub("", line)
    amounts = [amount for amount in find_amounts(bare) if not amount.plain]
    if not amounts or amounts[0].start > NAME_AT_MOST:
        return None
    name = _name(bare[: amounts[0].start])
    if not name or len(name.split()) > 8:
        return None
    if len(amounts) == 1:
        return _one_amount(name, bare, amounts[0])
    first, second = amounts[:2]
    if (
        second.start - first.end > 25
        or len(bare) - second.end > 40
        or re.search(r"[.!?]\s", name + " " if name.endswith(("!", "?")) else "")
    ):
        return None
    practice, portal = first.value, second.value
    if PORTAL.search(bare[: first.start]) and PRACTICE.search(bare[first.end : second.start]):
        practice, portal = portal, practice
    return ClientAmount(name, practice, portal)


def _one_amount(name: str, line: str, amount: Amount) -> ClientAmount | None:
    behind = line[amount.end :]
    if BOTH.match(behind):
        return ClientAmount(name, amount.value, amount.value)
    if len(behind) < 40 and NOWHERE.match(behind.strip(" -/|,;:")):
        return ClientAmount(name, amount.value, None)
    return None


def _name(before: str) -> str:
    return LABEL.sub("", before).strip(" \t-–—:|,;/=\"'").strip()[:NAME_AT_MOST]


def _from_prose(text: str) -> Iterator[ClientAmount]:
    """Read sentences that give both amounts of a client, or one and that it is not in the portal."""
    flowing = re.sub(
        r"\s*\n\s*",
        " ",
        "\n".join(
            line
            for line in text.split("\n")[:LINES_AT_MOST]
            if len(_cells(line)) < 3 and not _line_client(line)
        ),
    )
    amounts = [amount for amount in find_amounts(flowing) if not amount.plain]
    for number, first in enumerate(amounts):
        second = amounts[number + 1] if number + 1 < len(amounts) else None
        between = flowing[first.end : second.start] if second else flowing[first.end : first.end + 60]
        name = _capitalised_before(flowing[max(0, first.start - 120) : first.start])
        if not name:
            continue
        if (
            second
            and len(between) <= 45
            and PRACTICE.search(between)
            and PORTAL.search(flowing[second.end : second.end + 25])
        ):
            yield ClientAmount(name, first.value, second.value)
        elif (
            second
            and len(between) <= 45
            and PORTAL.search(between)
            and PRACTICE.search(flowing[second.end : second.end + 25])
        ):
            yield ClientAmount(name, second.value, first.value)
        elif PRACTICE.search(between[:25]) and NOT_THERE.search(between[:60]):
            yield ClientAmount(name, first.value, None)


def _capitalised_before(text: str) -> str:
    """Return the last name in a stretch of prose: a run of words with capitals."""
    sentence = re.split(r"(?<=[!?;:])\s|(?<=[a-z]{3}\.)\s", text)
    for piece in reversed(sentence):
        runs = re.findall(
            r"(?:[A-ZÀ-Þ][\w.'’-]*|&)(?:,?\s(?:(?:and|of|the|et|de|du)\s)?(?:[A-ZÀ-Þ][\w.'’-]*|&))*", piece
        )
        names = [
            re.sub(r"^(?:And|But|The|Only|Also|Just|However|Except|That|It|In|For|PE|Portal)\s+", "", run)
            for run in runs
        ]
        names = [
            name
            for name in names
            if name not in ("PE", "Portal", "AR", "And", "The", "It", "That", "PracticeEngine", "I")
        ]
        if names:
            return (
                names[-1].strip(" ,.")[:NAME_AT_MOST]
                if not names[-1].endswith(("Inc.", "Ltd.", "Co."))
                else names[-1]
            )
    return ""


def _merged(clients: Iterable[ClientAmount]) -> tuple[ClientAmount, ...]:
    """Return each client once: what the table says goes before what prose repeats of it."""
    kept: dict[str, ClientAmount] = {}
    for client in clients:
        kept.setdefault(client.name.casefold(), client)
    return tuple(kept.values())
