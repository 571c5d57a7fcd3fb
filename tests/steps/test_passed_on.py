"""Who wrote what staff pass on."""

import time

import pytest

from bot.steps.passed_on import WRITTEN_BY


@pytest.mark.parametrize(
    "header",
    [
        "From: Anna North <anna@northcpa.example>",
        "From: anna@northcpa.example",
        "*From:* Anna North [mailto:anna@northcpa.example]",
        "Von: Anna North <anna@northcpa.example>",
        'From: "North, Anna" <Anna@NorthCPA.example>',
    ],
)
def test_the_writer_is_found_in_the_header_above_the_words(header: str) -> None:
    """In the forms that mail programs write."""
    found = WRITTEN_BY.search(f"---------- Forwarded message ---------\n{header}\nSubject: x\n\nHello")
    assert found
    assert found[1].lower() == "anna@northcpa.example"


def test_words_are_no_header() -> None:
    """An address in the text makes nobody the writer."""
    assert WRITTEN_BY.search("Please write to anna@northcpa.example, from now on.") is None


def test_a_hostile_header_costs_little() -> None:
    """Long lines without an address are given up soon."""
    started = time.perf_counter()
    assert WRITTEN_BY.search(("from:" + "a." * 50_000 + "\n") * 10) is None
    assert time.perf_counter() - started < 1
