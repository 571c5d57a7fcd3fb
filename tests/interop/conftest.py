"""The same mailbox on two real servers, so that what holds on one is known to hold on the other."""

import ssl
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from imapclient import IMAPClient

from bot.sandbox.servers import Sandbox
from tests.mailbox.conftest import DESK, PASSWORD, a_mailbox, clock, sandbox
from tests.servers import DovecotServer, dovecot

__all__ = ["a_mailbox", "clock", "dovecot", "sandbox"]


@dataclass(frozen=True)
class Server:
    """A real IMAP server with the desk's mailbox on it."""

    port: int
    ca_file: Path
    deliver: Callable[[bytes], None]
    restart: Callable[[], None]
    people: ExitStack  # closes what colleagues have open

    def person(self) -> IMAPClient:
        """Log in as a colleague's mail program does."""
        trust = ssl.create_default_context(cafile=str(self.ca_file))
        client = IMAPClient("localhost", self.port, ssl_context=trust, timeout=10)
        self.people.callback(client.shutdown)
        client.login(DESK, PASSWORD)
        return client


@pytest.fixture(params=["dovecot", "pymap"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """Dovecot as a process of its own, then the sandbox's server."""
    with ExitStack() as people:
        if request.param == "dovecot":
            other: DovecotServer = request.getfixturevalue("dovecot")
            other.add_account(DESK, PASSWORD)
            put = partial(other.deliver, DESK)
            yield Server(other.port, other.ca_file, put, other.restart, people)
        else:
            own: Sandbox = request.getfixturevalue("sandbox")
            put = partial(own.deliver, as_domain="northcpa.example", to=(DESK,))
            yield Server(own.imap_port, own.ca_file, put, own.restart, people)
