"""Days that cannot be: said at booking with the reason and the next free days, and waived by staff."""

from collections.abc import Callable
from datetime import timedelta

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.terminal.show import story_as_data
from tests.cast import ANNA, BERT, OTTO, PLAN, SAM
from tests.scenarios.house import REQUEST, InMemory

QUIETLY = {"read_every_minutes": 30, "staff_invitations": False}
TAX = {"name": "tax deadline", "days": "12-05..12-06"}
SECOND = "We also bought the Moor practice and want to import their clients on December 5, 2026 at 8 pm."
MOOR = "Import of the Moor clients"
SOUTHS = "We would like to import the Moor clients on 5 December 2026 at 6 pm."


def test_a_blackout_is_refused_by_name_with_three_free_days(a_house: Callable[..., InMemory]) -> None:
    """Nothing is booked, and the firm need not guess again."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX]})
    house.receives(REQUEST)
    assert house.kinds_to(ANNA) == [Mail.DAY_REFUSED]
    text = house.text_to(ANNA)
    assert "We import nothing on that day: tax deadline." in text
    for day in ("Monday, December 7", "Tuesday, December 8", "Wednesday, December 9"):
        assert f"{day}, 2026, 6:00 PM Eastern Standard Time" in text
    assert house.stage() is Stage.REQUESTED


def test_a_free_day_is_booked_with_one_click(a_house: Callable[..., InMemory]) -> None:
    """Day and hour are in the link; the confirmation says them again."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX]})
    house.receives(REQUEST)
    house.clicks("Tuesday, December 8, 2026, 6:00 PM Eastern Standard Time", house.last_to(ANNA))
    assert house.kinds_to(ANNA)[-1] is Mail.TIMING_CONFIRMED
    assert "booked for Tuesday, December 8, 2026, 6:00 PM Eastern Standard Time" in house.text_to(ANNA)


def test_a_clicked_day_is_judged_anew(a_house: Callable[..., InMemory]) -> None:
    """Clicked a week later the day is too near; a stranger's click counts for nothing."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX]})
    house.receives(REQUEST)
    offer, label = house.last_to(ANNA), "Monday, December 7, 2026, 6:00 PM Eastern Standard Time"
    house.clicks(label, offer, OTTO)
    assert house.stage() is Stage.REQUESTED
    house.clock.advance_to(house.clock.now() + timedelta(days=9))
    house.clicks(label, offer)
    assert house.kinds_to(ANNA)[-1] is Mail.DAY_REFUSED
    assert "nearer than our notice allows" in house.text_to(ANNA)
    house.mail_to(SAM)


def test_a_full_day_is_refused_to_the_next_firm(a_house: Callable[..., InMemory]) -> None:
    """One import a day, whoever has it; the other firm is not named."""
    house = a_house(policy=QUIETLY | {"imports_a_day": 1})
    house.receives(REQUEST)
    house.receives(SOUTHS, BERT, MOOR)
    assert house.kinds_to(BERT) == [Mail.DAY_REFUSED]
    text = house.text_to(BERT)
    assert "It is full: we watch over no more than 1 import a day." in text
    assert "Sunday, 6 December 2026, 18:00 Greenwich Mean Time" in text
    assert "North" not in text
    house.mail_to(ANNA)


def test_a_day_that_is_given_up_is_free_again(a_house: Callable[..., InMemory]) -> None:
    """What is cancelled stands in nobody's way."""
    house = a_house(policy=QUIETLY | {"imports_a_day": 1})
    house.receives(REQUEST)
    house.commands("cancel IMP-1")
    house.receives(SOUTHS, BERT, MOOR)
    assert house.kinds_to(BERT) == [Mail.TIMING_CONFIRMED]
    house.mail_to(ANNA)


def test_overlapping_imports_of_one_firm_are_said_at_booking(house: InMemory) -> None:
    """Not on the day; and the import that stands is left as it is."""
    house.receives(REQUEST)
    house.receives(SECOND, subject=MOOR)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED, Mail.DAY_REFUSED]
    assert "Its hours overlap your import IMP-1" in house.text_to(ANNA)
    assert (house.stage(1), house.stage(2)) == (Stage.SCHEDULED, Stage.REQUESTED)


