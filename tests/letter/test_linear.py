"""The time to open a letter grows with its size, whatever its shape: no shape of a megabyte takes a second.

A shape that costs more than linear time runs into the time limit here, by minutes rather than by a little.
"""

import pytest

from bot.letter.identity import identity_of
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

SIZE = 1_000_000
HEAD = b"From: Anna Harper <anna@north.example>\r\nSubject: x\r\n"

TEXTS = (
    b">", b"> ", b">\n", b"> a\n", b" ", b"1", b"1 ", b",", b";", b"-", b"_", b"- \n", b"a\n", b"\n",
    b"(", b"a@b.c ", b"> a\nb\n", b"a\n> b\n", b"From: a@b.c\n", b"Date: 2020 @\n", b"On 1/1/2020 10:00\n",
    b"On Mon, 1 Jan 2020 a <a@b.c>\n", b"wrote:\n", b"x On Mon wrote:\n",
    b"-----Original Message-----\n", b"Anna Harper\n", b"Regards,\nAnna\n", b"Regards,\n", b"-- \n",
    b"--\n", b"-Anna\n", b"Sent from my iPhone\n", b"CAUTION: external sender ", b"[EXTERNAL] \n",
    b"1-800-555-0199\n", b"12 Main ", b"P.S.\n", b"\x00", b"\xff", b"\r", b"Message-ID: <", b"550 ",
    b"I am out of the office ",
)  # fmt: skip
PAGES = (
    b"<", b"<a", b"<a ", b'<a ="', b"<!--", b"<!", b"&", b"&#1", b"<div>", b"</div>", b"<p>a", b"<br>",
    b"<hr>", b"<blockquote>", b"<b a=1>", b"<table><tr><td>a", b"<td>a", b"<ol><li>", b"<s>", b"<style>",
    b"<head>", b"<pre>\n", b"<div style='border-top:solid'>",
)  # fmt: skip
FIELDS = (
    b"From", b"Subject", b"References", b"Content-Type", b"Authentication-Results", b"Received",
    b"DKIM-Signature",
)  # fmt: skip
VALUES = (
    b";", b" ", b"a@b.c,", b"<a@b.c> ", b"(", b'"', b"\\", b"=?utf-8?q?a?= ", b'; a="\\', b"\r\n a",
    b"from by ", b"a.",
)  # fmt: skip
WRAPPINGS = {
    "nested": b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n",
    "attached": b"Content-Type: message/rfc822\r\n\r\n",
    "many fields": b"X-A: b\r\n",
    "many senders": b"From: b\r\n",
}


def shapes() -> dict[str, bytes]:
    made = {f"text {unit!r}": letter(b"text/plain", unit) for unit in TEXTS}
    made |= {f"page {unit!r}": letter(b"text/html", unit) for unit in PAGES}
    for name in FIELDS:
        made |= {
            f"{name!r} {unit!r}": HEAD + name + b": mx; " + unit * (SIZE // len(unit)) for unit in VALUES
        }
    made["typed, then quoted"] = HEAD + b"\r\n" + b"a\n" * 15_000 + b"> b\n" * 9_000
    made["many quotes"] = letter(b"text/plain", b"On 1/1/2020 10:00 a@b.c wrote:\n> a\n")
    made |= {name: HEAD + unit * (SIZE // len(unit)) for name, unit in WRAPPINGS.items()}
    parts = b"Content-Type: multipart/mixed; boundary=b\r\n\r\n"
    made["many parts"] = HEAD + parts + b"--b\r\n\r\nx\r\n" * (SIZE // 10)
    made["boundaries in a line"] = HEAD + parts + b"--b " * (SIZE // 4)
    made["many reports"] = (
        HEAD + b"Content-Type: message/delivery-status\r\n\r\n" + b"a: b\r\n\r\n" * (SIZE // 8)
    )
    return made


def letter(kind: bytes, unit: bytes) -> bytes:
    return HEAD + b"Content-Type: " + kind + b"\r\n\r\n" + unit * (SIZE // len(unit))


SHAPES = shapes()


@pytest.mark.timeout(30)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_megabyte_of_any_shape_opens_in_its_time(shape: str) -> None:
    """G4, G5, G6, G8: Runs of one thing, unclosed things, nested things."""
    opened = open_letter(SHAPES[shape], Receiver("rfc8601", "mx"))
    assert len(opened.whole) <= 256 * 1024
    assert identity_of(SHAPES[shape]).digest
