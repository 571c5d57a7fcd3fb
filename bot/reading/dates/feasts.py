"""Holidays by name: "the day after Thanksgiving", "Boxing Day", in the firm's own country.

The library knows what each country, or region, keeps and when; it is loaded when a letter first names a
holiday, as that takes a tenth of a second. Days it does not list, such as Christmas Eve, have a small table.
"""

from datetime import date, timedelta
from functools import lru_cache

from bot.reading.dates.calendar import next_such_day
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Day
from bot.reading.reading import Trouble

# How a day is called in letters → part of its name in the library, apostrophes and case aside.
KEPT = {
    "thanksgiving": "thanksgiving", "thanksgiving day": "thanksgiving", "turkey day": "thanksgiving",
    "easter monday": "easter monday", "good friday": "good friday", "memorial day": "memorial day",
    "labor day": "labor day", "labour day": "labo", "mlk day": "martin luther king",
    "martin luther king day": "martin luther king", "presidents day": "washington",
    "presidents ' day": "washington", "president's day": "washington", "columbus day": "columbus",
    "veterans day": "veterans", "juneteenth": "juneteenth", "canada day": "canada day",
    "victoria day": "victoria", "family day": "family day",
    "australia day": "australia day", "anzac day": "anzac", "waitangi day": "waitangi",
    "matariki": "matariki", "may day": "may day", "king's birthday": "king", "st brigid's day": "brigid",
    "heritage day": "heritage",
    "freedom day": "freedom", "human rights day": "human rights", "youth day": "youth",
    "women's day": "women", "civic holiday": "civic holiday", "melbourne cup day": "melbourne cup",
    "father's day": "father's day", "fathers day": "father's day", "mother's day": "mother's day",
    "mothers day": "mother's day", "late may bank holiday": "spring bank holiday",
    "early may bank holiday": "may day", "spring bank holiday": "spring bank holiday",
    "summer bank holiday": "summer bank holiday", "august bank holiday": "summer bank holiday",
    "workers day": "worker", "day of reconciliation": "reconciliation", "day of goodwill": "goodwill",
}  # fmt: skip

FIXED = {
    "christmas": (12, 25), "christmas day": (12, 25), "xmas": (12, 25), "xmas day": (12, 25),
    "christmas eve": (12, 24), "xmas eve": (12, 24), "boxing day": (12, 26), "st stephen's day": (12, 26),
    "st stephens day": (12, 26), "new year's eve": (12, 31), "new years eve": (12, 31),
    "new year's day": (1, 1), "new years day": (1, 1), "new year's": (1, 1), "new years": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14), "valentines day": (2, 14), "st patrick's day": (3, 17),
    "st patricks day": (3, 17), "paddy's day": (3, 17), "independence day": (7, 4), "fourth of july": (7, 4),
    "remembrance day": (11, 11),
}  # fmt: skip

MOVING = {"easter": 0, "easter sunday": 0, "easter saturday": -1}  # days from Easter Sunday
SEASONS = frozenset(("christmas", "xmas", "thanksgiving", "easter", "new year's", "new years", "halloween"))
Kept = tuple[tuple[date, str], ...]  # each holiday's day, and its title in small letters
COUNTED_FROM = frozenset(("after", "before", "following"))
NAMES = (*KEPT, *FIXED, *MOVING, "black friday")


@lru_cache(maxsize=1024)
def feast_days(name: str, country: str, since: date) -> tuple[date, ...]:
    """Return the first day of that name on or after `since`; several where a country's regions differ.

    Empty where the country does not keep it.
    """
    if name in FIXED:
        found = next_such_day(*FIXED[name], since)
        return (found,) if found else ()
    years = (since.year, since.year + 1)
    if name in MOVING:
        return _next("good friday", _kept("GB", None, years), since, 2 + MOVING[name])
    if name == "black friday":
        return _next("thanksgiving", _kept("US", None, years), since, 1)
    return _next(KEPT[name], _kept(country, None, years), since) or _next_in_regions(name, country, since)


def _next(name: str, kept: Kept, since: date, later: int = 0) -> tuple[date, ...]:
    days = (day + timedelta(days=later) for day, title in kept if name in title)
    return tuple(sorted(day for day in days if day >= since)[:1])


def _next_in_regions(name: str, country: str, since: date) -> tuple[date, ...]:
    kept = _kept_in_regions(country, (since.year, since.year + 1))
    return tuple(sorted({day for region in kept for day in _next(KEPT[name], region, since)}))


@lru_cache(maxsize=16)
def _kept_in_regions(country: str, years: tuple[int, int]) -> tuple[Kept, ...]:
    import holidays

    regions = holidays.list_supported_countries().get(country, ())
    return tuple(_kept(country, region, years) for region in regions)


@lru_cache(maxsize=256)
def _kept(country: str, region: str | None, years: tuple[int, int]) -> Kept:
    import holidays

    try:
        known = holidays.country_holidays(country).supported_categories
        kept = holidays.country_holidays(country, region, years, observed=False, categories=known)
    except NotImplementedError:  # a country the library does not know
        return ()
    return tuple((day, title.lower()) for day, title in kept.items())


def feast(said: Said) -> Day | None:
    return _day(" ".join(name for name in said.names if name != "."), said.here)


def new_year(said: Said) -> Day | None:
    """ "After New Year": a day only from where one counts, else a time of year."""
    counted = said.before is not None and said.before.word in COUNTED_FROM
    return _day("new year's day", said.here) if counted else None


def _day(name: str, here: Standpoint) -> Day | None:
    days = feast_days(name, here.country, here.today)
    if len(days) > 1:
        return Day(days[0], days, trouble=Trouble.AMBIGUOUS, pick=True)
    return Day(days[0]) if days else None


FEASTS = (
    *(Form(name.replace("st ", "st [.] "), feast, name) for name in NAMES),
    Form("[the] new year", new_year, "after new year"),
)
