"""Which parts of a large letter are fetched, and how they become one valid letter again.

IMAP tells the kinds and sizes of a letter's parts before it sends any of them (BODYSTRUCTURE) and knows
them by numbers ("2.1"). So texts and small files are fetched, and a part that is left out stands empty
under `X-Sluice-Omitted: <bytes>`; a text that is cut has what was fetched below that header. Sizes are
claims: nothing is asked for without an upper bound.

Source: RFC 3501 §6.4.5 (part numbers), §7.4.2 (BODYSTRUCTURE); RFC 2046 §5.1.1 (boundaries).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

KIB = 1 << 10
HEADER_BYTES = 512 * KIB  # more than is read of any letter, so that a monstrous header still shows as one
PART_HEADER_BYTES = 32 * KIB
TEXT_BYTES = 512 * KIB  # a longer text is cut
FILE_BYTES = 256 * KIB
SHEET_BYTES = 1024 * KIB
ALL_BYTES = 4096 * KIB  # of one letter, together
MOST_PARTS = 200
DEEPEST = 20

SHEET = re.compile(r"text/(csv|tab-separated-values)|application/(vnd\.)?(ms-?excel|\S*spreadsheet\S*)")
SHEET_NAME = re.compile(r".*\.(csv|tsv|xlsx?|xlsm|ods)", re.DOTALL)
CLAIM = re.compile(rb"(?:\A|(?<=[\r\n]))X-Sluice-Omitted(?=[ \t]*:)", re.IGNORECASE)


class Unclear(Exception):
    """The server's description of a letter cannot be used; its header can still be fetched."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part as the server describes it; one without children is fetched or left out as a whole."""

    section: str  # its number; "" for the outermost multipart
    kind: str  # "text/plain"
    size: int  # bytes as they travel; a claim
    base64: bool = False
    name: str = ""  # lower case
    attached: bool = False
    boundary: bytes = b""
    children: tuple["Part", ...] = ()  # of a multipart; of a letter within, its one content

    @property
    def is_text(self) -> bool:
        """Something the writer wrote, not a file that came with it."""
        return self.kind in ("text/plain", "text/html") and not self.attached

    @property
    def decoded_size(self) -> int:
        """Bytes after decoding: of base64, 57 travel as a line of 78."""
        return self.size * 57 // 78 if self.base64 else self.size

    @property
    def limit(self) -> int:
        """The most bytes that are fetched of it, as they travel."""
        if self.is_text:
            return TEXT_BYTES
        is_sheet = SHEET.fullmatch(self.kind) or SHEET_NAME.fullmatch(self.name)
        most = SHEET_BYTES if is_sheet else FILE_BYTES
        return most * 78 // 57 if self.base64 else most

    @property
    def is_wanted(self) -> bool:
        """True if fetching it is worth while: a text always, even to be cut."""
        return not self.children and not self.boundary and (self.is_text or self.size < self.limit)

    def walk(self) -> Iterator["Part"]:
        """Yield this part and all below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


def wanted_sections(root: Part) -> dict[str, int]:
    """Return what to fetch of a letter: for each section at most so many bytes, headers first."""
    parts = tuple(root.walk())
    if len(parts) > MOST_PARTS:
        raise Unclear(f"{len(parts)} parts")
    wanted = {"HEADER": HEADER_BYTES}
    for part in parts:
        if part is not root and part.section:
            wanted[f"{part.section}.MIME"] = PART_HEADER_BYTES
        if part.kind == "message/rfc822" and part.children:
            wanted[f"{part.section}.HEADER"] = PART_HEADER_BYTES
    left = ALL_BYTES
    for part in sorted(parts, key=lambda part: not part.is_text):
        expected = min(part.size, part.limit)
        if part.is_wanted and expected <= left:
            wanted[part.section] = part.limit
            left -= expected
    return wanted


def assemble(root: Part, got: Mapping[str, bytes]) -> bytes:
    """Make one letter of the sections that were fetched; a section that is missing is left out."""
    return b"".join(_entity(root, "HEADER", {section: disown(data) for section, data in got.items()}))


def only_header(header: bytes, size: int) -> bytes:
    """Make a letter of its header alone, everything below it left out."""
    return _head(disown(header), size)


def disown(raw: bytes) -> bytes:
    """Rename the header by which parts left out are marked: from outside it would be a lie."""
    if b"x-sluice-omitted" not in raw.lower():  # thirty times faster than to ask the pattern
        return raw
    return CLAIM.sub(b"X-Claimed-Omitted", raw)


def _entity(part: Part, header: str, got: Mapping[str, bytes]) -> Iterator[bytes]:
    if part.boundary:
        yield _head(got.get(header, b""))
        for child in part.children:
            yield b"--" + part.boundary + b"\r\n"
            yield from _entity(child, f"{child.section}.MIME", got)
            yield b"\r\n"
        yield b"--" + part.boundary + b"--\r\n"
    elif part.children:
        yield _head(got.get(header, b""))
        yield from _entity(part.children[0], f"{part.section}.HEADER", got)
    else:
        content = got.get(part.section, b"")
        kept = _kept(part, content) if part.section in got else b""
        is_whole = part.section in got and len(kept) == len(content)
        yield _head(got.get(header, b""), None if is_whole else max(0, part.decoded_size - len(kept)))
        yield kept


def _kept(part: Part, content: bytes) -> bytes:
    """Return what of the content is of use: all, or the whole lines of a text that was cut."""
    if len(content) < part.limit:
        return content
    return content[: content.rfind(b"\n") + 1] if part.is_text else b""


def _head(header: bytes, omitted: int | None = None) -> bytes:
    lines = [header.rstrip(b"\r\n")] if header.strip() else []
    if omitted is not None:
        lines.append(b"X-Sluice-Omitted: %d" % omitted)
    return b"\r\n".join([*lines, b"", b""])


def described(structure: Any) -> Part:
    """Read a BODYSTRUCTURE as imapclient hands it over: nested tuples, multiparts perhaps as lists.

    Raises:
        Unclear: It is deeper than any letter, or not one.
    """
    try:
        return _content(structure, "", 0)
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        raise Unclear("the description of its parts makes no sense") from error


def _content(node: Any, section: str, depth: int) -> Part:
    """Read what a letter (or a letter within) consists of: a multipart has no number of its own."""
    if isinstance(node[0], list | tuple):
        return _multipart(node, section, depth)
    return _single(node, f"{section}.1".lstrip("."), depth)


def _multipart(node: Any, section: str, depth: int) -> Part:
    if depth > DEEPEST:
        raise Unclear("parts within parts without end")
    if isinstance(node[0], list):
        nodes, rest = node[0], node[1:]
    else:
        count = next((i for i, item in enumerate(node) if not isinstance(item, tuple)), len(node))
        nodes, rest = node[:count], node[count:]
    children = []
    for number, child in enumerate(nodes, 1):
        inner = f"{section}.{number}".lstrip(".")
        is_multipart = isinstance(child[0], list | tuple)
        children.append((_multipart if is_multipart else _single)(child, inner, depth + 1))
    boundary = _pairs(rest[1] if len(rest) > 1 else None).get("boundary", b"")
    if not boundary or len(boundary) > 200 or b"\n" in boundary or b"\r" in boundary:
        raise Unclear("a multipart without a usable boundary")
    return Part(section, f"multipart/{_text(rest[0])}", 0, boundary=boundary, children=tuple(children))


def _single(node: Any, section: str, depth: int) -> Part:
    kind = f"{_text(node[0])}/{_text(node[1])}"
    is_letter, is_text = kind == "message/rfc822", kind.startswith("text/")
    size = int(node[6])
    extension = node[10:] if is_letter else node[8:] if is_text else node[7:]
    disposition = extension[1] if len(extension) > 1 and isinstance(extension[1], tuple) else (b"", None)
    named = {**_pairs(node[2]), **_pairs(disposition[1])}
    looked_into = is_letter and size >= FILE_BYTES
    return Part(
        section=section,
        kind=kind,
        size=size,
        base64=_text(node[5]) == "base64",
        name=_text(b"".join(value for key, value in named.items() if key.startswith(("name", "filename")))),
        attached=_text(disposition[0]) == "attachment",
        children=(_content(node[8], section, depth + 1),) if looked_into else (),
    )


def _pairs(parameters: Any) -> dict[str, bytes]:
    """Read a parameter list; servers write NIL, and some an empty string, for none."""
    if not isinstance(parameters, tuple):
        return {}
    values = [value if isinstance(value, bytes) else str(value).encode() for value in parameters]
    return {_text(key): value for key, value in zip(values[::2], values[1::2], strict=False)}


def _text(value: Any) -> str:
    return value.decode("latin-1").lower() if isinstance(value, bytes) else str(value or "").lower()
