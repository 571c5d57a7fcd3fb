"""Who may speak for a firm: vendors, colleagues of the requester, staff who pass a letter on."""

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ABEL, ANNA, CORA, OTTO, PLAN, SAM
from tests.scenarios.house import COMPLETE, REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"
PASSED_ON = f"""For you.

---------- Forwarded message ---------
From: {{who}}
Date: Mon, Nov 23, 2026 at 9:12 AM
Subject: Import of the Lindgren clients
To: <billing@aiwyn.example>

{REQUEST}
"""


def test_a_request_that_staff_pass_on_is_filed_for_its_firm(house: InMemory) -> None:
    """The writer is matched from the forwarded header, and hears the confirmation."""
    house.receives(PASSED_ON.format(who=f"Anna North <{ANNA}>"), SAM, "Fwd: Import of the Lindgren clients")
    assert house.stage() is Stage.SCHEDULED
    assert house.ticket().requester == ANNA
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_the_confirmation_goes_to_registered_contacts_only(house: InMemory) -> None:
    """Cora works there and is not registered: Anna and Abel hear, she does not."""
    house.receives(PASSED_ON.format(who=f"Cora <{CORA}>"), SAM, "Fwd: Import of the Lindgren clients")
    assert house.kinds_to(ANNA) == house.kinds_to(ABEL) == [Mail.TIMING_CONFIRMED]
    assert house.mail_to(CORA) == []


def test_staff_are_asked_which_firm_where_the_writer_is_unknown(house: InMemory) -> None:
    """Nobody guesses a firm from a name in the text."""
    house.receives(PASSED_ON.format(who=f"Otto <{OTTO}>"), SAM, "Fwd: Import of the Lindgren clients")
    assert house.tickets() == ()
    assert f"{OTTO} belongs to no firm we know" in house.text_to(SAM)


def test_what_a_forger_passes_on_in_staffs_name_opens_nothing(house: InMemory) -> None:
    """Only proved staff vouch for words of others."""
    who = f"Anna North <{ANNA}>"
    house.receives(PASSED_ON.format(who=who), SAM, "Fwd: Import of the Lindgren clients", proved=False)
    assert house.tickets() == ()
    house.mail_to(SAM)


def test_a_requester_who_is_no_confirmer_is_told_who_will_be_heard(house: InMemory) -> None:
    """At booking, not at night when the import is done."""
    house.receives(REQUEST, CORA)
    text = house.text_to(CORA)
    assert "one of these people tells us so on this thread: Anna North, Abel North" in text
    assert "The person who asked for this import is not among them" in text


def test_a_vendors_completion_is_for_the_confirmer_to_say(house: InMemory) -> None:
    """Otto gets no mail; Anna gets one click: is that so?"""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, OTTO, answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(OTTO) == []
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]
    assert OTTO in house.text_to(ANNA)
    house.clicks("The import is complete", house.last_to(ANNA))
    assert house.stage() is Stage.TURNING_ON
    assert house.kinds_to(ANNA)[-1] is Mail.COMPLETION_HEARD
    assert house.mail_to(SAM)


def test_a_vendor_whom_nothing_proves_reaches_staff_alone(house: InMemory) -> None:
    """No stranger makes us write to a firm by naming an address."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, OTTO, answers=FIRST, proved=False)
    assert house.mail_to(ANNA) == []
    assert house.mail_to(SAM)


def test_an_hour_on_another_clock_is_asked_back(house: InMemory) -> None:
    """Anna writes from the west coast: six there or six at home? Both are named."""
    house.receives(REQUEST, date="Mon, 23 Nov 2026 07:00:00 -0800")
    assert house.stage() is Stage.REQUESTED
    assert house.kinds_to(ANNA) == [Mail.DATE_AMBIGUOUS]
    assert "6:00 PM on the clock your letter was written by (UTC-08:00), or 6:00 PM" in house.text_to(ANNA)


def test_an_hour_with_its_zone_needs_no_question(house: InMemory) -> None:
    """Who says "Eastern" has said it, wherever the letter was written."""
    house.receives(REQUEST.replace("6 pm", "6 pm Eastern"), date="Mon, 23 Nov 2026 07:00:00 -0800")
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_a_clock_in_utc_says_nothing_of_the_writer(house: InMemory) -> None:
    """Many servers write every Date in UTC."""
    house.receives(REQUEST, date="Mon, 23 Nov 2026 15:00:00 +0000")
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_a_reply_to_all_with_another_day_asks_both(house: InMemory) -> None:
    """Abel answered Anna's letter, not ours: neither day is taken until they agree."""
    house.receives(REQUEST, cc=ABEL)
    house.receives("Let's move the import to December 12, 2026 at 9 am.", ABEL, answers=FIRST, cc=ANNA)
    assert house.ticket().plan == PLAN
    assert house.kinds_to(ABEL)[-1] is house.kinds_to(ANNA)[-1] is Mail.DATE_AMBIGUOUS
    assert "Saturday, December 5, 2026" in house.text_to(ABEL)
    assert "Saturday, December 12, 2026" in house.text_to(ABEL)


def test_a_reply_to_all_joins_by_the_firms_own_letter(house: InMemory) -> None:
    """It opens no second ticket, and its writer takes part from then on."""
    house.receives(REQUEST)
    house.receives("Thanks Anna, that day suits me.", ABEL, answers=FIRST)
    assert len(house.tickets()) == 1
    assert house.ticket().parties == (ANNA, ABEL)
    house.mail_to(ANNA)
