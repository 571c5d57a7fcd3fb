"""The day of an import: asked for in prose, asked back where it is not clear, never guessed."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, BERT, NORTH, SAM
from tests.scenarios.house import REQUEST, InMemory


def test_a_request_without_a_day_is_asked_for_one(house: InMemory) -> None:
    """The question names the first day that would do."""
    house.receives("We bought the Lindgren practice and would like to import their clients.")
    assert house.stage() is Stage.REQUESTED
    assert house.kinds_to(ANNA) == [Mail.DATE_MISSING]
    assert "The first day we can offer is Monday, November 30, 2026" in house.text_to(ANNA)


def test_the_answer_to_the_question_books_the_day(house: InMemory) -> None:
    """A day that is asked for and given is confirmed in words, with the firm's zone."""
    house.receives("We bought the Lindgren practice and would like to import their clients.")
    house.receives("Let's do December 5, 2026 at 6 pm.", answers=house.last_to(ANNA))
    assert house.stage() is Stage.SCHEDULED
    assert "Saturday, December 5, 2026, 6:00 PM Eastern" in house.text_to(ANNA)


def test_a_date_with_two_readings_is_offered_back(house: InMemory) -> None:
    """I2: Days and months that could be swapped are both named, and the answer decides."""
    house.receives("We would like to import the Moor clients on 06/12.", BERT, "Import of the Moor clients")
    house.receives("We would like to do the import on Friday or Saturday next week.", ANNA)
    assert Mail.DATE_AMBIGUOUS in house.kinds_to(ANNA)
    house.receives("Saturday, 5 December at 6 pm.", answers=house.last_to(ANNA))
    assert house.ticket(2).stage is Stage.SCHEDULED
    assert house.kinds_to(ANNA)[-1] is Mail.TIMING_CONFIRMED
    assert "6 December" in house.text_to(BERT)


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ("on December 7 or December 9 at 6 pm", "Wednesday, December 9, 2026, 6:00 PM"),
        ("on Friday, December 5, 2026 at 6 pm", "Saturday, December 5, 2026, 6:00 PM"),
    ],
)
def test_which_of_two_days_is_meant_is_said_with_one_click(house: InMemory, words: str, chosen: str) -> None:
    """Each day that could be booked is a link, with the hour that was named."""
    house.receives(f"We would like to import the clients of the Lindgren practice {words}.")
    house.clicks(f"{chosen} Eastern Standard Time", house.last_to(ANNA))
    assert house.kinds_to(ANNA)[-1] is Mail.TIMING_CONFIRMED
    assert f"booked for {chosen}" in house.text_to(ANNA)


def test_days_of_which_one_cannot_be_booked_are_asked_in_words(house: InMemory) -> None:
    """A link for the other alone would push the firm to it."""
    house.receives("We would like to import the Lindgren clients on November 25 or December 9 at 6 pm.")
    assert house.kinds_to(ANNA) == [Mail.DATE_AMBIGUOUS]
    assert "Wednesday, December 9, 2026" in house.text_to(ANNA)
    assert "One click" not in house.text_to(ANNA)


@pytest.mark.parametrize(
    ("words", "mail"),
    [
        ("on Friday, December 5, 2026 at 6 pm", Mail.DATE_CONTRADICTORY),
        ("on February 30, 2027", Mail.DATE_IMPOSSIBLE),
        ("on December 7 or December 9", Mail.DATE_AMBIGUOUS),
        ("some time in the new year", Mail.DATE_MISSING),
    ],
)
def test_what_is_wrong_with_a_date_is_said(house: InMemory, words: str, mail: Mail) -> None:
    """I3: Each trouble has its own question, and nothing is booked meanwhile."""
    house.receives(f"We would like to import the clients of the Lindgren practice {words}.")
    assert house.kinds_to(ANNA) == [mail]
    assert house.ticket().plan is None


def test_a_day_in_unsure_words_is_offered_back(house: InMemory) -> None:
    """What was found is named; we do not ask as if nothing had been written."""
    house.receives("We would like to import the Lindgren clients.")
    house.receives("Maybe December 5, we are not sure yet.", answers=house.last_to(ANNA))
    assert house.stage() is Stage.REQUESTED
    assert "Do you mean Saturday, December 5, 2026?" in house.text_to(ANNA)


def test_a_day_too_soon_is_answered_with_those_that_would_do(house: InMemory) -> None:
    """Seven calendar days, counted on the firm's own calendar."""
    house.receives("We would like to import the Lindgren clients on November 27, 2026.")
    assert house.kinds_to(ANNA) == [Mail.DAY_REFUSED]
    assert "nearer than our notice allows: we need 7 days" in house.text_to(ANNA)
    assert "next days that are free. One click answers; it opens" in house.text_to(ANNA)
    assert "Monday, November 30, 2026, 7:00 AM Eastern Standard Time" in house.text_to(ANNA)


