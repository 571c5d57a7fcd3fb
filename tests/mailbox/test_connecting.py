"""How a mailbox is reached: over TLS or not at all, without haste, and without a word of the password."""

import base64
import logging
import traceback
from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import SteppingClock
from bot.errors import Misconfigured, Unavailable
from bot.sandbox.certificates import Authority
from bot.sandbox.servers import Sandbox
from tests.mailbox.conftest import DESK, PASSWORD, AMailbox
from tests.mailbox.faulty import FaultyImap, Talk

PLAIN = base64.b64encode(f"\0{DESK}\0{PASSWORD}".encode()).decode()


def test_an_authority_we_were_not_given_is_not_trusted(
    sandbox: Sandbox, a_mailbox: AMailbox, tmp_path: Path
) -> None:
    """A certificate that somebody else has signed ends the connection before the login."""
    stranger = Authority(tmp_path)
    mailbox = a_mailbox(port=sandbox.imap_port, ca_file=stranger.ca_file)
    with pytest.raises(Unavailable, match="connecting failed: its certificate is not trusted"):
        mailbox.current("INBOX")


def test_a_certificate_for_another_name_is_not_trusted(sandbox: Sandbox, a_mailbox: AMailbox) -> None:
    """The name in the settings is the name that must be proved."""
    mailbox = a_mailbox(port=sandbox.imap_port, ca_file=sandbox.ca_file, host="ip6-localhost.localdomain")
    with pytest.raises(Unavailable):
        mailbox.current("INBOX")


def test_a_ca_file_that_is_none_is_told_at_once(a_mailbox: AMailbox, tmp_path: Path) -> None:
    """The admin reads which setting is wrong before anything starts."""
    with pytest.raises(Misconfigured, match=r"mailbox desk: ca_file .*nowhere\.pem"):
        a_mailbox(port=1, ca_file=tmp_path / "nowhere.pem")


def test_no_password_leaves_when_starttls_was_stripped(faulty: FaultyImap, a_mailbox: AMailbox) -> None:
    """K6: Somebody on the way has removed STARTTLS from the offer."""
    mailbox = a_mailbox(port=faulty.port, tls="starttls")
    with pytest.raises(Unavailable, match="does not offer STARTTLS"):
        mailbox.current("INBOX")
    assert not [command for command in faulty.heard if command.startswith(("LOGIN", "AUTH"))]


def test_a_session_that_begins_logged_in_is_refused(faulty: FaultyImap, a_mailbox: AMailbox) -> None:
    """PREAUTH would rule out STARTTLS, and so everything would go in clear."""
    faulty.greeting, faulty.capability = "* PREAUTH welcome", "IMAP4rev1 STARTTLS AUTH=PLAIN"
    mailbox = a_mailbox(port=faulty.port, tls="starttls")
    with pytest.raises(Unavailable):
        mailbox.current("INBOX")
    assert "EXAMINE" not in " ".join(faulty.heard)


def test_answers_planted_ahead_of_tls_are_not_believed(
    faulty: FaultyImap, a_mailbox: AMailbox, tmp_path: Path
) -> None:
    """What came in clear must not be read as if it had come encrypted (CVE-2011-0411 and its kin)."""
    authority = Authority(tmp_path)
    faulty.capability = "IMAP4rev1 STARTTLS AUTH=PLAIN"

    def begin_tls(talk: Talk) -> None:
        talk.say(f"{talk.tag} OK begin\r\n* CAPABILITY IMAP4rev1 LOGINDISABLED")
        talk.sock = authority.server_context().wrap_socket(talk.sock, server_side=True)

    faulty.always["STARTTLS"] = begin_tls
    mailbox = a_mailbox(port=faulty.port, tls="starttls", ca_file=authority.ca_file)
    with pytest.raises(Unavailable, match="spoke ahead of TLS"):
        mailbox.current("INBOX")


