"""The day and hour of an import, read out of what people write."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import NotRequired, TypedDict
from zoneinfo import ZoneInfo

import pytest

from bot.reading.dates import find_when
from bot.reading.reading import Context, Expecting, Trouble, When

NEW_YORK = ZoneInfo("America/New_York")
TUESDAY = datetime(2026, 11, 24, 9, 0, tzinfo=NEW_YORK)
BOOKED = datetime(2026, 12, 12, 19, 30, tzinfo=NEW_YORK)


class Voice(TypedDict):
    """One letter, and what a careful person reads in it."""

    locale: str
    zone: str
    now: str
    text: str
    day: str | None
    hour: str | None
    alternatives: NotRequired[list[str]]
    booked: NotRequired[str]


def read(text: str, locale: str = "en-US", booked: datetime | None = None) -> When:
    return find_when(text, Context(Expecting.NEW, TUESDAY, NEW_YORK, locale, booked))


def voices() -> list[Voice]:
    """One letter a line: who writes, when, what, and the day and hour a careful person reads in it."""
    lines = Path(__file__).with_name("dates_voices.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("voice", voices(), ids=lambda voice: voice["text"][:50])
def test_the_day_and_hour_of_a_letter_are_read_as_a_careful_person_reads_them(voice: Voice) -> None:
    """What is asked for is found; what is open stays open, and nothing else is offered."""
    zone = ZoneInfo(voice["zone"])
    booked = datetime.fromisoformat(voice["booked"]).replace(tzinfo=zone) if "booked" in voice else None
    now = datetime.fromisoformat(voice["now"]).replace(tzinfo=zone)
    when = find_when(voice["text"], Context(Expecting.NEW, now, zone, voice["locale"], booked))
    assert (when.day and when.day.isoformat(), when.hour and f"{when.hour:%H:%M}") == (
        voice["day"],
        voice["hour"],
    )
    if "alternatives" in voice:
        assert [day.isoformat() for day in when.alternatives] == voice["alternatives"]


@pytest.mark.parametrize(
    ("text", "trouble", "offered"),
    [
        ("import on Saturday, December 20", Trouble.CONTRADICTORY, ["2026-12-19", "2026-12-20"]),
        ("import on January 9, 2026", Trouble.PAST, ["2027-01-09"]),
        ("import on February 30", Trouble.IMPOSSIBLE, []),
        ("import on March 14, 2027 at 2:30 am", Trouble.IMPOSSIBLE, ["2027-03-14"]),
        ("import on December 5 or December 12", Trouble.AMBIGUOUS, ["2026-12-05", "2026-12-12"]),
        ("import next Friday", Trouble.AMBIGUOUS, ["2026-11-27", "2026-12-04"]),
        ("import sometime in February", Trouble.VAGUE, []),
    ],
)
def test_a_day_that_cannot_be_booked_as_it_stands_is_not_guessed(
    text: str, trouble: Trouble, offered: list[str]
) -> None:
    """The day stays empty, the trouble is named, and what can be meant is offered."""
    when = read(text)
    assert (when.day, when.trouble, [str(day) for day in when.alternatives]) == (None, trouble, offered)


@pytest.mark.parametrize(
    ("locale", "day"), [("en-US", date(2027, 3, 4)), ("en-GB", date(2027, 4, 3)), ("en-CA", None)]
)
def test_numbers_are_read_in_the_order_of_the_firms_country(locale: str, day: date | None) -> None:
    """Month first in the United States, day first in Britain, asked back in Canada."""
    assert read("import on 03/04/2027", locale).day == day


def test_in_canada_a_weekday_settles_which_number_is_the_month() -> None:
    """6 March 2027 is a Saturday, 3 June is not."""
    assert read("import on Saturday 06/03/2027", "en-CA").day == date(2027, 3, 6)


def test_a_span_begins_on_its_first_day_and_keeps_its_last() -> None:
    """A long import needs the flow off from its first day."""
    when = read("We import from Friday December 4, 7pm through Sunday December 6.")
    assert (when.day, when.hour, when.until) == (date(2026, 12, 4), time(19), date(2026, 12, 6))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("The deal closes December 31; import on January 9.", "closing of the deal"),
        ("Call on December 1 to talk it over. Import on January 9.", "a call or a meeting"),
        ("I am on leave on December 7. Import on January 9.", "an absence"),
        ("AR cutoff November 30, import January 9.", "a cut-off"),
        ("The files will be delivered December 4, the import is January 9.", "delivery of files"),
        ("Test load December 5, the real import January 9.", "a trial run"),
        ("Staff training on December 7. Import January 9.", "training"),
        ("Let us know by November 27. Import January 9.", "a deadline, not the day"),
        ("We saw your note of November 20. Import January 9.", "already past"),
    ],
)
def test_a_date_of_something_else_is_set_aside_with_its_reason(text: str, why: str) -> None:
    """The import's day is chosen, the other is kept with what it is the date of."""
    when = read(text)
    assert when.day == date(2027, 1, 9)
    assert [aside.why for aside in when.set_aside] == [why]


