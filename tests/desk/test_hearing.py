"""What a statement comes to: the table walked completely, and each rule of entitlement and staleness."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import time, timedelta
from itertools import product
from typing import Any

import pytest

from bot.desk import events as e
from bot.desk.decision import Decision
from bot.desk.firm import Role
from bot.desk.heard import Heard
from bot.desk.hearing import ASKERS, HEARING, OTHERWISE, REPORTERS, Statement, hear
from bot.desk.lifecycle import decide
from bot.desk.policy import Confirm
from bot.desk.tasks import Mail
from bot.desk.ticket import QUESTION, Stage, Ticket
from bot.letter.letter import Verdict
from bot.reading.reading import Certainty, Intent, Loaded, ReviewReading
from tests.cast import ABEL, ANNA, CORA, LATER_PLAN, ON, OTTO, POLICY, SAM, SATURDAY, a_case, a_ticket
from tests.desk.telling import (
    EVENING,
    ROLES,
    SATURDAY_WEEK,
    TOLD,
    VERA,
    a_statement,
    after,
    alarm_of,
    heard,
    mails,
    switches,
)

HALF = Heard(ABEL, "about half is in", EVENING - timedelta(hours=1))
WAIT = Heard(ABEL, "wait", EVENING - timedelta(hours=1))
IMPORTING = a_ticket(Stage.IMPORTING)
UNTOLD = a_ticket(Stage.IMPORTING, told_at=None)
MOVING = replace(IMPORTING, bound_for=Stage.SCHEDULED, proposed=LATER_PLAN)
FINISHED = a_ticket(Stage.TURNING_ON, since=EVENING)
LET_GO = a_ticket(Stage.TURNING_ON, told_at=None, completed=None, bound_for=Stage.REQUESTED)
TICKETS = (
    *(a_ticket(stage) for stage in Stage),
    replace(a_ticket(Stage.TURNING_OFF), bound_for=Stage.CANCELLED),
    UNTOLD,
    MOVING,
    replace(IMPORTING, objection=WAIT),
    replace(MOVING, loaded=HALF),
    LET_GO,
    replace(FINISHED, bound_for=Stage.CANCELLED, nothing_loaded=Heard(ANNA, "nothing", EVENING)),
)
REVIEW = ReviewReading(all_match=True)
WEIGHTY = e.Completed | e.NothingLoaded | e.MoveWantedEmpty | e.WithdrawnEmpty


@dataclass(frozen=True)
class Tried:
    """One statement before one ticket, and what followed."""

    statement: Statement
    ticket: Ticket
    events: tuple[e.Event, ...]
    decision: Decision

    @property
    def stopped(self) -> bool:
        """Whether it was an objection to a turn-on that had not happened."""
        return isinstance(self.events[0], e.Objected) and self.ticket.stage is Stage.TURNING_ON


def tries() -> Iterator[Tried]:
    for ticket, intent, by, verdict in product(TICKETS, Intent, ROLES, Verdict):
        for certainty, loaded in product(Certainty, Loaded):
            statement = a_statement(
                intent,
                by,
                verdict=verdict,
                certainty=certainty,
                loaded=loaded,
                when=SATURDAY_WEEK,
                review=REVIEW,
            )
            case = a_case(ticket)
            events = hear(statement, case, POLICY, EVENING)
            yield Tried(statement, ticket, events, decide(case, events[0], POLICY, EVENING))


@pytest.fixture(scope="module")
def tried() -> list[Tried]:
    return list(tries())


def moved(one: Tried) -> bool:
    """Whether more came of it than attention, a hold, patience or a question."""
    kept = one.decision.ticket
    was = (one.ticket.stage, one.ticket.plan, one.ticket.proposed, one.ticket.bound_for, one.ticket.reviewed)
    now = (kept.stage, kept.plan, kept.proposed, kept.bound_for, kept.reviewed)
    words = one.ticket.completed == kept.completed and one.ticket.nothing_loaded == kept.nothing_loaded
    return was != now or not words or switches(one.decision)


def test_nothing_unproved_moves_a_ticket_but_an_objection(tried: list[Tried]) -> None:
    """A forged sender can stop a turn-on, and nothing else."""
    unproved = [one for one in tried if one.statement.verdict is Verdict.UNPROVED and not one.stopped]
    assert [one for one in unproved if moved(one)] == []


def test_nothing_unsure_moves_a_ticket_but_an_objection(tried: list[Tried]) -> None:
    """What could not be read for sure is asked back or shown to a person."""
    unsure = [one for one in tried if not one.statement.sure and not one.stopped]
    assert [one for one in unsure if moved(one)] == []


def test_an_outsider_moves_nothing_and_causes_no_mail_to_the_firm(tried: list[Tried]) -> None:
    """A stranger's words are for staff alone, however well they are proved."""
    strangers = [one for one in tried if one.statement.role is Role.OUTSIDER]
    assert [one for one in strangers if moved(one) or mails(one.decision) or one.decision.ticket.held] == []


