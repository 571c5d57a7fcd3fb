"""Which parts of a large letter are fetched, whatever the server claims about them."""

from email import message_from_bytes
from typing import Any

import pytest
from imapclient.response_parser import parse_fetch_response

from bot.mailbox.imap import ImapMailbox
from bot.mailbox.parts import (
    ALL_BYTES,
    Unclear,
    assemble,
    described,
    disown,
    only_header,
    wanted_sections,
)
from tests.mailbox.conftest import AMailbox
from tests.mailbox.faulty import FaultyImap, Talk

TEXT = ("TEXT", "PLAIN", ("CHARSET", "utf-8"), None, None, "7BIT", 20, 1)


def a_structure(node: Any) -> Any:
    """Return what imapclient makes of a BODYSTRUCTURE that is written as nested tuples."""
    return parse_fetch_response([b"1 (UID 1 BODYSTRUCTURE " + _spelt(node) + b")"])[1][b"BODYSTRUCTURE"]


def _spelt(node: Any) -> bytes:
    match node:
        case None:
            return b"NIL"
        case int():
            return b"%d" % node
        case str():
            return b'"%b"' % node.encode()
    return b"(" + b" ".join(map(_spelt, node)) + b")"


def mixed(*parts: Any) -> Any:
    return (*parts, "MIXED", ("BOUNDARY", "edge"), None)


def a_file(name: str, size: int, kind: str = "APPLICATION/PDF") -> Any:
    maintype, subtype = kind.split("/")
    disposition = ("ATTACHMENT", ("FILENAME", name))
    return (maintype, subtype, ("NAME", name), None, None, "BASE64", size, None, disposition, None)


def wanted(*parts: Any) -> set[str]:
    sections = wanted_sections(described(a_structure(mixed(*parts))))
    return {section for section in sections if not section.endswith(("MIME", "HEADER"))}


