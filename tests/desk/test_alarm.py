"""When a ticket is looked at though nobody writes: each stage's ladder, and what rings late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.desk import events as e
from bot.desk.alarm import next_alarm, ring
from bot.desk.heard import Heard
from bot.desk.lifecycle import decide
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.tasks import Audience, Mail
from bot.desk.ticket import Case, Stage, Ticket
from tests.cast import ABEL, ANNA, LATER_PLAN, MONDAY, PLAN, POLICY, a_case, a_ticket
from tests.desk.telling import ANNA_SAID, EVENING, STARTS, TOLD, after, alarm_of, mails

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PROCEED_UNTIL, ENDS_BY = PLAN.proceed_until.at, PLAN.ends_by.at
FRIDAY_AT_TEN = datetime(2026, 12, 4, 15, 0, tzinfo=UTC)
TWO_DAYS_LATER = STARTS + 2 * DAY
Rung = list[tuple[str, datetime]]


def ladder(ticket: Ticket | Case, steps: int) -> Rung:
    """Let the alarms ring in time, one after the other, and nobody answer."""
    case, rung = (ticket if isinstance(ticket, Case) else a_case(ticket)), []
    for _ in range(steps):
        alarm = alarm_of(case)
        assert ring(case, POLICY, alarm.at) == alarm.event
        rung.append((type(alarm.event).__name__, alarm.at))
        case = replace(case, ticket=decide(case, alarm.event, POLICY, alarm.at).ticket)
    return rung


def heard_by(ticket: Ticket, steps: int) -> list[tuple[Mail, Audience]]:
    """Who is written to while the alarms of a ticket ring and nobody answers."""
    case, heard = a_case(ticket), []
    for _ in range(steps):
        alarm = alarm_of(case)
        decision = decide(case, alarm.event, POLICY, alarm.at)
        for audience in Audience:
            heard += [(mail, audience) for mail in mails(decision, audience)]
        case = replace(case, ticket=decision.ticket)
    return heard


def late(ticket: Ticket, now: datetime) -> list[e.Event]:
    """All that rings when a house that slept wakes at `now` and sweeps until nothing is due."""
    case, rung = a_case(ticket), list[e.Event]()
    while event := ring(case, POLICY, now):
        rung.append(event)
        case = replace(case, ticket=decide(case, event, POLICY, now).ticket)
        assert len(rung) < 10
    return rung


# --- each stage's ladder --------------------------------------------------------------------------


def test_a_firm_that_gives_no_date_is_reminded_twice_then_staff_hear_and_then_admins() -> None:
    """A working day apart, never at night; Thursday is Thanksgiving. Each hears once."""
    assert ladder(a_ticket(), 3) == [
        ("FirmSilent", MONDAY + DAY),
        ("FirmSilent", MONDAY + 2 * DAY),
        ("StaffSilent", MONDAY + 4 * DAY),
    ]
    friday_evening = datetime(2026, 11, 27, 23, 0, tzinfo=UTC)
    tuesday_at_nine = datetime(2026, 12, 1, 14, 0, tzinfo=UTC)
    assert alarm_of(a_ticket(since=friday_evening)).at == tuesday_at_nine
    assert heard_by(a_ticket(), 8) == [
        (Mail.DATE_MISSING, Audience.FIRM),
        (Mail.DATE_MISSING, Audience.FIRM),
        (Mail.STAFF_ATTENTION, Audience.STAFF),
        (Mail.STAFF_ATTENTION, Audience.ADMINS),
    ]


@pytest.mark.parametrize("change", [{"proposed": PLAN}, {"attention": "a letter"}, {"held": True}])
def test_what_waits_for_staff_before_the_day_is_never_asked_of_the_firm(change: dict[str, Any]) -> None:
    """An approval, a letter nobody could read, a hold: staff are called, a day later."""
    assert ladder(a_ticket(**change), 1) == [("StaffSilent", MONDAY + DAY)]


def test_the_day_is_looked_ahead_to_and_then_the_flow_goes_off() -> None:
    """On the last working day before it at ten, then half an hour before; between them the baseline."""
    assert ladder(a_ticket(Stage.SCHEDULED), 3) == [
        ("PreflightDue", FRIDAY_AT_TEN),
        ("BaselineDue", TOLD - timedelta(minutes=20)),
        ("TurnOffDue", TOLD),
    ]


def test_a_day_booked_later_than_that_is_looked_ahead_to_at_once() -> None:
    """The confirmation has only just gone out, so no reminder follows it."""
    booked_late = a_ticket(Stage.SCHEDULED, since=STARTS - 3 * HOUR)
    assert ladder(booked_late, 2)[0] == ("PreflightDue", STARTS - 3 * HOUR)
    assert [name for name, _ in ladder(booked_late, 3)] == ["PreflightDue", "BaselineDue", "TurnOffDue"]
    assert mails(after(booked_late, e.PreflightPassed(()), at=STARTS - 2 * HOUR)) == []


def test_a_change_that_waits_for_approval_calls_staff_before_the_day_comes() -> None:
    """The booked day stands meanwhile: its reminder and turn-off keep their time."""
    since = STARTS - 10 * DAY
    waiting = a_ticket(Stage.SCHEDULED, since=since, proposed=LATER_PLAN)
    assert ladder(waiting, 1) == [("StaffSilent", since + DAY)]
    assert ("TurnOffDue", TOLD) in ladder(waiting, 12)
    assert (Mail.STAFF_ATTENTION, Audience.STAFF) in heard_by(waiting, 1)


WAITS_FOR_THE_FLOW = [
    a_ticket(Stage.SCHEDULED, held=True, looked_ahead=True),
    a_ticket(Stage.TURNING_OFF, since=TOLD),
    a_ticket(Stage.IMPORTING, since=TOLD, told_at=None),
]


@pytest.mark.parametrize("ticket", WAITS_FOR_THE_FLOW)
def test_at_the_start_the_firm_is_told_to_wait_and_at_the_windows_end_it_is_let_go(ticket: Ticket) -> None:
    """Held, not off, or off and not told: the firm never stands there without a word."""
    assert ladder(ticket, 2)[:2] == [("StartReached", STARTS), ("WindowClosed", PROCEED_UNTIL)]
    firm = [mail for mail, audience in heard_by(ticket, 2) if audience is Audience.FIRM]
    assert firm == [Mail.DO_NOT_START, Mail.RELEASED]


def test_the_firm_is_told_to_wait_only_once_however_late_the_flow_goes_off() -> None:
    """Told at the start while turning off; read off ten minutes later, no second "wait" follows."""
    waiting = after(a_ticket(Stage.TURNING_OFF, since=TOLD), e.StartReached(), at=STARTS).ticket
    off = after(waiting, e.FlowReadOff(replace_read(STARTS)), at=STARTS + timedelta(minutes=10)).ticket
    assert off.stage is Stage.IMPORTING
    assert alarm_of(off).event == e.WindowClosed()


def test_a_late_turn_off_gets_a_chance_before_the_firm_is_told_to_wait() -> None:
    """The house woke after the start: "wait" and "proceed" must not cross."""
    woke = STARTS + timedelta(minutes=40)
    ticket = after(a_ticket(Stage.SCHEDULED), e.TurnOffDue(), at=woke).ticket
    assert alarm_of(ticket).at > woke
    assert alarm_of(ticket).at < PROCEED_UNTIL


def replace_read(at: datetime) -> Any:
    read = a_case().flow.read
    assert read is not None
    return replace(read, at=at)


def test_a_firm_that_imports_is_nudged_once_it_should_be_over_and_staff_never_rest() -> None:
    """Two nudges, staff, once the admins, and staff on: the flow is off."""
    importing = a_ticket(Stage.IMPORTING, since=TOLD)
    assert [at for _, at in ladder(importing, 4)] == [ENDS_BY + n * 4 * HOUR for n in range(4)]
    assert heard_by(importing, 7) == [
        (Mail.NUDGE, Audience.FIRM),
        (Mail.NUDGE, Audience.FIRM),
        (Mail.STAFF_ATTENTION, Audience.STAFF),
        (Mail.STAFF_ATTENTION, Audience.ADMINS),
        *[(Mail.STAFF_ATTENTION, Audience.STAFF)] * 2,
        (Mail.STAFF_ATTENTION, Audience.STAFF),  # and at the limit both
        (Mail.STAFF_ATTENTION, Audience.ADMINS),
    ]


def test_word_of_progress_starts_patience_afresh() -> None:
    """Who wrote an hour ago is not nudged now."""
    told = after(a_ticket(Stage.IMPORTING, asked=2), e.ProgressTold(ANNA_SAID), at=ENDS_BY).ticket
    assert ladder(told, 1) == [("FirmSilent", ENDS_BY + 4 * HOUR)]


def test_a_span_is_not_nudged_before_its_last_day_is_over() -> None:
    """Friday to Sunday is one import."""
    later = replace(PLAN.ends_by, at=ENDS_BY + 2 * DAY)
    plan = replace(PLAN, ends_by=later, off_limit=replace(later, at=ENDS_BY + 3 * DAY))
    assert alarm_of(a_ticket(Stage.IMPORTING, plan=plan)).at == ENDS_BY + 2 * DAY


def test_a_held_import_calls_staff_and_not_the_firm() -> None:
    """Nothing goes out while it is held, so a nudge would only lie there."""
    assert alarm_of(a_ticket(Stage.IMPORTING, held=True)).event == e.StaffSilent()
    assert alarm_of(a_ticket(Stage.REVIEWING, held=True)).event == e.StaffSilent()


MOVING = [
    a_ticket(Stage.TURNING_OFF, bound_for=Stage.SCHEDULED, proposed=LATER_PLAN, since=TOLD),
    a_ticket(Stage.IMPORTING, bound_for=Stage.CANCELLED, since=TOLD, told_at=None),
    a_ticket(Stage.IMPORTING, bound_for=Stage.SCHEDULED, proposed=LATER_PLAN, since=TOLD),
]


@pytest.mark.parametrize("ticket", MOVING)
def test_whether_anything_was_loaded_is_asked_until_somebody_says(ticket: Ticket) -> None:
    """The flow stays off and the day they asked for is kept: no window closes on it, no clock turns it on."""
    assert [name for name, _ in ladder(ticket, 4)] == [
        "FirmSilent",
        "FirmSilent",
        "StaffSilent",
        "StaffSilent",
    ]
    assert heard_by(ticket, 1) == [(Mail.WAS_ANYTHING_LOADED, Audience.FIRM)]
    assert after(ticket, e.FirmSilent(), e.FirmSilent(), e.StaffSilent()).ticket.wants_off


@pytest.mark.parametrize("ticket", MOVING)
def test_what_is_partly_loaded_waits_for_a_person(ticket: Ticket) -> None:
    """The firm answered; from here staff are called, daily and at the limit; the clock turns nothing on."""
    partly = replace(ticket, loaded=Heard(ABEL, "half", TOLD))
    limit = PLAN.off_limit.at
    assert ladder(partly, 3) == [
        ("StaffSilent", TOLD + DAY),
        ("OffTooLong", limit),
        ("StaffSilent", limit + DAY),
    ]


def test_a_flow_that_does_not_turn_on_is_told_at_a_quarter_hour_and_at_two_hours() -> None:
    """Staff and the firm once, then the admins, then staff daily."""
    ticket = a_ticket(Stage.TURNING_ON, since=EVENING)
    asked_at = EVENING + timedelta(minutes=POLICY.second_thoughts_minutes)
    assert ladder(ticket, 3) == [
        ("TurnOnSlow", asked_at + timedelta(minutes=15)),
        ("TurnOnStuck", asked_at + timedelta(minutes=120)),
        ("StaffSilent", asked_at + timedelta(minutes=120) + DAY),
    ]
    assert [mail for mail, to in heard_by(ticket, 5) if to is Audience.FIRM] == [Mail.FLOW_LATE]
    assert (Mail.STAFF_ATTENTION, Audience.ADMINS) in heard_by(ticket, 2)


def test_a_flow_that_waits_for_another_import_is_not_late() -> None:
    """Nor is it for the first of two that wait: the last to come speaks for both."""
    first, last = (
        a_ticket(Stage.TURNING_ON, since=EVENING),
        a_ticket(Stage.TURNING_ON, id=2, since=EVENING + HOUR),
    )
    importing = a_ticket(Stage.IMPORTING, id=2)
    assert alarm_of(a_case(first, others=(importing,))).event == e.StaffSilent()
    assert alarm_of(a_case(first, others=(last,))).event == e.StaffSilent()
    assert alarm_of(a_case(last, others=(first,))).event == e.TurnOnSlow()


@pytest.mark.parametrize("change", [{"held": True}, {}])
def test_a_flow_that_staff_keep_off_is_not_late_either(change: dict[str, Any]) -> None:
    """The firm is not told that it takes long: staff are called."""
    case = a_case(a_ticket(Stage.TURNING_ON, **change))
    if not change:
        case = replace(case, flow=replace(case.flow, staff_off=True))
    assert alarm_of(case).event == e.StaffSilent()


def test_checks_that_never_come_back_call_staff() -> None:
    """A day after they were due."""
    checking = a_ticket(Stage.CHECKING, since=EVENING)
    assert ladder(checking, 1) == [("StaffSilent", EVENING + timedelta(minutes=30) + DAY)]


def test_a_review_nobody_answers_gets_two_reminders_at_work_then_staff_and_admins_once() -> None:
    """After that it is a line in the digest: the flow is on."""
    reviewing = a_ticket(Stage.REVIEWING, since=EVENING)
    firm_local = [at.astimezone(a_case().firm.zone) for name, at in ladder(reviewing, 2)]
    assert all(at.weekday() < 5 and 9 <= at.hour < 17 for at in firm_local)
    assert heard_by(reviewing, 8) == [
        (Mail.REVIEW_REMINDER, Audience.FIRM),
        (Mail.REVIEW_REMINDER, Audience.FIRM),
        (Mail.STAFF_ATTENTION, Audience.STAFF),
        (Mail.STAFF_ATTENTION, Audience.ADMINS),
    ]


def test_a_firm_is_not_reminded_of_a_review_that_waits_for_staff() -> None:
    """It reported a difference: the next word is ours."""
    differs = after(a_ticket(Stage.REVIEWING), e.ReviewMismatched(ANNA_SAID)).ticket
    assert ladder(differs, 1) == [("StaffSilent", EVENING + DAY)]


def test_a_firm_that_answers_after_staff_were_called_is_reminded_as_before() -> None:
    """Its silence is over, and so is the attention it caused."""
    silent = after(a_ticket(Stage.REVIEWING, asked=2), e.StaffSilent()).ticket
    answered = after(silent, e.ReviewIncomplete(ANNA_SAID, agreed=4, missing=6)).ticket
    assert (silent.attention, answered.attention) == ("the firm has not answered the review", "")
    assert alarm_of(answered).event == e.FirmSilent()


@pytest.mark.parametrize("stage", [Stage.CLOSED, Stage.CANCELLED])
def test_what_has_ended_never_rings(stage: Stage) -> None:
    """No alarm, at any time."""
    case = a_case(a_ticket(stage))
    assert next_alarm(case, POLICY) is None
    assert ring(case, POLICY, TWO_DAYS_LATER) is None


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in (Stage.CLOSED, Stage.CANCELLED)])
def test_nothing_rings_early(stage: Stage) -> None:
    """A moment before its time there is nothing to say."""
    case = a_case(a_ticket(stage))
    assert ring(case, POLICY, alarm_of(case).at - timedelta(microseconds=1)) is None


# --- found late -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ticket", "now", "event"),
    [
        (a_ticket(Stage.SCHEDULED), STARTS - 2 * HOUR, e.PreflightDue()),
        (a_ticket(Stage.SCHEDULED, looked_ahead=True), TOLD - timedelta(minutes=1), e.BaselineDue()),
        (a_ticket(Stage.SCHEDULED, looked_ahead=True), TOLD + timedelta(minutes=1), e.TurnOffDue()),
        (a_ticket(Stage.SCHEDULED), TOLD + timedelta(minutes=1), e.TurnOffDue()),
        (a_ticket(Stage.SCHEDULED), STARTS + HOUR, e.TurnOffDue()),
        (a_ticket(Stage.SCHEDULED), PROCEED_UNTIL, e.WindowClosed()),
        (a_ticket(Stage.SCHEDULED, looked_ahead=True), TWO_DAYS_LATER, e.WindowClosed()),
        (a_ticket(Stage.SCHEDULED, held=True), STARTS, e.StartReached()),
        (a_ticket(Stage.SCHEDULED, held=True), TWO_DAYS_LATER, e.WindowClosed()),
        (a_ticket(Stage.TURNING_OFF, since=TOLD), TWO_DAYS_LATER, e.WindowClosed()),
        (a_ticket(Stage.IMPORTING, told_at=None), TWO_DAYS_LATER, e.WindowClosed()),
    ],
)
def test_found_late_only_what_is_still_right_is_done(ticket: Ticket, now: datetime, event: e.Event) -> None:
    """A turn-off within its window is made up for; past it the day is let go."""
    assert ring(a_case(ticket), POLICY, now) == event


@pytest.mark.parametrize(
    "ticket",
    [
        a_ticket(Stage.SCHEDULED),
        a_ticket(Stage.SCHEDULED, held=True),
        a_ticket(Stage.TURNING_OFF, since=TOLD),
        a_ticket(Stage.IMPORTING, told_at=None),
    ],
)
def test_after_two_days_asleep_nobody_is_told_to_proceed_or_to_wait(ticket: Ticket) -> None:
    """One word: the day is over, choose another."""
    rung = late(ticket, TWO_DAYS_LATER)
    assert rung == [e.WindowClosed()]
    assert mails(after(ticket, *rung, at=TWO_DAYS_LATER)) == [Mail.RELEASED]


@pytest.mark.parametrize(
    "stage", [Stage.REQUESTED, Stage.IMPORTING, Stage.TURNING_ON, Stage.CHECKING, Stage.REVIEWING]
)
def test_after_ten_days_asleep_one_thing_rings_not_all_of_them(stage: Stage) -> None:
    """Reminders that were missed are not made up for in one go."""
    assert len(late(a_ticket(stage), ENDS_BY + 10 * DAY)) == 1


def test_a_hold_released_on_the_day_turns_the_flow_off_at_once() -> None:
    """Within the window; the firm was told to wait and is not told again."""
    held = after(a_ticket(Stage.SCHEDULED, held=True, looked_ahead=True), e.StartReached(), at=STARTS).ticket
    released = after(held, e.Released(e.Said("sam@aiwyn.example", staff=True)), at=STARTS + HOUR).ticket
    assert late(released, STARTS + HOUR) == [e.TurnOffDue()]
    turning = after(released, e.TurnOffDue(), at=STARTS + HOUR).ticket
    assert alarm_of(turning).event == e.WindowClosed()


def test_a_question_about_the_date_does_not_hide_the_start() -> None:
    """Whatever was asked before the day, a held firm is told to wait."""
    too_soon = e.DayRefused(ANNA_SAID, PLAN, (Obstacle(DayRule.TOO_SOON, "7 days"),))
    asked = after(a_ticket(Stage.SCHEDULED), too_soon, at=MONDAY)
    held = replace(asked.ticket, held=True, looked_ahead=True)
    assert alarm_of(held).event == e.StartReached()


def test_nudges_are_counted_from_the_proceed_mail_on() -> None:
    """A wait before it takes none of the firm's two nudges away."""
    waited = after(a_ticket(Stage.IMPORTING, told_at=None, asked=2), e.ProceedBegun(TOLD), at=TOLD).ticket
    assert [name for name, _ in ladder(waited, 3)] == ["FirmSilent", "FirmSilent", "StaffSilent"]


def test_a_second_attempt_at_the_proceed_mail_does_not_make_the_firm_told_later() -> None:
    """It counts from the first."""
    told = after(a_ticket(Stage.IMPORTING), e.ProceedBegun(TOLD + HOUR)).ticket
    assert told.told_at == TOLD
    assert told.parties == (ANNA,)
