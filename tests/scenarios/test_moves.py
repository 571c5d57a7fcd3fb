"""Moving and calling off: simple while the flow is on, a matter of what is loaded once it is off."""

from datetime import timedelta

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, CORA, PLAN, SAM
from tests.scenarios.house import ADMIN, COMPLETE, InMemory

FIRST = "<letter-1@northcpa.example>"
MOVE = "We need to move the import to December 19, 2026 at 9 am."


def test_a_move_while_off_asks_what_was_loaded(house: InMemory) -> None:
    """Unless it was said; meanwhile nothing turns."""
    house.plays_to(Stage.IMPORTING)
    house.receives(MOVE, answers=FIRST)
    assert house.kinds_to(ANNA) == [Mail.WAS_ANYTHING_LOADED]
    house.advance(hours=1)
    assert not house.gate.on


def test_a_move_with_nothing_loaded_turns_on_and_books_the_new_day(house_on_both: InMemory) -> None:
    """On, read back, scheduled anew; and the new day runs its course."""
    house = house_on_both
    house.plays_to(Stage.IMPORTING)
    house.receives(MOVE, answers=FIRST)
    house.clicks("Nothing was loaded", house.last_to(ANNA))
    house.advance(minutes=10)
    assert house.gate.on
    assert house.stage() is Stage.SCHEDULED
    house.advance(days=14)
    assert house.kinds_to(ANNA)[:4] == [
        Mail.WAS_ANYTHING_LOADED,
        Mail.RESCHEDULED,
        Mail.REMINDER,
        Mail.PROCEED,
    ]
    assert [toggle.on for toggle in house.gate.toggles] == [False, True, False]


def test_a_move_that_says_nothing_is_loaded_asks_nothing(house: InMemory) -> None:
    """Who says it all in one letter is not asked again."""
    house.plays_to(Stage.IMPORTING)
    house.receives(f"{MOVE} Nothing was loaded yet.", answers=FIRST)
    house.advance(minutes=10)
    assert house.kinds_to(ANNA) == [Mail.RESCHEDULED]
    assert house.stage() is Stage.SCHEDULED


def test_a_move_with_part_loaded_is_for_staff(house: InMemory) -> None:
    """The flow stays off until a person settles it, and the firm hears that one will."""
    house.plays_to(Stage.IMPORTING)
    house.receives(MOVE, answers=FIRST)
    house.clicks("Some of it was loaded", house.last_to(ANNA))
    house.advance(hours=2)
    assert not house.gate.on
    assert house.kinds_to(ANNA)[-1] is Mail.A_PERSON_HAS_IT
    assert "not turned on until you have heard from us" in house.text_to(ANNA)
    assert "part of it is loaded" in house.text_to(SAM).lower()


def test_a_move_by_hours_asks_whether_to_stay_off(house: InMemory) -> None:
    """Turning on and off again within half a day may not be worth it: staff decide."""
    house.plays_to(Stage.IMPORTING)
    house.receives("We need to move the import to December 6, 2026 at 2 am.", answers=FIRST)
    assert "leave the flow off?" in house.text_to(SAM)
    assert not house.gate.on


def test_calling_off_in_mid_import_ends_only_with_nothing_loaded(house: InMemory) -> None:
    """Asked, answered, turned on, read back, and only then cancelled."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Something came up, we have to cancel the import.", answers=FIRST)
    house.clicks("Nothing was loaded", house.last_to(ANNA))
    house.advance(minutes=10)
    assert house.gate.on
    assert house.stage() is Stage.CANCELLED
    assert house.kinds_to(ANNA) == [Mail.WAS_ANYTHING_LOADED, Mail.CANCELLED]


def test_the_word_of_somebody_not_named_does_not_end_it(house: InMemory) -> None:
    """That nothing is loaded is dear: Cora's word does not turn the flow on."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Something came up, we have to cancel the import.", answers=FIRST)
    house.clicks("Nothing was loaded", house.last_to(ANNA), CORA)
    house.advance(minutes=10)
    assert not house.gate.on
    assert house.mail_to(SAM)


def test_calling_off_before_the_day_ends_it_at_once(house: InMemory) -> None:
    """Nothing was turned, so nothing has to be asked."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("Something came up, we have to cancel the import.", answers=FIRST)
    assert house.stage() is Stage.CANCELLED
    house.advance(days=14)
    assert house.kinds_to(ANNA) == [Mail.CANCELLED]
    assert house.gate.toggles == []


def test_a_firm_that_does_not_say_what_is_loaded_is_asked_again_then_staff(house: InMemory) -> None:
    """While the flow is off, somebody is always reminded."""
    house.plays_to(Stage.IMPORTING)
    house.receives(MOVE, answers=FIRST)
    house.advance(days=1)
    assert house.kinds_to(ANNA) == [Mail.WAS_ANYTHING_LOADED] * 2
    assert "silent and its flow is off" in house.text_to(SAM)
    assert house.mail_to(ADMIN)
    assert not house.gate.on


def test_the_link_for_another_date_gives_the_day_up(house: InMemory) -> None:
    """One tap before the day: we ask which, and the old day turns nothing off."""
    house.receives("We would like to import the Lindgren clients on December 5, 2026 at 6 pm.")
    house.clicks("We need another date", house.last_to(ANNA))
    assert house.stage() is Stage.REQUESTED
    house.advance_to(PLAN.starts.at + timedelta(hours=1))
    assert house.gate.on
    assert set(house.kinds_to(ANNA)) == {Mail.TIMING_CONFIRMED, Mail.DATE_MISSING}
    assert "has not given a date" in house.text_to(SAM)
    house.mail_to(ADMIN)


def test_a_completion_after_a_move_was_asked_for_is_believed(house: InMemory) -> None:
    """It was done after all: the sure word of a confirmer overrides the move."""
    house.plays_to(Stage.IMPORTING)
    house.receives(MOVE, answers=FIRST)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(minutes=10)
    assert house.stage() is Stage.CHECKING
    house.mail_to(ANNA)
