"""Content transfer encodings, read with patience: what can be decoded is, and nothing raises."""

import binascii
import re
from typing import NamedTuple

NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
FOLDING = re.compile(rb"[\r\n\t=]+")
TEXT_ENCODINGS = frozenset((b"", b"7bit", b"8bit", b"binary"))


class Decoded(NamedTuple):
    """Bytes after decoding, and a note when they were not what their encoding promises."""

    content: bytes
    note: str = ""


def decode_transfer(body: bytes, encoding: bytes) -> Decoded:
    """Undo a Content-Transfer-Encoding; an unknown one leaves the bytes as they are."""
    name = encoding.strip().strip(b"\"'").lower()
    if name in TEXT_ENCODINGS:
        return Decoded(body)
    if name == b"base64":
        return tolerant_base64(body)
    if name == b"quoted-printable":
        return Decoded(unquote(body))
    if name in (b"x-uuencode", b"uuencode", b"x-uue"):
        return uudecode(body)
    return Decoded(body, "an unknown transfer encoding was ignored")


def tolerant_base64(body: bytes) -> Decoded:
    """Decode base64 up to where it breaks off."""
    letters = len(NOT_BASE64.sub(b"", body))
    foreign = len(FOLDING.sub(b"", body)) - letters
    if foreign * 12 > letters:
        return Decoded(body, "text marked as base64 is none; shown as it came")
    content = unbase64(body)
    expected = letters * 3 // 4
    return Decoded(content, "broken base64 was repaired" if expected - len(content) > 2 else "")


def unbase64(coded: bytes) -> bytes:
    """Return what base64 characters there are, decoded; a lone last one is dropped."""
    try:
        return binascii.a2b_base64(coded)
    except binascii.Error:
        letters = NOT_BASE64.sub(b"", coded)
        whole = letters[: len(letters) - 1] if len(letters) % 4 == 1 else letters
        return binascii.a2b_base64(whole + b"=" * (-len(whole) % 4))


def unquote(coded: bytes) -> bytes:
    """Decode quoted-printable; a broken escape stays as it is written."""
    return binascii.a2b_qp(coded)


def uudecode(body: bytes) -> Decoded:
    """Decode the lines between "begin" and "end", skipping those that are broken."""
    content = bytearray()
    note = ""
    for line in body.splitlines():
        if line.startswith(b"begin ") or not line:
            continue
        if line == b"end":
            break
        try:
            content += binascii.a2b_uu(line)
        except binascii.Error:
            note = "broken uuencoding was repaired"
    return Decoded(bytes(content), note)
