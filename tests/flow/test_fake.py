"""The gate in memory breaks its promises only in the ways it is told to."""

from datetime import timedelta

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.flow.fake import FakeGate, Toggle
from bot.flow.port import FlowState


def test_a_gate_may_lag(clock: SteppingClock) -> None:
    """It moves when its time has come, not when it is asked often enough."""
    gate = FakeGate(clock, lag=timedelta(minutes=2))
    asked_at = clock.now()
    gate.switch(on=False)
    assert [gate.read().state for _ in range(3)] == [FlowState.MOVING] * 3
    clock.advance_to(asked_at + gate.lag)
    assert gate.read().state is FlowState.OFF
    assert gate.toggles == [Toggle(on=False, at=asked_at + gate.lag)]


def test_a_gate_may_deny_what_it_did(clock: SteppingClock) -> None:
    """It says the order failed, and has moved once."""
    gate = FakeGate(clock, denies=True)
    for _ in range(2):
        with pytest.raises(Unavailable):
            gate.switch(on=False)
    assert gate.read().state is FlowState.OFF
    assert gate.asked == [False, False]
    assert gate.toggles == [Toggle(on=False, at=clock.now())]


def test_a_gate_may_lie(clock: SteppingClock) -> None:
    """It reads what it is told to read, whatever is true."""
    gate = FakeGate(clock, lies=FlowState.OFF)
    assert (gate.read().state, gate.on) == (FlowState.OFF, True)


def test_a_hand_is_told_from_an_order(clock: SteppingClock) -> None:
    """The history knows who moved the gate."""
    gate = FakeGate(clock)
    gate.switch(on=False)
    gate.turn_by_hand(on=True)
    assert [toggle.by_hand for toggle in gate.toggles] == [False, True]
