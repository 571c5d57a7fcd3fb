"""A firm may have rules of its own; the others keep the desk's."""

from dataclasses import replace
from datetime import time

import pytest

from bot.desk.policy import Confirm, OwnPolicy, Policy
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, BERT, NORTH, PLAN, SAM
from tests.scenarios.house import COMPLETE, FINISHED_AT, REQUEST, InMemory

MOOR = "We would like to import the Moor clients on 5 December 2026 at 6 pm."


def north_has(house: InMemory, **own: object) -> None:
    """Give North a policy of its own."""
    policy = OwnPolicy(tuple(sorted(own)), replace(Policy(), **own))  # type: ignore[arg-type]
    with house.store.transaction() as work:
        work.import_firms([replace(NORTH, policy=policy)])


def test_staff_confirm_each_day_of_a_firm_that_wants_it(house: InMemory) -> None:
    """North's day waits for staff, South's is confirmed at once."""
    north_has(house, confirm=Confirm.STAFF)
    house.receives(REQUEST)
    house.receives(MOOR, BERT, "Import of the Moor clients")
    assert (house.stage(1), house.stage(2)) == (Stage.REQUESTED, Stage.SCHEDULED)
    assert house.kinds_to(SAM) == [Mail.STAFF_APPROVAL]
    house.commands("approve IMP-1")
    assert house.kinds_to(ANNA) == [Mail.WITH_STAFF, Mail.TIMING_CONFIRMED]
    assert house.kinds_to(BERT) == [Mail.TIMING_CONFIRMED]


def test_staffs_own_booking_goes_by_the_firms_hours(house: InMemory) -> None:
    """A default hour of the firm's own is what a booking without an hour takes."""
    north_has(house, default_start=time(21, 15))
    house.commands("book north 2026-12-05")
    assert "Saturday, December 5, 2026, 9:15 PM" in house.text_to(ANNA)


@pytest.mark.parametrize(("minutes", "on"), [(5, True), (60, False)])
def test_the_firms_time_for_second_thoughts_holds_the_switch(house: InMemory, minutes: int, on: bool) -> None:
    """Also where the switch is asked for just before it moves."""
    north_has(house, second_thoughts_minutes=minutes)
    house.receives(REQUEST)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(minutes=50)
    house.mail_to(ANNA), house.mail_to(SAM)
    assert house.gate.on is on


def test_the_firms_proceed_window_is_its_own(house: InMemory) -> None:
    """Ten minutes after the start it is too late where the firm says so."""
    north_has(house, proceed_within_minutes=10)
    house.receives(REQUEST)
    house.gate.stuck = True
    house.advance_to(PLAN.starts.at)
    house.advance(minutes=10)
    assert house.kinds_to(ANNA)[-2:] == [Mail.DO_NOT_START, Mail.RELEASED]
    house.mail_to(SAM)
