"""The parts of a message, as a tree of plain values, found in the bytes within fixed limits.

The standard library's parser is not used here: it recurses (a thousand nested parts overflow the stack)
and takes seconds over 20 KB of semicolons. This one walks with a list, reads each byte once per level, and
repairs what mail programs are known to get wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from bot.letter.charsets import clean_line, decode
from bot.letter.headers import Headers, shown, split_headers
from bot.letter.transfer import decode_transfer

DEPTH_LIMIT = 50
PART_LIMIT = 500
PARAMETER_FIELD_LIMIT = 8 * 1024


@dataclass(slots=True)
class Part:
    """One part; a multipart or an attached message has children, a leaf has a body still encoded."""

    headers: Headers
    content_type: str  # lower case, "text/plain"; never empty
    parameters: dict[str, str]
    disposition: str  # "attachment", "inline" or ""
    filename: str  # as written, decoded; "" when there is none
    body: bytes
    depth: int
    children: list["Part"] = field(default_factory=list)

    @property
    def charset(self) -> str:
        return self.parameters.get("charset", "")


@dataclass(slots=True)
class Tree:
    """The whole message, and what was odd about its structure."""

    root: Part
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def parse_mime(raw: bytes, headers: Headers) -> Tree:
    """Find the parts of a message; never raises, at most `PART_LIMIT` parts, `DEPTH_LIMIT` deep."""
    root = part_of(headers, raw[headers.body_at :], "text/plain", 0)
    tree = Tree(root, doubts=ambiguities(headers))
    pending = [root]
    count = 1
    while pending:
        part = pending.pop()
        open_part(part, tree)
        count += len(part.children)
        if count > PART_LIMIT:
            part.children.clear()
            tree.doubts.append(f"more than {PART_LIMIT} parts; the rest was not read")
            break
        pending.extend(reversed(part.children))
    return tree


def open_part(part: Part, tree: Tree) -> None:
    """Give a multipart or an attached message its children."""
    kind = part.content_type
    if not kind.startswith(("multipart/", "message/")) or kind == "multipart/encrypted":
        return
    if part.depth >= DEPTH_LIMIT:
        tree.doubts.append(f"parts nested more than {DEPTH_LIMIT} deep were not read")
    elif kind.startswith("multipart/"):
        split_multipart(part, tree)
    elif kind in ("message/rfc822", "message/global", "message/news"):
        part.body = decode_transfer(part.body, part.headers.first("content-transfer-encoding")).content
        headers = split_headers(part.body)
        part.children = [part_of(headers, part.body[headers.body_at :], "text/plain", part.depth + 1)]


GUESSED_BOUNDARY = re.compile(
    rb"^--([^\s]{1,70}(?: [^\s]{1,70})*)[ \t]*\r?\n(?:Content-|MIME-)", re.MULTILINE | re.IGNORECASE
)


def split_multipart(part: Part, tree: Tree) -> None:
    """Cut the body at its boundary lines; what is no multipart after all becomes plain text."""
    boundary = part.parameters.get("boundary", "").encode("utf-8", "replace").rstrip()
    pieces = pieces_between(part.body, boundary) if boundary else []
    if not pieces and (encoding := part.headers.first("content-transfer-encoding")):
        part.body = decode_transfer(part.body, encoding).content  # not allowed, yet some do it
        pieces = pieces_between(part.body, boundary) if boundary else []
    if not pieces and (guess := GUESSED_BOUNDARY.search(part.body)):
        tree.doubts.append("the boundary between the parts is missing and was guessed")
        pieces = pieces_between(part.body, guess[1])
    if not pieces:
        if part.body.strip():
            tree.notes.append("a multipart without parts was read as text")
        part.content_type = "text/plain"
        return
    default = "message/rfc822" if part.content_type == "multipart/digest" else "text/plain"
    for piece in pieces[:PART_LIMIT]:
        headers = split_headers(piece)
        part.children.append(part_of(headers, piece[headers.body_at :], default, part.depth + 1))
        tree.doubts.extend(ambiguities(headers))


def pieces_between(body: bytes, boundary: bytes) -> list[bytes]:
    """Return what stands between the boundary lines; a missing last one ends with the body."""
    pieces: list[bytes] = []
    start: int | None = None
    for at, after, is_last in boundary_lines(body, b"--" + boundary):
        if start is not None:
            pieces.append(without_line_end(body[start:at]))
        start = None if is_last else after
        if is_last:
            break
    if start is not None:
        pieces.append(body[start:])
    return pieces


def boundary_lines(body: bytes, delimiter: bytes) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and "is it the last" of each line that is this delimiter and nothing else."""
    # A compiled pattern would do the same, but compiling one for each message costs more than all the rest.
    at = body.find(delimiter)
    while at >= 0:
        end = body.find(b"\n", at)
        end = len(body) if end < 0 else end
        tail = body[at + len(delimiter) : end].rstrip()
        if tail in (b"", b"--") and (at == 0 or body[at - 1] == 0x0A):
            yield at, min(end + 1, len(body)), tail == b"--"
        at = body.find(delimiter, end)


