"""Access tokens for a mailbox and its post, as Microsoft 365 and Gmail want them in place of a password.

A token lives for about an hour. It is fetched when first needed and renewed ahead of its end; while renewing
fails the old one serves until it ends. What the token server says of a failure is told in plain words, and a
server that refused or asked for patience is left alone meanwhile.
"""

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx

from bot.clock import Clock
from bot.config.settings import OAuth
from bot.errors import Unavailable

AHEAD = 300.0  # seconds before its end at which a token is renewed
LIFE = 3600.0  # seconds, where the server does not say
LONGEST_LIFE = 86400.0
PAUSE = 60.0  # seconds that a server is left alone after a refusal
LONGEST_PAUSE = 3600.0
ANSWER_AT_MOST = 64 << 10  # characters of a token

REVOKED = "the sign-in was revoked or has expired: sign in again and store the new refresh token"
NO_CONSENT = "consent is missing: an administrator must allow this application to use the mailbox"
BAD_CLIENT = "it does not know the client_id, or the client_secret is wrong or has expired"
BAD_SCOPE = "it does not know the scope"
THROTTLED = "it is throttling us and asks for patience"
DOWN = "it has a fault of its own"

# Microsoft's numbers say more than the error beside them, so they are looked up first.
NUMBERS = {
    65001: NO_CONSENT, 65004: NO_CONSENT, 90094: NO_CONSENT, 50076: REVOKED, 50079: REVOKED, 50173: REVOKED,
    70008: REVOKED, 700082: REVOKED, 700084: REVOKED, 70043: REVOKED, 50057: REVOKED, 70011: BAD_SCOPE,
    7000215: BAD_CLIENT, 7000222: BAD_CLIENT, 700016: BAD_CLIENT, 50196: THROTTLED, 90033: DOWN,
}  # fmt: skip
# RFC 6749 §5.2, and what Google and Microsoft add to it.
ERRORS = {
    "invalid_grant": REVOKED, "interaction_required": NO_CONSENT, "consent_required": NO_CONSENT,
    "access_denied": NO_CONSENT, "admin_policy_enforced": NO_CONSENT, "invalid_client": BAD_CLIENT,
    "unauthorized_client": BAD_CLIENT, "deleted_client": BAD_CLIENT, "invalid_scope": BAD_SCOPE,
    "slow_down": THROTTLED, "rate_limit_exceeded": THROTTLED, "temporarily_unavailable": DOWN,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, by the monotonic clock."""

    secret: str
    renew_at: float
    ends_at: float


class AccessTokens:
    """The present access token of one account; may be asked from any thread."""

    def __init__(self, settings: OAuth, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock
        self._turn = threading.Lock()
        self._token: Token | None = None
        self._refresh_token = settings.refresh_token.get_secret_value() if settings.refresh_token else ""
        self._not_before = clock.monotonic()
        self._trouble = ""

    def get(self) -> str:
        """Return a token that is good for some minutes, fetching one if need be.

        Raises:
            Unavailable: There is none; the sentence says what an admin can do about it.
        """
        with self._turn:
            token, now = self._token, self._clock.monotonic()
            if token and now < token.renew_at:
                return token.secret
            try:
                self._token = self._fetched()
            except Unavailable:
                if token is None or now >= token.ends_at:
                    raise
                return token.secret
            return self._token.secret

    def refused(self, secret: str) -> None:
        """Forget a token that a mail server did not take, so that the next one is fetched anew."""
        with self._turn:
            if self._token and self._token.secret == secret:
                self._token = None

    def _fetched(self) -> Token:
        now = self._clock.monotonic()
        if now < self._not_before:
            raise Unavailable(f"{self._trouble}; the next try is in {self._not_before - now:.0f} s")
        try:
            with httpx.Client(verify=self._trust, timeout=self._settings.timeout_seconds) as client:
                response = client.post(self._settings.token_url, data=self._asked())
        except httpx.HTTPError as error:
            raise self._put_off(f"no answer ({type(error).__name__})", PAUSE) from None
        answer = _json(response)
        if response.status_code != httpx.codes.OK:
            raise self._put_off(_told(response, answer), _patience(response))
        return self._taken(answer, now)

    @property
    def _trust(self) -> Any:
        return str(self._settings.ca_file) if self._settings.ca_file else True

    def _asked(self) -> dict[str, str]:
        """Return what is sent: the refresh token where there is one, else what the application itself has."""
        s = self._settings
        grant = {"grant_type": "client_credentials"}
        if self._refresh_token:
            grant = {"grant_type": "refresh_token", "refresh_token": self._refresh_token}
        secret = s.client_secret.get_secret_value() if s.client_secret else ""
        asked = {**grant, "client_id": s.client_id, "client_secret": secret, "scope": s.scope}
        return {name: value for name, value in asked.items() if value}

    def _taken(self, answer: Mapping[str, Any], now: float) -> Token:
        secret = answer.get("access_token")
        if not isinstance(secret, str) or not 0 < len(secret) <= ANSWER_AT_MOST or not secret.isprintable():
            raise self._put_off("its answer holds no access token", PAUSE)
        renewed = answer.get("refresh_token")
        if self._refresh_token and isinstance(renewed, str) and renewed:
            self._refresh_token = renewed  # Microsoft hands out a new one each time; the old one stays good
        life = min(max(_number(answer.get("expires_in"), LIFE), 0.0), LONGEST_LIFE)
        self._trouble = ""
        return Token(secret, now + life - min(AHEAD, life / 2), now + life)

    def _put_off(self, why: str, seconds: float) -> Unavailable:
        self._trouble = f"no access token from {httpx.URL(self._settings.token_url).host}: {why}"
        self._not_before = self._clock.monotonic() + seconds
        return Unavailable(self._trouble)


def _json(response: httpx.Response) -> Mapping[str, Any]:
    try:
        answer = response.json()
    except (ValueError, RecursionError):
        return {}
    return answer if isinstance(answer, dict) else {}


def _told(response: httpx.Response, answer: Mapping[str, Any]) -> str:
    """Say what went wrong; of the server's own words none, for they may repeat what it was sent."""
    if response.status_code == httpx.codes.TOO_MANY_REQUESTS:
        return THROTTLED
    numbers = answer.get("error_codes")
    for number in numbers if isinstance(numbers, list) else ():
        if isinstance(number, int) and number in NUMBERS:
            return NUMBERS[number]
    known = ERRORS.get(str(answer.get("error")))
    return known or (DOWN if response.is_server_error else f"it refuses ({response.status_code})")


def _patience(response: httpx.Response) -> float:
    """Return the seconds to wait, as the server asks for them within bounds."""
    return min(max(_number(response.headers.get("Retry-After"), PAUSE), PAUSE), LONGEST_PAUSE)


def _number(value: object, otherwise: float) -> float:
    try:
        number = float(str(value))
    except ValueError:
        return otherwise
    return number if 0 <= number < float("inf") else otherwise
