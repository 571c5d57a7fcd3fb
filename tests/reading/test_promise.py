"""By when the writer says that it is done, or that we hear."""

from datetime import datetime

import pytest

from bot.reading.promise import find_promise
from bot.reading.reading import Context, Expecting
from tests.cast import NEW_YORK

SATURDAY_AT_EIGHT = datetime(2026, 12, 5, 20, 0, tzinfo=NEW_YORK)
IMPORTING = Context(Expecting.COMPLETION, SATURDAY_AT_EIGHT, NEW_YORK)

GIVEN = [
    ("We'll be done Sunday night.", "2026-12-06 23:59"),
    ("Hope to wrap up by tomorrow morning.", "2026-12-06 12:00"),
    ("We need until Sunday evening.", "2026-12-06 22:00"),
    ("Will finish tomorrow afternoon", "2026-12-06 18:00"),
    ("We will finish by 10pm.", "2026-12-05 22:00"),
    ("We expect to be finished around 11.", "2026-12-05 23:00"),
    ("will be ready at 7", "2026-12-06 07:00"),
    ("should be about 3 more hours", "2026-12-05 23:00"),
    ("2-3 hours left", "2026-12-05 23:00"),
    ("half an hour more", "2026-12-05 20:30"),
    ("Another hour or two.", "2026-12-05 22:00"),
    ("We should be done in an hour.", "2026-12-05 21:00"),
    ("Please give us two more days.", "2026-12-07 20:00"),
    ("A couple of hours to go", "2026-12-05 23:00"),
    ("Can we have until Monday 9am?", "2026-12-07 09:00"),
    ("Not yet. Tomorrow.", "2026-12-06 23:59"),
    ("We will continue on Sunday at 8am and finish by noon.", "2026-12-06 12:00"),
    ("We'll send the ten clients on Thursday.", "2026-12-10 23:59"),
    ("I'll get to it next week.", "2026-12-11 23:59"),
    ("Thanks, will get back to you on 10 December.", "2026-12-10 23:59"),
    ("The rest is in by 9. We will do the last bit on Monday.", "2026-12-07 23:59"),
]
NOT_GIVEN = [
    "We started at 8pm.",
    "We began at 7 and it is still running.",
    "It has been running for 3 hours.",
    "It took until 9am.",
    "If we are not done by 10pm we will call you.",
    "Can you turn it on by 10pm?",
    "Could you call me on Monday?",
    "Our next import will be on January 15.",
    "We'll have a call about it on Tuesday.",
    "Still running, no idea how long.",
    "We should have been done on Friday 4 December.",
]


@pytest.mark.parametrize(("text", "at"), GIVEN)
def test_a_time_that_is_given_is_read(text: str, at: str) -> None:
    """On the firm's clock; a day counts to its end, a part of it to the end of that part."""
    promise = find_promise(text, IMPORTING)
    assert promise
    assert f"{promise.at.astimezone(NEW_YORK):%Y-%m-%d %H:%M}" == at
    assert promise.words in text


@pytest.mark.parametrize("text", NOT_GIVEN)
def test_a_time_of_something_else_is_none(text: str) -> None:
    """What lies behind, what is asked of us, what is only supposed."""
    assert find_promise(text, IMPORTING) is None
