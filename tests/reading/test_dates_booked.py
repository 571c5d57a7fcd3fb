"""The start that our own mail confirmed, where a letter only quotes it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reading.dates import find_booked
from bot.reading.reading import Context, Expecting

ZONE = ZoneInfo("Pacific/Auckland")
CONTEXT = Context(Expecting.DAY, datetime(2027, 3, 8, 18, 10, tzinfo=ZONE), ZONE, "en-NZ")


@pytest.mark.parametrize(
    ("history", "start"),
    [
        ("> Confirmed for Saturday, 20 March 2027 at 8am.", datetime(2027, 3, 20, 8, tzinfo=ZONE)),
        (
            "> Hi Hemi, let us take Tuesday 9 March at 7.30pm. Confirmed.",
            datetime(2027, 3, 9, 19, 30, tzinfo=ZONE),
        ),
        (
            "On 19 Feb 2027 wrote:\n> You are confirmed\n> for 13 March.",
            datetime(2027, 3, 13, 7, tzinfo=ZONE),
        ),
        (
            "On Mon, 8 Mar 2027 at 9:12 AM Sam wrote:\n> You are booked for 20 March 2027, 8 am.",
            datetime(2027, 3, 20, 8, tzinfo=ZONE),
        ),
    ],
)
def test_a_confirmed_start_is_found_in_quoted_mail(history: str, start: datetime) -> None:
    """Without an hour it is the usual one."""
    assert find_booked(history, CONTEXT) == start


def test_what_was_only_written_about_is_not_booked() -> None:
    """A date of the mail itself, or one that is past, confirms nothing."""
    assert find_booked("On 19 Feb 2027 Sam wrote:\n> Which day in March do you want?", CONTEXT) is None
    assert find_booked("> Confirmed for 6 March 2027.", CONTEXT) is None
