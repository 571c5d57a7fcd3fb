"""A mailbox that cannot be read: waited for in silence, then told once, and once more when it answers."""

from bot.steps.outage import note_answer, note_outage
from tests.cast import SAM
from tests.scenarios.house import InMemory

WHAT, WHY = "mailbox support", "imap.aiwyn.example does not answer"


def test_a_short_outage_is_nobodys_business(house: InMemory) -> None:
    """Servers are restarted every night."""
    note_outage(house.house, WHAT, WHY)
    house.advance(minutes=10)
    note_answer(house.house, WHAT)
    house.settle()
    assert house.mail_to(SAM) == []


def test_a_long_outage_is_told_once_and_its_end_once(house: InMemory) -> None:
    """However often it is tried in between, and across restarts, since it is kept in the database."""
    for _ in range(5):
        note_outage(house.house, WHAT, WHY)
        house.advance(minutes=10)
    note_answer(house.house, WHAT)
    note_answer(house.house, WHAT)
    house.settle()
    assert len(house.mail_to(SAM)) == 2


def test_the_next_outage_is_another_one(house: InMemory) -> None:
    """What was told of the first does not silence the second."""
    for _ in range(2):
        note_outage(house.house, WHAT, WHY)
        house.advance(minutes=20)
        note_outage(house.house, WHAT, WHY)
        house.advance(minutes=1)
        note_answer(house.house, WHAT)
        house.settle()
    assert len(house.mail_to(SAM)) == 4
