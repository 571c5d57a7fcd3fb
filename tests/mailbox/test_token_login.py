"""A mailbox whose server takes access tokens in place of passwords."""

from typing import Any

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.sandbox.servers import Sandbox
from tests.mailbox.conftest import PASSWORD, AMailbox
from tests.token_server import TokenServer, token_server

__all__ = ["token_server"]


def by_token(server: TokenServer, sandbox: Sandbox) -> dict[str, Any]:
    oauth = {"token_url": server.url, "client_id": "sluice", "client_secret": "env:DESK_PASSWORD"}
    place = {"port": sandbox.imap_port, "ca_file": str(sandbox.ca_file)}
    return {"auth": "xoauth2", "oauth": oauth, "password": "env:DESK_PASSWORD", **place}


def test_the_token_lets_us_in(a_mailbox: AMailbox, sandbox: Sandbox, token_server: TokenServer) -> None:
    """Its letters are read as ever."""
    token_server.token = PASSWORD
    mailbox = a_mailbox(**by_token(token_server, sandbox))
    assert mailbox.current("INBOX").uidvalidity


def test_a_refused_token_is_fetched_anew(
    a_mailbox: AMailbox, sandbox: Sandbox, token_server: TokenServer, clock: SteppingClock
) -> None:
    """After the pause that a refused login costs; neither token nor secret is in the sentence."""
    token_server.token = "stale-token"
    mailbox = a_mailbox(**by_token(token_server, sandbox))
    with pytest.raises(Unavailable, match=r"mailbox desk at localhost: logging in failed") as caught:
        mailbox.current("INBOX")
    assert "stale-token" not in str(caught.value)
    token_server.token = PASSWORD
    mailbox._connection.pause.worked()
    assert mailbox.current("INBOX").uidvalidity
    assert len(token_server.asked) == 2


def test_without_a_token_no_server_is_troubled(
    a_mailbox: AMailbox, sandbox: Sandbox, token_server: TokenServer
) -> None:
    """The sentence names the mailbox and what an admin can do."""
    token_server.answers.append((400, {}, {"error": "invalid_grant"}))
    with pytest.raises(Unavailable, match=r"mailbox desk at localhost: .*sign in again"):
        a_mailbox(**by_token(token_server, sandbox)).current("INBOX")
