"""Which days can be booked: notice, days kept free, full days, hours that overlap; and which are offered."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.desk.booking import DateEvent, earliest_day, first_free_day, judge
from bot.desk.calendar import Blackout
from bot.desk.events import DateAccepted, DateMissing, DateNeedsApproval, DateUnclear, DayRefused
from bot.desk.obstacle import DayRule, Obstacle
from bot.desk.policy import Confirm, Notice, Policy
from bot.desk.ticket import Case, Plan, Stage
from bot.desk.timing import plan_for
from bot.reading.reading import Trouble, When
from tests.cast import LONDON, MONDAY, NEW_YORK, NORTH, PLAN, POLICY, SATURDAY, a_case, a_ticket
from tests.desk.telling import ANNA_SAID, SAM_SAID

SYDNEY, KIRITIMATI = ZoneInfo("Australia/Sydney"), ZoneInfo("Pacific/Kiritimati")
STAFF_CONFIRM = replace(POLICY, confirm=Confirm.STAFF)
A_WEEK = Obstacle(DayRule.TOO_SOON, "7 days")
TAX = Blackout("tax deadline", "12-04..12-06")
AT_SIX = When(SATURDAY, time(18))


def asked(
    day: date | None, booked: Plan | None = None, now: datetime = MONDAY, policy: Policy = POLICY, **more: Any
) -> DateEvent:
    """What it comes to when Anna asks for a day."""
    return judge(replace(When(day), **more), ANNA_SAID, a_case(a_ticket(plan=booked)), policy, now)


def refused(event: DateEvent) -> tuple[Obstacle, ...]:
    """Why a day was refused."""
    assert isinstance(event, DayRefused), event
    return event.against


def offered(event: DateEvent) -> list[str]:
    """Which starts come with a refusal."""
    assert isinstance(event, DayRefused), event
    return [f"{starts.local:%a %d %b %H:%M}" for starts in event.free]


def plan_on(day: date, hour: int, until: date | None = None) -> Plan:
    return plan_for(day, time(hour), until, NEW_YORK, POLICY)


def beside(*plans: Plan, stage: Stage = Stage.SCHEDULED) -> Case:
    """Anna's new import, beside others of hers."""
    return a_case(others=tuple(a_ticket(stage, id=n, plan=plan) for n, plan in enumerate(plans, start=2)))


# --- notice ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days", "kind"), [(7, DateAccepted), (6, DayRefused), (0, DayRefused), (-30, DayRefused)]
)
def test_seven_calendar_days_are_needed(days: int, kind: type) -> None:
    """By the calendar, not by hours: a week from today at any hour will do."""
    late_evening = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # Monday 22:00 in New York
    assert isinstance(asked(date(2026, 11, 23) + timedelta(days), now=late_evening, hour=time(7)), kind)


def test_the_days_are_counted_on_the_firms_wall() -> None:
    """At one moment it is Monday in New York and Tuesday in Kiritimati."""
    at = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)
    assert earliest_day(at, NORTH, POLICY) == date(2026, 11, 30)
    assert earliest_day(at, replace(NORTH, zone=KIRITIMATI), POLICY) == date(2026, 12, 1)


def test_notice_may_be_counted_in_working_days() -> None:
    """Seven of them after the Monday of Thanksgiving are the Thursday of the next week."""
    policy = replace(POLICY, notice=Notice.WORKING_DAYS)
    assert earliest_day(MONDAY, NORTH, policy) == date(2026, 12, 3)
    soon = Obstacle(DayRule.TOO_SOON, "7 working days")
    assert refused(asked(date(2026, 12, 2), policy=policy)) == (soon,)


def test_a_refused_day_comes_with_the_next_three_that_are_free() -> None:
    """At the hour that was asked for; the firm need not count."""
    event = asked(date(2026, 11, 26), hour=time(18))
    assert refused(event) == (A_WEEK,)
    assert offered(event) == ["Mon 30 Nov 18:00", "Tue 01 Dec 18:00", "Wed 02 Dec 18:00"]


def test_a_day_that_has_passed_is_said_to_have_passed() -> None:
    """It lacks no notice: it is gone."""
    event = asked(date(2026, 11, 20))
    assert refused(event) == (Obstacle(DayRule.PASSED),)
    assert offered(event)[0] == "Mon 30 Nov 07:00"


def test_staff_may_break_the_rules_but_not_the_calendar() -> None:
    """Tomorrow is theirs to book, and it is kept what they waived; what has passed is nobody's."""
    tomorrow, yesterday = MONDAY.date() + timedelta(days=1), MONDAY.date() - timedelta(days=1)
    booked = judge(When(tomorrow), SAM_SAID, a_case(), POLICY, MONDAY)
    assert isinstance(booked, DateAccepted)
    assert booked.waived == (A_WEEK,)
    assert isinstance(judge(When(yesterday), SAM_SAID, a_case(), POLICY, MONDAY), DayRefused)
    assert isinstance(judge(When(MONDAY.date()), SAM_SAID, a_case(), POLICY, MONDAY), DayRefused)


