"""A letter comes out of whatever bytes come in, with notes on what was wrong with them."""

import pytest

from bot.errors import Unreadable
from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

NOBODY = Receiver("none")


def opened(text: str) -> Letter:
    return open_letter(text.encode(), NOBODY)


def test_bytes_without_a_header_are_refused() -> None:
    """Nobody has sent bytes that have no header, so there is no letter to be had (B10)."""
    with pytest.raises(Unreadable):
        open_letter(b"", NOBODY)


def test_a_plain_letter_opens() -> None:
    """Sender, subject and text come out as a person sees them."""
    letter = opened("From: Anna Harper <Anna@North.example>\nSubject: Import\n\nThe 5th, please.\n")
    assert (letter.sender, letter.sender_name) == ("anna@north.example", "Anna Harper")
    assert (letter.subject, letter.fresh) == ("Import", "The 5th, please.")
