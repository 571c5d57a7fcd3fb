"""Until when somebody is away, by an automatic reply."""

from datetime import date, datetime

import pytest

from bot.reading.absence import find_absence
from tests.cast import LONDON, NEW_YORK

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=NEW_YORK)

DATED = [
    ("I am out of the office until 14 May.", date(2027, 5, 14)),
    ("I'm on vacation and will be back on 7 December.", date(2026, 12, 6)),
    ("I am away from November 30 through December 11.", date(2026, 12, 11)),
    ("Out of office: 30 Nov - 11 Dec", date(2026, 12, 11)),
    ("I am on annual leave, returning Monday, December 14, 2026.", date(2026, 12, 13)),
    ("Our office is closed for the holidays and will reopen on January 4.", date(2027, 1, 3)),
    ("I am out of the office. I will be available again on Tuesday 8 December.", date(2026, 12, 7)),
    ("I am travelling until December 9 with limited access to mail.", date(2026, 12, 9)),
]


@pytest.mark.parametrize(("text", "until"), DATED)
def test_a_return_that_is_named_is_read(text: str, until: date) -> None:
    """The last day away, on the safe side."""
    absence = find_absence(text, MONDAY, NEW_YORK)
    assert absence
    assert absence.until == until


def test_dates_in_numbers_are_read_as_the_firm_writes_them() -> None:
    """7/12 is in December in London."""
    absence = find_absence("I am out of the office, back on 7/12/2026.", MONDAY, LONDON, "en-GB")
    assert absence
    assert absence.until == date(2026, 12, 6)


def test_an_absence_without_a_date_is_one_all_the_same() -> None:
    """Nobody knows until when."""
    absence = find_absence("I am currently out of the office.", MONDAY, NEW_YORK)
    assert absence
    assert absence.until is None


@pytest.mark.parametrize(
    "text",
    [
        "We have received your message and will answer by Friday.",
        "Your request 4711 was opened on 23 November.",
        "",
    ],
)
def test_an_acknowledgement_is_no_absence(text: str) -> None:
    """A ticket system answers too."""
    assert find_absence(text, MONDAY, NEW_YORK) is None
