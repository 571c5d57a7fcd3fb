"""What every gate promises, real or fake; a gate that fails here must not be trusted with a firm."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.flow.port import FlowState
from tests.flow.rigs import SAM, Rig


def test_a_reading_is_what_the_flow_says(rig: Rig) -> None:
    """Off after it was turned off, on after it was turned on, whoever did it."""
    rig.turn_by_hand(False)
    assert rig.gate.read().state is FlowState.OFF
    rig.turn_by_hand(True)
    assert rig.gate.read().state is FlowState.ON


def test_no_order_is_taken_for_a_reading(rig: Rig) -> None:
    """I7: A flow that sticks after the order reads as it was."""
    rig.turn_by_hand(True)
    rig.stick()
    rig.gate.switch(on=False)
    assert rig.gate.read().state is FlowState.ON


def test_an_outage_reads_as_unknown(rig: Rig) -> None:
    """Reading never raises: what cannot be known is unknown, with its reason in words."""
    rig.break_down()
    reading = rig.gate.read()
    assert (reading.state, reading.in_flight) == (FlowState.UNKNOWN, None)
    assert reading.why


def test_a_reading_is_as_old_as_it_says(rig: Rig, clock: SteppingClock) -> None:
    """A machine is read now; a person's word keeps the age it has, however often it is read."""
    said_at = clock.now()
    rig.turn_by_hand(False)
    clock.advance_to(said_at + timedelta(minutes=10))
    reading = rig.gate.read()
    assert reading.at == (clock.now() if rig.gate.reads_itself else said_at)
    assert reading.by_person == (None if rig.gate.reads_itself else SAM)


def test_a_machine_obeys(machine: Rig) -> None:
    """What was turned off reads off, what was turned on reads on."""
    for on, state in ((False, FlowState.OFF), (True, FlowState.ON)):
        machine.gate.switch(on=on)
        assert machine.gate.read().state is state


def test_asking_twice_is_harmless(machine: Rig) -> None:
    """L1: A switch that is repeated after a crash changes nothing more."""
    machine.gate.switch(on=False)
    machine.gate.switch(on=False)
    assert machine.gate.read().state is FlowState.OFF


def test_off_means_that_nothing_is_in_flight(machine: Rig) -> None:
    """While a run is still under way a flow that was turned off is moving."""
    machine.leave_in_flight(2)
    machine.gate.switch(on=False)
    reading = machine.gate.read()
    assert (reading.state, reading.in_flight) == (FlowState.MOVING, 2)
    machine.leave_in_flight(0)
    assert machine.gate.read().state is FlowState.OFF


def test_a_machine_that_is_down_says_so(machine: Rig) -> None:
    """Switching and probing raise Unavailable, in words, and nothing else."""
    machine.break_down()
    with pytest.raises(Unavailable, match=r"\w+ \w+"):
        machine.gate.switch(on=False)
    with pytest.raises(Unavailable, match=r"\w+ \w+"):
        machine.gate.probe()


def test_an_error_is_neither_proof_nor_refusal(machine: Rig) -> None:
    """Whether the order worked is for the reading to say; and an order that is given again is harmless."""
    machine.deny()
    for _ in range(2):
        with suppress(Unavailable):
            machine.gate.switch(on=False)
        assert machine.gate.read().state is (FlowState.ON if machine.is_on() else FlowState.OFF)


def test_a_probe_changes_nothing(rig: Rig) -> None:
    """A pre-flight the day before leaves the flow as it is."""
    rig.turn_by_hand(True)
    rig.gate.probe()
    assert rig.gate.read().state is FlowState.ON


def test_any_thread_may_ask(rig: Rig) -> None:
    """Several at once, as the daemon's pools do."""
    rig.turn_by_hand(False)
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda _: rig.gate.read(), range(8)))
    assert {reading.state for reading in readings} == {FlowState.OFF}
