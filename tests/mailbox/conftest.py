"""A mailbox to be followed on each kind of server."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from bot.clock import SteppingClock
from bot.config.settings import Mailbox as Settings
from bot.mailbox.imap import ImapMailbox
from bot.sandbox.servers import Sandbox
from tests.mailbox.faulty import FaultyImap

DESK = "support@desk.example"
PASSWORD = "correct horse"
NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)

AMailbox = Callable[..., ImapMailbox]


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(NOON)


@pytest.fixture
def a_mailbox(clock: SteppingClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[AMailbox]:
    """Build mailboxes that are closed in the end; settings may be overruled."""
    monkeypatch.setenv("DESK_PASSWORD", PASSWORD)
    opened: list[ImapMailbox] = []

    def build(**overruled: object) -> ImapMailbox:
        settings: dict[str, object] = {
            "name": "desk", "address": DESK, "host": "localhost", "user": DESK,
            "password": "env:DESK_PASSWORD", "timeout_seconds": 5.0,
        }  # fmt: skip
        opened.append(ImapMailbox(Settings.model_validate(settings | overruled), clock))
        return opened[-1]

    yield build
    for mailbox in opened:
        mailbox.close()


@pytest.fixture
def sandbox(clock: SteppingClock) -> Iterator[Sandbox]:
    running = Sandbox(clock=clock)
    running.start()
    running.add_account(DESK, PASSWORD)
    yield running
    running.stop()


@pytest.fixture
def faulty() -> Iterator[FaultyImap]:
    server = FaultyImap()
    yield server
    server.close()
