"""The lifecycle is finite, so it is walked completely: every state that any event can lead to.

Each state is a ticket (or two on one flow) with what was said so far; each step tries every event with
its payloads. A ghost beside the walk remembers by its own simple rule whether the firm is mid-import.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import get_args

import pytest

from bot.desk import events as e
from bot.desk.alarm import next_alarm, ring
from bot.desk.dangerous import may_tell_to_proceed, may_turn_on
from bot.desk.decision import Decision
from bot.desk.heard import Heard
from bot.desk.lifecycle import decide, step_for
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.point import Light, Point
from bot.desk.tasks import Audience, Mail, SendMail, SwitchFlow
from bot.desk.ten import NO_TEN, Row, Standing, Ten
from bot.desk.ticket import Away, Case, Flow, Inbox, Invitation, Stage, Ticket
from bot.flow.port import FlowReading
from bot.reading.reading import Promised, Trouble
from tests.cast import ABEL, ANNA, LATER_PLAN, NORTH, OFF, ON, PLAN, POLICY, SAM, a_ticket

ANNA_SAID, ABEL_SAID, SAM_SAID = e.Said(ANNA, "so"), e.Said(ABEL, "so"), e.Said(SAM, "so", staff=True)
STARTS = PLAN.starts.at
NOON = STARTS + timedelta(minutes=10)  # inside the plan's window
ASLEEP = STARTS + timedelta(days=9)
HEARD = Heard(ANNA, "so", NOON)
SOON, NEXT_YEAR = (
    Promised("tonight", NOON + timedelta(hours=2)),
    Promised("in a year", NOON + timedelta(days=365)),
)
ROW = (Row("Harbor Bakery", standing=Standing.DIFFERS),)
WAIVED = (Row("Harbor Bakery", standing=Standing.WAIVED),)

PAYLOADS: dict[type[e.Event], tuple[e.Event, ...]] = {
    e.Requested: (e.Requested(ANNA_SAID),),
    e.DateAccepted: (e.DateAccepted(ANNA_SAID, PLAN), e.DateAccepted(SAM_SAID, LATER_PLAN)),
    e.DateNeedsApproval: (e.DateNeedsApproval(ANNA_SAID, LATER_PLAN),),
    e.DateMissing: (e.DateMissing(ANNA_SAID),),
    e.DateUnclear: tuple(e.DateUnclear(ANNA_SAID, trouble) for trouble in Trouble),
    e.DayRefused: (e.DayRefused(ANNA_SAID, LATER_PLAN, (Obstacle(DayRule.TOO_SOON, "7 days"),)),),
    e.MoveWanted: (e.MoveWanted(ANNA_SAID), e.MoveWanted(ANNA_SAID, LATER_PLAN)),
    e.MoveWantedEmpty: (
        e.MoveWantedEmpty(ANNA_SAID),
        e.MoveWantedEmpty(ANNA_SAID, LATER_PLAN),
        e.MoveWantedEmpty(ANNA_SAID, LATER_PLAN, approved=False),
    ),
    e.MoveWantedSoon: (e.MoveWantedSoon(ANNA_SAID, LATER_PLAN),),
    e.Withdrawn: (e.Withdrawn(ANNA_SAID),),
    e.WithdrawnEmpty: (e.WithdrawnEmpty(ANNA_SAID),),
    e.NothingLoaded: (e.NothingLoaded(ANNA_SAID),),
    e.SomethingLoaded: (e.SomethingLoaded(ANNA_SAID),),
    e.Completed: (e.Completed(ANNA_SAID, NOON), e.Completed(SAM_SAID, NOON)),
    e.CompletionUnsure: (e.CompletionUnsure(ANNA_SAID),),
    e.CompletionEarly: (e.CompletionEarly(ANNA_SAID),),
    e.CompletionDisputed: (e.CompletionDisputed(ABEL_SAID, ANNA),),
    e.ProgressTold: (e.ProgressTold(ANNA_SAID),),
    e.TimeGiven: (e.TimeGiven(ANNA_SAID, SOON), e.TimeGiven(ANNA_SAID, NEXT_YEAR)),
    e.Objected: (e.Objected(ANNA_SAID, NOON), e.Objected(ABEL_SAID, NOON, proved=False)),
    e.ReviewMatched: (e.ReviewMatched(ANNA_SAID, agreed=10),),
    e.ReviewIncomplete: (e.ReviewIncomplete(ANNA_SAID, agreed=4, missing=6),),
    e.ReviewMismatched: (e.ReviewMismatched(ANNA_SAID, ROW),),
    e.SheetUnopened: (e.SheetUnopened(ANNA_SAID, "it is no xlsx file"),),
    e.RowWaived: (e.RowWaived(SAM_SAID, WAIVED),),
    e.TenChosen: (e.TenChosen(Ten(ROW, seed="IMP-1")),),
    e.TenLeftOpen: (e.TenLeftOpen(), e.TenLeftOpen("the database cannot be reached")),
    e.PersonWanted: (e.PersonWanted(ANNA_SAID),),
    e.QuestionAsked: (e.QuestionAsked(ANNA_SAID),),
    e.Spoke: (e.Spoke(ANNA_SAID),),
    e.Unclear: (e.Unclear(ANNA_SAID),),
    e.Doubted: (e.Doubted(ANNA_SAID, "import_complete", "nothing proves it"),),
    e.InvitationAnswered: (e.InvitationAnswered(ANNA_SAID, e.Answered.ACCEPTED),),
    e.InvitationDeclined: (e.InvitationDeclined(ANNA_SAID),),
    e.TimeProposed: (e.TimeProposed(ANNA_SAID, LATER_PLAN),),
    e.ColleagueWrote: (e.ColleagueWrote(SAM_SAID),),
    e.Approved: (e.Approved(SAM_SAID),),
    e.Held: (e.Held(SAM_SAID),),
    e.Released: (e.Released(SAM_SAID),),
    e.Extended: (e.Extended(SAM_SAID, LATER_PLAN.off_limit),),
    e.ReviewOrdered: (e.ReviewOrdered(SAM_SAID),),
    e.RecheckOrdered: (e.RecheckOrdered(SAM_SAID),),
    e.TellingOrdered: (e.TellingOrdered(SAM_SAID, "2 groups", ("a",)),),
    e.ClosedByStaff: (e.ClosedByStaff(SAM_SAID),),
    e.Reopened: (e.Reopened(SAM_SAID),),
    e.Seen: (e.Seen(SAM_SAID),),
    e.FirmSilent: (e.FirmSilent(),),
    e.StaffSilent: (e.StaffSilent(),),
    e.PreflightDue: (e.PreflightDue(),),
    e.BaselineDue: (e.BaselineDue(),),
    e.TurnOffDue: (e.TurnOffDue(),),
    e.StartReached: (e.StartReached(),),
    e.WindowClosed: (e.WindowClosed(),),
    e.OffTooLong: (e.OffTooLong(),),
    e.TurnOnSlow: (e.TurnOnSlow(),),
    e.TurnOnStuck: (e.TurnOnStuck(),),
    e.TurnOnRisky: (e.TurnOnRisky("clear jobs (1 waiting)"),),
    e.FlowReadOff: (e.FlowReadOff(OFF),),
    e.FlowReadOn: (e.FlowReadOn(ON),),
    e.ProceedBegun: (e.ProceedBegun(NOON),),
    e.MailSent: (e.MailSent(Mail.PROCEED, NOON), e.MailSent(Mail.FLOW_ON, NOON)),
    e.MailFailed: (e.MailFailed(Mail.PROCEED, "refused"),),
    e.ClocksChanged: (e.ClocksChanged(PLAN),),
    e.TaskExpired: (e.TaskExpired("proceed"),),
    e.PreflightPassed: (e.PreflightPassed((Point("data flow", Light.GREEN, "on"),)),),
    e.PreflightFailed: (e.PreflightFailed((Point("data flow", Light.RED, "it does not answer"),)),),
    e.AwayTold: (e.AwayTold(Away(ANNA, PLAN.starts.local.date(), "away", NOON)),),
    e.ChecksClean: (e.ChecksClean("clean"),),
    e.ChecksHit: (e.ChecksHit("2 groups", ("a",)),),
    e.BaselineTaken: (e.BaselineTaken("clean"),),
    e.BaselineMissed: (e.BaselineMissed("too late"),),
    e.DuplicatesNoted: (e.DuplicatesNoted("2 groups", ("a",)),),
    e.NotChecked: (e.NotChecked("no checks"),),
    e.DelegateNamed: (e.DelegateNamed(ANNA_SAID, ABEL),),
    e.DelegateDismissed: (e.DelegateDismissed(ANNA_SAID, ABEL),),
    e.WordsErased: (e.WordsErased("sam"),),
    e.Rechecked: (e.Rechecked("clean", ()),),
}
EVERY_EVENT = tuple(event for events in PAYLOADS.values() for event in events)


@dataclass(frozen=True)
class Ghost:
    """What the firm believes: told to proceed, and not yet surely said to be over."""

    mid_import: bool = False
    flow_asked_off: bool = False  # a turn-off was decided and the flow not read on since


@dataclass(frozen=True)
class State:
    ticket: Ticket
    other: Ticket | None = None
    ghost: Ghost = Ghost()


@dataclass(frozen=True)
class Taken:
    """One step of the walk."""

    before: State
    event: e.Event
    decision: Decision
    after: State


def case_of(state: State, read: FlowReading = OFF) -> Case:
    others = (state.other,) if state.other else ()
    flow = Flow("north", read=replace(read, at=NOON), ours=True)
    return Case(state.ticket, NORTH, flow, others, Inbox(read_to_end_at=NOON + timedelta(hours=1)))


def seen_by_ghost(ghost: Ghost, event: e.Event, was: Ticket, now: Ticket) -> Ghost:
    """The simple rule: told makes it mid-import; only a sure, proved, entitled word ends that."""
    match event:
        case e.ProceedBegun() if was.stage is Stage.IMPORTING:
            ghost = replace(ghost, mid_import=True)
        case e.Completed() if was.wants_off or was.stage is Stage.TURNING_ON:
            ghost = replace(ghost, mid_import=False)
        case e.NothingLoaded() | e.MoveWantedEmpty() | e.WithdrawnEmpty() if was.wants_off:
            ghost = replace(ghost, mid_import=False)
        case e.Objected() if now.stage is Stage.IMPORTING and was.told_at:
            ghost = replace(ghost, mid_import=True)
    if now.stage is Stage.TURNING_OFF or (now.wants_off and not was.wants_off):
        ghost = replace(ghost, flow_asked_off=True)
    if isinstance(event, e.FlowReadOn) and not now.wants_off:
        ghost = replace(ghost, flow_asked_off=False)
    return ghost


def canonical(state: State) -> State:
    """Fold what no rule looks at, so that the walk ends."""
    return replace(state, ticket=_folded(state.ticket), other=_folded(state.other) if state.other else None)


def _folded(ticket: Ticket) -> Ticket:
    if ticket.stage is Stage.CANCELLED:
        return a_ticket(Stage.CANCELLED, id=ticket.id)
    if ticket.stage in (Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED):  # the way here is settled
        ticket = replace(ticket, proposed=None, bound_for=None, nothing_loaded=None)
    return replace(
        ticket,
        warned=ticket.warned and ticket.told_at is None and ticket.stage is not Stage.TURNING_ON,
        asked=2 if ticket.asked else 0,
        subject="",
        attention="",
        waived=(),
        refused=None,
        since=STARTS,
        plan=PLAN if ticket.plan else None,
        proposed=LATER_PLAN if ticket.proposed else None,
        invitation=Invitation(0, PLAN) if _invited(ticket) else None,
        completed=HEARD if ticket.completed else None,
        nothing_loaded=HEARD if ticket.nothing_loaded else None,
        objection=HEARD if ticket.objection else None,
        loaded=HEARD if ticket.loaded else None,
        ten=NO_TEN,
        checked="",
        reviewed=None,
        looked_ahead=False,
        baseline="",
        baseline_asked=ticket.baseline_asked and ticket.stage in (Stage.REQUESTED, Stage.SCHEDULED),
        delegates=(),
        called=0,
        promise=None,
        past_limit=False,
        away=(),
        off_read=None,
        on_read=None,
    )


def _invited(ticket: Ticket) -> bool:
    """Whether the day stands in calendars: once there is one it does, and where it fell that must show."""
    standing = ticket.invitation is not None and not ticket.invitation.off
    return standing or ticket.stage is not Stage.REQUESTED


def allowed(state: State, event: e.Event) -> bool:
    """Leave out what the edges never feed: a read-back that nobody could have made, a proceed not allowed."""
    if isinstance(event, e.ProceedBegun):
        return not may_tell_to_proceed(case_of(state), POLICY, NOON)
    if isinstance(event, e.FlowReadOn) and state.ticket.stage is Stage.TURNING_ON:
        return not any(t.wants_off for t in (state.ticket, *((state.other,) if state.other else ())))
    if isinstance(event, get_args(e.ClockSaid)):
        return rings(state, event)
    if isinstance(event, e.NothingLoaded):
        return state.ticket.bound_for is not None
    if isinstance(event, e.Approved):
        return state.ticket.proposed is not None
    return True


def rings(state: State, event: e.Event) -> bool:
    """Whether the clock could say this to the ticket, in time or after a long sleep."""
    case = case_of(state)
    alarm = next_alarm(case, POLICY)
    return alarm is not None and type(event) in {type(ring(case, POLICY, at)) for at in (alarm.at, ASLEEP)}


def walk(first: State, *, surprises: bool = True) -> Iterator[Taken]:
    """Take every step there is, from the first state until nothing new appears.

    Args:
        first: Where it begins.
        surprises: Also what the tables do not foresee, which changes nothing wherever the walk was before.
    """
    seen, waiting = {canonical(first)}, deque([canonical(first)])
    while waiting:
        state = waiting.popleft()
        for event in EVERY_EVENT:
            if not (allowed(state, event) and (surprises or step_for(state.ticket, event))):
                continue
            decision = decide(case_of(state), event, POLICY, NOON)
            ghost = seen_by_ghost(state.ghost, event, state.ticket, decision.ticket)
            after = State(decision.ticket, state.other, ghost)
            yield Taken(state, event, decision, after)
            if (key := canonical(after)) not in seen:
                seen.add(key)
                waiting.append(key)


@pytest.fixture(scope="module")
def steps() -> list[Taken]:
    return list(walk(State(a_ticket())))


@pytest.fixture(scope="module")
def steps_beside_another() -> list[Taken]:
    """The same walk while the firm's other ticket is in mid-import, and while it waits for ours."""
    importing = a_ticket(Stage.IMPORTING, id=2)
    waiting = a_ticket(Stage.TURNING_ON, id=2)
    return [
        step for other in (importing, waiting) for step in walk(State(a_ticket(), other), surprises=False)
    ]


