"""The kill matrix: conversations × seams × databases.

The house dies at a seam, its successor goes on, and in the end everything must be as if nobody had died. A
run of the tests takes a seam out of many; `SLUICE_SEAM_STRIDE=1` takes all, which is a matter of minutes.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from email import message_from_bytes

import pytest

from bot.desk.ticket import Stage
from tests.cast import MONDAY
from tests.faults.conftest import FreshDatabase
from tests.faults.conversations import CONVERSATIONS
from tests.faults.mortal import Fate, MortalHouse
from tests.scenarios.house import InMemory

STRIDE = int(os.environ.get("SLUICE_SEAM_STRIDE", "29"))
Conversation = Callable[[InMemory], None]


@dataclass(frozen=True)
class Ending:
    """What the world and the ledger show when a conversation is over."""

    stage: Stage
    mails: tuple[tuple[str, tuple[str, ...]], ...]  # each Message-ID's kind and readers, in order
    switches: tuple[bool, ...]
    letters: tuple[tuple[str, str], ...]  # disposition and reason


def played(conversation: Conversation, url: str, dies_at: int = 0) -> tuple[Ending, MortalHouse]:
    """Play a conversation to its end, dying at one seam."""
    house = MortalHouse(url, Fate(dies_at))
    conversation(house)
    house.fate.dies_at = 0
    mails: dict[str, tuple[str, tuple[str, ...]]] = {}
    for sent in house.post.sent:
        mail = message_from_bytes(sent.raw)
        mails.setdefault(str(mail["Message-ID"]), (str(house.kind_of(mail)), sent.recipients))
    (ticket,) = house.tickets()  # PostgreSQL never gives the number of a ticket twice that was not committed
    letters = tuple(
        (letter.disposition.value, letter.reason.replace(ticket.ref, "it")) for letter in house.letters()
    )
    toggles = tuple(toggle.on for toggle in house.gate.toggles)
    return Ending(ticket.stage, tuple(mails.values()), toggles, letters), house


def sent_again(house: MortalHouse) -> int:
    """Return how many mails went out a second time; the copy must be the very same mail."""
    first: dict[str, bytes] = {}
    for sent in house.post.sent:
        name = str(message_from_bytes(sent.raw)["Message-ID"])
        assert first.setdefault(name, sent.raw) == sent.raw, f"{name} went out with another text"
    return len(house.post.sent) - len(first)


def in_the_window(house: MortalHouse, dies_at: int) -> bool:
    """Whether it died after a mail was taken and before that was committed, which nobody can avoid."""
    before = house.fate.passed[:dies_at]
    return before[-1] == "after send" or before[-2:] == ["after send", "before a commit"]


@pytest.mark.timeout(3600)
@pytest.mark.parametrize("conversation", CONVERSATIONS, ids=lambda c: c.__name__)
def test_whoever_dies_anywhere_nothing_is_lost_and_nothing_done_twice(
    fresh_database: FreshDatabase, conversation: Conversation
) -> None:
    """K8, L1, L2: At every seam. It takes seconds because each seam is a whole conversation."""
    expected, house = played(conversation, fresh_database())
    house.store.close()
    assert expected.stage is CONVERSATIONS[conversation]
    assert expected.switches == (False, True)
    for dies_at in range(1 + len(conversation.__name__) % STRIDE, len(house.fate.passed) + 1, STRIDE):
        ending, house = played(conversation, fresh_database(), dies_at)
        place = f"seam {dies_at}: {house.fate.passed[dies_at - 1]}"
        assert ending == expected, place
        assert sent_again(house) <= in_the_window(house, dies_at), place
        is_accounted_for(house)
        house.store.close()


def is_accounted_for(house: MortalHouse) -> None:
    """Every letter has one disposition, and each journal is whole."""
    with house.store.reading() as work:
        ledger = work.ledger(MONDAY - timedelta(days=99), house.clock.now() + timedelta(days=1))
        assert ledger.balanced, ledger
        assert ledger.unread == 0, ledger
        assert [t.ref for t in work.tickets() if work.verify_chain(t.id) is not None] == []
