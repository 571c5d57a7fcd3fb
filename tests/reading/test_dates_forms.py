"""Every row of every table carries an example; here each is read."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reading.dates.forms import Form, spell_out
from bot.reading.dates.stamps import TABLES, read_tokens
from bot.reading.dates.standpoint import Standpoint

COUNTRIES = ("GB", "US", "CA", "IE", "AU", "NZ", "ZA")
FIRMS = [
    Standpoint.of(datetime(2026, 11, 24, 9, 0, tzinfo=UTC), ZoneInfo("UTC"), f"en-{country}")
    for country in COUNTRIES
]
FORMS = [pytest.param(form, id=form.example) for table in TABLES for form in table.forms]


@pytest.mark.parametrize("form", FORMS)
def test_the_example_of_a_form_is_read_to_its_end(form: Form) -> None:
    """A row's example is one phrase of time, and the row's words are all part of it."""
    ends = []
    for here in FIRMS:
        things = [token for token in read_tokens(form.example, here) if token.thing is not None]
        ends += [token.end for token in things[:1]]
    assert len(form.example.rstrip(")")) in ends


def test_a_pattern_spells_out_all_that_it_allows() -> None:
    """Brackets may be missing, bars are a choice."""
    assert set(spell_out("[the] D of|in MONTH")) == {
        ("D", "of", "MONTH"),
        ("D", "in", "MONTH"),
        ("the", "D", "of", "MONTH"),
        ("the", "D", "in", "MONTH"),
    }
