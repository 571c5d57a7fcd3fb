"""Lays rendered text out in 72 columns, so that a template's own line ends do not matter."""

import textwrap
from collections.abc import Iterator

WIDTH = 72


def fill(text: str, width: int = WIDTH) -> str:
    """Return `text` filled paragraph by paragraph; each on one line where `width` is without end.

    A blank line ends a paragraph. A line that is indented, quoted with "> " or an item of a list is kept as
    a line and, when too long, goes on under its own beginning. Words are never cut: links stay whole.
    """
    paragraph: list[str] = []
    filled: list[str] = []
    for line in [*text.splitlines(), ""]:
        stripped = line.strip()
        stands_alone = line[:1].isspace() or stripped.startswith((">", "- "))
        if stripped and not stands_alone:
            paragraph.append(stripped)
            continue
        filled += _wrapped(" ".join(paragraph), "", width)
        paragraph.clear()
        filled += _wrapped(line.rstrip(), _hanging(line), width) if stripped else [""]
    return "\n".join(_single_blanks(filled)).strip("\n") + "\n"


def _hanging(line: str) -> str:
    """Return what the second line of a kept line begins with."""
    indent = line[: len(line) - len(line.lstrip())]
    return "> " if line.startswith(">") else f"{indent}  "


def _wrapped(line: str, hanging: str, width: int) -> list[str]:
    if len(line) <= width or " " not in line.strip():
        return [line] if line else []
    return textwrap.wrap(
        line, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False
    )  # fmt: skip


def _single_blanks(lines: list[str]) -> Iterator[str]:
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line