def test_only_a_sure_proved_entitled_voice_reports(tried: list[Tried]) -> None:
    """Completion and "nothing was loaded" count from nobody else."""
    for one in tried:
        if isinstance(one.events[0], WEIGHTY):
            assert one.statement.role in REPORTERS
            assert (one.statement.verdict, one.statement.sure) == (Verdict.PROVED, True)


def test_a_contact_never_brings_the_flow_on(tried: list[Tried]) -> None:
    """A person at the firm's domain who was not named may ask and object, not report."""
    for one in tried:
        if one.statement.role is Role.CONTACT and one.ticket.wants_off:
            assert one.decision.ticket.wants_off, one


def test_staff_are_believed_only_when_proved(tried: list[Tried]) -> None:
    """SPF alone moves nothing in staff's name, and lifts no hold."""
    for one in tried:
        if one.statement.role is Role.STAFF and one.statement.verdict is not Verdict.PROVED:
            assert not one.events[0].said.staff if isinstance(one.events[0], e.Voiced) else True
            assert one.stopped or not moved(one), one


def test_anyone_of_the_firm_stops_a_turn_on(tried: list[Tried]) -> None:
    """Off is cheap: "not finished" is heard from every role and verdict, sure or not."""
    for one in tried:
        if one.ticket.stage is Stage.TURNING_ON and one.statement.reading.intent is Intent.IMPORT_INCOMPLETE:
            assert one.stopped is (one.statement.role is not Role.OUTSIDER)
            assert one.decision.ticket.wants_off is one.stopped


def test_every_statement_comes_to_an_event_the_journal_keeps(tried: list[Tried]) -> None:
    """Nothing is silent: each leaves an entry."""
    assert all(one.events and one.decision.entries for one in tried)


def test_no_ordinary_statement_surprises_the_table(tried: list[Tried]) -> None:
    """On an open ticket the table foresees whatever hearing can make of a letter."""
    surprised = [o for o in tried if "came while" in o.decision.ticket.attention and not o.ticket.ended]
    assert {(o.ticket.stage, type(o.events[0]).__name__) for o in surprised} == set()


def test_a_rule_that_needs_no_proof_leads_nowhere() -> None:
    """Only questions, talk, an import begun too early and "not yet" are heard from anybody at all."""
    lax = {key[0] for key, rule in HEARING.items() if rule.proof is Verdict.UNPROVED} | set(OTHERWISE)
    assert lax == {Intent.IMPORT_COMPLETE, Intent.IMPORT_INCOMPLETE, Intent.QUESTION, Intent.OTHER}
    assert Role.OUTSIDER not in ASKERS | REPORTERS


# --- completions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("by", [ANNA, VERA, SAM])
def test_a_completion_counts_from_whoever_may_report(by: str) -> None:
    """A named contact, the vendor named for this import, staff."""
    assert isinstance(heard(a_statement(Intent.IMPORT_COMPLETE, by), IMPORTING), e.Completed)


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"by": CORA}, "was not named"),
        ({"by": OTTO}, "was not named"),
        ({"verdict": Verdict.SPF_ONLY}, "nothing proves"),
        ({"verdict": Verdict.UNPROVED}, "nothing proves"),
        ({"arrived_at": TOLD - timedelta(seconds=1)}, "came before"),
        ({"sent_at": TOLD - timedelta(minutes=11)}, "written before"),
    ],
)
def test_a_completion_that_falls_short_is_doubted(change: dict[str, Any], why: str) -> None:
    """Each thing a completion needs is needed by itself; the flow stays off and staff read why."""
    event = heard(a_statement(Intent.IMPORT_COMPLETE, **{"by": ANNA, **change}), IMPORTING)
    assert isinstance(event, e.Doubted)
    assert why in event.why
    assert after(IMPORTING, event).ticket.stage is Stage.IMPORTING


