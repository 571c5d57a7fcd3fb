"""The table of threats in README.md names tests that exist."""

import re
from pathlib import Path

TESTS = Path(__file__).parents[1]
ROW = re.compile(r"^\| ([A-M]\d{1,2}) \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
NAMED = re.compile(r"`([\w/]+\.py)::(\w+)`")
NOT_SHOWN = {"F7"}  # we write to no chat


def rows() -> dict[str, str]:
    """Return what stands in the last column, by id."""
    return dict(ROW.findall((TESTS / "threats" / "README.md").read_text()))


def test_every_threat_is_shown_or_said_to_be_a_gap() -> None:
    """All but one are shown by a test; why that one is not stands in its row."""
    shown = {row for row, tests in rows().items() if NAMED.search(tests)}
    assert len(rows()) == 124
    assert set(rows()) - shown == NOT_SHOWN


def test_every_test_the_table_names_exists() -> None:
    """A test that is renamed takes its row along."""
    missing = [
        f"{row}: {file}::{test}"
        for row, tests in rows().items()
        for file, test in NAMED.findall(tests)
        if f"def {test}(" not in (TESTS / file).read_text()
    ]
    assert missing == []
