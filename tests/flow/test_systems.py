"""The http driver's settings can say what well-known systems want to hear.

The calls are those of each system's own documentation; none of them is made here.
"""

import json
import tomllib
from pathlib import Path

import httpx
import pytest

from bot.clock import SteppingClock
from bot.config import HttpDriver, Request
from bot.flow.drivers import make_driver
from bot.flow.request import Names, build

SYSTEMS = tomllib.loads(Path(__file__).with_name("systems.toml").read_text())
VALUES = {"host": "flows.example", "flow": "north 1", "project": "books", "environment": "production"}


def settings_of(system: str) -> HttpDriver:
    return HttpDriver.model_validate(SYSTEMS[system])


def built(request: Request) -> httpx.Request:
    return build(request, Names(VALUES, {"key": "open-sesame"}), plain_http=False)


@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_fits_as_data(clock: SteppingClock, system: str) -> None:
    """Every request of it can be built from the settings and a firm's values."""
    make_driver(settings_of(system), VALUES, clock)


def test_a_request_says_what_the_system_wants_to_hear() -> None:
    """LaunchDarkly: a bare key, a content type of its own, and the firm's values where they belong."""
    request = built(settings_of("launchdarkly").off[0])
    assert str(request.url) == "https://app.launchdarkly.com/api/v2/flags/books/north%201"
    assert request.headers["Authorization"] == "open-sesame"
    assert request.headers["Content-Type"] == "application/json; domain-model=launchdarkly.semanticpatch"
    assert json.loads(request.content) == {
        "environmentKey": "production",
        "instructions": [{"kind": "turnFlagOff"}],
    }
