"""One letter is one letter by whatever way it comes, and another text under its id is another letter."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.letter.identity import identity_of, raw_sha256

LETTER = (
    b"Message-ID: <1@north.example>\r\nFrom: Anna <anna@north.example>\r\nTo: support@aiwyn.example\r\n"
    b"Subject: Done\r\nDate: Sat, 5 Dec 2026 18:02:11 -0500\r\n\r\nThe import is complete.\r\n"
)


@pytest.mark.parametrize(
    "copy",
    [
        b"Received: from a by b; Sat, 5 Dec 2026\r\n" + LETTER,
        b"Return-Path: <anna@north.example>\r\nDelivered-To: x\r\nX-Spam-Score: 0\r\nARC-Seal: i=1\r\n"
        + LETTER,
        b"DKIM-Signature: v=1; b=x\r\nAuthentication-Results: mx; dmarc=pass\r\nReceived-SPF: pass\r\n"
        + LETTER,
        LETTER.replace(b"\r\n", b"\n"),
        LETTER + b"\r\n\r\n",
        b"From anna@north.example Sat Dec  5 18:02:11 2026\r\n" + LETTER,
        LETTER.replace(b"Subject: Done\r\nDate", b"Date").replace(
            b"\r\n\r\n", b"\r\nSubject: Done\r\n\r\n", 1
        ),
        LETTER.replace(b"Sat, 5", b"Sat,\r\n 5"),
    ],
    ids=["hop", "store", "verdict", "line ends", "empty lines", "mbox", "order", "folding"],
)
def test_a_copy_by_another_route_is_the_same_letter(copy: bytes) -> None:
    """What servers add or re-fold on the way makes no other letter of it."""
    assert identity_of(copy) == identity_of(LETTER)
    assert raw_sha256(copy) != raw_sha256(LETTER)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"complete", b"not complete"),
        (b"anna@north.example>\r\nTo", b"otto@evil.example>\r\nTo"),
        (b"Subject: Done", b"Subject: Undone"),
        (b"To: support", b"Content-Type: text/html\r\nTo: support"),
    ],
    ids=["text", "sender", "subject", "type"],
)
def test_another_letter_under_a_used_id_is_another_letter(was: bytes, now: bytes) -> None:
    """H1: Nobody can suppress a real completion by taking its id first."""
    other = identity_of(LETTER.replace(was, now))
    assert other.message_id == identity_of(LETTER).message_id
    assert other.digest != identity_of(LETTER).digest


def test_letters_without_an_id_get_one_each() -> None:
    """H2: A missing id is not equal to another missing id."""
    one, two = (
        LETTER.replace(b"<1@north.example>", b""),
        LETTER.replace(b"<1@north.example>", b"").replace(b"is", b"was"),
    )
    assert identity_of(one).message_id.endswith("@no-message-id.invalid>")
    assert identity_of(one).message_id != identity_of(two).message_id


def test_a_second_header_of_a_name_counts() -> None:
    """A letter that names two senders is not the one that names the first."""
    assert identity_of(b"From: otto@evil.example\r\n" + LETTER).digest != identity_of(LETTER).digest


@settings(deadline=None)
@given(st.binary(max_size=2000))
def test_any_bytes_have_an_identity(raw: bytes) -> None:
    """G1: Never an exception, always the same answer."""
    assert identity_of(raw) == identity_of(raw)
    assert identity_of(raw).message_id.startswith("<")
