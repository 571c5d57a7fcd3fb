"""What a mail quotes of the letter it answers."""

from bot.reading.sentence import sentence_with

LETTER = "Hi team,\n\nWe closed on the\nLindgren practice and we’d like to import. Can we\ndo it on Saturday?"


def test_the_whole_sentence_is_quoted_on_one_line() -> None:
    """A firm recognises its own sentence, not three words of it."""
    quoted = sentence_with("like to import", LETTER)
    assert quoted == "We closed on the Lindgren practice and we’d like to import."


def test_case_and_typographic_quotes_do_not_hide_a_sentence() -> None:
    """Readers fold them; the quote shows what was written."""
    assert sentence_with("WE'D LIKE", LETTER).startswith("We closed")


def test_words_that_stand_nowhere_are_quoted_as_they_are() -> None:
    """A one-click answer has no sentence."""
    assert sentence_with("The import is complete", LETTER) == "The import is complete"


def test_an_endless_sentence_is_cut() -> None:
    """A mail quotes a line, not a letter."""
    assert len(sentence_with("x", "x " * 10_000)) == 241
