"""Text becomes clauses; what is conditional, quoted or asked is told apart here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.clauses import CLAUSE_AT_MOST, normal, split_clauses
from bot.reading.pattern import compile_pattern, needs
from bot.reading.words import VOCABULARIES


def texts(text: str) -> list[str]:
    return [clause.text.strip() for clause in split_clauses(text)]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("couldn't", ("could", "not")),
        ("can’t", ("can", "not")),
        ("it's", ("it", "s")),
        ("re-run", ("rerun",)),
        ("compelte", ("complete",)),
        ("finsihed", ("finished",)),
        ("sucessfully", ("successfully",)),
        ("tmrw", ("tomorrow",)),
        ("80%", ("80", "percent")),
        ("clean", ("clean",)),
        ("filed", ("filed",)),
        ("competed", ("competed",)),
    ],
)
def test_words_are_normalised(written: str, words: tuple[str, ...]) -> None:
    """Short forms, haste and slips; another English word is never taken for a slip."""
    assert normal(written) == words


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Import done. All in", ["import done", "all in"]),
        ("Dr. Haskins' CPA at 10 a.m. Monday", ["dr haskins cpa at 10 a.m. monday"]),
        ("It is done, but AR is not", ["it is done", "but ar is not"]),
        ("clients and AR are in", ["clients and ar are in"]),
        ("it is done and we are happy", ["it is done and", "we are happy"]),
        (
            "the first line of a letter that a program wrapped at some\nseventy columns",
            ["the first line of a letter that a program wrapped at some seventy columns"],
        ),
        ("Import date: May 3\nStart: noon", ["import date", "may 3", "start", "noon"]),
        ("done 👍 night", ["done", "night"]),
    ],
)
def test_a_text_falls_into_clauses(text: str, clauses: list[str]) -> None:
    """At stops, marks, conjunctions and line ends, not at abbreviations or soft line breaks."""
    assert texts(text) == clauses


@pytest.mark.parametrize(
    ("text", "conditional"),
    [
        ("if it is done", [True]),
        ("I will write when it is done", [False, True]),
        ("Once it is done, we will write", [True, False]),
        ("If nobody objects, it is done", [True, True]),
        ("at once", [False]),
        ("We would be grateful if you could move it", [False]),
    ],
)
def test_what_hangs_on_a_condition_is_conditional(text: str, conditional: list[bool]) -> None:
    """ "If" casts doubt on all that follows it in its sentence; "when" on its own clause."""
    assert [clause.conditional for clause in split_clauses(text)] == conditional


def test_what_stands_in_quotation_marks_is_quoted() -> None:
    """Straight or typographic."""
    assert [clause.quoted for clause in split_clauses("You said “it is done” and “go”.")] == [
        False,
        True,
        False,
        True,
    ]


@given(st.text(alphabet="ab .,!?'\"“”()-–\n0123%éß👍if wen", max_size=400))
def test_any_text_can_be_split_and_its_words_found_again(text: str) -> None:
    """Every clause is bounded, and its spans lie in the text, in order."""
    for clause in split_clauses(text):
        assert 1 <= len(clause.spans) < CLAUSE_AT_MOST + 3
        assert clause.text.count(" ") == len(clause.spans)
        assert all(0 <= start < end <= len(text) for start, end in clause.spans)
        assert list(clause.spans) == sorted(clause.spans)


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [("NOWORD is", "no vocabulary"), ("LOAD [of", "cannot be read"), ("NUM? [of]", "no word")],
)
def test_a_faulty_pattern_is_refused_with_its_reason(pattern: str, fault: str) -> None:
    """A slip in a table is found when the tables are loaded."""
    with pytest.raises(ValueError, match=fault):
        needs(pattern, VOCABULARIES), compile_pattern(pattern, VOCABULARIES)
