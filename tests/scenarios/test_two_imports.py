"""Two imports of one firm, whose hours overlap as staff allowed it, share one flow."""

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import COMPLETE, FINISHED_AT, REQUEST, InMemory

WAIT = "Please wait, the import is not finished after all."
SECOND = "We also bought the Moor practice and want to import their clients on December 5, 2026 at 8 pm."


def two_importing(house: InMemory) -> tuple[str, str]:
    """Let both of Anna's imports be under way; return the ids of their first letters."""
    first = house.receives(REQUEST)
    second = house.receives(SECOND, subject="Import of the Moor clients")
    house.commands("waive IMP-2")
    house.advance_to(FINISHED_AT)
    assert [house.stage(1), house.stage(2)] == [Stage.IMPORTING, Stage.IMPORTING]
    house.puts_mail_away()
    return first, second


def test_the_flow_stays_off_until_both_are_complete(house_on_both: InMemory) -> None:
    """A is thanked and hears why nothing turns on yet; checks run once for both."""
    house = house_on_both
    first, second = two_importing(house)
    house.receives(COMPLETE, answers=first)
    house.advance(hours=1)
    assert not house.gate.on
    assert "Your data flow stays off until IMP-2 is complete as well" in house.text_to(ANNA)
    house.receives(COMPLETE, answers=second, subject="Import of the Moor clients")
    house.advance(hours=1)
    assert house.gate.on
    assert [house.stage(1), house.stage(2)] == [Stage.REVIEWING, Stage.REVIEWING]
    assert house.checks.ran == 1
    house.mail_to(ANNA)


def test_the_second_proceeds_on_a_fresh_read(house: InMemory) -> None:
    """Whoever turned it off: the second firm mail says what the flow read just now."""
    house.receives(REQUEST)
    house.receives(SECOND, subject="Import of the Moor clients")
    house.commands("waive IMP-2")
    house.advance_to(FINISHED_AT)
    assert house.kinds_to(ANNA).count(Mail.PROCEED) == 2
    assert house.gate.asked == [False]
    # Staff waived the overlap, so the look ahead does not tell them of it again.
    assert house.kinds_to(SAM) == [Mail.STAFF_ANSWER]


def test_a_letter_that_does_not_say_which_is_asked_back(house: InMemory) -> None:
    """On no thread, with two under way, a completion is sure of neither."""
    two_importing(house)
    house.receives(COMPLETE, subject="Done")
    house.advance(minutes=30)
    assert [house.stage(1), house.stage(2)] == [Stage.IMPORTING, Stage.IMPORTING]
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]


def test_other_firms_do_not_touch_each_other(house: InMemory) -> None:
    """South's flow stays on whatever North does."""
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at)
    assert house.gates["south"].on
    assert house.gates["south"].asked == []
    house.mail_to(ANNA)
    assert house.mail_to(SAM) == []


@pytest.mark.parametrize("order", ["AB", "BA", "AwBA", "ABwB"])
def test_in_whatever_order_they_end_the_flow_comes_on_after_the_last(house: InMemory, order: str) -> None:
    """Each letter is a completion, "w" a second thought of the one that spoke before; the flow moves once."""
    ids = dict(zip("AB", two_importing(house), strict=True))
    said = ""
    for step in order:
        assert not house.gate.on, f"it came on before {step} of {order}"
        words, said = (WAIT, said) if step == "w" else (COMPLETE, step)
        house.receives(words, answers=ids[said], subject="Import")
        house.advance(minutes=4)
    house.advance(hours=1)
    assert house.gate.asked == [False, True]
    assert {house.stage(1), house.stage(2)} == {Stage.REVIEWING}
    house.puts_mail_away()
