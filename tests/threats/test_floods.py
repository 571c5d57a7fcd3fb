"""A flood from one sender: it is read, and nobody waits for it."""

from bot.mailbox.port import Arrived
from bot.steps.arrive import Folder, arrive
from bot.steps.read_one import read_one
from bot.store.tables import Direction
from tests.cast import BERT, OTTO
from tests.scenarios.house import REQUEST, InMemory
from tests.scenarios.letters import a_letter

INBOX = Folder("support", "INBOX", Direction.RECEIVED)


def lies_there(house: InMemory, text: str, sender: str) -> None:
    """Put a letter into the mailbox; nobody has looked yet."""
    number, now = len(house.mailbox.letters) + 1, house.clock.now()
    raw = a_letter(text, sender, f"letter {number}", f"<{number}@{sender.partition('@')[2]}>", now)
    house.mailbox.letters.append(Arrived("support", "INBOX", 1, number, raw, now, len(raw), abridged=False))


def test_a_flood_from_one_sender_delays_nobody_else(house: InMemory) -> None:
    """G18: Of three hundred letters twenty are read before a firm's; it then has its answer."""
    for n in range(300):
        lies_there(house, f"Buy number {n}", OTTO)
    lies_there(house, REQUEST, BERT)
    while arrive(house.house, house.mailbox, INBOX, house._lease):
        pass
    for _ in range(21):
        read_one(house.house, "support")
    assert house.tickets()[0].requester == BERT
    house.settle()
    assert "Saturday" in house.text_to(BERT)
    assert len(house.letters()) == 301
