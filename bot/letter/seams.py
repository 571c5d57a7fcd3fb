"""Where an old message begins: attributions, header blocks, separators, and what a ticket system asks for.

A seam is known by several signs together (a date, an address, two more header lines), since a writer too
may begin a line with "On the 5th" or "From: 7 pm". The words are in phrases.py.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from bot.letter import phrases
from bot.letter.lines import Line, Mark


class SeamKind(StrEnum):
    QUOTE = "quote"  # what follows is quoted line by line, or is old to the end
    FORWARD = "forward"
    ABOVE = "above"  # "reply above this line"


class Seam(NamedTuple):
    kind: SeamKind
    end: int  # first line after the seam itself
    typed: str = ""  # what the writer typed in front of it on the same line


LONGEST = 400  # characters of an attribution; one with more is prose
LABELS = {word: kind for kind, words in phrases.HEADER_LABELS.items() for word in words}
ORIGINAL = frozenset(phrases.ORIGINAL_MESSAGE)
FORWARDED = frozenset(phrases.FORWARDED_MESSAGE)
STARTS = frozenset(phrases.ATTRIBUTION_STARTS)
FIRST_WORDS = frozenset(start.split()[0] for start in STARTS)

LABEL = re.compile(r"[\s>*_]{0,8}([^:：\s*][^:：]{0,24}?)[\s*_]{0,3}[:：]")
DASHES = "-–—_=*~…: \t<>"


VERB = re.compile(
    rf"(?:^|[\s>)\]\"'”,»])(?:{phrases.any_of(phrases.ATTRIBUTION_VERBS)})(?=[\s:：-]|$)", re.IGNORECASE
)
VERB_ENDS = re.compile(
    rf"(?:^|[\s>)\]\"'”»\d])(?:{phrases.any_of(phrases.ATTRIBUTION_VERBS)})\s?(?:[:：]\s*[-–—]*|\s*[-–—]{{3,}})\s*$",
    re.IGNORECASE,
)
ADDRESS_ENDS = re.compile(r"[\w>)]>?\s?[:：]\s*$")
MONTH_OR_DAY = re.compile(
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sat|sun)(?:day)?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
    r"|lun|mar|mer|jeu|ven|sam|dim|mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс)\b[.,]?\s",
    re.IGNORECASE,
)
STARTS_WITH_DATE = re.compile(r"[\s(\[*-]*\d{1,4}\s?[-./年 ]\s?\w{1,9}\.?[-./月 ,]")
MOMENT = re.compile(r"\d{1,2}[:.h]\d{2}|\b(?:19|20)\d\d\b|\d{1,2}[./-]\d{1,2}[./-]\d{2}")
PROSE_ENDS = re.compile(r"\w{4}[.?!]$")
CLOCK = re.compile(r"\d{1,2}[:.]\d{2}")
SHARED_LINE = re.compile(
    r"(.*?\S)\s*[-–—]{0,8}\s*\bOn (?:(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct"
    r"|nov|dec)[a-z]{0,6}\b|\d{1,4}[-./ ]).{8,200}(?:wrote|sent):\s*$",
    re.IGNORECASE,
)


def seam_at(lines: list[Line], at: int) -> Seam | None:
    """Return the seam that begins at this line, if one does; `None` for nearly every line."""
    line = lines[at]
    if line.mark is Mark.CUT:
        return Seam(SeamKind.QUOTE, at + 1)
    if line.mark is Mark.ATTRIBUTION:
        return Seam(SeamKind.QUOTE, end_of_mark(lines, at))
    text = line.text.strip()
    if not text:
        return None
    return separator(lines, at, text) or header_block(lines, at, text) or attribution(lines, at, text)


def end_of_mark(lines: list[Line], at: int) -> int:
    while at < len(lines) and (lines[at].mark is Mark.ATTRIBUTION or not lines[at].text):
        at += 1
    return at


def separator(lines: list[Line], at: int, text: str) -> Seam | None:
    """Know "-----Original Message-----", "Begin forwarded message:", "reply above this line"."""
    if len(text) > 120:
        return None
    core = text.strip(DASHES).lower()
    framed = text[0] in "-–—_=*#" or text[-1] in "-–—_=*:：" or begins_header(lines, at + 1)
    if framed and (core in FORWARDED or core.startswith("forwarded by ")):
        return Seam(SeamKind.FORWARD, at + 1)
    if framed and core in ORIGINAL:
        return Seam(SeamKind.QUOTE, at + 1)
    if any(phrase in core for phrase in phrases.REPLY_ABOVE):
        return Seam(SeamKind.ABOVE, at + 1)
    return None


def begins_header(lines: list[Line], at: int) -> bool:
    following = next((line.text.strip() for line in lines[at : at + 3] if line.text.strip()), "")
    return label_of(following) in ("from", "date")


def label_of(text: str) -> str | None:
    """Return which header line this is: "from", "date", "to", "cc", "subject", "other"."""
    found = LABEL.match(text)
    return LABELS.get(found[1].lower()) if found else None


def header_block(lines: list[Line], at: int, text: str) -> Seam | None:
    """Know the header of an old message: From, Sent, To, Subject below each other, in any language."""
    if label_of(text) in (None, "other", "cc"):
        return None
    found: dict[str, str] = {}
    end = at
    for index in range(at, min(at + 24, len(lines))):
        line = lines[index].text
        label = label_of(line)
        if label in found or (label is None and index - end > 3):
            break
        if label is not None:
            found[label] = line
            end = index
    words = " ".join(line.text for line in lines[at : end + 1])
    if MOMENT.search(words) and is_header(found, words, after_rule(lines, at)):
        return Seam(SeamKind.QUOTE, end + 1)
    return None


def is_header(found: dict[str, str], words: str, ruled: bool) -> bool:
    """Tell a message's header from a form that a person filled in ("Date: Saturday", "From: 7 pm")."""
    if not found.keys() & {"from", "date"}:
        return False
    if any("@" in found.get(label, "") for label in ("from", "to", "cc")):
        return len(found) >= (1 if ruled else 2)
    as_programs_order = list(found)[:2] == ["from", "date"] and len(found) > 2
    return as_programs_order and ("subject" in found or CLOCK.search(words) is not None)


