"""How a letter was read, for people and for programs."""

import io
from dataclasses import replace
from datetime import UTC, datetime

from rich.console import Console

from bot.letter.letter import Attachment
from bot.reading.reading import Expecting
from bot.terminal.explain import as_json, explain
from tests.reading.test_letters import a_letter, reading_of


def printed(text: str, expecting: Expecting, *, terminal: bool = False) -> str:
    letter = replace(
        a_letter(text),
        sent_at=datetime(2027, 1, 5, tzinfo=UTC),
        attachments=(Attachment("a.csv", "text/csv", 3, b"a,b"),),
    )
    out = io.StringIO()
    explain(
        letter,
        reading_of(letter, expecting),
        Console(file=out, force_terminal=terminal, width=100, highlight=False),
    )
    return out.getvalue()


def test_a_person_sees_what_was_read_and_why() -> None:
    """Intent, certainty, rule, dates kept and set aside, verdict, attachments."""
    shown = printed(
        "We'd like to import on Saturday, February 13, 2027. The deal closed on 12/31/2026.", Expecting.NEW
    )
    for words in (
        "import_request, sure",
        "proposes a day",
        "Saturday, 13 February 2027",
        "Set aside",
        "proved: dmarc=pass",
        "a.csv",
    ):
        assert words in shown


def test_colour_is_only_for_terminals() -> None:
    """A pipe gets plain text."""
    assert "\x1b[" not in printed("The import is complete.", Expecting.COMPLETION)
    assert "\x1b[" in printed("The import is complete.", Expecting.COMPLETION, terminal=True)


def test_a_review_is_shown_side_by_side() -> None:
    """Both amounts and the difference."""
    shown = printed("Abbott 1,200.00 / 1,200.00\nBaker 300.00 / 260.00", Expecting.REVIEW)
    assert "some differ" in shown
    assert "40.00" in shown


def test_markup_in_a_letter_is_only_text() -> None:
    """What a stranger writes does not colour or hide anything."""
    assert "[bold red]x[/]" in printed("The import is complete [bold red]x[/].", Expecting.COMPLETION)


def test_the_same_is_given_as_data() -> None:
    """Amounts are decimal strings, dates ISO 8601."""
    letter = a_letter("Abbott 1,200.00 / 1,200.00\nBaker (300.00) / (260.00)")
    review = as_json(letter, reading_of(letter, Expecting.REVIEW))["review"]
    assert isinstance(review, dict)
    assert review["clients"][1] == {"name": "Baker", "practice": "-300.00", "portal": "-260.00"}
