"""Authentication-Results, read token by token (RFC 8601 §2.2), never searched.

Text of the sender stands inside this field: envelope addresses, signing domains, comments. Whoever searches
it for "dmarc=pass" believes a comment. What does not parse as a whole is no verdict.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One method's outcome: `dkim=pass header.d=north.example`; all in lower case."""

    method: str
    outcome: str
    properties: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        return next((value for key, value in self.properties if key == name), "")


class NotParsed(ValueError):
    """The field is not what the grammar allows."""


WORD = re.compile(rb'[^\s()<>,;:\\"=/]+')
BARE = re.compile(rb'[^\s()";]+')  # a property's value: wider than the grammar, as servers are
QUOTED = re.compile(rb'"((?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*)"')
METHOD = re.compile(rb"([a-z][a-z0-9-]*)(?:/\d+)?=([a-z]+)\Z", re.IGNORECASE)
PROPERTY = re.compile(rb"([a-z][a-z0-9-]*(?:\.[a-z0-9_-]+)?)=(.*)\Z", re.IGNORECASE | re.DOTALL)


def authserv_id(value: bytes) -> str:
    """Return the name of the server that signs for this field, in lower case.

    Raises:
        NotParsed: Comments or quotes do not balance.
    """
    first = next(statements(value), [])
    return first[0].decode("ascii", "replace").lower() if first and b"=" not in first[0] else ""


def results_in(value: bytes) -> list[Result]:
    """Return every result of the field, in order.

    Raises:
        NotParsed: Comments or quotes do not balance, or a result is not of the form method=outcome.
    """
    results: list[Result] = []
    for words in statements(value):
        if b"=" in words[0]:
            results.append(result_of(words))
        elif results and len(words) > 1:
            raise NotParsed("words that belong to no result")
    return results


def result_of(words: list[bytes]) -> Result:
    method = METHOD.match(words[0])
    if method is None:
        raise NotParsed("a result that is not method=outcome")
    found = (PROPERTY.match(word) for word in words[1:])
    properties = tuple((text(p[1]), text(p[2])) for p in found if p is not None)
    return Result(text(method[1]), text(method[2]), properties)


def text(raw: bytes) -> str:
    return raw.decode("ascii", "replace").lower()


def statements(value: bytes) -> Iterator[list[bytes]]:
    """Yield the words between semicolons; comments are dropped, quoted strings are one word."""
    words: list[bytes] = []
    at = 0
    joins = False  # the next piece continues the last word: header.i="@x"
    while at < len(value):
        character = value[at : at + 1]
        if character in b" \t\r\n":
            at, joins = at + 1, False
        elif character == b"(":
            at, joins = end_of_comment(value, at), False
        elif character == b";":
            if words:
                yield words
            words, at, joins = [], at + 1, False
        else:
            piece, at = next_piece(value, at)
            if joins:
                words[-1] += piece
            else:
                words.append(piece)
            joins = True
    if words:
        yield words


def next_piece(value: bytes, at: int) -> tuple[bytes, int]:
    if value[at : at + 1] == b'"':
        quoted = QUOTED.match(value, at)
        if quoted is None:
            raise NotParsed("a quote that does not end")
        return re.sub(rb"\\(.)", rb"\1", quoted[1]), quoted.end()
    bare = BARE.match(value, at)
    if bare is None:
        raise NotParsed("an unexpected character")
    return bare[0], bare.end()


def end_of_comment(value: bytes, at: int) -> int:
    """Return where a comment, which may hold others, ends."""
    depth = 0
    while at < len(value):
        character = value[at]
        if character == 0x5C:  # a backslash takes the next character with it
            at += 1
        elif character == 0x28:
            depth += 1
        elif character == 0x29:
            depth -= 1
            if depth == 0:
                return at + 1
        at += 1
    raise NotParsed("a comment that does not end")