THURSDAY_BEFORE = datetime(2026, 12, 3, 15, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 12, 6), DateAccepted),
        (SATURDAY, DateAccepted),
        (date(2026, 12, 4), DayRefused),
        (date(2026, 12, 10), DateAccepted),
    ],
)
def test_only_moving_earlier_counts_the_week_again(day: date, kind: type) -> None:
    """Two days before, a day later is no less notice than was given."""
    assert isinstance(asked(day, PLAN, THURSDAY_BEFORE), kind)


@pytest.mark.parametrize(("hour", "starts"), [(None, time(18)), (time(9), time(9))])
def test_who_names_another_day_alone_keeps_the_hour(hour: time | None, starts: time) -> None:
    """ "Can we do Sunday instead?" says nothing against six in the evening."""
    event = asked(date(2026, 12, 6), PLAN, THURSDAY_BEFORE, hour=hour)
    assert isinstance(event, DateAccepted)
    assert event.plan.starts.local.time() == starts


def test_a_day_that_went_by_gives_no_notice_for_the_next() -> None:
    """After a missed Saturday, Sunday is as short as any day."""
    assert refused(asked(date(2026, 12, 7), PLAN, PLAN.ends_by.at + timedelta(minutes=1))) == (A_WEEK,)


def test_who_may_move_later_is_offered_later_days() -> None:
    """A firm that gave notice for Saturday is not sent a week away."""
    event = asked(date(2026, 12, 4), PLAN, THURSDAY_BEFORE, hour=time(18))
    assert offered(event) == ["Sat 05 Dec 18:00", "Sun 06 Dec 18:00", "Mon 07 Dec 18:00"]


# --- days kept free -------------------------------------------------------------------------------


def test_a_blackout_is_refused_by_its_name() -> None:
    """And no day of it is offered instead."""
    event = asked(SATURDAY, policy=replace(POLICY, blackouts=(TAX,)), hour=time(18))
    assert refused(event) == (Obstacle(DayRule.BLACKOUT, "tax deadline"),)
    assert offered(event) == ["Mon 07 Dec 18:00", "Tue 08 Dec 18:00", "Wed 09 Dec 18:00"]


def test_a_span_is_refused_for_any_of_its_days() -> None:
    """What is offered instead is as long, and clear of it from first to last."""
    policy = replace(POLICY, blackouts=(TAX,))
    event = asked(date(2026, 12, 2), policy=policy, hour=time(18), until=date(2026, 12, 4))
    assert refused(event) == (Obstacle(DayRule.BLACKOUT, "tax deadline"),)
    assert offered(event)[0] == "Mon 07 Dec 18:00"


def test_an_import_into_the_night_is_of_the_day_it_starts_on() -> None:
    """Thursday evening may run past midnight into a blackout."""
    policy = replace(POLICY, blackouts=(TAX,))
    assert isinstance(asked(date(2026, 12, 3), policy=policy, hour=time(20)), DateAccepted)


@pytest.mark.parametrize(("allowed", "kind"), [(True, DateAccepted), (False, DayRefused)])
def test_whether_a_holiday_is_refused_is_policy(allowed: bool, kind: type) -> None:
    """Many firms like to import on one."""
    event = asked(date(2026, 12, 25), policy=replace(POLICY, imports_on_holidays=allowed))
    assert isinstance(event, kind)
    if not allowed:
        assert refused(event) == (Obstacle(DayRule.HOLIDAY, "Christmas Day"),)


def test_every_reason_is_told_at_once() -> None:
    """Nobody fixes one and meets the next."""
    policy = replace(POLICY, blackouts=(Blackout("thanks", "11-26"),), imports_on_holidays=False)
    rules = [one.rule for one in refused(asked(date(2026, 11, 26), policy=policy))]
    assert rules == [DayRule.TOO_SOON, DayRule.BLACKOUT, DayRule.HOLIDAY]


def test_where_no_day_is_free_none_is_offered() -> None:
    """A desk that is closed for the year says so by its silence."""
    always = replace(POLICY, blackouts=(Blackout("closed", "01-01..12-31"),))
    assert offered(asked(SATURDAY, policy=always)) == []
    assert first_free_day(a_case(), always, MONDAY) is None


# --- full days and overlaps -----------------------------------------------------------------------


def test_a_full_day_is_refused_and_not_offered() -> None:
    """Other firms have it; how many is no secret."""
    case = a_case(full_days=frozenset({SATURDAY, date(2026, 12, 7)}))
    event = judge(AT_SIX, ANNA_SAID, case, replace(POLICY, imports_a_day=4), MONDAY)
    assert refused(event) == (Obstacle(DayRule.FULL, "4"),)
    assert offered(event) == ["Sun 06 Dec 18:00", "Tue 08 Dec 18:00", "Wed 09 Dec 18:00"]


