"""Delivery reports: which mail of ours they speak of, whom it did not reach, and whether that is final.

A delay, a relay and a delivery are no failure. What a report says is a claim like any other: the caller
must know the mail it names before believing it.
"""

import re
from collections.abc import Iterable, Iterator

from bot.letter import machine_phrases
from bot.letter.charsets import clean, clean_line, decode
from bot.letter.headers import Headers, split_headers
from bot.letter.identity import message_id_of
from bot.letter.letter import Bounce
from bot.letter.mime import Part
from bot.letter.sender import ADDRESS
from bot.letter.transfer import decode_transfer

REASON_LIMIT = 300
RECIPIENT_LIMIT = 50
READ_LIMIT = 64 * 1024

FINAL = frozenset((b"failed", b"failure"))
NOT_FINAL = frozenset((b"delayed", b"relayed", b"delivered", b"expanded"))

RECIPIENT = re.compile(ADDRESS, re.IGNORECASE)
ORIGINAL_ID = re.compile(
    rb"^[ \t>]*Message-I[dD]:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{1,250}>)", re.MULTILINE | re.IGNORECASE
)
DIAGNOSIS = re.compile(r"\b[45]\d\d[ -](?:#?\d\.\d\.\d )?.{3,200}|\b[45]\.\d{1,3}\.\d{1,3}\b.{0,200}")


def report_of(root: Part, headers: Headers, text: str) -> tuple[bool, Bounce] | None:
    """Read a delivery report in the standard form (RFC 3464).

    Returns:
        Whether the failure is final, and what the report says; `None` when there is no such report.
    """
    status = next((part for part in walk(root) if part.content_type.endswith("/delivery-status")), None)
    if status is None:
        return None
    told = [group for group in groups(status) if group.first("action") or recipient_in(group)]
    if not told:
        return None
    failed = [group for group in told if is_final(group)]
    recipients = dict.fromkeys(
        address for group in failed or told for address in addresses(recipient_in(group))
    )
    reason = next(filter(None, map(reason_in, failed or told)), "") or diagnosis(text)
    bounce = Bounce(
        original_id(root, headers, text), tuple(recipients)[:RECIPIENT_LIMIT], reason[:REASON_LIMIT]
    )
    return bool(failed), bounce


def is_final(group: Headers) -> bool:
    """Tell whether a recipient will not get the mail; without a word on it, the status code decides."""
    action = group.first("action").lower()
    if action in FINAL or action in NOT_FINAL:
        return action in FINAL
    return action in (b"", b"unknown") or group.first("status").startswith(b"5")


def recipient_in(group: Headers) -> bytes:
    return group.first("final-recipient") or group.first("original-recipient")


def reason_in(group: Headers) -> str:
    return clean_line(decode(group.first("diagnostic-code") or group.first("status"), ""))


def walk(root: Part) -> Iterator[Part]:
    """Yield a part and all below it, top down; a message inside is not entered."""
    pending = [root]
    while pending:
        part = pending.pop()
        yield part
        if part.content_type.startswith("multipart/"):
            pending.extend(reversed(part.children))


def groups(status: Part) -> Iterator[Headers]:
    """Yield the groups of fields of a delivery-status part: one for the mail, one for each recipient."""
    content = decode_transfer(
        status.body[:READ_LIMIT], status.headers.first("content-transfer-encoding")
    ).content
    at = 0
    while at < len(content):
        group = split_headers(content, at)
        if group.body_at <= at or (not group.fields and group.doubts):
            return
        yield group
        at = group.body_at


def addresses(value: bytes) -> list[str]:
    return [match["address"].decode("ascii").lower() for match in RECIPIENT.finditer(value[:2000])]


def original_id(root: Part, headers: Headers, text: str) -> str | None:
    """Find the Message-ID of the mail that a report speaks of: in the copy, in the text, in the thread."""
    for part in walk(root):
        copy = copy_in(part)
        if copy is not None and (found := message_id_of(copy.first("message-id"))):
            return found
    if quoted := ORIGINAL_ID.search(text[:READ_LIMIT].encode("utf-8", "replace")):
        return quoted[1].decode("ascii", "replace")
    return next(
        filter(None, (message_id_of(headers.first(name)) for name in ("in-reply-to", "references"))), None
    )


def copy_in(part: Part) -> Headers | None:
    """Return the header of the returned mail, if this part holds it."""
    if part.children and part.content_type.startswith("message/"):
        return part.children[0].headers
    if part.content_type in ("text/rfc822-headers", "message/rfc822-headers", "message/rfc822"):
        return split_headers(
            decode_transfer(part.body, part.headers.first("content-transfer-encoding")).content
        )
    return None


def old_style(text: str, headers: Headers, root: Part, own: Iterable[str]) -> tuple[bool, Bounce]:
    """Read a delivery report that is only prose: whether it is final, and what can be gathered from it."""
    words = text[:READ_LIMIT]
    head = words[:4000].lower()
    is_final = not any(phrase in head for phrase in machine_phrases.DELAYS) or any(
        phrase in head for phrase in ("permanent", "giving up", "returning message to sender")
    )
    failed = addresses(headers.first("x-failed-recipients")) or recipients_in(words, frozenset(own))
    bounce = Bounce(
        original_id(root, headers, words), tuple(dict.fromkeys(failed))[:RECIPIENT_LIMIT], diagnosis(words)
    )
    return is_final, bounce


COPY_BEGINS = re.compile(
    r"^(?:-{2,}.*(?:copy|message|header|original|transcript|text).*-{2,}"
    r"|Received: |Return-Path: |Message-ID: )",
    re.MULTILINE | re.IGNORECASE,
)


def recipients_in(text: str, own: frozenset[str]) -> list[str]:
    """Return the addresses that stand above the copy of the returned mail, ours left out."""
    copy = COPY_BEGINS.search(text)
    report = text[: copy.start()] if copy and copy.start() > 40 else text[:3000]
    found = addresses(ORIGINAL_ID.sub(b"", report.encode("utf-8", "replace")))
    return [
        address for address in found if address not in own and not address.startswith(machine_phrases.DAEMONS)
    ]


def diagnosis(text: str) -> str:
    """Return the server's own words in a report, or its first line."""
    found = DIAGNOSIS.search(clean(text[:READ_LIMIT]))
    words = found[0] if found else next((line for line in text.split("\n") if line.strip()), "")
    return clean_line(words)[:REASON_LIMIT]
