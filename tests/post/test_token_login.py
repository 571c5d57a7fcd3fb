"""An SMTP server that takes access tokens in place of passwords."""

from collections.abc import Callable

import pytest

from bot.config.settings import Smtp
from bot.errors import Unavailable
from bot.post.port import ACCEPTED
from bot.post.smtp import SmtpPost
from bot.sandbox.servers import Sandbox
from tests.post.conftest import PASSWORD, SUPPORT
from tests.token_server import TokenServer, token_server

__all__ = ["token_server"]

ANNA = "anna@northcpa.example"
RAW = b"Subject: Import\r\n\r\nHello\r\n"


@pytest.fixture
def post(
    sandbox: Sandbox,
    token_server: TokenServer,
    posts: Callable[[Smtp], SmtpPost],
    settings_for: Callable[..., Smtp],
    monkeypatch: pytest.MonkeyPatch,
) -> SmtpPost:
    monkeypatch.setenv("CLIENT_SECRET", "hush")
    oauth = {"token_url": token_server.url, "client_id": "sluice", "client_secret": "env:CLIENT_SECRET"}
    place = {"user": SUPPORT, "ca_file": sandbox.ca_file, "auth": "xoauth2", "oauth": oauth}
    return posts(settings_for(sandbox.smtp_port, **place))


def test_the_token_lets_our_mail_out(post: SmtpPost, token_server: TokenServer) -> None:
    """One token for many mails over one connection."""
    token_server.token = PASSWORD
    for _ in range(2):
        assert post.send(RAW, SUPPORT, (ANNA,)) == {ANNA: ACCEPTED}
    assert len(token_server.asked) == 1


def test_a_refused_token_is_told_without_it(post: SmtpPost, token_server: TokenServer) -> None:
    """Nothing was sent, and the next try comes with a new one."""
    token_server.token = "stale-token"
    with pytest.raises(Unavailable, match=rf"it refused the login of {SUPPORT} \(535\)") as caught:
        post.send(RAW, SUPPORT, (ANNA,))
    assert "stale-token" not in str(caught.value)


def test_without_a_token_nothing_is_sent(post: SmtpPost, token_server: TokenServer) -> None:
    """The sentence says what an admin can do."""
    token_server.answers.append((400, {}, {"error": "invalid_grant", "error_codes": [65001]}))
    with pytest.raises(Unavailable, match="an administrator must allow"):
        post.send(RAW, SUPPORT, (ANNA,))
