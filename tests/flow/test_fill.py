"""How a firm's values get into the texts of a driver."""

import pytest

from bot.errors import Misconfigured
from bot.flow.fill import fill, fill_json, fill_url

NAMES = {"flow": "a/b?c=d#e", "dag": "north"}


def test_a_value_is_one_part_of_a_url() -> None:
    """Slashes and marks in it stay inside the path segment it was put into."""
    assert fill_url("https://x.example/{dag}/{flow}?dry={dag}", NAMES) == (
        "https://x.example/north/a%2Fb%3Fc%3Dd%23e?dry=north"
    )


def test_a_value_cannot_choose_the_host() -> None:
    """`@` and `:` in it are quoted too."""
    assert fill_url("https://{flow}.x.example", {"flow": "evil.example/@"}) == (
        "https://evil.example%2F%40.x.example"
    )


def test_a_body_is_filled_to_its_depths() -> None:
    """Strings only; what looks like a placeholder in a value is not filled again."""
    body = {"ids": [{"any": "{flow}"}], "paused": True, "{flow}": None}
    filled = {"ids": [{"any": "{dag}"}], "paused": True, "{flow}": None}
    assert fill_json(body, {**NAMES, "flow": "{dag}"}) == filled


def test_double_braces_are_literal() -> None:
    """GraphQL and JSON in a text keep theirs; only a whole `{name}` is a placeholder."""
    assert fill('query{{id}} {a{b(x: "{dag}")}}', NAMES) == 'query{id} {a{b(x: "north")}}'


def test_an_unknown_name_is_told_with_the_known_ones() -> None:
    """The admin sees the misspelling at once."""
    with pytest.raises(Misconfigured, match=r"^nothing fills \{dga\}; known here: dag, flow$"):
        fill("{dga}", NAMES)