def test_two_imports_on_one_day_are_fine_when_one_is_over_before_the_other(house: InMemory) -> None:
    """Nine in the morning and six in the evening share a flow, not an hour."""
    house.receives(REQUEST)
    house.receives(SECOND.replace("8 pm", "9 am"), subject=MOOR)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED, Mail.TIMING_CONFIRMED]


def test_staff_waive_a_refused_day_with_one_line(house: InMemory) -> None:
    """The refused day is booked, and the story keeps who waived what."""
    house.receives("We would like to import the Lindgren clients on November 27, 2026 at 6 pm.")
    answer = " ".join(house.commands("waive IMP-1").split())
    assert "the refused day is booked, though less than 7 days of notice" in answer
    assert house.kinds_to(ANNA) == [Mail.DAY_REFUSED, Mail.TIMING_CONFIRMED]
    assert "booked for Friday, November 27, 2026, 6:00 PM" in house.text_to(ANNA)
    with house.store.reading() as work:
        told = str(story_as_data(house.ticket(), work.entries(1), ()))
    assert "refused: less than 7 days of notice" in told
    assert f"{SAM}: “@sluice waive IMP-1”; waived: less than 7 days of notice" in told


def test_a_waiver_needs_a_refusal_whose_day_lies_ahead(house: InMemory) -> None:
    """Nothing was refused, or it has passed, or the import is under way: each is said."""
    house.receives("We would like to import the Lindgren clients on November 27, 2026 at 6 pm.")
    house.clock.advance_to(house.clock.now() + timedelta(days=5))
    assert "Not done: the day that was refused has passed." in house.commands("waive IMP-1")
    house.receives("Then let us do December 12, 2026 at 6 pm.", answers=house.last_to(ANNA))
    assert "Not done: no day of IMP-1 was refused." in house.commands("waive IMP-1")
    house.mail_to(ANNA), house.mail_to(SAM)


def test_what_staff_book_against_the_rules_is_booked_and_said(a_house: Callable[..., InMemory]) -> None:
    """`book` is a word of staff's own: the answer names what it broke."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX]})
    answer = " ".join(house.commands("book north 2026-12-05 18:00").split())
    assert "booked for North CPA, though tax deadline" in answer
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_an_approval_says_what_the_day_broke_meanwhile(a_house: Callable[..., InMemory]) -> None:
    """The day was free when the firm asked; staff who approve it hear that it is not any more."""
    house = a_house(policy=QUIETLY | {"confirm": "staff"})
    house.receives(REQUEST)
    house.commands("book north 2026-12-05 20:00")
    answer = " ".join(house.commands("approve IMP-1").split())
    assert "date approved, though it overlaps IMP-2" in answer
    house.mail_to(ANNA), house.mail_to(SAM)


def test_a_day_that_has_passed_is_not_approved(a_house: Callable[..., InMemory]) -> None:
    """Staff were slow: they hear it, and nothing is booked in the past."""
    house = a_house(policy=QUIETLY | {"confirm": "staff"})
    house.receives(REQUEST)
    house.sleep_until(PLAN.starts.at + timedelta(hours=1))
    assert "Not done: the day that waits for approval has passed." in house.commands("approve IMP-1")
    assert house.stage() is Stage.REQUESTED
    house.mail_to(ANNA), house.mail_to(SAM)


def test_an_import_under_way_is_not_moved_onto_a_day_kept_free(a_house: Callable[..., InMemory]) -> None:
    """Nothing was loaded: the flow comes on again, and another day is asked for."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX | {"days": "12-12..12-13"}]})
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at)
    moved = "We have to move the import to December 12, 2026 at 9 am. Nothing was loaded."
    house.receives(moved, answers=house.last_to(ANNA))
    house.advance(minutes=10)
    assert house.stage() is Stage.REQUESTED
    assert house.kinds_to(ANNA)[-1] is Mail.DATE_MISSING
    assert house.gate.on


def test_the_first_day_named_in_a_question_is_a_free_one(a_house: Callable[..., InMemory]) -> None:
    """A firm that takes us at our word is not refused."""
    house = a_house(policy=QUIETLY | {"blackouts": [TAX | {"days": "11-30..12-02"}]})
    house.receives("We bought the Lindgren practice and would like to import their clients.")
    assert "The first day we can offer is Thursday, December 3, 2026" in house.text_to(ANNA)
