"""Signatures checked by ourselves: keys from a table, signatures made on the spot, no network."""

from base64 import b64encode

import dkim
import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from bot.letter.letter import Verdict
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

KEY = generate_private_key(65537, 1024)
PRIVATE = KEY.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
PUBLIC = b64encode(KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
LETTER = (
    b"From: Anna <anna@northcpa.example>\r\nTo: support@aiwyn.example\r\nSubject: Import\r\n"
    b"Date: Mon, 23 Nov 2026 10:00:00 -0500\r\nMessage-ID: <1@northcpa.example>\r\n\r\n"
    b"The import is complete.\r\n"
)


def keys(name: bytes, timeout: float = 5) -> bytes | None:
    """Every domain of this town publishes the same key."""
    return b"v=DKIM1; k=rsa; p=" + PUBLIC if name.endswith(b".example.") else None


def signed(domain: bytes = b"northcpa.example", *, length: bool = False, raw: bytes = LETTER) -> bytes:
    return bytes(dkim.sign(raw, b"s1", domain, PRIVATE, length=length)) + raw


def verdict_of(raw: bytes) -> Verdict:
    return open_letter(raw, Receiver("dkim", keys=keys)).verdict


def test_the_domains_own_signature_proves_the_sender() -> None:
    """A1, A2: without any verdict of the server."""
    assert verdict_of(signed()) is Verdict.PROVED


@pytest.mark.parametrize(
    "raw",
    [
        LETTER,
        signed(b"evil.example"),  # A7: a good signature, of somebody else
        signed(b"mail.northcpa.example"),  # A8: not the very domain
        signed().replace(b"complete", b"finished"),  # another text
        signed().replace(b"anna@", b"abel@"),  # another writer
        signed(length=True) + b"More text.\r\n",  # A12
        signed().replace(b"d=northcpa.example", b"d=northcpa.invalid"),  # no key to be had
        b"DKIM-Signature: v=1; d=northcpa.example; b=((((\r\n" + LETTER,
        b"DKIM-Signature: \xff\xfe; d=northcpa.example\r\n" + LETTER,
    ],
)
def test_anything_less_proves_nothing(raw: bytes) -> None:
    """It fails closed, and never raises."""
    assert verdict_of(raw) is Verdict.UNPROVED


def test_few_signatures_are_tried() -> None:
    """G18: a letter cannot make us ask name servers without end."""
    asked: list[bytes] = []

    def counting(name: bytes, timeout: float = 5) -> bytes | None:
        asked.append(name)
        return None

    fields = b"".join(signed()[: -len(LETTER)] for _ in range(20))
    open_letter(fields + LETTER, Receiver("dkim", keys=counting))
    assert len(asked) <= 3


def test_a_name_server_that_fails_proves_nothing() -> None:
    """A2: whatever it raises."""

    def broken(name: bytes, timeout: float = 5) -> bytes | None:
        raise TimeoutError

    assert open_letter(signed(), Receiver("dkim", keys=broken)).verdict is Verdict.UNPROVED