def test_starttls_is_followed_by_a_login(faulty: FaultyImap, a_mailbox: AMailbox, tmp_path: Path) -> None:
    """The same server without the trick is read."""
    authority = Authority(tmp_path)
    faulty.capability = "IMAP4rev1 STARTTLS AUTH=PLAIN"

    def begin_tls(talk: Talk) -> None:
        talk.ok("begin")
        talk.sock = authority.server_context().wrap_socket(talk.sock, server_side=True)

    faulty.always["STARTTLS"] = begin_tls
    mailbox = a_mailbox(port=faulty.port, tls="starttls", ca_file=authority.ca_file)
    assert mailbox.current("INBOX").uid == 0


def refuse_login(talk: Talk) -> None:
    talk.say("+ ")
    told = talk.line()
    talk.say(f"{talk.tag} NO [AUTHENTICATIONFAILED] not so: {told} {PASSWORD}\x07")


def test_a_refused_login_is_tried_once_a_minute(
    faulty: FaultyImap, a_mailbox: AMailbox, clock: SteppingClock
) -> None:
    """J10: Knocking more often would lock the account."""
    faulty.always["AUTHENTICATE"] = refuse_login
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none")
    for _ in range(120):
        with pytest.raises(Unavailable):
            mailbox.current("INBOX")
        clock.advance_to(clock.now() + timedelta(seconds=1))
    assert sum(command.startswith("AUTH") for command in faulty.heard) == 2


def test_no_error_and_no_log_quotes_the_password(
    faulty: FaultyImap, a_mailbox: AMailbox, caplog: pytest.LogCaptureFixture
) -> None:
    """M1: Also not when the server does, and not in a traceback."""
    caplog.set_level(logging.DEBUG)
    faulty.always["AUTHENTICATE"] = refuse_login
    with pytest.raises(Unavailable) as caught:
        a_mailbox(port=faulty.port, host="127.0.0.1", tls="none").current("INBOX")
    told = "".join(traceback.format_exception(caught.value)) + caplog.text
    assert "[AUTHENTICATIONFAILED] not so:" in told
    assert not [secret for secret in (PASSWORD, PLAIN, "\x07") if secret in told]


def test_a_server_that_hangs_up_during_the_login_has_not_refused_it(
    faulty: FaultyImap, a_mailbox: AMailbox, clock: SteppingClock
) -> None:
    """A restart at the wrong moment costs a second, not a minute."""
    faulty.faults["AUTHENTICATE"].append(Talk.hang_up)
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none")
    with pytest.raises(Unavailable, match="hung up"):
        mailbox.current("INBOX")
    clock.advance_to(clock.now() + timedelta(seconds=1))
    assert mailbox.current("INBOX").uid == 0


@pytest.mark.parametrize("password", ["pass wörd", "line\r\nA1 DELETE INBOX", 'quo"te\\'])
def test_any_password_is_carried_where_the_server_allows_it(
    faulty: FaultyImap, a_mailbox: AMailbox, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    """AUTHENTICATE PLAIN carries every character, and none of them can become a command."""
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none", password=_in(monkeypatch, password))
    assert mailbox.current("INBOX").uid == 0
    assert faulty.heard[-1].startswith("EXAMINE")


@pytest.mark.parametrize("password", ["pass wörd", "line\r\nA1 DELETE INBOX"])
def test_what_login_cannot_carry_is_not_sent(
    faulty: FaultyImap, a_mailbox: AMailbox, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    """A server with LOGIN alone gets a sentence for the admin instead of an injected command."""
    faulty.capability = "IMAP4rev1"
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none", password=_in(monkeypatch, password))
    with pytest.raises(Unavailable, match="offers only LOGIN"):
        mailbox.current("INBOX")
    assert faulty.heard == ["CAPABILITY"]


def test_a_server_that_nobody_runs_is_an_outage(a_mailbox: AMailbox, faulty: FaultyImap) -> None:
    """The sentence names the mailbox and the host."""
    faulty.close()
    with pytest.raises(Unavailable, match=r"mailbox desk at 127\.0\.0\.1: connecting failed: .*refused"):
        a_mailbox(port=faulty.port, host="127.0.0.1", tls="none").current("INBOX")


def _in(monkeypatch: pytest.MonkeyPatch, password: str) -> str:
    monkeypatch.setenv("OTHER_PASSWORD", password)
    return "env:OTHER_PASSWORD"
