"""A mail as bytes: right for every server, the same each time, and not to be added to."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, datetime
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.post.compose import Automatic, Enclosed, Outgoing, compose, envelope_sender
from bot.post.inert import one_line
from bot.post.render import Rendered

PLAIN = Outgoing(
    message_id="<imp-1.proceed.1@desk.example>",
    date=datetime(2026, 12, 5, 22, 35, tzinfo=UTC),
    sender="support@desk.example",
    sender_name="Aiwyn Support",
    to=("anna@northcpa.example", "cora@northcpa.example"),
    words=Rendered(
        "Re: Our import [IMP-1]", "You may proceed.\n\nAiwyn Support\n", "<p>You may proceed.</p>\n"
    ),
    automatic=Automatic.REPLIED,
    in_reply_to="<first@northcpa.example>",
    references=("<first@northcpa.example>",),
)


PLAIN_HEADER = email.message_from_bytes(compose(PLAIN)).keys()


def opened(outgoing: Outgoing) -> EmailMessage:
    message = email.message_from_bytes(compose(outgoing), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def lines(outgoing: Outgoing) -> list[bytes]:
    return compose(outgoing).split(b"\r\n")


def test_a_mail_says_who_to_whom_and_that_a_machine_wrote_it() -> None:
    """E1: Threading headers are right and every mail of ours is marked as automatic."""
    message = opened(PLAIN)
    assert message["From"] == "Aiwyn Support <support@desk.example>"
    assert message["To"] == "anna@northcpa.example, cora@northcpa.example"
    assert message["In-Reply-To"] == message["References"] == "<first@northcpa.example>"
    assert (message["Auto-Submitted"], message["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert message["Date"].datetime == PLAIN.date
    assert not message.defects


def test_the_same_mail_gives_the_same_bytes() -> None:
    """K1: A second attempt sends the very mail of the first."""
    with_file = replace(PLAIN, enclosed=(Enclosed("rows.csv", "text/csv", b"a,b\n"),))
    assert compose(with_file) == compose(with_file)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("You may proceed.\n", "7bit"),
        ("“You may proceed”\nwrote Zoë from the other side of the ocean.\n", "quoted-printable"),
        ("続行できます。データフローは停止しています。\n", "base64"),
        ("x" * 1200 + "\n", "quoted-printable"),
        (".\n..\nFrom here on\n", "7bit"),
    ],
)
def test_text_arrives_as_it_was_written(text: str, encoding: str) -> None:
    """F10: Any language and any line survives, within 998 characters a line and with CRLF only."""
    mail = replace(PLAIN, words=replace(PLAIN.words, text=text))
    part = opened(mail).get_body(("plain",))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == encoding
    assert part.get_content().replace("\r\n", "\n") == text
    assert max(map(len, lines(mail))) <= 998
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", compose(mail))


@pytest.mark.parametrize(
    "subject",
    [
        "Re: Übernahme von Müller & Söhne [IMP-1]",
        "Re: 買収のご連絡" * 12 + " [IMP-1]",
        "word " * 40 + "[IMP-1]",
    ],
)
def test_any_subject_arrives_whole(subject: str) -> None:
    """RFC 2047: encoded words are short, and joined again they are the subject."""
    mail = replace(PLAIN, words=replace(PLAIN.words, subject=subject))
    assert opened(mail)["Subject"] == subject
    assert max(map(len, lines(mail))) <= 78


@given(subject=st.text(max_size=200), name=st.text(max_size=80), body=st.text(max_size=200))
def test_whatever_is_cleaned_can_be_sent(subject: str, name: str, body: str) -> None:
    """F1: No words, once made harmless, give a mail that is refused, misread or not plain ASCII."""
    words = Rendered(f"Re: {one_line(subject, 200)} [IMP-1]", one_line(body, 200), "<p></p>")
    raw = compose(replace(PLAIN, words=words, sender_name=one_line(name, 80)))
    assert raw.isascii()
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    read = email.message_from_bytes(raw)
    assert str(make_header(decode_header(read["Subject"]))).split() == words.subject.split()
    assert len(read.keys()) == len(PLAIN_HEADER)


@pytest.mark.parametrize("name", ["Aiwyn Süpport", 'The "Desk", Inc.', "Support: people; <all>"])
def test_any_name_of_a_desk_arrives_whole(name: str) -> None:
    """Quotes, commas and umlauts in the desk's name do not spoil its address."""
    sender = opened(replace(PLAIN, sender_name=name))["From"].addresses[0]
    assert (sender.display_name, sender.addr_spec) == (name, "support@desk.example")


def test_an_attachment_keeps_its_name_and_bytes() -> None:
    """F8: RFC 2231: a name in any language arrives, and it is never a path."""
    files = (Enclosed("../étc/AR review.xlsx", "application/x-test", bytes(range(256)) * 9),)
    mail = replace(PLAIN, enclosed=files)
    (attachment,) = opened(mail).iter_attachments()
    assert attachment.get_filename() == ".._étc_AR review.xlsx"
    assert attachment.get_content() == files[0].content
    assert max(map(len, lines(mail))) <= 998


def test_a_long_thread_keeps_its_root_and_its_end() -> None:
    """Ten ids at most, the first one among them, the one that is answered last."""
    ids = tuple(f"<{n}@northcpa.example>" for n in range(30))
    message = opened(replace(PLAIN, references=ids, in_reply_to="<31@northcpa.example>"))
    assert message["References"].split() == [ids[0], *ids[22:], "<31@northcpa.example>"]


def test_an_id_that_is_none_is_left_out() -> None:
    """F1: A received Message-ID is copied only if it can be one."""
    bad = ("<>", "<a b@c>", "none", "<x@y>\r\nBcc: otto@elsewhere.example", "<ü@y>")
    message = opened(replace(PLAIN, references=(*bad, "<ok@y>"), in_reply_to=bad[3]))
    assert (message["References"], message["In-Reply-To"], message["Bcc"]) == ("<ok@y>", None, None)


@pytest.mark.parametrize(
    "mail",
    [
        replace(PLAIN, words=replace(PLAIN.words, subject="Re: x\r\nBcc: otto@elsewhere.example")),
        replace(PLAIN, words=replace(PLAIN.words, subject="Re: x\nBcc: otto@elsewhere.example")),
        replace(PLAIN, sender_name="Desk\r\nBcc: otto@elsewhere.example"),
        replace(PLAIN, to=("anna@northcpa.example\r\nBcc: otto@elsewhere.example",)),
        replace(PLAIN, to=("anna@northcpa.example, otto@elsewhere.example",)),
        replace(PLAIN, message_id="<a@b>\r\nBcc: otto@elsewhere.example"),
        replace(PLAIN, message_id="no id"),
    ],
)
def test_no_value_adds_a_header(mail: Outgoing) -> None:
    """A line end anywhere refuses the mail; none goes out with a field nobody wrote."""
    with pytest.raises(ValueError, match=r"control character|plain address|Message-ID"):
        compose(mail)


def test_an_address_outside_ascii_does_not_make_the_mail_unsendable() -> None:
    """The others get a header that every server takes."""
    mail = replace(PLAIN, to=("zoë@northcpa.example", "anna@northcpa.example"))
    assert compose(mail).isascii()
    assert [a.addr_spec for a in opened(mail)["To"].addresses] == ["anna@northcpa.example"]


def test_bounces_find_their_mail_where_the_provider_allows_it() -> None:
    """The envelope sender is our own address, tagged only if tags work there."""
    assert envelope_sender("support@desk.example", "k7f3", plus=True) == "support+bounce-k7f3@desk.example"
    assert envelope_sender("support@desk.example", "k7f3", plus=False) == "support@desk.example"
