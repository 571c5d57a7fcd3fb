"""What the parts of a message amount to: the text a person sees, its other version, files, messages inside.

Nothing is fetched, unpacked or executed. What cannot be read is said: as a note where it is a file beside
the text, as a doubt where the text itself may be in it.
"""

import re
from dataclasses import dataclass, field

from bot.letter.charsets import clean, clean_line, decode, is_known
from bot.letter.html import TEXT_LIMIT, lines_of_html
from bot.letter.letter import Attachment
from bot.letter.lines import Line, has_text, lines_of_text, text_of
from bot.letter.mime import Part, Tree
from bot.letter.plain import unarmoured, unflowed
from bot.letter.transfer import decode_transfer

ATTACHMENT_LIMIT = 10 * 1024 * 1024
KEPT_LIMIT = 25 * 1024 * 1024
HTML_LIMIT = 512 * 1024
# Set by our mailbox edge on a part that it did not fetch; from anybody, all it can say is "not kept".
OMITTED = "x-sluice-omitted"
META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{2,40})", re.IGNORECASE)

SHOWN_TYPES = ("text/plain", "text/html", "text/enriched", "text/richtext")
SEALED_TYPES = {
    "multipart/encrypted": "the message is encrypted (PGP) and was not read",
    "application/pkcs7-mime": "the message is wrapped in S/MIME and was not read",
    "application/x-pkcs7-mime": "the message is wrapped in S/MIME and was not read",
    "application/ms-tnef": "winmail.dat was not opened",
    "application/vnd.ms-tnef": "winmail.dat was not opened",
    "message/partial": "a piece of a message sent in pieces was not read",
    "message/external-body": "a text kept elsewhere was not fetched",
}


@dataclass(slots=True)
class Body:
    """The content of a message as it is gathered, part by part."""

    lines: list[Line] = field(default_factory=list)
    plain: list[Line] | None = None  # the plain version of `lines`, where the letter has both
    attachments: list[Attachment] = field(default_factory=list)
    inside: list[str] = field(default_factory=list)  # texts of messages attached
    sealed: list[str] = field(default_factory=list)  # what was not opened
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    kept: int = 0  # bytes of attachments
    room: int = 2 * TEXT_LIMIT  # characters that may still be read
    is_cut_off: bool = False  # the text is longer than what was read


def read_body(tree: Tree) -> Body:
    """Gather the content of a message; never raises, linear, text within `TEXT_LIMIT`."""
    body = Body(notes=list(tree.notes), doubts=list(tree.doubts))
    gather(tree.root, body)
    if body.sealed:
        (body.notes if has_text(body.lines) else body.doubts).extend(body.sealed)
    return body


def gather(part: Part, body: Body) -> None:
    """Take in a part and what is below it; as deep as parts are nested, which is bounded."""
    kind = part.content_type
    if kind in SEALED_TYPES:
        body.sealed.append(SEALED_TYPES[kind])
    elif kind == "multipart/alternative" and part.children:
        gather_alternative(part.children, body)
    elif kind == "multipart/report" and part.children:
        gather(part.children[0], body)  # the rest is for machines, see bounces.py
    elif kind == "multipart/related" and part.children:
        first, *others = part.children
        gather(first, body)
        for other in others:
            keep(other, body)
    elif kind.startswith("multipart/"):
        for child in part.children:
            gather(child, body)
    elif part.children:
        body.inside.append(message_inside(part.children[0], body))
    elif is_shown(part, body):
        body.lines += lines_in(part, body)
    else:
        keep(part, body)


def is_shown(part: Part, body: Body) -> bool:
    """Tell whether a leaf is part of the text rather than a file beside it."""
    if part.content_type not in SHOWN_TYPES or part.disposition == "attachment" or is_omitted(part):
        return False
    return not part.filename or not body.lines


def gather_alternative(versions: list[Part], body: Body) -> None:
    """Take the version a person is shown, and keep the plain one beside it for comparison."""
    html = next((part for part in reversed(versions) if shows_html(part)), None)
    plain = next((part for part in versions if part.content_type == "text/plain"), None)
    chosen = html or plain or versions[-1]
    before = len(body.lines)
    gather(chosen, body)
    if html is not None and plain is not None:
        other = lines_in(plain, body)
        if has_text(body.lines[before:]):
            body.plain = (body.plain or []) + other
        else:
            body.lines[before:] = other
    for version in versions:
        if version is not chosen and version is not plain:
            keep_all(version, body)


