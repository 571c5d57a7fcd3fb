"""What is kept of letters, and for how long."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.steps.sweep import sweep
from tests.cast import OTTO
from tests.scenarios.house import InMemory


@pytest.mark.parametrize(("days", "is_there"), [(30, True), (32, False)])
def test_a_letter_goes_when_it_was_kept_long_enough(
    a_house: Callable[..., InMemory], days: int, is_there: bool
) -> None:
    """Its bytes alone: that it came, and what became of it, is known for ever."""
    house = a_house(keep_letters_days=31)
    house.receives("Lunch?", sender=OTTO)
    house.clock.advance_to(house.clock.now() + timedelta(days=days))
    sweep(house.house)
    with house.store.reading() as work:
        assert (work.letter_bytes(1) is not None) is is_there
        assert work.letter(1) is not None
