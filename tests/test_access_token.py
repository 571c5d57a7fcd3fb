"""Access tokens: fetched once, renewed ahead of their end, and every refusal said in plain words."""

from datetime import timedelta
from typing import Any

import pytest
from pydantic import ValidationError

from bot.access_token import AHEAD, BAD_CLIENT, NO_CONSENT, PAUSE, REVOKED, THROTTLED, AccessTokens
from bot.clock import SteppingClock
from bot.config.settings import OAuth, Smtp
from bot.errors import Unavailable
from tests.cast import MONDAY
from tests.token_server import TokenServer, token_server

__all__ = ["token_server"]


HELD = "env:REFRESH_TOKEN"
ELSEWHERE = {"token_url": "https://x.example", "client_id": "a"}


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(MONDAY)


@pytest.fixture(autouse=True)
def secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CLIENT_SECRET", "hush")
    monkeypatch.setenv("REFRESH_TOKEN", "first-refresh")


def tokens_of(server: TokenServer, clock: SteppingClock, **more: Any) -> AccessTokens:
    settings = {"token_url": server.url, "client_id": "sluice", "client_secret": "env:CLIENT_SECRET"} | more
    return AccessTokens(OAuth.model_validate(settings), clock)


def passes(clock: SteppingClock, seconds: float) -> None:
    clock.advance_to(clock.now() + timedelta(seconds=seconds))


def test_an_application_shows_its_own_credentials(token_server: TokenServer, clock: SteppingClock) -> None:
    """The grant of RFC 6749 §4.4, as Microsoft 365 wants it."""
    assert tokens_of(token_server, clock, scope="mail/.default").get() == "the-token"
    assert token_server.asked == [
        {
            "grant_type": "client_credentials",
            "client_id": "sluice",
            "client_secret": "hush",
            "scope": "mail/.default",
        }
    ]


def test_a_persons_sign_in_is_refreshed_with_the_newest_token(
    token_server: TokenServer, clock: SteppingClock
) -> None:
    """Microsoft hands out another refresh token each time; that one is used next."""
    tokens = tokens_of(token_server, clock, refresh_token="env:REFRESH_TOKEN")
    token_server.more = {"refresh_token": "second-refresh"}
    tokens.get()
    passes(clock, 3600)
    tokens.get()
    assert [asked["refresh_token"] for asked in token_server.asked] == ["first-refresh", "second-refresh"]


def test_a_token_serves_until_shortly_before_its_end(token_server: TokenServer, clock: SteppingClock) -> None:
    """No request while it is good; the next one comes five minutes ahead."""
    tokens = tokens_of(token_server, clock)
    tokens.get()
    passes(clock, 3600 - AHEAD - 1)
    tokens.get()
    assert len(token_server.asked) == 1
    passes(clock, 2)
    token_server.token = "the-next"
    assert tokens.get() == "the-next"


def test_while_renewing_fails_the_old_one_serves_to_its_end(
    token_server: TokenServer, clock: SteppingClock
) -> None:
    """An outage of five minutes is not noticed."""
    tokens = tokens_of(token_server, clock)
    tokens.get()
    token_server.answers.extend([(503, {}, "down")] * 9)
    passes(clock, 3600 - AHEAD + 1)
    assert tokens.get() == "the-token"
    passes(clock, AHEAD)
    with pytest.raises(Unavailable):
        tokens.get()


def test_a_token_that_was_refused_is_not_shown_again(token_server: TokenServer, clock: SteppingClock) -> None:
    """It may have been revoked before its end."""
    tokens = tokens_of(token_server, clock)
    tokens.refused(tokens.get())
    token_server.token = "the-next"
    assert tokens.get() == "the-next"


@pytest.mark.parametrize(
    ("status", "answer", "told"),
    [
        (400, {"error": "invalid_grant"}, REVOKED),
        (400, {"error": "invalid_grant", "error_codes": [65001]}, NO_CONSENT),
        (401, {"error": "invalid_client", "error_codes": [7000222]}, BAD_CLIENT),
        (400, {"error": "consent_required"}, NO_CONSENT),
        (429, "", THROTTLED),
        (503, "<html>", "it has a fault of its own"),
        (418, {"error": "hush first-refresh"}, "it refuses (418)"),
        (200, {"access_token": "a\r\nb"}, "its answer holds no access token"),
        (200, "[" * 100_000, "its answer holds no access token"),
    ],
)
def test_a_refusal_is_said_in_plain_words(
    token_server: TokenServer, clock: SteppingClock, status: int, answer: object, told: str
) -> None:
    """What an admin can do about it; never a secret, and nothing of what the server repeats."""
    token_server.answers.append((status, {}, answer))
    with pytest.raises(Unavailable) as caught:
        tokens_of(token_server, clock).get()
    assert str(caught.value) == f"no access token from 127.0.0.1: {told}"


def test_a_server_that_throttles_is_left_alone_as_long_as_it_asks(
    token_server: TokenServer, clock: SteppingClock
) -> None:
    """More requests would only make it longer."""
    tokens = tokens_of(token_server, clock)
    token_server.answers.append((429, {"Retry-After": "300"}, ""))
    for _ in range(3):
        passes(clock, PAUSE)
        with pytest.raises(Unavailable, match="throttling"):
            tokens.get()
    assert len(token_server.asked) == 1
    passes(clock, 300)
    assert tokens.get() == "the-token"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"auth": "xoauth2"}, "go together"),
        ({"oauth": ELSEWHERE | {"refresh_token": HELD}}, "go together"),
        ({"auth": "xoauth2", "oauth": ELSEWHERE | {"token_url": "http://x.example"}}, "https://"),
        ({"auth": "xoauth2", "oauth": ELSEWHERE}, "is needed"),
    ],
)
def test_settings_that_cannot_work_are_refused_at_once(wrong: dict[str, object], told: str) -> None:
    """Before anything starts, in the words of the setting."""
    with pytest.raises(ValidationError, match=told):
        Smtp.model_validate({"host": "smtp.example", "user": "support@aiwyn.example"} | wrong)