def shows_html(part: Part) -> bool:
    """Tell whether this version is HTML, alone or with its pictures."""
    while part.content_type.startswith("multipart/") and part.children:
        part = part.children[0]
    return part.content_type == "text/html"


def keep_all(part: Part, body: Body) -> None:
    if part.children:
        for child in part.children:
            keep_all(child, body)
    elif not part.content_type.startswith("multipart/"):
        keep(part, body)


def keep(part: Part, body: Body) -> None:
    """Keep a leaf as an attachment."""
    if part.children or part.content_type.startswith("multipart/"):
        keep_all(part, body)
        return
    name = clean_name(part.filename)
    if is_omitted(part):
        declared = part.headers.first(OMITTED)[:12]
        size = int(declared) if declared.isdigit() else 0
        body.attachments.append(Attachment(name, part.content_type, size, None))
        body.notes.append(f"{name} was not fetched: the letter is too large")
        if part.content_type in SHOWN_TYPES and part.disposition != "attachment":
            body.doubts.append("a part of the text was not fetched")
        return
    if len(part.body) > ATTACHMENT_LIMIT * 3 // 2:
        body.attachments.append(Attachment(name, part.content_type, len(part.body), None))
        return
    content, note = decode_transfer(part.body, part.headers.first("content-transfer-encoding"))
    if note:
        body.notes.append(f"{name}: {note}")
    body.kept += len(content)
    is_kept = len(content) <= ATTACHMENT_LIMIT and body.kept <= KEPT_LIMIT
    body.attachments.append(Attachment(name, part.content_type, len(content), content if is_kept else None))


def is_omitted(part: Part) -> bool:
    return not part.body.strip() and bool(part.headers.first(OMITTED))


def clean_name(filename: str) -> str:
    """Return a file's name for showing: no path, at most 100 characters, the ending kept."""
    name = clean_line(filename).replace("\\", "/").rpartition("/")[2].strip(". ")
    return name if len(name) <= 100 else f"{name[:80]}…{name[-19:]}"


def message_inside(part: Part, body: Body) -> str:
    """Return an attached message as text below its own few header lines."""
    inner = Body(room=body.room)
    gather(part, inner)
    body.room = inner.room
    body.is_cut_off |= inner.is_cut_off
    body.attachments += inner.attachments
    body.notes += inner.notes
    head = [
        f"{name}: {value}"
        for name in ("From", "Date", "To", "Subject")
        if (value := part.headers.text(name.lower()))
    ]
    return "\n".join((*head, "", text_of(inner.lines), *inner.inside)).strip()


def lines_in(part: Part, body: Body) -> list[Line]:
    """Read the lines of a text part."""
    raw, note = decode_transfer(part.body[:HTML_LIMIT], part.headers.first("content-transfer-encoding"))
    if note:
        body.notes.append(note)
    is_html = part.content_type != "text/plain"
    charset = part.charset or (charset_in_page(raw) if is_html else "")
    if not is_known(charset):
        body.notes.append(f"unknown charset {charset[:40]!r}")
    text = decode(raw, charset)
    if body.room <= 0:
        body.is_cut_off = True
        return []
    if is_html:
        lines = lines_of_html(text)
        size = sum(len(line.text) + 1 for line in lines)
    else:
        lines = lines_of_plain(text[:TEXT_LIMIT], part, body)
        size = len(text)
    body.room -= min(size, TEXT_LIMIT)
    body.is_cut_off |= len(part.body) > HTML_LIMIT or size >= TEXT_LIMIT
    return lines


def charset_in_page(raw: bytes) -> str:
    """Return the charset that a page states of itself; it counts where its part states none."""
    found = META_CHARSET.search(raw, 0, 2048)
    return found[1].decode("ascii", "replace") if found else ""


def lines_of_plain(text: str, part: Part, body: Body) -> list[Line]:
    """Undo what plain text goes through on its way."""
    text = clean(text)
    if part.parameters.get("format", "").lower() == "flowed":
        text = unflowed(text, delete_space=part.parameters.get("delsp", "").lower() == "yes")
    if "-----BEGIN PGP" in text:
        text, sealed = unarmoured(text)
        body.sealed += sealed
    return lines_of_text(text)
