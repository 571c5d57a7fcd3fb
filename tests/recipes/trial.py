"""One recipe on trial: what it must do with the real system, case by case, in this order."""

import os
import tomllib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from unittest.mock import patch
from urllib.parse import urlsplit

import pytest
from pydantic import TypeAdapter

from bot.clock import SystemClock
from bot.config.drivers import Driver, HttpDriver
from bot.errors import Unavailable
from bot.flow.drivers import make_driver
from bot.flow.port import FlowDriver, FlowReading, FlowState
from bot.sandbox.firm_flow import FirmFlow
from bot.sandbox.systems.launch import until
from tests.recipes.mischief import Mischief, Spoilt

DEADLINE = 20.0  # seconds: the systems are slow on a small machine


class NoSuchCase(Exception):
    """This system has no such case to try."""


@dataclass
class Trial:
    """A firm's gate on a real system, reached through the mischief."""

    flow: FirmFlow
    settings: HttpDriver
    mischief: Mischief

    def gate(self, **more: str) -> FlowDriver:
        """Return the firm's gate, or one with other values."""
        return make_driver(self.settings, {**self.flow.values, **more}, SystemClock())

    @property
    def asks_first(self) -> int:
        """How many requests come before a switch."""
        return 1 if self.settings.token else 0

    def bring(self, *, on: bool) -> None:
        """Switch until it reads so: these systems refuse now and then, busy with themselves."""
        wanted = FlowState.ON if on else FlowState.OFF

        def brought() -> bool:
            with suppress(Unavailable):
                self.gate().switch(on=on)
            return self.gate().read().state is wanted

        until(brought, f"the flow reads {wanted}")

    def reads(self, state: FlowState, in_flight: int) -> FlowReading:
        """Return the reading once it is this one."""
        gate = self.gate()

        def so() -> bool:
            reading = gate.read()
            return (reading.state, reading.in_flight) == (state, in_flight)

        until(so, f"the flow reads {state}, {in_flight} in flight")
        return gate.read()


def settings_of(flow: FirmFlow, url: str) -> HttpDriver:
    """Return the settings an admin writes for a flow, reached at another address."""
    raw = tomllib.loads(flow.settings("tried"))
    settings = TypeAdapter[object](Driver).validate_python({**raw, "deadline_seconds": DEADLINE, "url": url})
    assert isinstance(settings, HttpDriver)
    return settings


def address_of(flow: FirmFlow) -> tuple[str, str]:
    """Return where a flow's system is: the host, and the path that goes on from it."""
    url = urlsplit(str(tomllib.loads(flow.settings("tried"))["url"]))
    return f"{url.scheme}://{url.netloc}", url.path


def reads(trial: Trial) -> None:
    trial.gate().probe()
    trial.reads(FlowState.ON, 0)


def off_with_a_run(trial: Trial) -> None:
    trial.flow.begin_run()
    trial.reads(FlowState.ON, 1)
    trial.gate().switch(on=False)
    trial.reads(FlowState.MOVING, 1)


def drained(trial: Trial) -> None:
    trial.flow.end_run()
    trial.reads(FlowState.OFF, 0)


def off_twice(trial: Trial) -> None:
    trial.bring(on=False)
    trial.reads(FlowState.OFF, 0)


def on(trial: Trial) -> None:
    trial.bring(on=True)
    trial.reads(FlowState.ON, 0)


def denied(trial: Trial) -> None:
    _unclear(trial, Spoilt.DENIED, "answered 500")


def silent(trial: Trial) -> None:
    _unclear(trial, Spoilt.SILENT, "no answer within")


def _unclear(trial: Trial, spoilt: Spoilt, why: str) -> None:
    """An answer that says no, or nothing, to a switch that worked: the read-back tells, and on again."""
    trial.mischief.spoil(spoilt, after=trial.asks_first)
    with pytest.raises(Unavailable, match=why):
        trial.gate().switch(on=False)
    trial.reads(FlowState.OFF, 0)
    trial.bring(on=True)


def wrong_login(trial: Trial) -> None:
    if not trial.flow.environment:
        raise NoSuchCase("it asks for no login")
    with patch.dict(os.environ, dict.fromkeys(trial.flow.environment, "mistyped:mistyped")):
        mistyped = settings_of(trial.flow, trial.settings.url)
    reading = make_driver(mistyped, trial.flow.values, SystemClock()).read()
    assert (reading.state, "login was refused" in reading.why) == (FlowState.UNKNOWN, True), reading.why
    assert "mistyped" not in reading.why


def no_such_flow(trial: Trial) -> None:
    reading = trial.gate(flow="00000000-0000-0000-0000-000000000000").read()
    assert reading.state is FlowState.UNKNOWN, reading


CASES: Mapping[str, Callable[[Trial], None]] = {
    "reads on": reads,
    "off, a run in flight": off_with_a_run,
    "the run ended": drained,
    "off again": off_twice,
    "on": on,
    "500, and worked": denied,
    "no answer, and worked": silent,
    "wrong login": wrong_login,
    "no such flow": no_such_flow,
}
