"""Each promise has teeth: a fault is planted, one at a time, and the test that guards the promise bites.

That it is content without the fault, each of those tests says itself.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import pytest

from bot.desk import alarm, dangerous, hearing, lifecycle
from bot.desk import events as e
from bot.desk.decision import Decision
from bot.desk.firm import Role
from bot.desk.lifecycle import EVERYWHERE, TABLE, Step
from bot.desk.tasks import Mail
from bot.desk.then import mail_firm, turn_off, turn_on
from bot.desk.ticket import Stage, Ticket
from bot.letter.letter import Verdict
from bot.reading.reading import Expecting, Intent
from tests.cast import a_case, a_ticket
from tests.desk import test_alarm, test_dangerous, test_hearing, test_lifecycle, test_walk
from tests.desk.telling import EVENING, TOLD
from tests.desk.test_walk import State, Taken, walk

T = TypeVar("T")
Plant = Callable[[pytest.MonkeyPatch], None]


def row(stage: Stage, event: type[e.Event], step: Step) -> Plant:
    """Put another step into the table."""
    table = {**TABLE, stage: {**TABLE[stage], event: step}}
    return lambda patch: patch.setattr(lifecycle, "TABLE", table)


def no_reasons(name: str) -> Plant:
    """Let one of the guards find nothing."""
    return lambda patch: patch.setattr(dangerous, name, lambda *_: iter(()))


def rule(intent: Intent, **change: object) -> Plant:
    """Weaken who may report, or how well it must be proved."""
    key = (intent, Expecting.COMPLETION)
    weak = replace(hearing.HEARING[key], **change)  # type: ignore[arg-type]
    return lambda patch: patch.setattr(hearing, "HEARING", {**hearing.HEARING, key: weak})


def surprised_into_moving(patch: pytest.MonkeyPatch) -> None:
    def unforeseen(case: object, *rest: object) -> Decision:
        decision = real(case, *rest)  # type: ignore[arg-type]
        return replace(decision, ticket=replace(decision.ticket, stage=Stage.REVIEWING))

    real = lifecycle.unforeseen
    patch.setattr(lifecycle, "unforeseen", unforeseen)


def bites(guard: Callable[[list[T]], None], steps: Iterable[T]) -> bool:
    """Whether the guard objects to one of the steps; the first is enough."""
    for step in steps:
        try:
            guard([step])
        except AssertionError:
            return True
    return False


def alone() -> Iterator[Taken]:
    return walk(State(a_ticket()))


def beside_another() -> Iterator[Taken]:
    return walk(State(a_ticket(), a_ticket(Stage.IMPORTING, id=2)), surprises=False)


S, M = Stage, Mail
proceed = Step(S.IMPORTING, (mail_firm(M.PROCEED),))

Guard = Callable[[list[Taken]], None]
SEEN_BY_THE_WALK: dict[str, tuple[Plant, Guard, Callable[[], Iterator[Taken]]]] = {
    "silence is taken for a completion": (
        row(S.IMPORTING, e.FirmSilent, Step(S.TURNING_ON, (turn_on,))),
        test_walk.test_the_flow_is_never_turned_on_in_mid_import,
        alone,
    ),
    "turning on looks at no other ticket": (
        no_reasons("_wanted_off"),
        test_walk.test_the_flow_is_never_turned_on_while_another_ticket_imports,
        beside_another,
    ),
    "proceed needs no read-back": (
        no_reasons("_not_surely_off"),
        test_walk.test_nobody_is_told_to_proceed_unless_the_flow_reads_off,
        alone,
    ),
    "proceed follows a flow that reads on": (
        row(S.TURNING_OFF, e.FlowReadOn, proceed),
        test_walk.test_nobody_is_told_to_proceed_unless_the_flow_reads_off,
        alone,
    ),
    "proceed follows the hour": (
        row(S.SCHEDULED, e.TurnOffDue, proceed),
        test_walk.test_nobody_is_told_to_proceed_unless_the_flow_reads_off,
        alone,
    ),
    "staff close an import under way": (
        row(S.IMPORTING, e.ClosedByStaff, Step(S.CLOSED)),
        test_walk.test_an_ended_ticket_leaves_its_flow_read_back,
        alone,
    ),
    "staff take an import for complete by ordering its review": (
        row(S.IMPORTING, e.ReviewOrdered, Step(S.TURNING_ON, (turn_on,))),
        test_walk.test_staff_orders_never_replace_the_firms_word,
        alone,
    ),
    "a completion turns nothing on": (
        row(S.IMPORTING, e.Completed, Step(S.TURNING_ON)),
        test_walk.test_only_steps_that_say_so_move_the_flow,
        alone,
    ),
    "a ticket that waits for its flow sleeps for ever": (
        lambda patch: patch.setattr(alarm, "_turning_on", lambda *_: None),
        test_walk.test_every_open_stage_has_a_next_alarm,
        alone,
    ),
    "what nobody planned for moves a ticket": (
        surprised_into_moving,
        test_walk.test_an_unforeseen_event_changes_nothing_but_attention,
        alone,
    ),
    "a step leaves no entry": (
        lambda patch: patch.setattr(lifecycle, "_written", lambda draft: Decision(draft.ticket, ())),
        test_walk.test_nothing_is_done_without_an_entry,
        alone,
    ),
}


@pytest.mark.parametrize("fault", SEEN_BY_THE_WALK)
def test_the_walk_bites(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard objects to the fault."""
    plant, guard, steps = SEEN_BY_THE_WALK[fault]
    plant(monkeypatch)
    assert bites(guard, steps())