def test_the_first_day_that_would_do_does(house: InMemory) -> None:
    """The day that was offered is booked when it is taken."""
    house.receives("We would like to import the Lindgren clients on November 27, 2026.")
    house.receives("Then let's do Monday, November 30 at 9 am.", answers=house.last_to(ANNA))
    assert house.kinds_to(ANNA)[-1] is Mail.TIMING_CONFIRMED
    plan = house.ticket().plan
    assert plan
    assert plan.starts.local.date() == date(2026, 11, 30)


def test_a_firm_asked_twice_in_vain_gets_a_person(house: InMemory) -> None:
    """A third question is not asked; staff are."""
    house.receives("We would like to import the Lindgren clients some time in the new year.")
    for _ in range(2):
        house.receives("Let us do the import some time in the spring.", answers=house.last_to(ANNA))
    assert house.kinds_to(ANNA) == [Mail.DATE_MISSING] * 2
    assert "asked twice" in house.text_to(SAM)


def test_an_hour_nobody_named_is_said_to_be_ours(house: InMemory) -> None:
    """The default hour is no secret."""
    house.receives("We would like to import the Lindgren clients on December 5, 2026.")
    assert "You named no hour, so 7:00 AM was our choice" in house.text_to(ANNA)


def test_an_hour_the_clocks_skip_is_asked_back(house: InMemory) -> None:
    """I4: On the night the clocks go forward, half past two does not exist."""
    house.receives("We would like to import the Lindgren clients on March 14, 2027 at 2:30 am.")
    assert house.kinds_to(ANNA) == [Mail.DATE_IMPOSSIBLE]


def test_on_the_day_the_clocks_change_the_plan_keeps_the_wall_clock(house: InMemory) -> None:
    """I4: Two hours after one in the morning it is four, and half an hour before it is half past twelve."""
    house.receives("We would like to import the Lindgren clients on March 14, 2027 at 1 am.")
    plan = house.ticket().plan
    house.mail_to(ANNA)
    assert plan
    assert f"{plan.off_at.local:%H:%M} {plan.proceed_until.local:%H:%M}" == "00:30 04:00"


def test_a_span_keeps_the_flow_off_to_its_last_day(house: InMemory) -> None:
    """From Friday's start to the end of Sunday it is one import."""
    house.receives("We will import the Lindgren clients from Friday, December 4 to Sunday, December 6, 2026.")
    plan = house.ticket().plan
    house.mail_to(ANNA)
    assert plan
    assert f"{plan.starts.local:%d %H:%M} {plan.ends_by.local:%d %H:%M}" == "04 07:00 06 23:59"


def test_a_booked_day_can_be_moved(house: InMemory) -> None:
    """The new day is confirmed beside the old one, and the old one turns nothing off."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(
        "We need to move the import to Saturday, December 12, 2026 at 9 am.",
        answers="<letter-1@northcpa.example>",
    )
    assert house.kinds_to(ANNA) == [Mail.RESCHEDULED]
    house.advance(days=13)
    assert house.gate.on
    assert house.kinds_to(ANNA) == [Mail.RESCHEDULED]


def with_anna_in(house: InMemory, zone: str) -> None:
    """Let Anna live by another clock than her firm's."""
    contacts = (replace(NORTH.contacts[0], zone=ZoneInfo(zone)), *NORTH.contacts[1:])
    with house.store.transaction() as work:
        work.import_firms([replace(NORTH, contacts=contacts)])


def test_an_hour_is_on_its_writers_clock(house: InMemory) -> None:
    """Anna sits in Los Angeles, her firm in New York: her six o'clock is nine there, and both see which."""
    with_anna_in(house, "America/Los_Angeles")
    house.receives(REQUEST)
    assert "Saturday, December 5, 2026, 9:00 PM Eastern" in house.text_to(ANNA)
    plan = house.ticket().plan
    assert plan
    assert plan.starts.at == datetime(2026, 12, 6, 2, 0, tzinfo=UTC)


def test_a_zone_that_is_named_counts_whoever_writes(house: InMemory) -> None:
    """Six o'clock Eastern is six o'clock Eastern."""
    with_anna_in(house, "America/Los_Angeles")
    house.receives(REQUEST.replace("6 pm", "6 pm Eastern"))
    assert ", 6:00 PM Eastern" in house.text_to(ANNA)


def test_a_letter_from_another_clock_than_its_writers_is_asked_back(house: InMemory) -> None:
    """Anna of Los Angeles writes by New York's clock: both are echoed, and nothing is booked."""
    with_anna_in(house, "America/Los_Angeles")
    house.receives(REQUEST, date="Mon, 23 Nov 2026 10:00:00 -0500")
    asked = house.text_to(ANNA)
    assert "Do you mean 6:00 PM on the clock your letter was written by (UTC-05:00)" in asked
    assert "or 6:00 PM at your office (Pacific Standard Time)" in asked
    assert house.stage() is Stage.REQUESTED


def test_a_letter_by_its_writers_own_clock_is_booked(house: InMemory) -> None:
    """That it is not the firm's clock is no riddle, since we know hers."""
    with_anna_in(house, "America/Los_Angeles")
    house.receives(REQUEST, date="Mon, 23 Nov 2026 07:00:00 -0800")
    assert house.stage() is Stage.SCHEDULED
    house.mail_to(ANNA)
