"""The gate misbehaves: it sticks, lags, lies, falls silent, or somebody turns it by hand."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.flow.http import HttpGate
from bot.flow.port import FlowState
from bot.sandbox.dataflow import DataFlow
from tests.cast import ANNA, PLAN, SAM
from tests.flow.rigs import http_settings
from tests.scenarios.house import ADMIN, COMPLETE, FINISHED_AT, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"


@pytest.fixture
def house(a_house: Callable[..., InMemory]) -> InMemory:
    """A house that reads its flows as often as the ready policy says."""
    return a_house(policy={})


SOON_AFTER_THE_START = PLAN.starts.at + timedelta(minutes=1)
AFTER_THE_WINDOW = PLAN.proceed_until.at + timedelta(minutes=15)


def test_nobody_is_told_to_proceed_while_the_gate_sticks(house_on_both: InMemory) -> None:
    """I7: The firm waits until the flow itself reads off, and is told to wait at its start."""
    house = house_on_both
    house.plays_to(Stage.SCHEDULED)
    house.gate.stuck = True
    house.advance_to(SOON_AFTER_THE_START)
    assert house.stage() is Stage.TURNING_OFF
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.DO_NOT_START]
    assert "does not read off" in house.text_to(SAM)


def test_a_gate_that_comes_loose_lets_the_firm_proceed(house: InMemory) -> None:
    """Within the window a late read-back is still good news."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.stuck = True
    house.advance_to(SOON_AFTER_THE_START)
    house.gate.stuck = False
    house.advance(minutes=40)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED
    house.mail_to(SAM)


def test_a_real_flow_that_does_not_drain_keeps_the_firm_waiting(
    house: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Paused over HTTP, two runs go on: the firm is told to wait, staff hear why; drained, it may proceed."""
    monkeypatch.setenv("FLOW_TOKEN", DataFlow.token)
    with DataFlow(house.clock, "north").serving() as world:
        flow = world.flows["north"]
        flow.runs, flow.run_takes = 2, timedelta.max
        house.real_gates["north"] = HttpGate(http_settings(world.url), {"flow": "north"}, house.clock)
        house.plays_to(Stage.SCHEDULED)
        house.advance_to(SOON_AFTER_THE_START)
        assert (flow.on, house.stage()) == (False, Stage.TURNING_OFF)
        assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.DO_NOT_START]
        assert "the flow last read moving, 2 in flight" in house.text_to(SAM)
        flow.runs = 0
        house.advance(minutes=40)
        assert house.kinds_to(ANNA)[-1] is Mail.PROCEED


def test_after_the_window_the_day_is_given_up(house: InMemory) -> None:
    """Never a late proceed: the firm is released, and the flow reads on again."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.down = True
    house.advance_to(PLAN.proceed_until.at - timedelta(minutes=1))
    house.gate.down = False
    house.gate.stuck = True
    house.advance_to(AFTER_THE_WINDOW)
    assert house.stage() is Stage.REQUESTED
    assert house.gate.on
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.DO_NOT_START, Mail.RELEASED]
    assert any("turn-off was missed" in text_of(mail) for mail in house.mail_to(SAM))


def test_runs_in_flight_are_waited_for(house: InMemory) -> None:
    """Off with a run still under way is not off."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.in_flight = 2
    house.advance_to(PLAN.off_at.at + timedelta(minutes=5))
    assert house.stage() is Stage.TURNING_OFF
    house.gate.in_flight = 0
    house.advance(minutes=10)
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED]


def test_a_gate_that_lags_is_read_until_it_is_there(house: InMemory) -> None:
    """What was asked is not what is so."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.lag = timedelta(minutes=4)
    house.advance_to(PLAN.off_at.at + timedelta(minutes=2))
    assert house.stage() is Stage.TURNING_OFF
    house.advance(minutes=18)
    assert house.stage() is Stage.IMPORTING
    house.mail_to(ANNA)


