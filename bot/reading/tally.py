"""What a program printed of an import: "Clients 412 412 0", "Rejected: 0".

Such lines are no sentences, so they are read here and taken out. Figures that do not agree speak against a
completion as plainly as words do; a line that tells neither stays for the rules.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.reading.findings import Finding
from bot.reading.rules.rule import Act, How

LINES_AT_MOST = 500
_TROUBLE = (
    r"reject\w*|fail\w*|errors?|exceptions?|warnings?|skipped|duplicates?|missing|remaining|left|pending"
)
ROW = re.compile(
    r"[ \t|*•-]*[^\W\d][^\d|\t:=]{0,40}?[ \t|:=]+(?P<counts>\d[\d,]*(?:[ \t|/]+\d[\d,]*)+)"
    r"(?:[ \t|]+(?:ok|done|completed?|loaded|imported|100%|✓|✔|✅))?[ \t|]*$",
    re.IGNORECASE,
)
LISTED = re.compile(
    r"[ \t]*(?P<label>[*•–-]?[ \t]*(?:[^\W\d]+[ ]?){1,4})[ \t]*[(:=–-][ \t]*\d[\d,]*[)]?[ \t.]*$"
)
NO_TROUBLE = re.compile(
    rf"[ \t*•-]*(?:[^\W\d]+ ){{0,2}}(?:{_TROUBLE})[ \t]*[:=][ \t]*(?:0|none|nil|zero|n/?a)[ \t.]*$",
    re.IGNORECASE,
)
HEADER = re.compile(r"[^\W\d][^\d:.!?]*$")
CELLS = re.compile(r"[ ]{2,}|[ ]*[\t|][ ]*")
TROUBLE = re.compile(_TROUBLE, re.IGNORECASE)
BEGUN = re.compile(r"[ \t*•-]*(?:[^\W\d]+ ){0,2}(?:started|began)[ \w]{0,10}[:=][ \t]*\d", re.IGNORECASE)
OPEN = re.compile(rf"{_TROUBLE}|\b(?:not?|to|left|still|until|date|start|by)\b", re.IGNORECASE)
COUNTED = re.compile(
    r"rows?|source|file|expected|loaded|imported|target|count|read|written|posted", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Tally:
    """A text without its tallies, letter for letter in place, and what they say."""

    text: str
    findings: tuple[Finding, ...] = ()


def taken_out(text: str) -> Tally:
    """Return the text with every tally blanked, and a finding for each: it is well, or not all is in."""
    lines = text.split("\n")[:LINES_AT_MOST]
    told = _tables(lines) | dict.fromkeys(_lists(lines), True)
    headers = {n - 1 for n in told if n and _header(lines[n - 1])}
    findings, kept, place = list[Finding](), text.split("\n"), 0
    for number, line in enumerate(lines):
        if number in told:
            findings.append(_finding(place, len(line), well=told[number]))
        if number in told or number in headers:
            kept[number] = " " * len(line)
        place += len(line) + 1
    return Tally("\n".join(kept), tuple(findings))


def _finding(start: int, length: int, *, well: bool) -> Finding:
    act, rule = (Act.CHECKED, "figures that agree") if well else (Act.NOT_DONE, "figures that do not agree")
    return Finding(act, How.ASSERTED, rule, 0, start, start + length)


def _tables(lines: Sequence[str]) -> dict[int, bool]:
    """Return for each row of a table whether its figures agree; a lone line of numbers is none."""
    rows = {n: found["counts"] for n, line in enumerate(lines) if (found := ROW.match(line))}
    return {n: agree for n in rows if (agree := _agrees(n, rows, lines)) is not None}


def _lists(lines: Sequence[str]) -> Iterator[int]:
    """Return the lines that count what there is, "- Contacts (1,204)", no trouble, or tell when it began."""
    found = ((n, LISTED.match(line)) for n, line in enumerate(lines))
    listed = {n for n, line in found if line and not OPEN.search(line["label"])}
    yield from (n for n in listed if {n - 1, n + 1} & listed)
    yield from (n for n, line in enumerate(lines) if NO_TROUBLE.match(line) or BEGUN.match(line))


def _agrees(number: int, rows: dict[int, str], lines: Sequence[str]) -> bool | None:
    first = next(n for n in range(number, -1, -1) if n - 1 not in rows)
    header = _header(lines[first - 1]) if first else ()
    if not header and not {number - 1, number + 1} & rows.keys():
        return None
    counts = [int(count.replace(",", "")) for count in re.findall(r"\d[\d,]*", rows[number])]
    names = header[-len(counts) :] if len(header) > len(counts) else ()
    bad = [n for n, name in enumerate(names) if TROUBLE.search(name)] or range(2, len(counts))
    well = {count for n, count in enumerate(counts) if n not in bad}
    return len(well) == 1 and 0 not in well and not any(counts[n] for n in bad)


def _header(line: str) -> tuple[str, ...]:
    cells = tuple(cell for cell in CELLS.split(line.strip(" |\t")) if cell)
    known = HEADER.match(line.strip(" |\t")) and (TROUBLE.search(line) or COUNTED.search(line))
    return cells if known and len(cells) > 1 else ()