@pytest.mark.parametrize("minutes", [-10, 0, 90])
def test_a_writers_clock_may_be_a_little_off(minutes: int) -> None:
    """Ten minutes behind ours or any time ahead does not make an honest answer stale."""
    statement = a_statement(Intent.IMPORT_COMPLETE, sent_at=TOLD + timedelta(minutes=minutes))
    assert isinstance(heard(statement, IMPORTING), e.Completed)


def test_an_unsure_completion_is_asked_back() -> None:
    """ "All good I think" turns nothing on."""
    unsure = a_statement(Intent.IMPORT_COMPLETE, certainty=Certainty.UNSURE)
    assert isinstance(heard(unsure, IMPORTING), e.CompletionUnsure)


@pytest.mark.parametrize(
    "ticket", [a_ticket(), a_ticket(Stage.SCHEDULED), a_ticket(Stage.TURNING_OFF), UNTOLD]
)
def test_a_completion_before_the_firm_was_told_pauses_the_ticket(ticket: Ticket) -> None:
    """It answers nothing that is open: turn-off and proceed wait for staff, who hear at once."""
    event = heard(a_statement(Intent.IMPORT_COMPLETE), ticket)
    decision = after(ticket, event)
    assert isinstance(event, e.CompletionEarly)
    assert (decision.ticket.held, decision.ticket.stage) == (True, ticket.stage)
    assert mails(decision, None) != []


@pytest.mark.parametrize(
    "ticket", [a_ticket(), a_ticket(Stage.SCHEDULED), a_ticket(Stage.TURNING_OFF), UNTOLD]
)
@pytest.mark.parametrize("loaded", [Loaded.SOME, Loaded.ALL])
def test_part_loaded_before_the_firm_was_told_pauses_the_ticket_too(ticket: Ticket, loaded: Loaded) -> None:
    """ "Half of it is in already": somebody must look before anything goes on."""
    event = heard(a_statement(Intent.IMPORT_INCOMPLETE, loaded=loaded), ticket)
    assert isinstance(event, e.CompletionEarly)


# --- objections -----------------------------------------------------------------------------------


def objected(by: str = ABEL) -> Ticket:
    objection = heard(a_statement(Intent.IMPORT_INCOMPLETE, by), FINISHED)
    return after(FINISHED, objection).ticket


def later(intent: Intent, by: str = ANNA) -> Statement:
    return a_statement(
        intent, by, arrived_at=EVENING + timedelta(hours=1), sent_at=EVENING + timedelta(hours=1)
    )


def test_an_objection_stands_against_anybody_elses_completion() -> None:
    """Two contacts disagree: the flow stays off until one of them or staff settle it."""
    event = heard(later(Intent.IMPORT_COMPLETE), objected())
    assert event == e.CompletionDisputed(event.said, ABEL)  # type: ignore[union-attr]
    assert after(objected(), event).ticket.stage is Stage.IMPORTING


@pytest.mark.parametrize("by", [ABEL, SAM])
def test_an_objection_is_lifted_by_its_writer_or_staff(by: str) -> None:
    """Their later completion counts, and the objection is gone."""
    decision = after(objected(), heard(later(Intent.IMPORT_COMPLETE, by), objected()))
    assert decision.ticket.stage is Stage.TURNING_ON
    assert decision.ticket.objection is None


def test_a_completion_written_before_the_objection_does_not_lift_it() -> None:
    """Abel's "complete" of an hour ago, delivered late, says nothing about his "wait" since."""
    late = replace(later(Intent.IMPORT_COMPLETE, ABEL), sent_at=EVENING - timedelta(hours=1))
    event = heard(late, objected())
    assert isinstance(event, e.Doubted)
    assert "objected" in event.why


@pytest.mark.parametrize("intent", [Intent.RESCHEDULE, Intent.CANCEL])
@pytest.mark.parametrize("verdict", Verdict)
def test_wanting_another_day_after_the_completion_stops_the_turn_on(intent: Intent, verdict: Verdict) -> None:
    """Whatever it means, it is not the word of somebody who is done."""
    assert isinstance(heard(a_statement(intent, CORA, verdict=verdict), FINISHED), e.Objected)


