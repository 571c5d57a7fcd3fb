"""Words from outside cannot do anything once they are in a mail or a spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.post.inert import block, inert_cell, one_line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Import\r\nBcc: otto@elsewhere.example", "Import Bcc: otto@elsewhere.example"),
        ("a\x85b\u2028c\u2029d\x0be", "a b c d e"),
        ("bell\x07 null\x00 esc\x1b[31m", "bell[U+0007] null[U+0000] esc[U+001B][31m"),
        ("invoice\u202efdp.exe", "invoice[U+202E]fdp.exe"),
        ("zero\u200bwidth \U000e0041tag", "zero[U+200B]width [U+E0041]tag"),
        ("half \ud83d of a pair", "half [U+D83D] of a pair"),
        ("👩\u200d💻 naïve 日本", "👩\u200d💻 naïve 日本"),
    ],
)
def test_what_cannot_be_seen_is_shown(text: str, shown: str) -> None:
    """F5, F6: No line end, escape sequence or turned text is left; writing of any language is."""
    assert one_line(text, 100) == shown


@given(st.text(st.characters(), max_size=300), st.integers(1, 60))
def test_one_line_is_one_short_line_that_can_be_sent(text: str, limit: int) -> None:
    """Whatever comes in, what comes out is one line within its limit, in UTF-8."""
    line = one_line(text, limit)
    assert len(line) <= limit
    assert len(line.splitlines()) <= 1
    line.encode()


def test_cleaning_again_changes_nothing() -> None:
    """A value may pass here twice."""
    once = one_line("a\x00b\r\nc" * 50, 60)
    assert one_line(once, 60) == once


def test_a_quote_keeps_its_lines_and_loses_the_blank_ones() -> None:
    """What is quoted looks as it was written, within its limit."""
    assert block("Hi,\r\n\r\n  we're done \n\n--\nAnna", 500) == ("Hi,", "we're done", "--", "Anna")
    assert block("word " * 500, 100)[-1].endswith("…")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "－1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """F4: A cell that a program would compute is marked as text."""
    assert inert_cell(text) == f"'{text}"
    assert inert_cell("Smith - Sons = partners") == "Smith - Sons = partners"
