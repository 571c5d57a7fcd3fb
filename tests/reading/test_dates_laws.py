"""What holds for every date: said in words and read back it is the same day."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.reading.dates import find_moments, find_when, localize, parse_exact
from bot.reading.dates.lexicon import NUMBER_WORDS, words
from bot.reading.reading import Context, Expecting

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HEAP = words("""
    the 5th of Sat 12/5 31.12. 2027 in two weeks from to until or and , . ( ) at 9 pm noon half ET not next
    last weekend Thanksgiving before after tomorrow night move import 0730 12-14 9999 year years - day""")
DAYS = st.dates(date(2026, 11, 25), date(2031, 12, 31))
SOON = st.dates(date(2026, 11, 25), date(2027, 11, 23))
WRITTEN = [
    "%d %B %Y",
    "%B %d, %Y",
    "%A, %d %b %Y",
    "%Y-%m-%d",
    "%d/%m/%Y",
    "%a %d.%m.%Y",
    "the %dth of %B, %Y",
]


@given(DAYS, st.sampled_from(WRITTEN), st.integers(0, 23), st.sampled_from([0, 15, 30, 59]))
def test_a_full_date_is_read_back(day: date, form: str, hour: int, minute: int) -> None:
    """However it is written, with its year it is that day and no other."""
    text = f"We import on {day.strftime(form)} at {hour:02}:{minute:02}."
    moment = find_moments(text, NOW, LONDON, "en-GB")[0]
    assert (moment.day, moment.hour, moment.trouble) == (day, time(hour, minute), None)


@given(SOON)
def test_a_day_without_its_year_is_the_next_such_day(day: date) -> None:
    """Within the year ahead, day and month suffice."""
    assert find_moments(f"on {day:%B} {day.day}", NOW, LONDON)[0].day == day


@given(
    st.sampled_from([word for word, n in NUMBER_WORDS.items() if n < 31]), st.sampled_from(["days", "weeks"])
)
def test_a_distance_in_words_is_counted_from_today(word: str, unit: str) -> None:
    """ "In ten days" is ten days on."""
    days = NUMBER_WORDS[word] * (7 if unit == "weeks" else 1)
    assert find_moments(f"in {word} {unit}", NOW, LONDON)[0].day == NOW.date() + timedelta(days=days)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
@example("31/02/2027 99:99 the 32nd of Smarch")
@example("²³ ½ ٣/٤/٢٠٢٧ 12:٣٠pm")
@example("in 9999 years")
@example("12/31/9999 to 1 January 0001")
def test_any_text_is_read_without_an_error(text: str) -> None:
    """Nothing that people can type breaks the reader."""
    find_moments(text, NOW, LONDON)
    find_when(text, Context(Expecting.NEW, NOW, LONDON, "en-CA", NOW))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(sorted(HEAP)),
        max_size=14,
    )
)
def test_any_heap_of_time_words_is_read_without_an_error(heap: list[str]) -> None:
    """The words of the tables in any order make sense or none, never an error."""
    find_when(" ".join(heap), Context(Expecting.DAY, NOW, LONDON, "en-CA", NOW))


def test_an_hour_that_comes_twice_is_the_first() -> None:
    """Clocks go back at 2:00 on 25 October 2026: 1:30 is summer time."""
    assert localize(date(2026, 10, 25), time(1, 30), LONDON).utcoffset() == timedelta(hours=1)


def test_an_hour_that_the_clocks_skip_is_refused_in_a_sentence() -> None:
    """Clocks go forward at 1:00 on 28 March 2027."""
    with pytest.raises(ValueError, match="01:30 does not exist on 2027-03-28"):
        localize(date(2027, 3, 28), time(1, 30), LONDON)


def test_a_command_names_a_moment_strictly() -> None:
    """A day and an hour, in the zone of the firm."""
    assert parse_exact("2026-12-05", "18:00", LONDON) == datetime(2026, 12, 5, 18, 0, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("day", "hour"),
    [("5 Dec", None), ("2026-02-30", None), ("2026-12-05", "6pm"), ("2026-12-05", "25:00"),
     ("9" * 20_000, None),
     ("2026-12-05\n", None), ("٢٠٢٦-١٢-٠٥", None), ("2027-03-28", "01:30")],
)  # fmt: skip
def test_a_command_that_names_no_moment_is_told_why(day: str, hour: str | None) -> None:
    """Every other form is refused with a short sentence."""
    with pytest.raises(ValueError) as refused:
        parse_exact(day, hour, LONDON)
    assert 10 < len(str(refused.value)) < 100
