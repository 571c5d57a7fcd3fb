"""Parts a letter's new words from old messages, signatures and footers.

`cut_html` uses the marks that mail programs leave in HTML, `cut_text` the signs they leave in plain text;
both end in the same rules over lines. Where an old message is quoted line by line, words typed between the
quotes are answers and stay, in order; where it hangs below as a block, all of it is old.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.letter import phrases
from bot.letter.charsets import clean
from bot.letter.html import lines_of_html
from bot.letter.letter import Answer
from bot.letter.lines import Line, Mark, lines_of_text, text_of
from bot.letter.notices import without_banner
from bot.letter.seams import DASHES, Seam, SeamKind, seam_at
from bot.letter.signature import split_signature

POINTS_BELOW = re.compile(phrases.any_of(phrases.POINTS_BELOW), re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in its parts; every visible word is in one of them, banners and separators aside."""

    fresh: str
    forwarded: str = ""
    signature: str = ""
    history: str = ""
    answers: tuple[Answer, ...] = ()
    has_block: bool = False  # an old message hangs below, to the end: nothing new can follow
    doubts: tuple[str, ...] = ()  # why a person may take other words for new


def cut_text(text: str, writer: str = "", subject: str = "") -> Cut:
    """Cut a plain text.

    Args:
        text: As decoded; at most 64 KB are sensible, the time is linear.
        writer: Name and address of the sender, to know his signature by.
        subject: Tells a forwarded message from an answered one ("Fwd: ...").
    """
    return cut_lines(lines_of_text(clean(text)), writer, subject)


def cut_html(html: str, writer: str = "", subject: str = "") -> Cut:
    """Cut an HTML text; text that is hidden or struck out counts as not written."""
    return cut_lines(lines_of_html(html), writer, subject)


def cut_lines(lines: list[Line], writer: str = "", subject: str = "") -> Cut:
    """Cut a text that is already in lines."""
    kept, old, is_forward = split_old(without_banner(lines))
    is_forward = is_forward or is_forwarding(subject)
    names = names_in(writer)
    fresh: list[Line] = []
    signature: list[Line] = []
    quoted: list[Line] = []
    asked: list[Line] = []  # the quote right above
    answers: list[Answer] = []
    for region in regions(kept):
        if region[0].depth:
            asked = region
            quoted += region
            continue
        typed, below = split_signature(region, names, is_first=not (quoted or fresh))
        if asked and (said := text_of(typed)):
            answers.append(Answer(asked_in(asked), said))
        fresh += [*typed, Line("")]
        signature += below
    rest = text_of([*quoted, *old])
    words = text_of(fresh)
    return Cut(
        fresh=words,
        forwarded=rest if is_forward else "",
        signature=text_of(signature),
        history="" if is_forward else rest,
        answers=tuple(answers),
        has_block=bool(old),
        doubts=doubts_about(kept, words, bool(old) and not is_forward),
    )


def doubts_about(kept: list[Line], fresh: str, has_history: bool) -> tuple[str, ...]:
    """Name what the marks of mail programs leave open."""
    doubts: list[str] = []
    if any(line.mark is Mark.LONE for line in kept):
        doubts.append("the only line is marked as a quote")
    if any(line.mark is Mark.INDENT for line in kept):
        doubts.append("an indented passage may be a quote")
    if has_history and POINTS_BELOW.search(fresh):
        doubts.append("answers may stand inside the old message")
    return tuple(doubts)


def split_old(lines: list[Line]) -> tuple[list[Line], list[Line], bool]:
    """Return the lines up to the old message, the old message, and whether it was forwarded."""
    kept: list[Line] = []
    has_indents = any(line.mark is Mark.INDENT for line in lines)
    deepest = 0  # of the lines kept
    at = 0
    while at < len(lines):
        # Some programs quote what they forward, so a seam may also stand where a quote begins.
        may_be_seam = lines[at].depth <= (0 if deepest else 1)
        seam = seam_at(lines, at) if may_be_seam else None
        if seam is None:
            kept.append(lines[at])
            deepest = max(deepest, lines[at].depth)
            at += 1
        elif seam.kind is SeamKind.ABOVE and not has_typed(kept):
            at = seam.end  # a ticket system's own mail: its text stands below
        elif seam.kind is SeamKind.QUOTE and quote_follows(lines, seam.end):
            drop_rule(kept)
            kept += typed_before(seam)
            if has_indents:
                lines, has_indents = [quoted_if_indented(line) for line in lines], False
            at = seam.end  # the quote shows its own end
        else:
            drop_rule(kept)
            return kept + typed_before(seam), lines[at:], seam.kind is SeamKind.FORWARD
    drop_rule(kept)
    return kept, [], False


def quoted_if_indented(line: Line) -> Line:
    """Below an attribution an indented line is a quoted one."""
    return line._replace(depth=1, mark=Mark.NONE) if line.mark is Mark.INDENT else line


def typed_before(seam: Seam) -> list[Line]:
    return [Line(seam.typed)] if seam.typed else []


def has_typed(lines: Iterable[Line]) -> bool:
    return any(line.text.strip() and not line.depth for line in lines)


def quote_follows(lines: list[Line], at: int) -> bool:
    """Tell whether the next text is quoted line by line, or nothing comes any more."""
    following = next((n for n in range(at, len(lines)) if lines[n].text.strip()), None)
    return following is None or lines[following].depth > 0 or lines[following].mark is Mark.INDENT


def drop_rule(kept: list[Line]) -> None:
    """Drop a line of dashes, and the empty ones, that lead over to the old message."""
    while kept and not kept[-1].text.strip(DASHES):
        kept.pop()


def regions(lines: list[Line]) -> Iterable[list[Line]]:
    """Group lines into runs that are typed and runs that are quoted; empty lines join what is above."""
    run: list[Line] = []
    for line in lines:
        quoted = line.depth > 0
        if run and line.text.strip() and quoted != (run[0].depth > 0) and not is_wrapped(run[-1], line):
            yield run
            run = []
        if run or line.text.strip() or line.mark is Mark.RULE:
            run.append(line)
    if run:
        yield run


def is_wrapped(above: Line, line: Line) -> bool:
    """Know the end of a quoted line that a mail program broke in two: a link, or its bracket closes here."""
    if not above.depth or line.depth:
        return False
    text = line.text.strip()
    closes = text.endswith((")", ">")) and above.text.rfind("(") > above.text.rfind(")")
    return closes or text.startswith(("(http", "http", "<http"))


def asked_in(quoted: list[Line]) -> str:
    """Return the end of a quote: the paragraph, or its last lines, that the words below it answer."""
    last: list[Line] = []
    for line in reversed(quoted):
        if line.text.strip():
            last.append(line)
        if len(last) == 6 or (last and not line.text.strip()):
            break
    return text_of(reversed(last))


def is_forwarding(subject: str) -> bool:
    """Tell by its first prefix whether a subject is that of a message passed on."""
    prefix, colon, _ = subject.strip().partition(":")
    return bool(colon) and prefix.strip().lower() in phrases.FORWARD_SUBJECTS


def names_in(writer: str) -> frozenset[str]:
    """Return the words by which a writer may sign: of the display name and of the address before the @."""
    local = writer.lower().split("@", 1)[0]
    words = "".join(c if c.isalpha() else " " for c in local).split()
    return frozenset(word for word in words if len(word) > 1)