def after_rule(lines: list[Line], at: int) -> bool:
    """Tell whether a horizontal line stands right above."""
    for line in reversed(lines[max(0, at - 3) : at]):
        if line.text.strip():
            return len(line.text) >= 8 and not line.text.strip(DASHES)
        if line.mark in (Mark.RULE, Mark.CUT):
            return True
    return False


def attribution(lines: list[Line], at: int, text: str) -> Seam | None:
    """Know "On 5 May 2026 at 10:11, Anna <anna@x.example> wrote:", also wrapped, also without a verb."""
    if len(text) > LONGEST:
        return None
    if found := shared_line(text):
        return Seam(SeamKind.QUOTE, at + 1, found[1].rstrip("-–— "))
    if text.startswith(">>>") and text.endswith(">>>") and "@" in text:
        return Seam(SeamKind.QUOTE, at + 1)
    if text[0] in "-–—" and is_attribution(text.strip("-–— ") + " ---"):
        return Seam(SeamKind.QUOTE, at + 1)
    if not may_begin(text):
        return None
    joined = ""
    for index in range(at, min(at + 7, len(lines))):
        line = lines[index]
        if goes_astray(joined, line, lines[at].depth):
            break
        joined = f"{joined} {line.text.strip()}".strip()
        if is_attribution(joined) or (may_be_attribution(joined) and is_quoted(lines, index + 1)):
            return Seam(SeamKind.QUOTE, index + 1)
    return None


def goes_astray(joined: str, line: Line, depth: int) -> bool:
    """Tell that the next line cannot continue an attribution: it is prose, or begins another one."""
    text = line.text.strip()
    if not joined:
        return False
    if not text:
        return MOMENT.search(joined) is None
    return (
        len(joined) + len(text) > LONGEST
        or PROSE_ENDS.search(joined) is not None
        or (text.split(None, 1)[0].lower() in STARTS and MOMENT.search(text) is not None)
        or (line.depth != depth and not VERB_ENDS.match(text))
    )


def may_begin(text: str) -> bool:
    first = text.split(None, 1)[0].strip("*_,").lower()
    return (
        first in FIRST_WORDS
        or "@" in text
        or MONTH_OR_DAY.match(text) is not None
        or STARTS_WITH_DATE.match(text) is not None
    )


def is_attribution(joined: str) -> bool:
    """Tell whether these words are an attribution: a moment or an address, then "wrote:" or an address."""
    has_address = "@" in joined
    if not has_address and MOMENT.search(joined) is None:
        return joined.endswith(" ---") and VERB_ENDS.search(joined) is not None and len(joined) < 60
    if VERB_ENDS.search(joined[-60:]):
        return True
    if not has_address or ADDRESS_ENDS.search(joined[-20:]) is None:
        return False
    return any((VERB.search(joined), STARTS_WITH_DATE.match(joined), MONTH_OR_DAY.match(joined)))


def may_be_attribution(joined: str) -> bool:
    """Know what only a quote below it makes an attribution.

    The bare "2011/4/7 Anna <anna@x.example>", and "Am 05.12.26 um 18:02 schrieb Anna:".
    """
    if joined.endswith(">"):
        return "@" in joined and STARTS_WITH_DATE.match(joined) is not None
    return joined.endswith(":") and MOMENT.search(joined) is not None and VERB.search(joined) is not None


def is_quoted(lines: list[Line], at: int) -> bool:
    return next((line.depth > 0 for line in lines[at : at + 4] if line.text.strip()), False)


def shared_line(text: str) -> re.Match[str] | None:
    """Know an attribution that stands on one line with the end of what was typed."""
    return SHARED_LINE.match(text) if text.endswith(("wrote:", "sent:")) else None
