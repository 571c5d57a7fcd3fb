"""Waiting for news: IDLE is a wake-up and nothing more, and nobody waits longer than told."""

import threading
import time
from collections.abc import Callable

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.mailbox.imap import ImapMailbox
from tests.mailbox.conftest import AMailbox
from tests.mailbox.faulty import FaultyImap, Talk

LONG = 20.0  # seconds that no test really waits


@pytest.fixture
def mailbox(faulty: FaultyImap, a_mailbox: AMailbox) -> ImapMailbox:
    faulty.letters = {1: b"From: anna@northcpa.example\r\n\r\none\r\n"}
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none")
    mailbox.fetch_new("INBOX", None)
    return mailbox


def meanwhile(faulty: FaultyImap, verb: str, act: Callable[[], None]) -> threading.Thread:
    """Do something in another thread as soon as the server has heard this command."""

    def watch() -> None:
        while verb not in faulty.heard:
            threading.Event().wait(0.005)
        act()

    thread = threading.Thread(target=watch, daemon=True)
    thread.start()
    return thread


def test_a_quiet_folder_is_waited_for_as_long_as_told(mailbox: ImapMailbox, faulty: FaultyImap) -> None:
    """Then the caller polls: nothing rests on IDLE."""
    assert not mailbox.wait("INBOX", 0.05)
    assert "IDLE" in faulty.heard


def test_news_end_the_wait(mailbox: ImapMailbox, faulty: FaultyImap) -> None:
    """The server announces a letter."""
    meanwhile(faulty, "IDLE", faulty.announce)
    assert mailbox.wait("INBOX", LONG)


def test_news_that_came_before_listening_are_not_overlooked(mailbox: ImapMailbox, faulty: FaultyImap) -> None:
    """A letter between the last look and IDLE is never announced by IDLE itself."""
    faulty.letters[2] = b"From: anna@northcpa.example\r\n\r\ntwo\r\n"
    assert mailbox.wait("INBOX", LONG)
    assert "IDLE" not in faulty.heard


def test_news_in_one_breath_with_the_answer_are_heard(mailbox: ImapMailbox, faulty: FaultyImap) -> None:
    """The server says "idling" and "there is a letter" in the same packet."""

    def idle(talk: Talk) -> None:
        talk.say("+ idling\r\n* 2 EXISTS")
        talk.line()
        talk.ok()

    faulty.always["IDLE"] = idle
    assert mailbox.wait("INBOX", LONG)


@pytest.mark.parametrize(
    "breaking",
    [
        Talk.hang_up,
        lambda talk: talk.say("* 2 EXISTS"),
        lambda talk: talk.say("* BYE enough"),
        lambda talk: talk.say(f"{talk.tag} BAD idle yourself"),
        lambda talk: talk.say("+ idling\r\n* 2 EXI\n"),
        lambda talk: (talk.say("+ idling"), talk.line(), talk.say(f"{talk.tag} NO"))[0],
    ],
)
def test_any_break_is_a_wake_up_and_never_a_failure(
    mailbox: ImapMailbox, faulty: FaultyImap, breaking: Callable[[Talk], None]
) -> None:
    """Whoever looks then connects anew without having to wait."""
    faulty.faults["IDLE"].append(breaking)
    meanwhile(faulty, "IDLE", mailbox.wake)
    mailbox.wait("INBOX", LONG)
    assert len(mailbox.fetch_new("INBOX", None).letters) == 1


def test_a_server_on_which_idle_keeps_breaking_is_polled(mailbox: ImapMailbox, faulty: FaultyImap) -> None:
    """Three breaks in a row, and IDLE is left alone: no loop of logins."""
    faulty.always["IDLE"] = Talk.hang_up
    for _ in range(3):
        assert mailbox.wait("INBOX", LONG)
        mailbox.fetch_new("INBOX", None)
    assert not mailbox.wait("INBOX", 0.05)
    assert faulty.heard.count("IDLE") == 3


@pytest.mark.parametrize("idle", [True, False])
def test_another_thread_ends_the_wait_at_once(
    faulty: FaultyImap, a_mailbox: AMailbox, mailbox: ImapMailbox, idle: bool
) -> None:
    """A stop signal is not kept waiting, with IDLE and without."""
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none", idle=idle)
    mailbox.fetch_new("INBOX", None)
    threading.Timer(0.05, mailbox.wake).start()
    began = time.monotonic()
    assert mailbox.wait("INBOX", LONG)
    assert time.monotonic() - began < 2


def test_closing_ends_a_read_that_hangs(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """The server is silent in the middle of an answer; SIGTERM need not wait for the time-out."""
    faulty.always["UID SEARCH"] = lambda talk: (talk.line(), None)[1]
    meanwhile(faulty, "UID SEARCH UID 2:*", mailbox.close)
    began = time.monotonic()
    position = mailbox.current("INBOX")
    with pytest.raises(Unavailable):
        mailbox.fetch_new("INBOX", position)
    assert time.monotonic() - began < 2
    with pytest.raises(Unavailable, match="mailbox desk is closed"):
        mailbox.fetch_new("INBOX", position)


@pytest.mark.parametrize("stuck_at", ["greeting", "AUTHENTICATE"])
def test_closing_ends_a_connection_in_the_making(
    faulty: FaultyImap, a_mailbox: AMailbox, stuck_at: str
) -> None:
    """The server takes the connection and then says nothing."""
    if stuck_at == "greeting":
        faulty.greeting = None
    faulty.always["AUTHENTICATE"] = Talk.line
    mailbox = a_mailbox(port=faulty.port, host="127.0.0.1", tls="none", timeout_seconds=LONG)
    threading.Timer(0.1, mailbox.close).start()
    began = time.monotonic()
    with pytest.raises(Unavailable):
        mailbox.current("INBOX")
    assert time.monotonic() - began < 3


def test_whoever_needs_the_connection_gets_it_from_the_listener(
    faulty: FaultyImap, mailbox: ImapMailbox
) -> None:
    """Fetching in one thread and listening in another share one connection without standing still."""
    fetched: list[int] = []
    guest = meanwhile(faulty, "IDLE", lambda: fetched.append(len(mailbox.fetch_new("INBOX", None).letters)))
    assert mailbox.wait("INBOX", LONG)
    assert mailbox.fetch_new("INBOX", None).letters
    guest.join(5)
    assert fetched == [1]
    assert faulty.logins == 1


def test_a_pause_after_a_failure_is_waited_out_in_real_time(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """A rehearsal clock that stands still does not keep a mailbox closed for ever."""
    faulty.faults["EXAMINE"].append(Talk.hang_up)
    with pytest.raises(Unavailable):
        mailbox.current("INBOX")
    assert mailbox.wait("INBOX", LONG)
    assert mailbox.current("INBOX").uid == 1