def mails(decision: Decision) -> list[Mail]:
    return [task.do.mail for task in decision.tasks if isinstance(task.do, SendMail)]


def test_every_event_has_payloads_and_the_walk_meets_every_stage(steps: list[Taken]) -> None:
    """A new event or stage cannot be forgotten here."""
    assert set(PAYLOADS) == set(get_args(e.Event))
    assert {step.after.ticket.stage for step in steps} == set(Stage)


def test_the_flow_is_never_turned_on_in_mid_import(steps: list[Taken]) -> None:
    """Between "told to proceed" and a sure, proved, entitled word that it is over, on is never allowed."""
    much_later = NOON + timedelta(days=2)
    for step in steps:
        if step.after.ghost.mid_import:
            assert may_turn_on(case_of(step.after), POLICY, much_later), step


def test_the_flow_is_never_turned_on_while_another_ticket_imports(steps_beside_another: list[Taken]) -> None:
    """Whatever ours says, the firm's other import keeps the flow off."""
    for step in steps_beside_another:
        if step.after.other and step.after.other.wants_off:
            assert may_turn_on(case_of(step.after), POLICY, NOON + timedelta(days=2)), step


def test_a_ticket_that_waits_never_turns_the_flow_on_beneath_ours(steps_beside_another: list[Taken]) -> None:
    """The firm's other import is complete and waits; ours decides when the flow comes on."""
    for step in steps_beside_another:
        if step.after.ghost.mid_import or step.after.ticket.wants_off:
            assert may_turn_on(case_of(step.after), POLICY, NOON + timedelta(days=2)), step


