"""A text as lines that know how deep they are quoted: what HTML and plain text have in common."""

import re
from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """What the structure of a message says of a line; plain text says nothing."""

    NONE = ""
    RULE = "rule"  # a horizontal line above whatever comes next
    CUT = "cut"  # the mail program puts the old message from here on
    ATTRIBUTION = "attribution"  # "On ... wrote:"
    SIGNATURE = "signature"
    LONE = "lone"  # marked as a quote, and all there is: nobody can say who wrote it
    INDENT = "indent"  # indented without saying why: a quote below an attribution, else the writer's own


class Line(NamedTuple):
    """One line, without its quote marks."""

    text: str
    depth: int = 0  # 0: typed by the writer, as far as marks go; 1: quoted; 2: quoted in what was quoted
    mark: Mark = Mark.NONE


QUOTE_MARKS = re.compile(r"[ \t]{0,3}((?:> ?)+)")
NOT_A_QUOTE = ("<<", ">>>")  # ">>> look here <<<", and GroupWise's line above a quote


def lines_of_text(text: str) -> list[Line]:
    """Split plain text; ">" in front of a line is a quote mark, unless it alone has one: "> 300 are in"."""
    lines = [line_of(line) if ">" in line[:4] else Line(line) for line in text.split("\n")]
    marked = [n for n, line in enumerate(lines) if line.depth]
    if len(marked) == 1:
        alone = len(texts_in(lines)) == 1
        line = lines[marked[0]]
        if alone:
            lines[marked[0]] = Line(line.text, mark=Mark.LONE)
        elif MORE_THAN.match(line.text) and not leads_over(lines[: marked[0]]):
            lines[marked[0]] = Line(text.split("\n")[marked[0]])
    return lines


MORE_THAN = re.compile(r"\d")


def leads_over(above: list[Line]) -> bool:
    """Tell whether the last line before a quote announces it: "Anna wrote:"."""
    texts = texts_in(above)
    return bool(texts) and texts[-1].endswith(":")


def line_of(line: str) -> Line:
    found = QUOTE_MARKS.match(line)
    if found is None or line.rstrip().endswith(NOT_A_QUOTE):
        return Line(line)
    return Line(line[found.end() :], found[1].count(">"))


def text_of(lines: Iterable[Line]) -> str:
    """Put lines together again, without the empty ones at both ends and never two in a row."""
    return squeeze("\n".join(line.text.rstrip() for line in lines))


def has_text(lines: Iterable[Line]) -> bool:
    return any(line.text.strip() for line in lines)


def texts_in(lines: Iterable[Line]) -> list[str]:
    """Return the texts of the lines that have one."""
    return [line.text.strip() for line in lines if line.text.strip()]


def paragraph_end(lines: list[Line], start: int) -> int:
    """Return the index of the empty line that ends the paragraph of `start`."""
    return next((n for n in range(start, len(lines)) if not lines[n].text.strip()), len(lines))


BLANKS = re.compile(r"\n{3,}")


def squeeze(text: str) -> str:
    return BLANKS.sub("\n\n", text).strip("\n")