def test_an_hour_in_another_zone_is_turned_into_the_firms() -> None:
    """8 pm in Los Angeles is 11 pm in New York, 10 pm is the next day."""
    assert read("import December 5 at 8pm Pacific").hour == time(23)
    assert read("import December 5 at 10pm Pacific").day == date(2026, 12, 6)


@pytest.mark.parametrize(
    "words", ["first thing", "after we lock up", "after 6", "by 5pm", "at 9am your time"]
)
def test_words_that_give_no_hour_give_none(words: str) -> None:
    """A bound, a part of the day, somebody else's clock: no hour was said."""
    assert read(f"We import on December 5, {words}.").hour is None


@pytest.mark.parametrize(
    ("text", "day", "hour"),
    [
        ("Please push it a week.", date(2026, 12, 19), None),
        ("Can we move it two days earlier?", date(2026, 12, 10), None),
        ("Could we start at 8:30pm instead?", date(2026, 12, 12), time(20, 30)),
        ("Please move it from the 12th to the 19th.", date(2026, 12, 19), None),
        ("Could we start at 7 rather than 7:30?", date(2026, 12, 12), time(19)),
    ],
)
def test_a_move_counts_from_what_is_booked(text: str, day: date, hour: time | None) -> None:
    """An interval moves the booked day, an hour alone keeps it."""
    when = read(text, booked=BOOKED)
    assert (when.day, when.hour) == (day, hour)


@pytest.mark.parametrize("times", [250, 5000])
def test_a_listing_is_no_letter_and_is_not_guessed_at(times: int) -> None:
    """One date among hundreds would be picked blindly."""
    assert read("import on December 5. " * times) == When(trouble=Trouble.AMBIGUOUS)


def test_a_correction_counts_and_what_it_corrects_does_not() -> None:
    """The last word of the writer is the day."""
    when = read("Please import on December 5. Sorry, I meant December 12.")
    assert (when.day, when.alternatives) == (date(2026, 12, 12), ())


def test_a_letter_without_a_date_asks_for_none() -> None:
    """Numbers, phones, versions and fractions are no dates."""
    text = "1,240 clients, 1/3 inactive; version 4.22; 617-555-0142, 24/7. May I ask what you need?"
    assert read(text) == When()


def test_the_hour_of_a_day_that_is_past_never_moves_the_booked_day() -> None:
    """A day that lies behind us is set aside whole; its hour speaks of no other day."""
    when = read("Can we reschedule the import to Monday, November 23, 2026, 9:30 am?", booked=BOOKED)
    assert (when.day, when.hour) == (None, None)


def test_an_hour_alone_moves_the_booked_day() -> None:
    """Who names no day keeps the one that is booked."""
    assert read("Could we make it 5 pm instead?", booked=BOOKED).day == BOOKED.date()


def test_a_zone_in_the_possessive_is_that_zone() -> None:
    """So people shorten "Pacific is fine"; a letter must not fail over it."""
    assert read("Saturday December 5, 8:00 AM Pacific's fine").hour == time(11, 0)