def test_a_switch_that_fails_and_moves_is_believed_after_two_reads(house: InMemory) -> None:
    """It answers an error and turns off all the same: nobody is told until its deadline has passed."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.denies = True
    house.advance_to(PLAN.off_at.at + timedelta(seconds=50))
    assert house.kinds_to(ANNA) == [Mail.REMINDER]
    house.advance(minutes=2)
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED]
    assert house.gate.asked == [False]


def test_a_gate_that_lies_off_and_comes_clean_is_an_alarm(house: InMemory) -> None:
    """The flow is read every few minutes while it should be off, not only once."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.lies = FlowState.OFF
    house.advance_to(SOON_AFTER_THE_START)
    assert house.stage() is Stage.IMPORTING
    house.gate.lies = FlowState.ON
    house.advance(minutes=6)
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED, Mail.PLEASE_STOP]
    assert "turned on by hand" in house.text_to(SAM)


def test_a_flow_turned_on_by_hand_stops_the_firm_once(house: InMemory) -> None:
    """Sluice never fights a hand: it tells firm and staff, once, and waits."""
    house.plays_to(Stage.IMPORTING)
    house.gate.turn_by_hand(on=True)
    house.advance(minutes=30)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA) == [Mail.PLEASE_STOP]
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert house.gate.on


def test_staff_can_turn_a_flow_off_again_that_a_hand_turned_on(house: InMemory) -> None:
    """One of the two answers that the alarm asks for."""
    house.plays_to(Stage.IMPORTING)
    house.gate.turn_by_hand(on=True)
    house.advance(minutes=6)
    house.commands("flow off north")
    assert not house.gate.on
    house.mail_to(ANNA)


def test_staff_can_say_that_a_flow_turned_on_by_hand_was_right(house: InMemory) -> None:
    """The other one: it is done."""
    house.plays_to(Stage.IMPORTING)
    house.gate.turn_by_hand(on=True)
    house.advance(minutes=6)
    house.commands("done IMP-1")
    house.advance(minutes=10)
    assert house.stage() is Stage.CHECKING
    house.mail_to(ANNA)


def test_a_flow_that_was_off_before_is_not_ours_to_turn_on(house: InMemory) -> None:
    """Whoever turned it off has a reason; staff are asked, and their order turns it on."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.turn_by_hand(on=False)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(minutes=30)
    assert not house.gate.on
    assert "does not turn on" in house.text_to(SAM)
    house.commands("flow on north")
    house.advance(minutes=1)
    assert house.stage() is Stage.CHECKING
    house.mail_to(ANNA)


def test_a_turn_on_that_fails_is_tried_without_end(house: InMemory) -> None:
    """Staff hear after a quarter of an hour, admins after two, the firm once."""
    house.plays_to(Stage.IMPORTING)
    house.gate.stuck = True
    house.receives(COMPLETE, answers=FIRST)
    house.advance(hours=3)
    assert house.kinds_to(ANNA) == [Mail.COMPLETION_HEARD, Mail.FLOW_LATE]
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION] * 2
    assert Mail.STAFF_ATTENTION in house.kinds_to(ADMIN)
    house.gate.stuck = False
    house.advance(hours=1)
    assert house.stage() in (Stage.CHECKING, Stage.REVIEWING)
    house.mail_to(ANNA)


def test_a_switch_is_asked_for_once_each_way(house: InMemory) -> None:
    """In all of an import that goes well, the gate gets two orders."""
    house.plays_to(Stage.CLOSED)
    assert house.gate.asked == [False, True]


def test_where_people_turn_the_flow_staff_are_asked_and_say_so(house: InMemory) -> None:
    """Their word is the read-back, and the proceed mail says whose word it is."""
    house.people_turn_it = True
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at)
    assert house.kinds_to(SAM) == [Mail.STAFF_SWITCH]
    assert house.kinds_to(ANNA) == [Mail.REMINDER]
    house.commands("turned off", answers=house.last_to(SAM))
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED]
    assert f"on the word of {SAM}" in house.text_to(ANNA)


def test_where_people_turn_the_flow_their_word_turns_it_on_too(house: InMemory) -> None:
    """The whole import runs on staff's word."""
    house.people_turn_it = True
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at)
    house.commands("turned off north")
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(minutes=6)
    assert house.kinds_to(SAM)[-1] is Mail.STAFF_SWITCH
    house.commands("turned on north")
    house.advance(hours=1)
    assert house.kinds_to(ANNA)[-1] is Mail.REVIEW_REQUEST


