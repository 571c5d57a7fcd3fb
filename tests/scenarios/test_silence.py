"""Silence has a clock, and a time that the firm gives moves it."""

from datetime import timedelta

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, CORA, PLAN, SAM
from tests.scenarios.house import ADMIN, InMemory

FIRST = "<letter-1@northcpa.example>"
HOUR = timedelta(hours=1)
ENDS = PLAN.ends_by.at  # Saturday midnight


def test_who_says_sunday_morning_is_left_in_peace_until_then(house: InMemory) -> None:
    """And an hour longer; the nudge then says whose word it was."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Still at it, we will be done Sunday morning.", answers=FIRST)
    noon = ENDS + 12 * HOUR
    house.advance_to(noon + HOUR - timedelta(minutes=1))
    assert house.mail_to(ANNA) == []
    house.advance_to(noon + HOUR)
    assert house.kinds_to(ANNA) == [Mail.NUDGE]
    assert (
        "You wrote “Still at it, we will be done Sunday morning.”, and that time has come"
        in house.text_to(ANNA)
    )
    assert house.mail_to(SAM) == []


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("We will finish by 3am.", 3),
        ("I think we will be finished by 3am.", 3),
        ("It is slow, it should be about 10 more hours.", 4),  # said at six in the evening
        ("Not yet. Sunday at noon.", 12),
    ],
)
def test_hours_and_spans_move_it_as_well(house: InMemory, text: str, hours: int) -> None:
    """However it is put, sure or not; no question follows, for who says when says that it is not done."""
    house.plays_to(Stage.IMPORTING)
    house.receives(text, answers=FIRST)
    house.advance_to(ENDS + (hours + 1) * HOUR - timedelta(minutes=1))
    assert house.mail_to(ANNA) == []
    house.advance(minutes=1)
    assert house.kinds_to(ANNA) == [Mail.NUDGE]


def test_a_promise_beyond_the_limit_is_for_staff_to_grant(house: InMemory) -> None:
    """They hear at once; at the limit they and the admins are asked, and the firm is not nudged."""
    house.plays_to(Stage.IMPORTING)
    house.receives("It takes longer, we will be done on Wednesday.", answers=FIRST)
    assert "needs longer than its data flow may stay off" in house.text_to(SAM)
    house.advance_to(PLAN.off_limit.at)
    assert "past its limit" in house.text_to(ADMIN)
    assert house.mail_to(ANNA) == []
    assert not house.gate.on
    house.puts_mail_away()


def test_an_unproved_time_moves_nothing(house: InMemory) -> None:
    """Else anybody could keep a firm from being reminded."""
    house.plays_to(Stage.IMPORTING)
    house.receives("We will be done Sunday morning.", CORA, answers=FIRST, proved=False)
    house.advance_to(ENDS)
    assert house.ticket().promise is None
    assert house.kinds_to(ANNA)[-1] is Mail.NUDGE
    house.puts_mail_away()


def test_a_review_promised_for_thursday_is_not_asked_for_before(house: InMemory) -> None:
    """On Friday morning, at work, the reminder quotes it."""
    house.plays_to(Stage.REVIEWING)
    house.receives("We'll send the ten clients on Thursday.", answers=FIRST)
    thursday = ENDS + timedelta(days=5)
    house.advance_to(thursday - HOUR)
    assert house.mail_to(ANNA) == []
    house.advance_to(thursday + 9 * HOUR)
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REMINDER]
    assert "You wrote “We'll send the ten clients on Thursday.”" in house.text_to(ANNA)


def test_a_silence_climbs_from_the_firm_to_staff_to_admins(house: InMemory) -> None:
    """The firm is asked and reminded, then staff hear, then the admins, each once; the digest keeps it."""
    house.receives("We bought a practice and want to import their clients.")
    house.advance(days=30)
    assert house.kinds_to(ANNA) == [Mail.DATE_MISSING] * 2
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert [kind for kind in house.kinds_to(ADMIN) if kind is not Mail.DIGEST] == [Mail.STAFF_ATTENTION]