def test_texts_and_small_files_are_fetched_and_large_ones_are_not() -> None:
    """256 KB for a file, 1 MB for a sheet, known by its kind or by its name; counted after decoding."""
    fetched = wanted(
        TEXT,
        a_file("small.pdf", 340_000),
        a_file("large.pdf", 380_000),
        a_file("by-name.XLSX", 1_400_000, "APPLICATION/OCTET-STREAM"),
        a_file("by-kind", 1_400_000, "APPLICATION/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        a_file("huge.csv", 1_500_000, "TEXT/CSV"),
    )
    assert fetched == {"1", "2", "4", "5"}


def test_many_small_files_together_are_bounded() -> None:
    """The text comes first however many files stand before it."""
    long_text = ("TEXT", "PLAIN", None, None, None, "7BIT", 400_000, 9000)
    fetched = wanted(*[a_file(f"{n}.pdf", 300_000) for n in range(60)], long_text)
    assert "61" in fetched
    assert (len(fetched) - 1) * 300_000 <= ALL_BYTES


def test_a_letter_within_is_looked_into_when_it_is_large() -> None:
    """A forwarded letter's text is read; its own large file is left out."""
    inner = mixed(TEXT, a_file("large.zip", 9_000_000))
    envelope = (None,) * 10
    forwarded = ("MESSAGE", "RFC822", None, None, None, "7BIT", 9_000_500, envelope, inner, 99, None, None)
    assert wanted(TEXT, forwarded) == {"1", "2.1"}


def test_a_part_that_is_not_fetched_stands_empty_under_its_size() -> None:
    """The letter stays valid, and whoever reads it sees what is missing."""
    root = described(a_structure(mixed(TEXT, a_file("large.pdf", 780_000))))
    head = b"Content-Type: multipart/mixed; boundary=edge\r\n\r\n"
    got = {
        "HEADER": head,
        "1.MIME": b"\r\n",
        "1": b"Hello",
        "2.MIME": b"Content-Type: application/pdf\r\n\r\n",
    }
    _, text, file = message_from_bytes(assemble(root, got)).walk()
    assert (text.get_payload(), text["X-Sluice-Omitted"]) == ("Hello", None)
    assert (file.get_payload(), file["X-Sluice-Omitted"]) == ("", "570000")


def test_a_text_without_end_is_cut_at_a_line() -> None:
    """What was fetched of it is kept, and the rest is counted."""
    endless = ("TEXT", "PLAIN", None, None, None, "7BIT", 40_000_000, 1)
    root = described(a_structure(endless))
    limit = wanted_sections(root)["1"]
    cut = message_from_bytes(
        assemble(root, {"HEADER": b"Subject: x\r\n\r\n", "1": (b"line\r\n" * limit)[:limit]})
    )
    assert str(cut.get_payload()).endswith("line\r\n")
    assert int(cut["X-Sluice-Omitted"]) + len(str(cut.get_payload())) == 40_000_000


def test_a_file_larger_than_claimed_is_left_out() -> None:
    """The claim was 100 bytes; more than the limit came, so it is no use."""
    root = described(a_structure(mixed(a_file("liar.pdf", 100))))
    got = {"HEADER": b"Content-Type: multipart/mixed; boundary=edge\r\n\r\n", "1": b"x" * 1_000_000}
    assert len(assemble(root, got)) < 300


@pytest.mark.parametrize(
    "structure",
    [
        mixed(*[TEXT] * 500),
        (TEXT, "MIXED", None),
        (TEXT, "MIXED", ("BOUNDARY", "x" * 500)),
        ("TEXT",),
        ("TEXT", "PLAIN", None, None, None, "7BIT", "many"),
        (None, None),
    ],
)
def test_a_description_beyond_use_is_told(structure: Any) -> None:
    """G3: 500 parts, no boundary, no kind, no size: then only the header is fetched."""
    with pytest.raises(Unclear):
        wanted_sections(described(a_structure(structure)))


def test_parts_within_parts_end_somewhere() -> None:
    """A letter of a hundred levels is not followed down."""
    nested = TEXT
    for _ in range(100):
        nested = mixed(nested)
    with pytest.raises(Unclear):
        described(a_structure(nested))


@pytest.mark.parametrize(
    "claim",
    [
        b"X-Sluice-Omitted: 5\r\n",
        b"Subject: x\r\nx-sluice-OMITTED : 5\r\n",
        b"Subject: x\rX-Sluice-Omitted: 5\r\n",
    ],
)
def test_nobody_outside_can_claim_that_something_was_left_out(claim: bytes) -> None:
    """The header is renamed, also where only a parser sees a new line."""
    letter = message_from_bytes(disown(claim + b"\r\nX-Sluice is quoted here, harmlessly\r\n"))
    assert "X-Sluice-Omitted" not in letter
    assert disown(b"Subject: about X-Sluice-Omitted: it is quoted\r\n") == (
        b"Subject: about X-Sluice-Omitted: it is quoted\r\n"
    )


def test_a_header_alone_is_a_letter_too() -> None:
    """Sender and subject are known, and that all else is missing."""
    letter = message_from_bytes(only_header(b"From: a@b.example\r\nX-Sluice-Omitted: 1\r\n\r\n", 5_000_000))
    assert (letter["From"], letter["X-Sluice-Omitted"], letter.get_payload()) == (
        "a@b.example",
        "5000000",
        "",
    )


@pytest.fixture
def mailbox(faulty: FaultyImap, a_mailbox: AMailbox) -> ImapMailbox:
    faulty.letters = {1: b"From: a@b.example\r\n\r\n" + b"x" * 2_000_000}
    return a_mailbox(port=faulty.port, host="127.0.0.1", tls="none")


@pytest.mark.parametrize("structure", ["(" * 100_000, "(NIL NIL)", '("TEXT" "PLAIN"', '(("a" "b") "c")'])
def test_a_letter_beyond_description_comes_as_its_header(
    faulty: FaultyImap, mailbox: ImapMailbox, structure: str
) -> None:
    """A structure made to break parsers costs its parts, not the letter."""

    def fetch(talk: Talk) -> None:
        if "BODYSTRUCTURE" in talk.told:
            talk.say(f"* 1 FETCH (UID 1 BODYSTRUCTURE {structure})")
        elif "HEADER" in talk.told:
            talk.say("* 1 FETCH (UID 1 BODY[HEADER]<0> {21}\r\nFrom: a@b.example\r\n\r\n)")
        else:
            talk.say(faulty.answer(1, body=False))
        talk.ok()

    faulty.always["UID FETCH"] = fetch
    (arrived,) = mailbox.fetch_new("INBOX", None).letters
    assert arrived.raw == b"From: a@b.example\r\nX-Sluice-Omitted: 2000021\r\n\r\n"
    assert arrived.abridged
