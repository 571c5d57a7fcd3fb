"""What a program printed of an import is read by its figures, and taken out of the prose."""

import pytest

from bot.reading.rules.rule import Act
from bot.reading.tally import taken_out


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Object   Rows   Loaded   Rejected\nClients  412  412  0\nAR  3,221  3,221  0", [Act.CHECKED] * 2),
        ("Object | Source | Loaded\nClients | 412 | 410\nAR | 90 | 90", [Act.NOT_DONE, Act.CHECKED]),
        ("Object\tRows\tFailed\nClients\t412\t3", [Act.NOT_DONE]),
        ("Clients 412 412\nContacts 88 88", [Act.CHECKED] * 2),
        ("Clients 412 0 412\nContacts 88 0 88", [Act.NOT_DONE] * 2),
        ("Errors: none\nRows rejected: 0", [Act.CHECKED] * 2),
        ("- Clients (530)\n- Open AR (2,118)", [Act.CHECKED] * 2),
        ("Loaded: 530\nNot loaded: 12", []),
        ("Errors: 4", []),
        ("Sat Dec 5 2026", []),
        ("Tel 555 201 3344", []),
    ],
)
def test_figures_say_whether_all_is_in(text: str, acts: list[Act]) -> None:
    """A row agrees where all read was loaded and nothing rejected; a lone line of numbers is no table."""
    assert [finding.act for finding in taken_out(text).findings] == acts


def test_every_other_letter_stays_in_its_place() -> None:
    """Evidence is quoted by its place in the letter."""
    text = "All in.\nRows  Loaded\nClients 4 4\nThanks"
    tally = taken_out(text)
    assert (len(tally.text), tally.text.split()) == (len(text), ["All", "in.", "Thanks"])