@pytest.mark.parametrize("intent", [Intent.RESCHEDULE, Intent.CANCEL])
def test_another_day_for_an_import_we_let_go_is_no_objection(intent: Intent) -> None:
    """We asked for another day; the answer must not keep the flow off or send the firm importing."""
    event = heard(a_statement(intent, when=SATURDAY_WEEK), LET_GO)
    decision = after(LET_GO, event)
    assert decision.ticket.stage is Stage.TURNING_ON
    assert decision.ticket.bound_for in (Stage.SCHEDULED, Stage.CANCELLED)
    assert mails(decision) == []


def test_part_loaded_in_an_import_we_let_go_stops_the_turn_on() -> None:
    """They began without us: the flow must not come on beneath them."""
    statement = a_statement(Intent.CANCEL, loaded=Loaded.SOME)
    assert isinstance(heard(statement, LET_GO), e.Objected)


# --- what was loaded ------------------------------------------------------------------------------


@pytest.mark.parametrize("intent", [Intent.RESCHEDULE, Intent.CANCEL, Intent.IMPORT_INCOMPLETE])
def test_nothing_was_loaded_ends_it_from_an_entitled_voice(intent: Intent) -> None:
    """Anna says so, sure and proved: the flow comes on again."""
    event = heard(a_statement(intent, loaded=Loaded.NONE, when=SATURDAY_WEEK), MOVING)
    assert after(MOVING, event).ticket.stage is Stage.TURNING_ON


@pytest.mark.parametrize("loaded", [Loaded.SOME, Loaded.ALL])
@pytest.mark.parametrize("intent", [Intent.RESCHEDULE, Intent.CANCEL, Intent.IMPORT_INCOMPLETE])
def test_anything_else_keeps_the_flow_off_and_calls_staff(intent: Intent, loaded: Loaded) -> None:
    """ "Some of it is in" is for a person to settle."""
    decision = after(MOVING, heard(a_statement(intent, loaded=loaded, when=SATURDAY_WEEK), MOVING))
    assert decision.ticket.stage is Stage.IMPORTING
    assert "part of it is loaded" in decision.ticket.attention


@pytest.mark.parametrize(
    "late",
    [
        {"arrived_at": TOLD - timedelta(seconds=1)},
        {"sent_at": TOLD - timedelta(minutes=11)},
    ],
)
def test_nothing_was_loaded_counts_only_if_said_since_the_firm_was_told(late: dict[str, Any]) -> None:
    """Written before "you may proceed", it cannot know what a colleague did after; it is asked again."""
    statement = a_statement(Intent.CANCEL, loaded=Loaded.NONE, **late)
    assert isinstance(heard(statement, IMPORTING), e.Withdrawn)


@pytest.mark.parametrize("ticket", [replace(MOVING, loaded=HALF), replace(MOVING, objection=WAIT)])
def test_nothing_was_loaded_does_not_outdo_a_colleague_who_knows_better(ticket: Ticket) -> None:
    """Abel said half is in; Anna's "nothing" is contradicted, so a person settles it."""
    event = heard(a_statement(Intent.IMPORT_INCOMPLETE, loaded=Loaded.NONE), ticket)
    assert isinstance(event, e.SomethingLoaded)


@pytest.mark.parametrize("verdict", Verdict)
@pytest.mark.parametrize("by", [CORA, ANNA, VERA])
def test_asked_what_was_loaded_a_some_from_anyone_keeps_the_flow_off(by: str, verdict: Verdict) -> None:
    """Whoever says so, staff settle it: Anna's later "nothing" does not."""
    some = heard(a_statement(Intent.IMPORT_INCOMPLETE, by, verdict=verdict, loaded=Loaded.SOME), MOVING)
    event = heard(later_nothing(), after(MOVING, some).ticket)
    assert isinstance(event, e.SomethingLoaded)


