"""Words apart from what was done with them."""

from bot.desk.events import Objected, ReviewMatched, Said
from bot.desk.ten import Row
from bot.store.codec import as_json, from_json
from bot.store.words import split, words_digest
from tests.cast import ANNA, MONDAY

SAID = Said(ANNA, "wait, Lindgren is missing")


def test_a_value_without_its_words_is_a_value_still() -> None:
    """It reads as before, but for what people wrote; splitting it again takes nothing more."""
    bare, words = split(as_json(Objected(SAID, MONDAY)))
    assert from_json(Objected, bare) == Objected(Said(ANNA, ""), MONDAY)
    assert "Lindgren" in words
    assert split(bare) == (bare, "")


def test_names_of_clients_are_words_too() -> None:
    """They are people whose data a firm keeps."""
    bare, words = split(as_json(ReviewMatched(Said(ANNA), (Row("Lindgren"),))))
    assert ("Lindgren" in bare, "Lindgren" in words) == (False, True)


def test_nothing_vouches_for_no_words() -> None:
    """An entry that nobody's words caused has no digest to lose."""
    assert words_digest(split(as_json(Said(ANNA)))[1], "salt") == ""
