"""One mail as bytes for the wire: the same value always gives the same bytes, so an attempt can be repeated.

The composing is compat32's, which costs a tenth of EmailMessage. Nothing that comes in here may end a
line of a header: it is refused, and the fields are counted once more in the finished bytes, since
Python before 3.11.10 writes an injected field without a word.
"""

import re
from binascii import b2a_base64, b2a_qp
from dataclasses import dataclass
from datetime import UTC, datetime
from email._policybase import Compat32
from email.generator import BytesGenerator
from email.header import Header
from email.message import Message
from email.mime.multipart import MIMEMultipart
from email.mime.nonmultipart import MIMENonMultipart
from email.utils import format_datetime, formataddr
from enum import StrEnum
from hashlib import sha256
from io import BytesIO

from bot.post.inert import NAME_LIMIT, is_plain_address, one_line
from bot.post.invite import FILE_NAME, Invite
from bot.post.render import Rendered

MAX_REFERENCES = 10
MAX_LINE = 998  # RFC 5322 §2.1.1, without the CRLF
_SHORT = 76

_ID = re.compile(r"<[!-;=?-~]{1,500}>")  # printable ASCII without space and angle brackets
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class Automatic(StrEnum):
    """What kind of automatic mail ours is; no other system answers either. RFC 3834 §5."""

    REPLIED = "auto-replied"  # an answer to a letter
    GENERATED = "auto-generated"  # the clock or the flow caused it


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that goes with a mail."""

    name: str
    content_type: str  # "text/csv"
    content: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One mail, complete. Its Message-ID was fixed when its task was written."""

    message_id: str  # with angle brackets
    date: datetime  # aware
    sender: str
    sender_name: str
    to: tuple[str, ...]
    words: Rendered
    automatic: Automatic
    in_reply_to: str | None = None
    references: tuple[str, ...] = ()  # oldest first
    enclosed: tuple[Enclosed, ...] = ()
    invite: Invite | None = None


def compose(outgoing: Outgoing) -> bytes:
    """Return the mail as it goes over the wire: CRLF, ASCII, no line over 998 characters.

    Raises:
        ValueError: An address or the Message-ID is none, or a field holds a control character.

    Source: RFC 5322, RFC 2045-2047, RFC 2231, RFC 3834 §5, RFC 6047 §2.4; Exchange reads
        X-Auto-Response-Suppress.
    """
    message = _body(outgoing)
    for name, value in _fields(outgoing):
        if _CONTROL.search(value):
            raise ValueError(f"{name} holds a control character")
        message[name] = value
    wire = BytesIO()
    BytesGenerator(wire, mangle_from_=False, policy=_WIRE).flatten(message)
    raw = wire.getvalue()
    _count_fields(raw, len(message))
    return raw


def envelope_sender(address: str, token: str, *, plus: bool) -> str:
    """Return where bounces go: our address, tagged so that a bounce finds its mail where that is allowed."""
    name, _, domain = address.rpartition("@")
    return f"{name}+bounce-{token}@{domain}" if plus and token else address


def _fields(outgoing: Outgoing) -> list[tuple[str, str]]:
    """Return the header in order, each value in ASCII and on one line; the generator folds at spaces."""
    references = _thread(outgoing)
    fields = [
        ("From", _mailbox(outgoing.sender_name, outgoing.sender)),
        ("To", ", ".join(map(_listed, outgoing.to))),
        ("Subject", _in_ascii(outgoing.words.subject)),
        ("Date", format_datetime(outgoing.date.astimezone(UTC))),
        ("Message-ID", _checked_id(outgoing.message_id)),
        ("In-Reply-To", outgoing.in_reply_to if outgoing.in_reply_to in references else ""),
        ("References", " ".join(references)),
        ("Auto-Submitted", outgoing.automatic.value),
        ("X-Auto-Response-Suppress", "All"),
    ]
    return [(name, value) for name, value in fields if value]


def _thread(outgoing: Outgoing) -> tuple[str, ...]:
    """Return the ids above this mail, the root and the latest; what is no id was never one to thread by."""
    above = outgoing.references
    if outgoing.in_reply_to and outgoing.in_reply_to not in above:
        above = (*above, outgoing.in_reply_to)
    ids = tuple(one for one in dict.fromkeys(above) if _ID.fullmatch(one))
    return ids if len(ids) <= MAX_REFERENCES else (ids[0], *ids[1 - MAX_REFERENCES :])


def _checked_id(message_id: str) -> str:
    if not _ID.fullmatch(message_id):
        raise ValueError(f"{message_id!r} is not a Message-ID")
    return message_id