def without_line_end(piece: bytes) -> bytes:
    """Drop the line end that belongs to the boundary after it (RFC 2046 §5.1.1)."""
    return piece.removesuffix(b"\n").removesuffix(b"\r")


def part_of(headers: Headers, body: bytes, default: str, depth: int) -> Part:
    """Read what the header of a part says of it."""
    kind, parameters = parse_value(headers.first("content-type"))
    if not CONTENT_TYPE.fullmatch(kind):
        kind = default if not kind else "text/plain"
    disposition, disposed = parse_value(headers.first("content-disposition"))
    filename = shown(disposed.get("filename", parameters.get("name", "")).encode("utf-8", "replace"))
    return Part(headers, kind, parameters, disposition, filename, body, depth)


def ambiguities(headers: Headers) -> list[str]:
    """Name the ways in which another reader could see other parts than we do."""
    return [
        f"a part has several {name} fields"
        for name in ("content-type", "content-transfer-encoding", "content-disposition")
        if len(set(headers.all(name))) > 1
    ]


CONTENT_TYPE = re.compile(r"[a-z0-9!#$&^_.+-]{1,100}/[a-z0-9!#$&^_.+-]{1,100}")
PARAMETER = re.compile(rb';\s*([^\s=;"]{1,80})\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))', re.DOTALL)
SECTION = re.compile(r"([^*]+)(?:\*(\d{1,3}))?(\*)?")


def parse_value(value: bytes) -> tuple[str, dict[str, str]]:
    """Split "type/subtype; name=value" (RFC 2045, 2231); the first of two equal names counts."""
    value = value[:PARAMETER_FIELD_LIMIT]
    head = value.split(b";", 1)[0].strip().lower()
    kind = head.split(None, 1)[0].decode("ascii", "replace") if head else ""
    sections: dict[str, list[Section]] = {}
    for found in PARAMETER.finditer(value):
        section = SECTION.fullmatch(found[1].decode("ascii", "replace").lower())
        if section is None:
            continue
        content = re.sub(rb"\\(.)", rb"\1", found[2]) if found[2] is not None else found[3].strip()
        number = int(section[2]) if section[2] else -1
        sections.setdefault(section[1], []).append(Section(number, bool(section[3]), content))
    return kind, {name: joined(pieces) for name, pieces in sections.items()}


class Section(NamedTuple):
    """One piece of a parameter's value."""

    number: int  # of a continuation; -1: the value is whole
    is_extended: bool  # percent-encoded, the first piece with its charset
    content: bytes


def joined(pieces: list[Section]) -> str:
    """Put the sections of one parameter together: charset'language'%41 and continuations (RFC 2231)."""
    whole = sorted((piece for piece in pieces if piece.number < 0), key=lambda piece: not piece.is_extended)
    numbered = {piece.number: piece for piece in reversed(pieces) if piece.number >= 0}
    is_split = numbered and not (whole and whole[0].is_extended)
    chosen = [numbered[number] for number in sorted(numbered)] if is_split else whole[:1]
    charset, first = "", chosen[0].content
    if chosen[0].is_extended and first.count(b"'") >= 2:
        name, _, first = first.split(b"'", 2)
        charset = name.decode("ascii", "replace")
    chosen[0] = chosen[0]._replace(content=first)
    raw = (unquote_to_bytes(piece.content) if piece.is_extended else piece.content for piece in chosen)
    return clean_line(decode(b"".join(raw), charset))