def test_two_of_staff_say_that_they_turned_it_off_and_nothing_is_complete(house: InMemory) -> None:
    """What a person says of the flow is never taken for "the import is complete"."""
    house.people_turn_it = True
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at)
    asked = house.last_to(SAM)
    house.commands("turned off", answers=asked)
    house.commands("turned off", answers=asked)
    house.advance(hours=1)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(SAM) == [Mail.STAFF_SWITCH, Mail.STAFF_ANSWER, Mail.STAFF_ANSWER]
    house.mail_to(ANNA)


def test_staff_hold_off_a_flow_that_people_turn_and_say_that_it_is_off(house: InMemory) -> None:
    """The mail gives the line, with the firm in it, where no import is open."""
    house.people_turn_it = True
    house.commands("flow off north")
    assert "turned off north" in house.text_to(SAM)
    assert "The flow of North CPA is off, on your word." in house.commands("turned off north")
    assert house.flow().state is FlowState.OFF


def test_a_flow_that_people_turn_off_too_late_is_asked_for_again(house: InMemory) -> None:
    """Nothing wants it off by then: their word is kept, and they are asked to turn it on."""
    house.people_turn_it = True
    house.commands("flow off north")
    house.commands("flow on north")
    house.mail_to(SAM)
    assert "Nothing wants it off" in house.commands("turned off north")
    assert "Please turn ON the data flow of North CPA" in house.text_to(SAM)


def test_a_daemon_that_died_in_mid_switch_still_knows_that_the_flow_is_ours(house: InMemory) -> None:
    """It moved the gate and was lost before it could say so; the next one turns it on again all the same."""
    house.plays_to(Stage.SCHEDULED)
    with house.store.transaction() as work:
        work.save_flow(replace(work.flow("north"), switching_until=PLAN.off_at.at))
    house.gate.turn_by_hand(on=False)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(minutes=20)
    assert house.gate.on
    house.mail_to(ANNA)
    assert "stands in the way" in house.text_to(SAM)  # the look ahead found the flow off


CLEARS = "clear jobs, which empty what was loaded (1 waiting)"


def test_what_waits_in_a_flow_stops_the_turn_on_until_staff_order_it(house: InMemory) -> None:
    """They hear once what turning it on would set going; their own order is their word."""
    house.plays_to(Stage.IMPORTING)
    house.gate.risks = (CLEARS,)
    house.receives(COMPLETE, answers=FIRST)
    house.advance(minutes=12)
    assert not house.gate.on
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert CLEARS in house.text_to(SAM)
    house.commands("flow on north")
    assert house.gate.on
    assert house.stage() is Stage.CHECKING
    house.mail_to(ANNA)


def test_what_no_longer_waits_in_a_flow_stops_nothing(house: InMemory) -> None:
    """Somebody cancelled it in the flow's own console: the next attempt turns it on."""
    house.plays_to(Stage.IMPORTING)
    house.gate.risks = (CLEARS,)
    house.receives(COMPLETE, answers=FIRST)
    house.advance(minutes=8)
    house.gate.risks = ()
    house.advance(minutes=6)
    assert house.stage() is Stage.CHECKING
    house.mail_to(ANNA)
    house.mail_to(SAM)


def test_nothing_is_turned_on_while_a_flow_does_not_say_what_waits_in_it(house: InMemory) -> None:
    """It is asked again, and staff hear as of any flow that does not turn on."""
    house.plays_to(Stage.IMPORTING)
    house.gate.risks_unsaid = True
    house.receives(COMPLETE, answers=FIRST)
    house.advance(minutes=21)
    assert house.gate.asked == [False]
    assert "does not turn on" in house.text_to(SAM)
    house.gate.risks_unsaid = False
    house.advance(minutes=6)
    assert house.gate.on
    house.mail_to(ANNA)
