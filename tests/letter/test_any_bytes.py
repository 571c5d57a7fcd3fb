"""Whatever the bytes: no exception, bounded values, text that can be stored and shown."""

from dataclasses import fields

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.errors import Unreadable
from bot.letter.charsets import UNSEEN
from bot.letter.history import cut_html, cut_text
from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from tests.letter.voices import VOICES

LETTERS = [voice.letter.encode() for voice in VOICES]
RECEIVERS = [
    Receiver("rfc8601", "mx.aiwyn.example"),
    Receiver("google"),
    Receiver("microsoft365"),
    Receiver("none"),
]
# Pieces that parsers are known to stumble over, to be put anywhere.
TRAPS = [
    b"\x00", b"\xff\xfe", b"\r", b"\n\n", b"\r\n \r\n", b"=?utf-8?q?", b"?=", b"=?x?b?", b"charset=zip",
    b"charset=undefined", b"Content-Transfer-Encoding: base64\n",
    b"Content-Type: multipart/mixed; boundary=\n", b"boundary=b\n\n--b\n--b--\n",
    b"Content-Type: message/rfc822\n\n", b"name*0*=x''%", b"filename*=a'b'%ff",
    b"Date: Thu, 99 Foo 0000 99:99:99 +9999\n", b"From: <>\n", b"From: a@b.example\n",
    b"Message-ID: <>\n", b"References: <\n", b"&#99999999999;", b"&#xd800;", b"<![if", b"<!--",
    b"<table><tr><td>", b"</table>", b"<blockquote>", b"<li>", b"<ol>", b"<s>", b"> ", b"-- \n",
    b"On 1/1/2020 10:00 a <a@b.c> wrote:\n", b"Authentication-Results: mx.aiwyn.example; dmarc=pass (",
    b"Received: from a by b\n", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80",
    b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\n",
    b"Content-Type: message/delivery-status\n\nAction:\n",
]  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, letters: list[bytes] = LETTERS) -> bytes:
    """A letter with pieces cut out, doubled, exchanged, and traps put in."""
    raw = bytearray(draw(st.sampled_from(letters)))
    for _ in range(draw(st.integers(1, 6))):
        start, length = draw(st.integers(0, len(raw))), draw(st.integers(0, 60))
        piece = draw(
            st.one_of(
                st.sampled_from(TRAPS), st.binary(max_size=8), st.just(bytes(raw[start : start + length]) * 2)
            )
        )
        raw[start : start + draw(st.integers(0, length))] = piece
    return bytes(raw)


def texts_of(letter: Letter) -> list[str]:
    found = [*letter.notes, *letter.doubts, *(file.name for file in letter.attachments)]
    for field in fields(letter):
        value = getattr(letter, field.name)
        found += [value] if isinstance(value, str) else []
    return found


@settings(deadline=None)
@given(st.one_of(damaged(), st.binary(max_size=500)), st.sampled_from(RECEIVERS))
def test_a_damaged_letter_opens(raw: bytes, receiver: Receiver) -> None:
    """G1: The only refusal is that of nothing at all."""
    try:
        letter = open_letter(raw, receiver)
    except Unreadable:
        assert not raw.strip()
        return
    for text in texts_of(letter):
        assert not UNSEEN.search(text)
        assert text.encode("utf-8", "strict") is not None
    assert len(letter.subject) <= 500
    assert "\n" not in letter.subject + letter.sender_name


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=30))
def test_any_text_can_be_cut(text: str, writer: str) -> None:
    """G1: The same for texts that come without a letter around them."""
    for cut in (cut_text(text, writer), cut_html(text, writer)):
        assert len(cut.fresh) <= len(text) + 200
