"""An import from the first letter to the last, when all goes well."""

from datetime import timedelta

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import ALL_TEN, COMPLETE, FINISHED_AT, REQUEST, InMemory


def test_an_import_goes_from_the_request_to_the_record(house_on_both: InMemory) -> None:
    """All eight rows of the process happen, each once and in their order."""
    house = house_on_both
    # when
    house.receives(REQUEST)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(hours=1)
    house.receives(ALL_TEN, answers=house.last_to(ANNA))
    # then
    assert house.stage() is Stage.CLOSED
    assert house.kinds_to(ANNA) == [
        Mail.TIMING_CONFIRMED,
        Mail.REMINDER,
        Mail.PROCEED,
        Mail.COMPLETION_HEARD,
        Mail.FLOW_ON,
        Mail.REVIEW_REQUEST,
        Mail.REVIEW_MATCHED,
    ]
    assert [toggle.on for toggle in house.gate.toggles] == [False, True]
    assert house.mail_to(SAM) == []


def test_the_flow_goes_off_half_an_hour_before_the_start(house: InMemory) -> None:
    """The firm is told to proceed right after the flow was read off, not at the start."""
    house.receives(REQUEST)
    house.advance_to(PLAN.off_at.at - timedelta(seconds=1))
    assert house.gate.on
    house.advance(seconds=1)
    assert not house.gate.on
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED
