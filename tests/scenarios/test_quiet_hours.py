"""A firm that sleeps is not reminded of anything; what it waits for reaches it at any hour."""

from collections.abc import Callable
from datetime import timedelta

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, SAM
from tests.scenarios.house import COMPLETE, FINISHED_AT, REQUEST, InMemory

NIGHTS = {"read_every_minutes": 30, "quiet_from": "20:00", "quiet_until": "07:00"}


def test_the_review_request_waits_for_the_morning_and_the_rest_does_not(
    a_house: Callable[..., InMemory],
) -> None:
    """Complete at eleven at night: thanked and turned on at once, asked to compare at seven."""
    house = a_house(policy=NIGHTS)
    house.receives(REQUEST)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.puts_mail_away()
    house.advance(minutes=59)
    assert house.stage() is Stage.REVIEWING
    assert house.kinds_to(ANNA) == [Mail.FLOW_ON]
    house.advance_to(FINISHED_AT + timedelta(hours=8))
    assert house.kinds_to(ANNA) == [Mail.FLOW_ON, Mail.REVIEW_REQUEST]
    assert house.last_to(ANNA)["Date"] == "Sun, 06 Dec 2026 12:00:00 +0000"
    house.mail_to(SAM)
