"""The sandbox keeps the promises that the demo and other tests build on."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest
from imapclient import IMAPClient

from bot.sandbox.servers import Sandbox

DESK, ANNA, BERT = "support@desk.example", "anna@northcpa.example", "bert@southcpa.example"
LETTER = b"From: Anna <anna@northcpa.example>\r\nTo: support@desk.example\r\nSubject: Import\r\n\r\nHello\r\n"


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    running.start()
    for address in (DESK, ANNA, BERT):
        running.add_account(address, f"secret of {address}")
    yield running
    running.stop()


def submit(sandbox: Sandbox, login: str, to: tuple[str, ...], raw: bytes, sender: str = "") -> None:
    with smtplib.SMTP("localhost", sandbox.smtp_port, timeout=5) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(sandbox.ca_file)))
        client.login(login, f"secret of {login}")
        client.sendmail(sender or login, to, raw)


@contextmanager
def logged_in(sandbox: Sandbox, login: str) -> Iterator[IMAPClient]:
    trust = ssl.create_default_context(cafile=str(sandbox.ca_file))
    client = IMAPClient("localhost", sandbox.imap_port, ssl_context=trust, timeout=5)
    client.login(login, f"secret of {login}")
    with closing(client.socket()):
        yield client


def test_what_is_submitted_lands_in_the_inbox_with_a_verdict(sandbox: Sandbox) -> None:
    """A mail whose login matches its From is vouched for."""
    submit(sandbox, ANNA, (DESK,), LETTER)
    (letter,) = sandbox.inbox(DESK)
    assert letter.startswith(b"Return-Path: <anna@northcpa.example>\r\n")
    assert b"mx.sandbox.example; spf=pass smtp.mailfrom=northcpa.example;" in letter
    assert b"dmarc=pass header.from=northcpa.example" in letter
    assert letter.endswith(LETTER)


def test_a_forged_letter_is_not_vouched_for(sandbox: Sandbox) -> None:
    """A7: Otto may prove his own domain, never Anna's."""
    sandbox.deliver(LETTER, as_domain="outsider.example")
    (letter,) = sandbox.inbox(DESK)
    assert b"dkim=pass header.d=outsider.example; dmarc=fail (p=none) header.from=northcpa.example" in letter


@pytest.mark.parametrize(
    "head", [b"From: a@x.example\r\nFrom: b@x.example", b"From: a@x.example, b@x.example"]
)
def test_two_authors_get_no_verdict(sandbox: Sandbox, head: bytes) -> None:
    """DMARC judges one author only."""
    sandbox.deliver(head + b"\r\nTo: support@desk.example\r\n\r\nHi\r\n", as_domain="x.example")
    assert b"dmarc=permerror" in sandbox.inbox(DESK)[0]


def test_every_submission_is_recorded_with_its_envelope(sandbox: Sandbox) -> None:
    """What the post edge sent can be read back byte for byte."""
    submit(sandbox, DESK, (ANNA, BERT), LETTER, sender="support+17@desk.example")
    (mail,) = sandbox.sent
    assert (mail.login, mail.sender, mail.recipients) == (DESK, "support+17@desk.example", (ANNA, BERT))
    assert mail.raw == LETTER


def test_mail_to_nobody_comes_back_to_the_tagged_sender(sandbox: Sandbox) -> None:
    """An address that a local domain lacks causes a delivery report, once and never for a report."""
    submit(sandbox, DESK, ("gone@northcpa.example",), LETTER, sender="support+17@desk.example")
    (report,) = sandbox.inbox(DESK)
    assert report.startswith(b"Return-Path: <>")
    assert b"Final-Recipient: rfc822; gone@northcpa.example\r\nAction: failed" in report


@pytest.mark.parametrize("code", [450, 550])
def test_a_recipient_refuses_as_told_and_the_others_get_their_mail(sandbox: Sandbox, code: int) -> None:
    """One refused recipient is answered alone."""
    sandbox.refuse(ANNA, code)
    with smtplib.SMTP("localhost", sandbox.smtp_port, timeout=5) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(sandbox.ca_file)))
        client.login(DESK, f"secret of {DESK}")
        refused = client.sendmail(DESK, (ANNA, BERT), LETTER)
    assert {address: answer[0] for address, answer in refused.items()} == {ANNA: code}
    assert len(sandbox.inbox(BERT)) == 1


def test_a_restart_keeps_mail_and_numbers(sandbox: Sandbox) -> None:
    """A client sees a cut connection, then the same letters under the same UIDs."""
    sandbox.deliver(LETTER, as_domain="northcpa.example")
    with logged_in(sandbox, DESK) as client:
        before = client.select_folder("INBOX", readonly=True), client.search()
        sandbox.restart()
        with pytest.raises((OSError, IMAPClient.AbortError)):
            client.noop()
    with logged_in(sandbox, DESK) as client:
        assert (client.select_folder("INBOX", readonly=True), client.search()) == before


def test_a_listener_hears_of_a_new_letter_at_once(sandbox: Sandbox) -> None:
    """IDLE works, so nobody has to poll."""
    with logged_in(sandbox, DESK) as client:
        client.select_folder("INBOX", readonly=True)
        client.idle()
        sandbox.deliver(LETTER, as_domain="northcpa.example")
        assert client.idle_check(timeout=5)


def test_letters_can_be_handed_to_another_server(sandbox: Sandbox) -> None:
    """An account may keep its mail elsewhere, stamped all the same."""
    elsewhere: list[bytes] = []
    sandbox.add_account("otto@outsider.example", "x", deliver_to=elsewhere.append)
    submit(sandbox, DESK, ("otto@outsider.example",), LETTER)
    assert [letter.startswith(b"Return-Path: <support@desk.example>") for letter in elsewhere] == [True]


def test_nobody_sends_without_the_password(sandbox: Sandbox) -> None:
    """A wrong password is refused, and so is mail before any login."""
    with smtplib.SMTP("localhost", sandbox.smtp_port, timeout=5) as client:
        client.starttls(context=ssl.create_default_context(cafile=str(sandbox.ca_file)))
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(DESK, "wrong")
        with pytest.raises(smtplib.SMTPSenderRefused):
            client.sendmail(DESK, (ANNA,), LETTER)
