"""Days as people keep them: a country's working days and holidays, and days on which a desk imports nothing.

The library knows what each country and region keeps and when. It is loaded when a day is first looked up, as
that takes a good part of a second.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
OPENS, CLOSES = time(9), time(17)
WEEKEND = frozenset({5, 6})  # where the library does not know the country: Saturday and Sunday


@dataclass(frozen=True, slots=True)
class _Year:
    """What a country keeps in one year."""

    holidays: Mapping[date, str]
    weekend: frozenset[int] = WEEKEND
    worked: frozenset[date] = frozenset()  # weekend days on which people work instead


def holiday_on(day: date, country: str) -> str:
    """Return the name of that day's public holiday in English where the library has it, "" if it is none.

    Args:
        day: By the calendar on the firm's wall.
        country: ISO 3166: "US", or with a part of it "US-NY", "GB-SCT".
    """
    return _year(country, day.year).holidays.get(day, "")


def is_working_day(day: date, country: str) -> bool:
    """Whether people there work that day."""
    kept = _year(country, day.year)
    return day in kept.worked if day.weekday() in kept.weekend else day not in kept.holidays


def working_days_after(day: date, count: int, country: str) -> date:
    """Return the working day that many working days after `day`; `day` itself for none."""
    while count > 0:
        day += DAY
        count -= is_working_day(day, country)
    return day


def working_day_before(day: date, country: str) -> date:
    """Return the last working day before `day`."""
    before = day - DAY
    while not is_working_day(before, country):
        before -= DAY
    return before


def after_working(since: datetime, hours: int, zone: ZoneInfo, country: str) -> datetime:
    """Return the moment `hours` after `since`, of which days nobody works do not count."""
    here, left = since.astimezone(UTC), timedelta(hours=hours)
    while True:
        day = here.astimezone(zone).date()
        midnight = datetime.combine(day + DAY, time(), zone).astimezone(UTC)
        if is_working_day(day, country):
            if here + left < midnight:
                return here + left
            left -= midnight - here
        here = midnight


def at_work(at: datetime, zone: ZoneInfo, country: str) -> datetime:
    """Return `at`, or the hour work next begins if nobody works then: on working days, nine to five."""
    local = at.astimezone(zone)
    day = local.date() + DAY * (local.time() >= CLOSES)
    while not is_working_day(day, country):
        day += DAY
    opens = datetime.combine(day, OPENS, zone).astimezone(UTC)
    return max(at, opens)


def knows_country(country: str) -> bool:
    """Whether the library knows that country, and the part of it that is named."""
    import holidays

    nation, _, part = country.partition("-")
    known = holidays.list_supported_countries()
    return nation in known and (not part or part in known[nation])


@lru_cache(maxsize=256)
def _year(country: str, year: int) -> _Year:
    import holidays

    nation, _, part = country.partition("-")
    try:
        found = holidays.country_holidays(nation, subdiv=part or None)
        english = next((name for name in found.supported_languages if name.startswith("en")), None)
        # The year is named, not left to be filled in on demand: threads share what is cached here.
        found = holidays.country_holidays(nation, subdiv=part or None, years=year, language=english)
    except NotImplementedError:  # the library says it of a country or part it does not know
        return _Year({})
    return _Year(dict(found), frozenset(found.weekend), frozenset(found.weekend_workdays))


# --- days on which nothing is imported -----------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Yearly:
    """The same days every year, perhaps over New Year."""

    first: tuple[int, int]  # month and day
    last: tuple[int, int]

    def covers(self, day: date, _country: str) -> bool:
        on = (day.month, day.day)
        if self.first <= self.last:
            return self.first <= on <= self.last
        return on >= self.first or on <= self.last


@dataclass(frozen=True, slots=True)
class Dated:
    """Days of one year."""

    first: date
    last: date

    def covers(self, day: date, _country: str) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """From one of the last working days of each month to the month's end."""

    working_days: int

    def covers(self, day: date, country: str) -> bool:
        following = (day.replace(day=28) + 4 * DAY).replace(day=1)
        left = sum(is_working_day(day + DAY * n, country) for n in range((following - day).days))
        return left < self.working_days or (left == self.working_days and is_working_day(day, country))


Span = Yearly | Dated | MonthEnd

MONTH_END = re.compile(r"month-end(?:: last (?P<count>[1-9]\d?) working days?)?")
YEARLY = re.compile(r"(?P<first>\d\d-\d\d)(?:\.\.(?P<last>\d\d-\d\d))?")
DATED = re.compile(r"(?P<first>\d{4}-\d\d-\d\d)(?:\.\.(?P<last>\d{4}-\d\d-\d\d))?")
LEAP_YEAR = "2024"  # so that 02-29 is a day


@lru_cache(maxsize=256)
def span_of(written: str) -> Span:
    """Read days as the settings write them.

    Args:
        written: "04-10..04-15" or "12-24" every year, "2026-12-01..2026-12-03" or "2026-12-01" once,
            "month-end" or "month-end: last 2 working days" every month.

    Raises:
        ValueError: It is none of these, or names a day that does not exist.
    """
    if found := MONTH_END.fullmatch(written):
        return MonthEnd(int(found["count"] or 1))
    if found := YEARLY.fullmatch(written):
        first, last = (_day(f"{LEAP_YEAR}-{on}") for on in (found["first"], found["last"] or found["first"]))
        return Yearly((first.month, first.day), (last.month, last.day))
    if found := DATED.fullmatch(written):
        begin, end = _day(found["first"]), _day(found["last"] or found["first"])
        if begin > end:
            raise ValueError(f"{written!r} ends before it begins")
        return Dated(begin, end)
    raise ValueError(
        f"{written!r} is no span of days like 04-10..04-15, 2026-12-01 or month-end: last 2 working days"
    )


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"there is no {written.removeprefix(f'{LEAP_YEAR}-')} in the calendar") from None


NEVER = "never"


@dataclass(frozen=True, slots=True)
class Blackout:
    """Days on which nothing is imported, and why.

    Raises:
        ValueError: The days are written as `span_of` does not read them.
    """

    name: str  # "tax deadline": the firm reads it
    days: str  # as `span_of` reads them; "never" frees a firm from the desk's blackout of that name

    def __post_init__(self) -> None:
        if self.days != NEVER:
            span_of(self.days)

    def covers(self, day: date, country: str) -> bool:
        """Whether nothing is imported on that day."""
        return self.days != NEVER and span_of(self.days).covers(day, country)
