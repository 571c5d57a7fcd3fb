"""What a stranger wrote, as staff may see it."""

import pytest

from bot.steps.masked import masked


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Confirm at https://evil.example/c?x=1 now", "Confirm at [link] now"),
        ("Your code is 493-201.", "Your code is [number]."),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("token d41d8cd98f00b204e980", "token [code]"),
        ("on 2026-12-05 at 6 pm, room 2026", "on 2026-12-05 at 6 pm, room 2026"),
        ("an import of well-known clients", "an import of well-known clients"),
    ],
)
def test_links_codes_and_long_numbers_are_named_and_not_shown(text: str, shown: str) -> None:
    """M3: Days and ordinary words stay, for staff must see what it is about."""
    assert masked(text) == shown
