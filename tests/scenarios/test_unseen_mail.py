"""The check at the end of each scenario does fail."""

import pytest

from bot.desk.ticket import Stage
from tests.cast import ANNA
from tests.scenarios.house import REQUEST, InMemory


def test_a_scenario_fails_over_mail_that_nobody_looked_at(house: InMemory) -> None:
    """Mail that a test does not expect cannot hide behind one that it does."""
    house.receives(REQUEST)
    with pytest.raises(AssertionError, match=f"{ANNA}: Re: Import of the"):
        house.is_over()
    house.mail_to(ANNA)


def test_mail_that_was_put_away_counts_as_seen(house: InMemory) -> None:
    """A scenario that begins in the middle need not look at what went before."""
    house.plays_to(Stage.SCHEDULED)
    house.is_over()
    assert house.mail_to(ANNA) == []
