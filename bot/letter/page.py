"""A page of HTML while it is read: finished lines, the line under way, and the boxes that are open.

Only the nesting of boxes is kept, for it tells where a quote, a signature or a row ends.
"""

import re
from collections import Counter
from enum import StrEnum
from html import unescape
from typing import NamedTuple

from bot.letter.charsets import clean
from bot.letter.lines import Line, Mark


class Role(StrEnum):
    """What a box, or a run of text, is for."""

    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    SIGNATURE = "signature"
    INDENT = "indent"
    REPLY = "reply"  # holds an old message and answers typed into it: what is indented in it is quoted
    HIDDEN = "hidden"  # or struck out: taken back
    PRE = "pre"


class Kind(NamedTuple):
    """What an element's name and attributes say."""

    role: Role | None = None
    mark: Mark | None = None


# The class, id or style by which mail programs mark a box; the first that is found in the tag counts.
ROLES: tuple[tuple[Role, str], ...] = (
    (Role.HIDDEN, r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"),
    (Role.HIDDEN, r"font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:[;\"'!]|$)"),
    (Role.HIDDEN, r"text-decoration[\w-]*\s*:[^;\"']*line-through"),
    (Role.ATTRIBUTION, r"gmail_attr|gmail_quote_attribution|moz-cite-prefix|reply-intro"),
    (Role.QUOTE, r"type\s*=\s*[\"']?cite"),
    (Role.QUOTE, r"yahoo_quoted|zmail_extra|protonmail_quote|tutanota_quote|mailru-blockquote"),
    (Role.QUOTE, r"olk_src_body_section|ms-outlook-mobile-reference-message"),
    (Role.SIGNATURE, r"gmail_signature|moz-signature|ms-outlook-mobile-signature|applemailsignature"),
    (Role.SIGNATURE, r"data-signatureblock|protonmail_signature|yahoo-signature|ymail_signature"),
    (Role.SIGNATURE, r"\bid\s*=\s*[\"']?(?:x_)*signature\b"),
)  # fmt: skip
ANY_ROLE = re.compile("|".join(f"(?P<r{n}>{pattern})" for n, (_, pattern) in enumerate(ROLES)))
# After one of these the old message follows, to the end.
CUT = re.compile(r"divrplyfwdmsg|outlookmessageheader|appendonsend|moz-forward-container|stopspelling")
TOP_BORDER = re.compile(r"border-top\s*:[^;]*solid")
# A block quote with a name or a bar beside it is one; without, people also indent by it.
QUOTE_BOX = re.compile(r"quote|cite|border-left\s*:(?!\s*(?:none|0))")
# Gmail puts old messages into a box of this class. A block quote of this class outside of it was made by
# Gmail's quote button, around words that the writer typed or took from anywhere.
GMAIL_BOX = "gmail_quote"
INDENT_ONLY = re.compile(r"border(?:-left)?\s*:\s*none")

STRUCK = frozenset(("s", "strike", "del"))
ROLES_BY_NAME = {"pre": Role.PRE, "blockquote": Role.INDENT} | dict.fromkeys(STRUCK, Role.HIDDEN)
BOXES = frozenset(
    ("div", "blockquote", "table", "tr", "td", "th", "section", "article", "center", "ol", "ul")
)
BREAKS = BOXES | frozenset(
    (
        "address", "aside", "body", "caption", "dd", "dl", "dt", "fieldset", "figure", "footer", "form",
        "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "p",
        "pre", "tbody", "tfoot", "thead",
    )
)  # fmt: skip
SPACED = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"))

MARKS = {
    Role.SIGNATURE: Mark.SIGNATURE,
    Role.ATTRIBUTION: Mark.ATTRIBUTION,
    Role.INDENT: Mark.INDENT,
}  # fmt: skip

SPACE = re.compile(r"[ \t\r\n\f]+")
HUGE_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")


class Row(NamedTuple):
    """A table row that is open: how deep its table is nested, and at which line each cell begins."""

    table: int
    cells: list[int]


class Page:
    """Takes tags and text in their order; `finish` gives the lines."""

    def __init__(self) -> None:
        self.size = 0
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._state = (0, Mark.NONE)  # of the line under way, taken when its first word comes
        self._boxes: list[tuple[str, Role | None]] = []
        self._open: Counter[str] = Counter()  # boxes by tag, so that a stray end tag costs nothing
        self._roles: Counter[Role] = Counter()
        self._lists: list[int | None] = []  # the last number of each open list; None where none are shown
        self._rows: list[Row] = []
        self._kinds: dict[tuple[str, str], Kind] = {}  # mail repeats its attributes on every paragraph

    def text(self, raw: str) -> None:
        """Add a run of text."""
        if not raw or self._roles[Role.HIDDEN]:
            return
        if "&" in raw:
            raw = unescape(HUGE_NUMBER.sub("", raw))
        if not self._roles[Role.PRE]:
            self._add(SPACE.sub(" ", raw))
            return
        for number, line in enumerate(clean(raw).split("\n")):
            if number:
                self._end_line(keep_empty=True)
            self._add(line)

    def open(self, name: str, attributes: str) -> None:
        """Enter an element."""
        if name == "br":
            self._end_line(keep_empty=True)
            return
        if name in BREAKS:
            self._break(name)
        self._open_row(name)
        kind = self._kind(name, attributes)
        if kind.mark and not self._roles[Role.HIDDEN]:
            self._end_line()
            self._lines.append(Line("", self._roles[Role.QUOTE], kind.mark))
        # A plain element inside one of its name with a role counts too, or its end would end the role.
        if kind.role is not None or name in BOXES or self._open[name]:
            is_quoted = kind.role is Role.INDENT and self._roles[Role.REPLY]
            self._push(name, Role.QUOTE if is_quoted else kind.role)
        if name == "li":
            self._add(self._bullet())

    def close(self, name: str) -> None:
        """Leave an element, and whatever was left open inside it."""
        if name in BREAKS:
            self._break(name)
        while self._open[name]:
            closed, role = self._boxes.pop()
            self._open[closed] -= 1
            if role is not None:
                self._roles[role] -= 1
            if closed in ("ol", "ul"):
                self._lists.pop()
            if closed == "tr":
                self._end_row()
            if closed == name:
                break

    def finish(self) -> list[Line]:
        """Return all lines; the page is not to be used any more."""
        self._end_line()
        return self._lines

    def _add(self, words: str) -> None:
        if not words or (not self._words and words.isspace() and "\xa0" not in words):
            return
        if not self._words:
            self._state = (self._roles[Role.QUOTE], self._mark())
        self._words.append(words)
        self.size += len(words)

    def _mark(self) -> Mark:
        return next((mark for role, mark in MARKS.items() if self._roles[role]), Mark.NONE)

    def _end_line(self, *, keep_empty: bool = False) -> None:
        if not self._words and not keep_empty:
            return
        text = clean("".join(self._words).replace("\xa0", " ")).replace("\n", " ")
        depth, mark = self._state if self._words else (self._roles[Role.QUOTE], self._mark())
        self._lines.append(Line(text.rstrip() if self._roles[Role.PRE] else text.strip(), depth, mark))
        self.size += 1
        self._words.clear()

    def _break(self, name: str) -> None:
        self._end_line()
        if name in SPACED and self._lines and self._lines[-1].text:
            self._lines.append(Line("", self._roles[Role.QUOTE], self._mark()))

    def _bullet(self) -> str:
        if not self._lists or self._lists[-1] is None:
            return "- "
        self._lists[-1] += 1
        return f"{self._lists[-1]}. "

    def _kind(self, name: str, attributes: str) -> Kind:
        if not attributes:
            return Kind(ROLES_BY_NAME.get(name), Mark.RULE if name == "hr" else None)
        if (name, attributes) not in self._kinds:
            self._kinds[name, attributes] = kind_of(name, attributes.lower())
        return self._kinds[name, attributes]

    def _push(self, name: str, role: Role | None) -> None:
        self._boxes.append((name, role))
        self._open[name] += 1
        if role is not None:
            self._roles[role] += 1
        if name in ("ol", "ul"):
            self._lists.append(0 if name == "ol" else None)

    def _open_row(self, name: str) -> None:
        if name == "tr":
            if self._rows and self._rows[-1].table == self._open["table"]:
                self.close("tr")
            self._rows.append(Row(self._open["table"], []))
        elif name in ("td", "th") and self._rows:
            self._rows[-1].cells.append(len(self._lines))

    def _end_row(self) -> None:
        """Put the cells of a row side by side, if each is a single line; a layout table stays as it is."""
        if not self._rows:
            return
        starts = self._rows.pop().cells
        cells = [
            [line for line in self._lines[start:end] if line.text]
            for start, end in zip(starts, [*starts[1:], None], strict=True)
        ] if len(starts) > 1 else []  # fmt: skip
        if any(cells) and all(len(cell) <= 1 for cell in cells):
            first = next(cell[0] for cell in cells if cell)
            text = "\t".join(cell[0].text if cell else "" for cell in cells)
            self._lines[starts[0] :] = [first._replace(text=text)]


def kind_of(name: str, attributes: str) -> Kind:
    """Read an element's role from its name and its attributes in lower case."""
    mark = Mark.RULE if name == "hr" or TOP_BORDER.search(attributes) else None
    if CUT.search(attributes):
        mark = Mark.CUT
    found = ANY_ROLE.search(attributes)
    if found is not None and found.lastgroup is not None:
        return Kind(ROLES[int(found.lastgroup[1:])][0], mark)
    if GMAIL_BOX in attributes:
        return Kind(Role.INDENT if name == "blockquote" else Role.REPLY, mark)
    if name == "blockquote" and QUOTE_BOX.search(attributes):
        return Kind(Role.QUOTE, mark)
    if name == "blockquote" and INDENT_ONLY.search(attributes):
        return Kind(None, mark)
    return Kind(ROLES_BY_NAME.get(name), mark)