@pytest.mark.parametrize(
    ("theirs", "overlaps"),
    [
        (plan_on(SATURDAY, 12), True),  # until six: our turn-off comes before its end
        (plan_on(SATURDAY, 11), False),
        (plan_on(SATURDAY, 23), True),
        (plan_on(date(2026, 12, 6), 1), False),
        (plan_on(date(2026, 12, 3), 18, date(2026, 12, 6)), True),
    ],
)
def test_hours_that_overlap_are_refused_at_booking(theirs: Plan, overlaps: bool) -> None:
    """Two on one day are fine when one is over before the flow goes off for the other."""
    event = judge(AT_SIX, ANNA_SAID, beside(theirs), POLICY, MONDAY)
    if overlaps:
        assert refused(event) == (Obstacle(DayRule.OVERLAP, "IMP-2"),)
    else:
        assert isinstance(event, DateAccepted)


@pytest.mark.parametrize(
    ("stage", "kind"),
    [
        (Stage.IMPORTING, DayRefused),
        (Stage.TURNING_ON, DateAccepted),
        (Stage.REVIEWING, DateAccepted),
    ],
)
def test_an_import_that_is_over_stands_in_nobodys_way(stage: Stage, kind: type) -> None:
    """Its hours were booked for longer than it took."""
    event = judge(AT_SIX, ANNA_SAID, beside(plan_on(SATURDAY, 13), stage=stage), POLICY, MONDAY)
    assert isinstance(event, kind)


def test_a_day_that_waits_for_approval_counts_as_taken() -> None:
    """Two cannot be approved for the same hours."""
    waiting = a_ticket(id=2, proposed=plan_on(SATURDAY, 17))
    event = judge(AT_SIX, ANNA_SAID, a_case(others=(waiting,)), POLICY, MONDAY)
    assert refused(event) == (Obstacle(DayRule.OVERLAP, "IMP-2"),)


def test_staff_want_it_all_the_same() -> None:
    """Every rule may be waived, and what was waived is kept."""
    case = replace(beside(plan_on(SATURDAY, 17)), full_days=frozenset({SATURDAY}))
    event = judge(AT_SIX, SAM_SAID, case, replace(POLICY, imports_a_day=2, blackouts=(TAX,)), MONDAY)
    assert isinstance(event, DateAccepted)
    assert [str(one) for one in event.waived] == [
        "tax deadline",
        "2 imports on that day already",
        "it overlaps IMP-2",
    ]


# --- what is no day -------------------------------------------------------------------------------


def test_where_staff_confirm_a_good_day_waits_for_them() -> None:
    """The firm's day needs approval, staff's own does not."""
    assert judge(AT_SIX, ANNA_SAID, a_case(), STAFF_CONFIRM, MONDAY) == DateNeedsApproval(ANNA_SAID, PLAN)
    assert judge(AT_SIX, SAM_SAID, a_case(), STAFF_CONFIRM, MONDAY) == DateAccepted(SAM_SAID, PLAN)


@pytest.mark.parametrize(
    ("when", "kind"),
    [
        (When(), DateMissing),
        (When(trouble=Trouble.VAGUE), DateMissing),
        (When(trouble=Trouble.AMBIGUOUS, alternatives=(SATURDAY,)), DateUnclear),
        (When(trouble=Trouble.IMPOSSIBLE), DateUnclear),
        (When(SATURDAY, trouble=Trouble.CONTRADICTORY), DateUnclear),
        (When(alternatives=(SATURDAY, date(2026, 12, 6))), DateUnclear),
    ],
)
def test_what_is_no_day_is_never_guessed(when: When, kind: type) -> None:
    """Missing, vague, double, contradictory or impossible: each is asked back."""
    assert type(judge(when, ANNA_SAID, a_case(), POLICY, MONDAY)) is kind


@pytest.mark.parametrize(
    ("zone", "hour"),
    [(NEW_YORK, "2027-03-14 02:30"), (LONDON, "2027-03-28 01:00"), (SYDNEY, "2027-10-03 02:59")],
)
def test_an_hour_the_clocks_skip_is_asked_back(zone: ZoneInfo, hour: str) -> None:
    """Nothing is booked on it, and staff cannot either; nor is it offered."""
    local = datetime.fromisoformat(hour)
    case = a_case(firm=replace(NORTH, zone=zone))
    for said in (ANNA_SAID, SAM_SAID):
        event = judge(When(local.date(), local.time()), said, case, POLICY, MONDAY)
        assert event == DateUnclear(said, Trouble.IMPOSSIBLE)
    day_before = replace(POLICY, blackouts=(Blackout("closed", f"{local - timedelta(days=1):%Y-%m-%d}"),))
    event = judge(When(local.date() - timedelta(days=1), local.time()), ANNA_SAID, case, day_before, MONDAY)
    assert offered(event)[0] == f"{local + timedelta(days=1):%a %d %b %H:%M}"
