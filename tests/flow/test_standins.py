"""The recipes against stand-ins that answer as documented, and misbehave as systems do."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.flow.drivers import make_driver
from bot.flow.port import FlowDriver, FlowState
from tests.flow.documented import DOCUMENTED
from tests.flow.standins import Mishap, System, standing_in
from tests.flow.test_recipes import VALUES, settings_of

TELLS_OF_RUNS = sorted(set(DOCUMENTED) - {"launchdarkly", "unleash"})


@pytest.fixture(params=sorted(DOCUMENTED))
def system(request: pytest.FixtureRequest) -> Iterator[System]:
    with standing_in(request.param) as system:
        yield system


def gate_on(system: System, clock: SteppingClock) -> FlowDriver:
    more = {**DOCUMENTED[system.recipe].settings, "url": system.url}
    return make_driver(settings_of(system.recipe, **more), VALUES, clock)


def test_it_is_turned_off_and_on(system: System, clock: SteppingClock) -> None:
    """Each order once, and the read-back says so."""
    gate = gate_on(system, clock)
    for on, state in ((False, FlowState.OFF), (True, FlowState.ON)):
        gate.switch(on=on)
        assert gate.read().state is state
    assert system.orders == ["off", "on"]


@pytest.mark.parametrize("recipe", TELLS_OF_RUNS)
def test_it_is_not_off_while_a_run_is_under_way(recipe: str, clock: SteppingClock) -> None:
    """Where the system tells of its runs."""
    with standing_in(recipe) as system:
        gate = gate_on(system, clock)
        system.runs = 1
        gate.switch(on=False)
        assert gate.read().state is FlowState.MOVING
        system.runs = 0
        assert gate.read().state is FlowState.OFF


@pytest.mark.parametrize("mishap", [Mishap.DENIED, Mishap.CUT])
def test_an_order_that_worked_and_did_not_say_so_is_settled_by_reading(
    system: System, clock: SteppingClock, mishap: Mishap
) -> None:
    """500, or the connection ends without an answer: the flow itself reads off."""
    gate, system.mishap = gate_on(system, clock), mishap
    with pytest.raises(Unavailable, match=r"answered 500|cannot be reached: "):
        gate.switch(on=False)
    assert gate.read().state is FlowState.OFF


@pytest.mark.parametrize(
    ("mishap", "why"),
    [
        (Mishap.UNAUTHORIZED, "answered 401 (the login was refused): "),
        (Mishap.NOT_FOUND, "answered 404: "),
        (Mishap.TOO_MANY, "answered 429 (it asks for a pause of 30 s): "),
        (Mishap.OTHER_JSON, ""),
        (Mishap.ELSEWHERE, "answered 302, a redirect, and none is followed"),
    ],
)
def test_an_answer_of_no_use_is_neither_off_nor_on(
    system: System, clock: SteppingClock, mishap: Mishap, why: str
) -> None:
    """Unknown, with its reason, whatever the flow does; and no secret in the words."""
    gate, system.mishap = gate_on(system, clock), mishap
    with suppress(Unavailable):
        gate.switch(on=False)
    reading = gate.read()
    assert reading.state is FlowState.UNKNOWN
    assert why in reading.why
    assert not any(secret in reading.why for secret in ("open-sesame", "fetched", "b3Blbi1zZXNhbWU"))