def _mailbox(name: str, address: str) -> str:
    return (
        formataddr((name, _listed(address))) if name.isascii() else f"{_in_ascii(name)} <{_listed(address)}>"
    )


def _in_ascii(text: str) -> str:
    """Return words for a header, outside ASCII as encoded words that fit its first line. RFC 2047 §2."""
    return (
        text if text.isascii() else " ".join(Header(text, "utf-8", maxlinelen=_SHORT - 12).encode().split())
    )


def _listed(address: str) -> str:
    if not is_plain_address(address):
        raise ValueError(f"{address!r} is not a plain address")
    if address.isascii():
        return address
    # A header in UTF-8 would make the whole mail one that only SMTPUTF8 servers take. RFC 6857 §3 shows
    # such an address to the others as the name of an empty group.
    return f"{_in_ascii(address)}:;"


def _body(outgoing: Outgoing) -> Message:
    words = MIMEMultipart("alternative", boundary=_boundary(outgoing, "words"), policy=_WIRE)
    words.attach(_text("plain", outgoing.words.text))
    words.attach(_text("html", outgoing.words.html))
    if outgoing.invite:
        words.attach(_entry(outgoing.invite))
    if not (outgoing.enclosed or outgoing.invite):
        return words
    mixed = MIMEMultipart("mixed", boundary=_boundary(outgoing, "mixed"), policy=_WIRE)
    del words["MIME-Version"]  # the outermost part alone bears it
    mixed.attach(words)
    for enclosed in outgoing.enclosed:
        mixed.attach(_attachment(enclosed))
    if outgoing.invite:
        mixed.attach(_attachment(Enclosed(FILE_NAME, "application/ics", outgoing.invite.content)))
    return mixed


def _entry(invite: Invite) -> Message:
    """Return the entry as the last way to show the mail: Outlook looks there and nowhere else.

    Google wants the same as a file besides; it comes last of all. In base64 no relay touches its folds.
    """
    part = _part("text", "calendar", "base64", charset="utf-8", method=invite.method.value)
    part.set_payload(_base64(invite.content))
    return part


def _boundary(outgoing: Outgoing, level: str) -> str:
    return f"=_{level}_{sha256(outgoing.message_id.encode()).hexdigest()[:24]}"


def _text(subtype: str, text: str) -> Message:
    body = "\n".join(text.splitlines()) + "\n"
    encoding, payload = _encoded(body)
    part = _part("text", subtype, encoding, charset="utf-8")
    part.set_payload(payload)
    return part


def _encoded(body: str) -> tuple[str, str]:
    """Return the lightest transfer encoding that carries `body`, and `body` in it."""
    if body.isascii() and max(map(len, body.split("\n"))) <= MAX_LINE:
        return "7bit", body
    encoded = body.encode()
    if sum(byte > 127 for byte in encoded) > len(encoded) // 6:
        return "base64", _base64(body.replace("\n", "\r\n").encode())
    return "quoted-printable", b2a_qp(encoded).decode("ascii")


def _base64(content: bytes) -> str:
    return "".join(
        b2a_base64(content[start : start + 57]).decode("ascii") for start in range(0, len(content), 57)
    )  # fmt: skip


def _attachment(enclosed: Enclosed) -> Message:
    main, _, sub = enclosed.content_type.partition("/")
    part = _part(main, sub, "base64")
    name = one_line(enclosed.name, NAME_LIMIT - 20).replace("/", "_").replace("\\", "_")
    part.add_header(
        "Content-Disposition", "attachment", filename=name if name.isascii() else ("utf-8", "", name)
    )
    part.set_payload(_base64(enclosed.content))
    return part


def _part(main: str, sub: str, encoding: str, **parameters: str) -> Message:
    part = MIMENonMultipart(main, sub, policy=_WIRE, **parameters)
    del part["MIME-Version"]
    part["Content-Transfer-Encoding"] = encoding
    return part


def _count_fields(raw: bytes, expected: int) -> None:
    head = raw.partition(b"\r\n\r\n")[0]
    found = sum(not line.startswith((b" ", b"\t")) for line in head.split(b"\r\n"))
    if found != expected:
        raise ValueError(f"the header has {found} fields instead of {expected}")


class _Wire(Compat32):
    """compat32 with CRLF; a short field goes out as it is, since folding costs more than all the rest."""

    def fold_binary(self, name: str, value: str) -> bytes:
        if value.isascii() and len(name) + len(value) < _SHORT:
            return f"{name}: {value}\r\n".encode("ascii")
        return super().fold_binary(name, value)


_WIRE = _Wire(linesep="\r\n")
