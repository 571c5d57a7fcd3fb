"""The two dangerous acts: every reason against stands alone, and without any of them the act is free."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk.dangerous import may_tell_to_proceed, may_turn_on
from bot.desk.heard import Heard
from bot.desk.ticket import Case, Inbox, Stage, Ticket
from bot.flow.port import FlowReading, FlowState
from tests.cast import ABEL, ANNA, OFF, PLAN, POLICY, a_case, a_ticket
from tests.desk.telling import EVENING, STARTS, TOLD

COMPLETE = Heard(ANNA, "The import is complete.", EVENING)
LATER = EVENING + timedelta(minutes=POLICY.second_thoughts_minutes)
READ_TO_END = Inbox(read_to_end_at=LATER)
NEXT_IMPORT = a_ticket(Stage.SCHEDULED, id=2)


def finished(**more: Any) -> Ticket:
    return a_ticket(Stage.TURNING_ON, **{"completed": COMPLETE, "since": EVENING, **more})


def a_finished_case(ticket: Ticket | None = None, **more: Any) -> Case:
    return replace(a_case(ticket or finished(), inbox=READ_TO_END), **more)


def flow(**more: Any) -> dict[str, Any]:
    return {"flow": replace(a_case().flow, **more)}


AGAINST_ON: list[tuple[str, Case]] = [
    ("staff hold it off", a_finished_case(**flow(staff_off=True))),
    ("IMP-2 is turning off", a_finished_case(others=(a_ticket(Stage.TURNING_OFF, id=2),))),
    ("IMP-2 is importing", a_finished_case(others=(a_ticket(Stage.IMPORTING, id=2),))),
    ("no ticket of the firm waits for it", a_finished_case(a_ticket(Stage.CHECKING))),
    ("IMP-1 is held", a_finished_case(finished(held=True))),
    ("objected to IMP-1", a_finished_case(finished(objection=Heard(ABEL, "wait", EVENING)))),
    ("has not said that it is over", a_finished_case(finished(completed=None))),
    ("has not said that it is over", a_finished_case(finished(told_at=EVENING + timedelta(seconds=1)))),
    ("part of IMP-1 is loaded", a_finished_case(
        finished(completed=None, nothing_loaded=COMPLETE, loaded=Heard(ABEL, "half", EVENING)))),
    ("time for second thoughts", a_finished_case(finished(completed=replace(COMPLETE, at=LATER)),
                                                 inbox=Inbox(read_to_end_at=LATER + (LATER - EVENING)))),
    ("a letter of the firm is not read yet", a_finished_case(inbox=replace(READ_TO_END, unfiled=1))),
    ("not read to its end", a_finished_case(inbox=Inbox())),
    ("not read to its end", a_finished_case(inbox=Inbox(read_to_end_at=LATER - timedelta(seconds=1)))),
    ("we did not turn it off", a_finished_case(**flow(ours=False))),
    ("IMP-2 and has not said", a_finished_case(others=(finished(id=2, completed=None),))),
]  # fmt: skip


def test_on_is_free_when_nothing_stands_against_it() -> None:
    """A proved word that it is over, time for second thoughts, a mailbox read to its end: on."""
    assert may_turn_on(a_finished_case(), POLICY, LATER) == ()
    assert may_turn_on(a_finished_case(others=(NEXT_IMPORT,)), POLICY, LATER) == ()


@pytest.mark.parametrize(("reason", "case"), AGAINST_ON)
def test_each_reason_alone_keeps_the_flow_off(reason: str, case: Case) -> None:
    """Each is enough by itself, and says what it is."""
    against = may_turn_on(case, POLICY, LATER)
    assert len(against) == 1
    assert reason in against[0]


def test_an_import_nobody_began_needs_no_word_to_turn_on() -> None:
    """The window closed before the firm was told: nothing can be in, so the flow comes back."""
    untold = finished(told_at=None, completed=None, bound_for=Stage.REQUESTED)
    assert may_turn_on(a_finished_case(untold), POLICY, LATER) == ()


def test_a_flow_that_stands_on_may_be_taken_as_on_though_we_never_turned_it_off() -> None:
    """Reading on what is on harms nobody."""
    on = FlowReading(FlowState.ON, EVENING)
    assert may_turn_on(a_finished_case(**flow(ours=False, read=on)), POLICY, LATER) == ()


def untold(**more: Any) -> Ticket:
    return a_ticket(Stage.IMPORTING, **{"told_at": None, **more})


def at_start(ticket: Ticket | None = None, **more: Any) -> Case:
    read = {"flow": replace(a_case().flow, read=replace(OFF, at=STARTS))}
    return replace(a_case(ticket or untold(), inbox=Inbox(read_to_end_at=STARTS)), **{**read, **more})


def reading(**more: Any) -> dict[str, Any]:
    return flow(read=replace(OFF, **{"at": STARTS, **more}))


AGAINST_PROCEED: list[tuple[str, Case]] = [
    ("IMP-1 is turning off", at_start(a_ticket(Stage.TURNING_OFF))),
    ("IMP-1 is held", at_start(untold(held=True))),
    ("wants to move or cancel", at_start(untold(bound_for=Stage.SCHEDULED))),
    ("outside the plan's window", at_start(untold(plan=None))),
    ("does not read off", at_start(**flow(read=None))),
    ("does not read off", at_start(**reading(state=FlowState.ON))),
    ("does not read off", at_start(**reading(state=FlowState.MOVING))),
    ("does not read off", at_start(**reading(state=FlowState.UNKNOWN))),
    ("3 runs are still in flight", at_start(**reading(in_flight=3))),
    ("the read-back is too old", at_start(**reading(at=STARTS - timedelta(seconds=121)))),
    ("not read to its end in the last minutes", at_start(inbox=Inbox())),
    ("not read to its end in the last minutes",
     at_start(inbox=Inbox(read_to_end_at=STARTS - timedelta(minutes=5, seconds=1)))),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "case"), AGAINST_PROCEED)
def test_each_reason_alone_keeps_the_firm_waiting(reason: str, case: Case) -> None:
    """Each is enough by itself, and says what it is."""
    against = may_tell_to_proceed(case, POLICY, STARTS)
    assert len(against) == 1
    assert reason in against[0]


def test_the_firm_may_proceed_from_the_turn_off_to_the_windows_end() -> None:
    """The window is open at its first moment, and shut at its last."""
    for moment, free in ((TOLD, True), (TOLD - timedelta(seconds=1), False), (PLAN.proceed_until.at, False)):
        case = at_start(inbox=Inbox(read_to_end_at=moment), **reading(at=moment))
        assert (may_tell_to_proceed(case, POLICY, moment) == ()) is free


def test_a_persons_word_stands_in_for_a_read_back_for_an_hour() -> None:
    """Where no machine can read the flow, what a person reported is good for longer, not for ever."""
    said = reading(by_person="sam@aiwyn.example", at=STARTS - timedelta(minutes=60))
    stale = reading(by_person="sam@aiwyn.example", at=STARTS - timedelta(minutes=61))
    assert may_tell_to_proceed(at_start(**said), POLICY, STARTS) == ()
    assert may_tell_to_proceed(at_start(**stale), POLICY, STARTS) == ("the read-back is too old",)
