"""Which letter this is, told from its bytes alone, so that nothing a parser may stumble over decides it.

A copy by another route is the same letter: fields that servers add on the way are left out of the digest.
Another text under a used Message-ID is another letter: nobody can suppress a real one by taking its id first.
"""

import hashlib
import re
from dataclasses import dataclass

from bot.letter.headers import Field, split_headers


@dataclass(frozen=True, slots=True)
class Identity:
    """Two letters are one if the first two are equal."""

    message_id: str  # with angle brackets; made from the digest when the letter has none
    digest: str  # SHA-256 in hex over From, the fields people write, and the body
    came_from: str  # the domain that From names, ASCII lower case; a claim, and empty when there is none


# Written by servers on the way, or by the program that keeps the mailbox. List software and gateways add
# more, but those also change Subject and text: such a copy is a letter of its own.
TRACE = frozenset((
    "received", "return-path", "delivered-to", "envelope-to", "delivery-date", "original-recipient", "status",
    "authentication-results", "authentication-results-original", "received-spf", "dkim-signature",
    "domainkey-signature", "dkim-filter", "lines", "content-length", "errors-to", "precedence", "sender",
))  # fmt: skip
TRACE_PREFIXES = ("x-", "arc-", "dkim-", "list-", "resent-", "received-", "iron", "ui-", "spam")

DOMAIN = re.compile(rb"@([A-Za-z0-9.-]{1,253})")
USABLE_ID = re.compile(rb"<[^<>\s\x00-\x1f\x7f-\xff]{1,250}>")


def identity_of(raw: bytes) -> Identity:
    """Return who this letter is; never raises, linear in its length."""
    headers = split_headers(raw)
    digest = hashlib.sha256()
    for name, value in sorted(field for field in headers.fields if not is_trace(field)):
        digest.update(name.encode() + b":" + b" ".join(value.split()) + b"\n")
    digest.update(b"\n" + canonical(raw[headers.body_at :]))
    return Identity(
        message_id_of(headers.first("message-id")) or made_id(digest.hexdigest()),
        digest.hexdigest(),
        domain_in(headers.first("from")),
    )


def raw_sha256(raw: bytes) -> str:
    """Return the name of exactly these bytes."""
    return hashlib.sha256(raw).hexdigest()


def message_id_of(value: bytes) -> str | None:
    """Return the id as written, with its brackets; `None` when it is missing or unusable."""
    found = USABLE_ID.fullmatch(value.strip())
    return found[0].decode("ascii") if found else None


def domain_in(value: bytes) -> str:
    """Return the domain of the last address in a field, ASCII lower case; empty when there is none."""
    found = DOMAIN.findall(value)
    return found[-1].decode("ascii").lower() if found else ""


def made_id(digest: str) -> str:
    return f"<{digest[:32]}@no-message-id.invalid>"


def is_trace(field: Field) -> bool:
    return field.name in TRACE or field.name.startswith(TRACE_PREFIXES)


def canonical(body: bytes) -> bytes:
    """Undo what relays do to a body: line ends, white space at their end, empty lines at the very end."""
    lines = body.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    return b"\n".join(line.rstrip() for line in lines).rstrip(b"\n")
