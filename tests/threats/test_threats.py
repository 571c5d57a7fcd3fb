"""Every threat of the table in README.md has its tests, and the table names them."""

from tests.threats.table import TABLE, rows, shown_by, written

NOT_SHOWN = {"F7"}  # we write to no chat


def test_every_threat_is_shown_or_said_to_be_a_gap() -> None:
    """All but one are shown by a test; why that one is not stands in its row."""
    assert len(rows()) == 124
    assert set(rows()) - set(shown_by()) == NOT_SHOWN
    assert all(rows().values())


def test_no_test_shows_a_threat_that_the_table_does_not_hold() -> None:
    """An id that is mistyped in a docstring would show nothing."""
    assert set(shown_by()) <= set(rows())


def test_the_table_names_the_tests_there_are() -> None:
    """`python -m tests.threats.table` writes it anew after a test was added or renamed."""
    assert TABLE.read_text() == written()