def test_nobody_is_told_to_proceed_unless_the_flow_reads_off(steps: list[Taken]) -> None:
    """Only the step on a read-back that says off writes that mail, or one after it that finds it unread by
    the firm; and only a fresh reading lets it go."""
    stale = NOON + timedelta(seconds=POLICY.fresh_read_seconds + 1)
    for step in steps:
        if Mail.PROCEED in mails(step.decision):
            assert isinstance(step.event, e.FlowReadOff | e.MailFailed), step
            assert step.after.ticket.stage is Stage.IMPORTING
        assert may_tell_to_proceed(case_of(step.after, ON), POLICY, NOON)
        assert may_tell_to_proceed(case_of(step.after), POLICY, stale)


def test_every_open_stage_has_a_next_alarm(steps: list[Taken]) -> None:
    """Nothing sleeps for ever."""
    for step in steps:
        assert (next_alarm(case_of(step.after), POLICY) is None) == step.after.ticket.ended, step


def test_nothing_is_done_without_an_entry(steps: list[Taken]) -> None:
    """What was done and why stands in the journal."""
    assert all(step.decision.entries for step in steps)


def test_an_ended_ticket_leaves_its_flow_read_back(steps: list[Taken]) -> None:
    """Once the flow was asked off, a ticket ends only after it read on again."""
    for step in steps:
        if step.after.ticket.ended:
            assert not step.after.ghost.flow_asked_off, step


