"""When an hour has said whose clock it is on."""

import pytest

from bot.steps.ask_first import NAMED_ZONE


@pytest.mark.parametrize(
    "words", ["6 pm Eastern", "18:00 ET", "at 6 pm PST", "18:00 UTC-8", "6 pm London time", "our time zone"]
)
def test_a_zone_that_was_named_is_seen(words: str) -> None:
    """Then nothing is asked."""
    assert NAMED_ZONE.search(words)


@pytest.mark.parametrize("words", ["6 pm on Saturday", "18:00 at our office", "we meet at 6"])
def test_an_hour_alone_names_no_zone(words: str) -> None:
    """Small words are no zones."""
    assert NAMED_ZONE.search(words) is None
