"""Whom a letter names to say that it is complete."""

import pytest

from bot.reading.delegates import named_to_report

MIKE = "mike@datamove.example"


@pytest.mark.parametrize(
    "text",
    [
        f"Mike at DataMove ({MIKE}) will tell you when it's complete.",
        f"Hi,\nour vendor <{MIKE}> is going to\nlet you know once the import is done. Thanks!",
        f"{MIKE.upper()} will confirm completion.",
        f"On this import {MIKE} speaks for us.",
    ],
)
def test_a_plain_promise_names_him(text: str) -> None:
    """The address as it is compared, in lower case."""
    named = named_to_report(text)
    assert named
    assert named.address == MIKE


def test_the_one_outsider_in_copy_can_be_meant() -> None:
    """Where the sentence says that he is in copy, and there is only one."""
    text = "Mike, cc'd, will let you know when it is finished."
    assert named_to_report(text, (MIKE,)) is not None
    assert named_to_report(text, (MIKE, "otto@elsewhere.example")) is None


@pytest.mark.parametrize(
    "text",
    [
        f"{MIKE} will not tell you when it is complete.",
        f"Should {MIKE} tell you when it is done?",
        f"{MIKE} or otto@elsewhere.example will tell you when it's done.",
        f"{MIKE} will tell you when it's done. otto@elsewhere.example will confirm it is complete.",
        f"If I am away {MIKE} can tell you that it is done.",
        f"Please send the invoice to {MIKE}.",
        f"I will tell you when it is complete. My assistant: {MIKE}",
        "",
    ],
)
def test_anything_less_names_nobody(text: str) -> None:
    """A question, a condition, a choice, a denial, or another matter."""
    assert named_to_report(text) is None