def test_a_day_moved_while_off_waits_for_staff_where_they_approve_each() -> None:
    """The flow comes on, the firm hears that staff have its day, and they are asked."""
    nothing = a_statement(Intent.RESCHEDULE, loaded=Loaded.NONE, when=SATURDAY_WEEK)
    strict = replace(POLICY, confirm=Confirm.STAFF)
    event = hear(nothing, a_case(IMPORTING), strict, EVENING)[0]
    back = after(IMPORTING, event, e.FlowReadOn(ON))
    assert (back.ticket.stage, back.ticket.plan, back.ticket.proposed) == (Stage.REQUESTED, None, LATER_PLAN)
    assert mails(back, None) == [Mail.WITH_STAFF, Mail.STAFF_APPROVAL]


def test_a_day_that_has_passed_is_no_other_day() -> None:
    """It is asked for again."""
    past = replace(SATURDAY_WEEK, day=(EVENING - timedelta(days=2)).date())
    event = heard(a_statement(Intent.RESCHEDULE, when=past), IMPORTING)
    assert isinstance(event, e.MoveWanted)
    assert event.plan is None


def test_progress_that_tells_of_loaded_data_is_remembered() -> None:
    """ "Half is in" on the way outweighs a later "nothing was loaded"."""
    half = heard(a_statement(Intent.IMPORT_INCOMPLETE, ABEL, loaded=Loaded.SOME), IMPORTING)
    importing = after(IMPORTING, half).ticket
    event = heard(later_nothing(), importing)
    assert isinstance(event, e.SomethingLoaded)


def later_nothing() -> Statement:
    return replace(later(Intent.CANCEL), reading=a_statement(Intent.CANCEL, loaded=Loaded.NONE).reading)


# --- the rest -------------------------------------------------------------------------------------


def test_a_wish_for_a_person_is_heard_beside_whatever_else_was_said() -> None:
    """The completion counts, and a person is called as well."""
    events = hear(a_statement(Intent.IMPORT_COMPLETE, wants_person=True), a_case(IMPORTING), POLICY, EVENING)
    assert [type(event) for event in events] == [e.Completed, e.PersonWanted]


def test_a_stranger_who_wants_a_person_is_answered_by_nobody() -> None:
    """An outsider causes no mail to the firm."""
    events = hear(a_statement(Intent.OTHER, OTTO, wants_person=True), a_case(IMPORTING), POLICY, EVENING)
    assert [type(event) for event in events] == [e.Doubted]


def test_a_date_may_stand_on_spf_alone_but_not_a_cancellation() -> None:
    """A day is echoed and can be put right; what is called off is gone."""
    scheduled = a_ticket(Stage.SCHEDULED)
    spf: dict[str, Any] = {"verdict": Verdict.SPF_ONLY, "when": SATURDAY_WEEK}
    assert isinstance(heard(a_statement(Intent.RESCHEDULE, **spf), scheduled), e.DateAccepted)
    assert isinstance(heard(a_statement(Intent.CANCEL, **spf), scheduled), e.Doubted)


def test_moved_by_a_few_hours_while_off_asks_whether_to_stay_off() -> None:
    """Turning the flow on in between may not be worth it: that is staff's to say."""
    soon = replace(SATURDAY_WEEK, day=SATURDAY, hour=time(21))
    event = heard(a_statement(Intent.RESCHEDULE, when=soon), a_ticket(Stage.TURNING_OFF), TOLD)
    assert isinstance(event, e.MoveWantedSoon)


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.IMPORTING, Stage.SCHEDULED])
def test_a_review_is_heard_only_when_it_was_asked_for(stage: Stage) -> None:
    """ "All ten match" before the request signs nothing."""
    event = heard(a_statement(Intent.REVIEW_RESULT, review=REVIEW), a_ticket(stage))
    assert isinstance(event, e.Doubted)


@pytest.mark.parametrize("intent", [i for i in Intent if i not in (Intent.QUESTION, Intent.OTHER)])
@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.CANCELLED])
def test_an_ended_ticket_hears_nothing_but_shows_it_to_staff(stage: Stage, intent: Intent) -> None:
    """A letter on a closed thread changes nothing; a person reads it."""
    event = heard(a_statement(intent), a_ticket(stage))
    decision = after(a_ticket(stage), event)
    assert isinstance(event, e.Doubted)
    assert decision.ticket.stage is stage
    assert decision.ticket.attention


def test_every_stage_waits_for_something() -> None:
    """Each has its question, and each open one's alarm wakes somebody."""
    assert set(QUESTION) == set(Stage)
    assert all(alarm_of(ticket) for ticket in TICKETS if not ticket.ended)
