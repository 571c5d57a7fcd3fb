"""What a row of the lifecycle does: which mails go to whom, which tasks, when they are due and go stale."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.desk import events as e
from bot.desk.decision import Decision
from bot.desk.heard import Heard
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.tasks import Audience, Facts, Mail, RunChecks, SendMail, SwitchFlow, Task
from bot.desk.ten import Row, Ten
from bot.desk.ticket import Flow, Stage, Ticket
from bot.desk.timing import plan_for
from bot.flow.port import FlowReading, FlowState
from bot.reading.reading import Kind, Trouble
from tests.cast import (
    ABEL,
    ANNA,
    LATER_PLAN,
    MONDAY,
    NEW_YORK,
    NORTH,
    OFF,
    ON,
    PLAN,
    POLICY,
    SAM,
    SATURDAY,
    a_case,
    a_ticket,
)
from tests.desk.telling import ANNA_SAID, EVENING, SAM_SAID, TOLD, after, mails, switches

ABEL_SAID = e.Said(ABEL, "wait")
WAIT = e.Objected(ABEL_SAID, EVENING)
SCHEDULED, IMPORTING = a_ticket(Stage.SCHEDULED), a_ticket(Stage.IMPORTING)
UNTOLD = replace(IMPORTING, told_at=None)
TURNING_ON, REVIEWING = a_ticket(Stage.TURNING_ON), a_ticket(Stage.REVIEWING)
LET_GO = replace(TURNING_ON, told_at=None, completed=None, bound_for=Stage.REQUESTED)
APPROVAL = e.DateNeedsApproval(ANNA_SAID, LATER_PLAN)
PASSED = e.PreflightPassed(())


def the_task(decision: Decision, kind: type) -> Task:
    (task,) = [task for task in decision.tasks if isinstance(task.do, kind)]
    return task


def the_mail(decision: Decision, mail: Mail) -> Task:
    (task,) = [t for t in decision.tasks if isinstance(t.do, SendMail) and t.do.mail is mail]
    return task


def facts(decision: Decision, mail: Mail) -> Facts:
    do = the_mail(decision, mail).do
    assert isinstance(do, SendMail)
    return do.facts


ROWS: list[tuple[Ticket, e.Event, Stage, list[Mail]]] = [
    (a_ticket(), e.DateAccepted(ANNA_SAID, PLAN), Stage.SCHEDULED, [Mail.TIMING_CONFIRMED]),
    (a_ticket(), APPROVAL, Stage.REQUESTED, [Mail.WITH_STAFF]),
    (a_ticket(proposed=PLAN), e.Approved(SAM_SAID), Stage.SCHEDULED, [Mail.TIMING_CONFIRMED]),
    (a_ticket(), e.DateMissing(ANNA_SAID), Stage.REQUESTED, [Mail.DATE_MISSING]),
    (a_ticket(), e.Withdrawn(ANNA_SAID), Stage.CANCELLED, [Mail.CANCELLED]),
    (SCHEDULED, e.DateAccepted(ANNA_SAID, LATER_PLAN), Stage.SCHEDULED, [Mail.RESCHEDULED]),
    (SCHEDULED, e.PreflightDue(), Stage.SCHEDULED, []),
    (SCHEDULED, PASSED, Stage.SCHEDULED, [Mail.REMINDER]),
    (SCHEDULED, e.TurnOffDue(), Stage.TURNING_OFF, []),
    (SCHEDULED, e.ClosedByStaff(SAM_SAID), Stage.CANCELLED, [Mail.CANCELLED]),
    (a_ticket(Stage.TURNING_OFF), e.FlowReadOff(OFF), Stage.IMPORTING, [Mail.PROCEED]),
    (a_ticket(Stage.TURNING_OFF), e.FlowReadOn(ON), Stage.TURNING_OFF, []),
    (IMPORTING, e.Completed(ANNA_SAID, EVENING), Stage.TURNING_ON, [Mail.COMPLETION_HEARD]),
    (IMPORTING, e.CompletionUnsure(ANNA_SAID), Stage.IMPORTING, [Mail.IS_IT_FINISHED]),
    (IMPORTING, e.Withdrawn(ANNA_SAID), Stage.IMPORTING, [Mail.WAS_ANYTHING_LOADED]),
    (IMPORTING, e.FlowReadOn(ON), Stage.IMPORTING, [Mail.PLEASE_STOP]),
    (TURNING_ON, WAIT, Stage.IMPORTING, [Mail.STAYS_OFF]),
    (TURNING_ON, e.FlowReadOn(ON), Stage.CHECKING, [Mail.FLOW_ON]),
    (LET_GO, e.FlowReadOn(ON), Stage.REQUESTED, []),
    (replace(LET_GO, bound_for=Stage.CANCELLED), e.FlowReadOn(ON), Stage.CANCELLED, [Mail.CANCELLED]),
    (a_ticket(Stage.CHECKING), e.ChecksClean("clean"), Stage.REVIEWING, []),
    (a_ticket(Stage.CHECKING), e.NotChecked("no checks"), Stage.REVIEWING, []),
    (REVIEWING, e.TenChosen(Ten((Row("Harbor"),), seed="IMP-1")), Stage.REVIEWING, [Mail.REVIEW_REQUEST]),
    (REVIEWING, e.TenLeftOpen(), Stage.REVIEWING, [Mail.REVIEW_REQUEST]),
    (REVIEWING, e.ReviewOrdered(SAM_SAID), Stage.REVIEWING, []),
    (REVIEWING, e.SheetUnopened(ANNA_SAID, "no zip"), Stage.REVIEWING, [Mail.REVIEW_INCOMPLETE]),
    (REVIEWING, e.RowWaived(SAM_SAID, ()), Stage.REVIEWING, []),
    (a_ticket(Stage.CHECKING), e.ChecksHit("2 groups", ("a",)), Stage.CHECKING, []),
    (a_ticket(Stage.CHECKING), WAIT, Stage.IMPORTING, [Mail.PLEASE_STOP]),
    (REVIEWING, WAIT, Stage.IMPORTING, [Mail.PLEASE_STOP]),
    (REVIEWING, e.ReviewMatched(ANNA_SAID, agreed=10), Stage.CLOSED, [Mail.REVIEW_MATCHED]),
    (REVIEWING, e.ReviewMismatched(ANNA_SAID), Stage.REVIEWING, [Mail.REVIEW_MISMATCHED]),
    (REVIEWING, e.ClosedByStaff(SAM_SAID), Stage.CLOSED, []),
    (a_ticket(Stage.CLOSED), e.Reopened(SAM_SAID), Stage.REVIEWING, []),
]  # fmt: skip


@pytest.mark.parametrize(("ticket", "event", "to", "to_firm"), ROWS)
def test_a_row_goes_where_it_says_and_the_firm_hears_it(
    ticket: Ticket, event: e.Event, to: Stage, to_firm: list[Mail]
) -> None:
    """The rows of an ordinary import and of its accidents."""
    decision = after(ticket, event)
    assert (decision.ticket.stage, mails(decision)) == (to, to_firm)


# --- tasks, and until when they are right ---------------------------------------------------------


def test_the_flow_goes_off_at_once_and_comes_on_after_second_thoughts() -> None:
    """Off is cheap, on leaves five minutes for "wait"."""
    off = the_task(after(SCHEDULED, e.TurnOffDue()), SwitchFlow)
    on = the_task(after(IMPORTING, e.Completed(ANNA_SAID, EVENING)), SwitchFlow)
    assert (off.due_at, on.due_at) == (EVENING, EVENING + timedelta(minutes=5))


def test_the_checks_wait_until_the_data_has_landed() -> None:
    """Half an hour after the flow reads on."""
    task = the_task(after(TURNING_ON, e.FlowReadOn(ON)), RunChecks)
    assert task.due_at == EVENING + timedelta(minutes=POLICY.settle_minutes)


@pytest.mark.parametrize(
    ("ticket", "event", "mail", "expires_at"),
    [
        (a_ticket(Stage.TURNING_OFF), e.FlowReadOff(OFF), Mail.PROCEED, PLAN.proceed_until.at),
        (a_ticket(Stage.TURNING_OFF), e.StartReached(), Mail.DO_NOT_START, PLAN.proceed_until.at),
        (SCHEDULED, PASSED, Mail.REMINDER, PLAN.off_at.at),
        (IMPORTING, e.FlowReadOn(ON), Mail.PLEASE_STOP, None),
        (a_ticket(), e.DateMissing(ANNA_SAID), Mail.DATE_MISSING, EVENING + timedelta(days=1)),
    ],
)
def test_a_mail_about_the_day_goes_stale_with_it(
    ticket: Ticket, event: e.Event, mail: Mail, expires_at: Any
) -> None:
    """Found too late it is not sent; what is right at any time does not expire."""
    assert the_mail(after(ticket, event), mail).expires_at == expires_at


# --- nobody is told to go on by the wrong mail ----------------------------------------------------


def flow(**more: Any) -> dict[str, Any]:
    return {"flow": replace(Flow("north", read=OFF, ours=True), **more)}


@pytest.mark.parametrize(
    "world",
    [
        flow(switching_until=EVENING + timedelta(minutes=1)),
        flow(read=FlowReading(FlowState.MOVING, EVENING)),
        flow(read=FlowReading(FlowState.ON, EVENING)),
        flow(read=None),
        flow(read=replace(OFF, by_person=SAM)),  # asked to turn it on, Sam may be doing it now
    ],
)
def test_a_wait_while_the_flow_may_be_moving_says_stop_and_not_go_on(world: dict[str, Any]) -> None:
    """The switch may have gone out already; "the flow stays off, go on" would be a guess."""
    decision = after(a_case(TURNING_ON, **world), WAIT)
    assert mails(decision) == [Mail.PLEASE_STOP]
    assert switches(decision)
    assert decision.ticket.attention


def test_a_firm_that_was_never_told_to_proceed_is_not_told_to_go_on() -> None:
    """It began without us: stop, and from here only its completion turns the flow on."""
    decision = after(LET_GO, WAIT)
    assert mails(decision) == [Mail.PLEASE_STOP]
    again = after(decision.ticket, e.Completed(ABEL_SAID, EVENING), WAIT)
    assert mails(again) == [Mail.PLEASE_STOP]
    assert decision.ticket.told_at == EVENING
    assert decision.ticket.stage is Stage.IMPORTING


def test_after_a_missed_day_the_next_one_is_a_day_like_any_other() -> None:
    """Nothing of the old day is left that would keep the firm from being told to proceed."""
    missed = after(SCHEDULED, e.WindowClosed()).ticket
    again = after(missed, e.DateAccepted(ANNA_SAID, LATER_PLAN), e.TurnOffDue(), e.FlowReadOff(OFF)).ticket
    assert (missed.stage, missed.plan) == (Stage.REQUESTED, None)
    assert (again.stage, again.bound_for) == (Stage.IMPORTING, None)


@pytest.mark.parametrize("bound_for", [Stage.REQUESTED, Stage.SCHEDULED])
def test_an_import_that_starts_over_has_forgotten_the_day_before(bound_for: Stage) -> None:
    """Told, warned, reminded, read, objected, loaded: all of it was about the other day."""
    heard = Heard(ANNA, "so", EVENING)
    used = replace(LET_GO, bound_for=bound_for, proposed=LATER_PLAN if bound_for is Stage.SCHEDULED else None)
    used = replace(
        used,
        told_at=TOLD,
        nothing_loaded=heard,
        loaded=heard,
        objection=heard,
        warned=True,
        looked_ahead=True,
    )
    fresh = after(used, e.FlowReadOn(ON)).ticket
    assert fresh.plan == used.proposed
    assert not any(
        (fresh.told_at, fresh.nothing_loaded, fresh.loaded, fresh.objection, fresh.warned, fresh.looked_ahead)
    )
    assert (fresh.bound_for, fresh.proposed, fresh.off_read) == (None, None, None)


def test_a_firm_that_moves_without_a_day_is_asked_for_one() -> None:
    """ "Not tonight, nothing is in": the flow comes on, and we ask when instead."""
    assert mails(after(IMPORTING, e.MoveWantedEmpty(ANNA_SAID))) == [Mail.DATE_MISSING]
    assert mails(after(IMPORTING, e.MoveWantedEmpty(ANNA_SAID, LATER_PLAN))) == []
    asked = after(IMPORTING, e.MoveWanted(ANNA_SAID))
    assert mails(asked) == [Mail.WAS_ANYTHING_LOADED]
    assert mails(after(asked.ticket, e.NothingLoaded(ANNA_SAID))) == [Mail.DATE_MISSING]


def test_staff_settle_an_import_that_came_too_early_by_ordering_the_review() -> None:
    """It was loaded with the flow on: flow back, checks, review."""
    early = after(a_ticket(Stage.TURNING_OFF), e.CompletionEarly(ANNA_SAID))
    ordered = after(early.ticket, e.ReviewOrdered(SAM_SAID))
    assert "flow was never off" in early.ticket.attention
    assert (ordered.ticket.stage, ordered.ticket.bound_for) == (Stage.TURNING_ON, Stage.CHECKING)
    assert not ordered.ticket.held


# --- what the mails speak of ----------------------------------------------------------------------


def test_a_move_shows_the_old_day_beside_the_new() -> None:
    """Also when the flow had to come on in between."""
    moved = after(IMPORTING, e.MoveWantedEmpty(ANNA_SAID, LATER_PLAN), e.FlowReadOn(ON))
    for decision in (after(SCHEDULED, e.DateAccepted(ANNA_SAID, LATER_PLAN)), moved):
        spoken = facts(decision, Mail.RESCHEDULED)
        assert (spoken.old_plan, spoken.plan) == (PLAN, LATER_PLAN)


def test_a_reminder_speaks_of_the_booked_day_while_another_waits_for_approval() -> None:
    """What is only proposed is not what happens tomorrow."""
    decision = after(after(SCHEDULED, APPROVAL, at=MONDAY).ticket, PASSED)
    assert facts(decision, Mail.REMINDER).plan == PLAN


def test_staff_are_asked_about_the_day_that_waits_for_them() -> None:
    """At once, and again when they are silent."""
    waiting = after(SCHEDULED, APPROVAL)
    again = after(waiting.ticket, e.StaffSilent())
    assert facts(waiting, Mail.STAFF_APPROVAL).plan == LATER_PLAN
    assert facts(again, Mail.STAFF_ATTENTION).plan == LATER_PLAN
    assert facts(again, Mail.STAFF_ATTENTION).why == "a date waits for approval"


def test_a_completion_is_thanked_with_the_import_that_keeps_the_flow_off() -> None:
    """The firm reads which other import is still under way."""
    complete, other = e.Completed(ANNA_SAID, EVENING), a_ticket(Stage.IMPORTING, id=2)
    beside = after(a_case(IMPORTING, others=(other,)), complete)
    assert "IMP-2" in facts(beside, Mail.COMPLETION_HEARD).why
    assert facts(after(IMPORTING, complete), Mail.COMPLETION_HEARD).why == ""


def test_a_mail_quotes_the_words_it_answers() -> None:
    """And who wrote them."""
    spoken = facts(
        after(IMPORTING, e.CompletionUnsure(e.Said(ANNA, "all good i think"))), Mail.IS_IT_FINISHED
    )
    assert (spoken.quote, spoken.by) == ("all good i think", ANNA)


# --- attention ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "event",
    [
        e.QuestionAsked(ANNA_SAID),
        e.Unclear(ANNA_SAID),
        e.Doubted(ANNA_SAID, "import_complete", "nothing proves it"),
        e.PersonWanted(ANNA_SAID),
        e.MailFailed(Mail.PROCEED, "refused"),
        e.ReviewMatched(ANNA_SAID),
    ],
)
def test_every_letter_that_needs_a_person_reaches_one(event: e.Event) -> None:
    """A second question is told though the first still stands open."""
    once = after(IMPORTING, event)
    assert mails(after(once.ticket, event), Audience.STAFF) == [Mail.STAFF_ATTENTION]


def test_what_the_world_only_repeats_is_told_once() -> None:
    """A flow that reads on again and again in mid-import sends one "please stop"."""
    once = after(IMPORTING, e.FlowReadOn(ON))
    again = after(once.ticket, e.FlowReadOn(ON))
    assert mails(once, None) == [Mail.PLEASE_STOP, Mail.STAFF_ATTENTION]
    assert mails(again, None) == []


def test_what_nobody_planned_for_is_said_in_words() -> None:
    """Staff read no class names."""
    decision = after(SCHEDULED, e.ReviewMatched(ANNA_SAID))
    assert decision.ticket == replace(SCHEDULED, attention='"review matched" came while scheduled')


def test_asked_twice_in_vain_a_person_takes_over() -> None:
    """The third unclear answer is not asked back."""
    unsure = e.CompletionUnsure(ANNA_SAID)
    asked = [mails(after(IMPORTING, *[unsure] * times)) for times in (1, 2, 3)]
    assert asked == [[Mail.IS_IT_FINISHED], [Mail.IS_IT_FINISHED], []]
    assert "asked twice" in after(IMPORTING, unsure, unsure, unsure).ticket.attention


def test_what_was_answered_is_not_counted_as_asked_in_vain() -> None:
    """Two questions answered, then a third: it is asked."""
    soon = e.DayRefused(ANNA_SAID, PLAN, (Obstacle(DayRule.TOO_SOON, "7 days"),))
    moved = after(SCHEDULED, soon, soon, e.DateAccepted(ANNA_SAID, LATER_PLAN)).ticket
    assert mails(after(moved, soon)) == [Mail.DAY_REFUSED]


@pytest.mark.parametrize(
    ("trouble", "mail"),
    [
        (Trouble.AMBIGUOUS, Mail.DATE_AMBIGUOUS),
        (Trouble.CONTRADICTORY, Mail.DATE_CONTRADICTORY),
        (Trouble.IMPOSSIBLE, Mail.DATE_IMPOSSIBLE),
        (Trouble.PAST, Mail.DATE_AMBIGUOUS),
        (Trouble.VAGUE, Mail.DATE_MISSING),
    ],
)
def test_each_trouble_with_a_date_has_its_question(trouble: Trouble, mail: Mail) -> None:
    """None is passed over."""
    assert mails(after(a_ticket(), e.DateUnclear(ANNA_SAID, trouble))) == [mail]


# --- what a ticket keeps --------------------------------------------------------------------------


def test_a_hold_stands_until_staff_lift_it() -> None:
    """Staff's own, a colleague's mail, an import too early: nothing goes out until they say so."""
    for event in (e.Held(SAM_SAID), e.ColleagueWrote(SAM_SAID), e.CompletionEarly(ANNA_SAID)):
        held = after(SCHEDULED, event).ticket
        assert held.held
        assert after(held, e.PreflightDue(), e.Spoke(ANNA_SAID)).ticket.held
        assert not after(held, e.Released(SAM_SAID)).ticket.held


def test_seen_lifts_attention_and_nothing_else() -> None:
    """A hold stays."""
    seen = after(replace(SCHEDULED, attention="look", held=True), e.Seen(SAM_SAID)).ticket
    assert (seen.attention, seen.held) == ("", True)


def test_the_kind_of_import_is_kept_once_known() -> None:
    """A later letter that does not say takes nothing away."""
    known = after(a_ticket(), e.Requested(ANNA_SAID, Kind.BULK_UPDATE)).ticket
    assert after(known, e.Requested(ANNA_SAID)).ticket.kind is Kind.BULK_UPDATE


def test_the_words_a_step_stands_on_are_kept() -> None:
    """Who said that it is complete, what the flow read, what the checks found, who signed."""
    done = after(IMPORTING, e.Completed(ANNA_SAID, EVENING), e.FlowReadOn(ON), e.ChecksClean("clean")).ticket
    closed = after(done, e.ReviewMatched(ABEL_SAID, agreed=10)).ticket
    assert closed.completed == Heard(ANNA, "so", EVENING)
    assert (closed.on_read, closed.checked) == (ON, "clean")
    assert closed.reviewed == Heard(ABEL, "wait", EVENING)


def test_booking_anew_reminds_anew() -> None:
    """The reminder and the "do not start" of the old day say nothing of the new."""
    used = replace(SCHEDULED, looked_ahead=True, warned=True, asked=2)
    booked = after(used, e.DateAccepted(ANNA_SAID, LATER_PLAN)).ticket
    assert (booked.looked_ahead, booked.warned, booked.asked) == (False, False, 0)


def test_patience_starts_when_the_proceed_mail_is_taken() -> None:
    """It counts as told from the first attempt, and its patience from the server's yes."""
    begun = after(UNTOLD, e.ProceedBegun(TOLD), at=TOLD).ticket
    sent = after(begun, e.MailSent(Mail.PROCEED, EVENING)).ticket
    assert (sent.told_at, sent.since) == (TOLD, EVENING)


def test_a_span_of_days_is_one_plan() -> None:
    """It is kept as it was accepted."""
    span = plan_for(SATURDAY, None, SATURDAY + timedelta(days=1), NEW_YORK, POLICY)
    assert after(a_ticket(), e.DateAccepted(ANNA_SAID, span)).ticket.plan == span
    assert NORTH.zone.key == span.starts.zone