def heard_unproved() -> None:
    assert not bites(test_hearing.test_nothing_unproved_moves_a_ticket_but_an_objection, test_hearing.tries())


def heard_from_a_contact() -> None:
    assert not bites(test_hearing.test_a_contact_never_brings_the_flow_on, test_hearing.tries())


UNFINISHED = next(row for row in test_dangerous.AGAINST_ON if "has not said" in row[0])


def replayed() -> None:
    late = {"sent_at": TOLD - timedelta(minutes=11)}
    test_hearing.test_a_completion_that_falls_short_is_doubted(late, "written before")


def told_to_go_on_while_it_moves() -> None:
    flow = replace(a_case().flow, switching_until=EVENING)
    test_lifecycle.test_a_wait_while_the_flow_may_be_moving_says_stop_and_not_go_on({"flow": flow})


def overslept() -> None:
    test_alarm.test_after_ten_days_asleep_one_thing_rings_not_all_of_them(Stage.IMPORTING)


def no_patience(ticket: Ticket, *_: object) -> alarm.Alarm:
    return alarm.Alarm(ticket.opened_at, e.StaffSilent())


SEEN_BY_A_TEST: dict[str, tuple[Plant, Callable[[], None]]] = {
    "an unproved completion counts": (
        rule(Intent.IMPORT_COMPLETE, proof=Verdict.UNPROVED),
        heard_unproved,
    ),
    "a contact's completion counts": (
        rule(Intent.IMPORT_COMPLETE, entitled=frozenset(Role)),
        heard_from_a_contact,
    ),
    "turning on looks for no word that it is over": (
        no_reasons("_unfinished"),
        lambda: test_dangerous.test_each_reason_alone_keeps_the_flow_off(*UNFINISHED),
    ),
    "an old completion counts again": (
        lambda patch: patch.setattr(hearing, "_stale", lambda *_: ""),
        replayed,
    ),
    "a wait is always answered with go on": (
        row(S.TURNING_ON, e.Objected, Step(S.IMPORTING, (turn_off, mail_firm(M.STAYS_OFF)))),
        told_to_go_on_while_it_moves,
    ),
    "a missed day is not forgotten": (
        row(S.SCHEDULED, e.WindowClosed, Step(S.REQUESTED, (mail_firm(M.RELEASED),))),
        test_lifecycle.test_after_a_missed_day_the_next_one_is_a_day_like_any_other,
    ),
    "reminders are made up for all at once": (
        lambda patch: patch.setattr(alarm, "_staff_call", no_patience),
        overslept,
    ),
}


@pytest.mark.parametrize("fault", SEEN_BY_A_TEST)
def test_its_own_test_bites(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The test fails with the fault."""
    plant, guard = SEEN_BY_A_TEST[fault]
    plant(monkeypatch)
    with pytest.raises(AssertionError):
        guard()


def test_what_holds_everywhere_moves_no_ticket() -> None:
    """So that no fault hides there from the picture."""
    assert all(step.to is None for step in EVERYWHERE.values())
