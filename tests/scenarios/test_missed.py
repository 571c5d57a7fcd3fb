"""A letter the mail server has and would not give: it may be anybody's "wait"."""

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.errors import Misconfigured
from bot.steps.missed import fetch_missed
from tests.cast import ANNA, SAM
from tests.scenarios.house import InMemory


def a_missed_wait(house: InMemory) -> None:
    """Let Anna's "wait" lie there, and the server fail to give it."""
    house.plays_to(Stage.TURNING_ON)
    house.mailbox.withheld = {len(house.mailbox.letters) + 1}
    house.receives("Wait, we are not finished after all.", answers="<letter-1@northcpa.example>")


def test_a_missed_letter_keeps_the_flow_off_until_it_is_fetched(house: InMemory) -> None:
    """Staff hear of it; fetched after all, it is heard as any other."""
    a_missed_wait(house)
    house.advance(minutes=14)
    assert (house.stage(), house.gate.on) == (Stage.TURNING_ON, False)
    assert "would not give a letter" in house.text_to(SAM)
    told = fetch_missed(house.store, house.mailbox, 1, house.clock.now())
    house.settle()
    assert told == "Missed letter 1 was fetched, and is read next."
    assert (house.stage(), house.kinds_to(ANNA)) == (Stage.IMPORTING, [Mail.STAYS_OFF])


def test_a_missed_letter_that_staff_leave_alone_holds_nothing_up(house: InMemory) -> None:
    """They looked at it with a mail program, and it was nothing."""
    a_missed_wait(house)
    with house.store.transaction() as work:
        assert work.settle_missed(1, house.clock.now())
        assert not work.settle_missed(1, house.clock.now())
    house.advance(minutes=6)
    assert house.stage() is Stage.CHECKING
    with pytest.raises(Misconfigured, match="no missed letter 1 waits"):
        fetch_missed(house.store, house.mailbox, 1, house.clock.now())
    house.mail_to(SAM), house.mail_to(ANNA)
