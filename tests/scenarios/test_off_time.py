"""How long a flow may stay off: the plan's hard limit, and whose word ends it."""

from datetime import timedelta

from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import ADMIN, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"
LIMIT = PLAN.off_limit.at
A_MINUTE = timedelta(minutes=1)


def at_the_limit(house: InMemory) -> None:
    """Anna was told to proceed and has been silent since, a day beyond the planned end."""
    house.plays_to(Stage.IMPORTING)
    house.advance_to(LIMIT - A_MINUTE)
    house.puts_mail_away()
    house.advance_to(LIMIT)


def test_at_the_limit_staff_and_admins_are_asked_and_the_flow_stays_off(house: InMemory) -> None:
    """It never resumes by itself, however long nobody answers."""
    at_the_limit(house)
    for ours in (SAM, ADMIN):
        told = text_of(house.last_to(ours))
        assert "still off, past its limit" in told
        assert "@sluice done IMP-1" in told
    house.advance(days=5)
    assert not house.gate.on
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(ANNA) == []  # from the limit on it is staff's
    house.puts_mail_away()


def test_the_line_that_lets_it_stay_off_works_as_it_stands(house: InMemory) -> None:
    """Sam answers with it as it was printed, and hears nothing more until the new limit."""
    at_the_limit(house)
    lines = [line.strip() for line in text_of(house.last_to(SAM)).splitlines()]
    (line,) = [line for line in lines if line.startswith("@sluice extend")]
    answer = house.commands(line.removeprefix("@sluice "))
    assert "the flow may stay off until" in answer
    ticket = house.ticket()
    assert ticket.plan
    assert ticket.plan.off_limit.at == LIMIT + timedelta(days=1)
    assert (ticket.past_limit, ticket.attention) == (False, "")
    house.puts_mail_away()
    house.advance_to(LIMIT + timedelta(days=1))
    assert "past its limit" in house.text_to(SAM)
    house.puts_mail_away()


def test_the_other_line_ends_it(house: InMemory) -> None:
    """On staff's word that it is complete the flow comes on."""
    at_the_limit(house)
    house.commands("done IMP-1")
    house.advance(minutes=6)
    assert house.gate.on
    house.puts_mail_away()


def test_an_extension_into_the_past_or_to_no_day_is_refused(house: InMemory) -> None:
    """With what is wrong with it; nothing changes."""
    house.plays_to(Stage.IMPORTING)
    assert "has passed" in house.commands("extend IMP-1 2026-12-01")
    assert "Not done" in house.commands("extend IMP-1 2026-02-30")
    house.mail_to(SAM)


def test_a_flow_that_goes_off_again_gets_a_limit_of_its_own(house: InMemory) -> None:
    """ "Wait" comes days after the first limit: nobody is alarmed for a flow that has just gone off."""
    house.plays_to(Stage.REVIEWING)
    house.advance_to(LIMIT + timedelta(days=3))
    house.puts_mail_away()
    house.receives("Please wait, the import is not finished after all.", answers=FIRST)
    house.advance(hours=1)
    assert house.stage() is Stage.IMPORTING
    assert [m for m in house.mail_to(SAM) if "past its limit" in text_of(m)] == []
    plan = house.ticket().plan
    assert plan
    assert plan.off_limit.at > house.clock.now() + timedelta(hours=24)
    house.puts_mail_away()


def test_the_digest_shows_what_is_off_until_when(house: InMemory) -> None:
    """Since when, the planned end, and the limit."""
    house.plays_to(Stage.IMPORTING)
    assert "expected by Sun 06 Dec 00:00" in house.digest_now()
    house.advance_to(LIMIT)
    assert "passed: staff decide" in house.digest_now()
    house.puts_mail_away()