def test_only_steps_that_say_so_move_the_flow(steps: list[Taken]) -> None:
    """A switch is decided exactly where a ticket begins or stops to want the flow off, or orders a look."""
    for step in steps:
        switches = any(isinstance(task.do, SwitchFlow) for task in step.decision.tasks)
        changed = step.before.ticket.wants_off != step.after.ticket.wants_off
        came_to_turn_on = step.after.ticket.stage is Stage.TURNING_ON is not step.before.ticket.stage
        assert switches == (changed or came_to_turn_on), step


def test_a_cancelled_import_stands_in_no_calendar(steps: list[Taken]) -> None:
    """However it was called off, the entry people have is taken back."""
    for step in steps:
        invitation = step.after.ticket.invitation
        if step.after.ticket.stage is Stage.CANCELLED is not step.before.ticket.stage:
            assert invitation is None or invitation.off, step


def test_an_invitation_changes_with_a_mail_to_the_firm_and_rises(steps: list[Taken]) -> None:
    """No change that calendars never hear of, and none under the number of an older one."""
    for step in steps:
        was, now = step.before.ticket.invitation, step.after.ticket.invitation
        if was != now and now:
            sends = [task.do for task in step.decision.tasks if isinstance(task.do, SendMail)]
            told = [send for send in sends if send.facts.invitation == now]
            assert {send.audience for send in told} == {Audience.FIRM, Audience.STAFF}, step
            assert now.sequence == (was.sequence + 1 if was else 0), step


def test_a_calendars_answer_moves_nothing(steps: list[Taken]) -> None:
    """A click is no statement: stage, plan and hold stay, and no mail goes to the firm."""
    for step in steps:
        if isinstance(step.event, e.InvitationAnswered | e.InvitationDeclined | e.TimeProposed):
            moved = replace(step.after.ticket, attention="", version=0)
            assert moved == replace(step.before.ticket, attention="", version=0), step
            assert all(
                task.do.audience is Audience.STAFF
                for task in step.decision.tasks
                if isinstance(task.do, SendMail)
            )


def test_an_unforeseen_event_changes_nothing_but_attention(steps: list[Taken]) -> None:
    """A completion while scheduled, a review while importing: a person looks, the ticket stays as it is."""
    for step in steps:
        if "came while" in step.after.ticket.attention and not step.before.ticket.attention:
            assert replace(step.after.ticket, attention="") == step.before.ticket


def test_staff_orders_never_replace_the_firms_word(steps: list[Taken]) -> None:
    """No hold, approval, closing or review order takes a told firm out of mid-import."""
    for step in steps:
        if isinstance(step.event, get_args(e.StaffSaid)) and step.before.ghost.mid_import:
            assert step.after.ticket.stage is step.before.ticket.stage, step
