"""Header fields as they stand in the bytes: split once, by one tolerant splitter, for everybody.

Limits come before parsing, and a field over them is left out whole, never cut: a cut address list is
another list. Who wrote a letter is judged on these raw values; decoding is for showing.
"""

import re
from dataclasses import dataclass
from typing import NamedTuple

from bot.letter.charsets import clean_line, decode
from bot.letter.transfer import unbase64, unquote

FIELD_LIMIT = 64 * 1024
BLOCK_LIMIT = 256 * 1024
COUNT_LIMIT = 2_000


class Field(NamedTuple):
    """One header field: its name in lower case, its value as bytes, unfolded and stripped."""

    name: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Headers:
    """The fields of a message or part in their order, and where its body starts."""

    fields: tuple[Field, ...]
    body_at: int
    doubts: tuple[str, ...] = ()  # faults that may hide a field from us or from another reader

    def all(self, name: str) -> tuple[bytes, ...]:
        """Return the values of every field of this (lower case) name, top down."""
        return tuple(value for field, value in self.fields if field == name)

    def first(self, name: str) -> bytes:
        """Return the topmost value of this name, or nothing."""
        return next((value for field, value in self.fields if field == name), b"")

    def text(self, name: str, limit: int = 500) -> str:
        """Return the topmost value of this name, decoded for showing, on one line."""
        return shown(self.first(name), limit)


# Any line end counts, also a bare CR: a field hidden behind one is seen twice rather than not at all.
FIELD = re.compile(
    rb"([!-9;-~]{1,200})[ \t]*:([^\r\n]*(?:(?:\r?\n|\r)[ \t]+[^\r\n]*)*)(?:\r\r?\n|\r?\n|\r|\Z)"
)
BLANK = re.compile(rb"[ \t]*(?:\r\r?\n|\r?\n|\r|\Z)")
ENVELOPE_LINE = re.compile(rb">?From [^\r\n]*(?:\r?\n|\r)")
FOLD = re.compile(rb"[\r\n]+")


def split_headers(raw: bytes, at: int = 0) -> Headers:
    """Read the header block that starts at `at`; never raises, reads at most `BLOCK_LIMIT` bytes.

    An mbox line ("From ...") in front is skipped. A line that is no field ends the block, as it does
    for most readers; what follows is body, and a doubt says so.
    """
    fields: list[Field] = []
    doubts: list[str] = []
    end = min(len(raw), at + BLOCK_LIMIT)
    position = envelope.end() if (envelope := ENVELOPE_LINE.match(raw, at, end)) else at
    while position < end:
        if blank := BLANK.match(raw, position):
            return Headers(tuple(fields), blank.end(), tuple(doubts))
        field = FIELD.match(raw, position, end)
        if field is None or field.end() == end < len(raw) or len(fields) == COUNT_LIMIT:
            break
        position = field.end()
        if len(field[2]) > FIELD_LIMIT:
            doubts.append("a header field of more than 64 KB was not read")
            continue
        if b"\r" in field[2].replace(b"\r\n", b""):
            doubts.append("a bare carriage return stands in the header")
        fields.append(Field(field[1].decode("ascii").lower(), FOLD.sub(b"", field[2]).strip(b" \t")))
    if position < len(raw):
        doubts.append(early_end(len(raw) - at, len(fields)))
    return Headers(tuple(fields), position, tuple(doubts))


def early_end(size: int, count: int) -> str:
    """Say why the block stopped before an empty line."""
    if count >= COUNT_LIMIT or size > BLOCK_LIMIT:
        return "the header is larger than what is read"
    return "the header ends in a line that is no field"


# An encoded word; the white space between two of them is not part of the text (RFC 2047 §6.2).
ENCODED = re.compile(r"=\?([^?\s*]{1,40})(?:\*[^?\s]{0,20})?\?([bBqQ])\?([^?]*)\?=(?:[ \t]+(?==\?))?")


def shown(value: bytes, limit: int = 500) -> str:
    """Decode a header value for showing: RFC 2047 words, raw 8-bit, one line, no control characters."""
    text = decode(value[: limit * 12], "")
    if "=?" in text:
        text = ENCODED.sub(word, text)
    return clean_line(text)[:limit]


def word(found: re.Match[str]) -> str:
    """Decode one encoded word; what cannot be decoded stays as it is written."""
    coded = found[3].encode("utf-8", "replace")
    raw = unbase64(coded) if found[2] in "bB" else unquote(coded.replace(b"_", b" "))
    return decode(raw, found[1]) if raw or not coded else found[0]
