"""Holidays by name: "the day after Thanksgiving", "Boxing Day", in the firm's own country.

The library knows what each country keeps and when; it is loaded when a letter first names a holiday, as
that takes a tenth of a second. Days it does not list, such as Christmas Eve, are in the small table.
"""

from datetime import date, timedelta
from functools import lru_cache

from bot.reading.dates.calendar import next_such_day
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.things import Day, day_on

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
    "women's day": "women",

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
NAMES = (*KEPT, *FIXED, *MOVING, "black friday")


def feast_day(name: str, country: str, since: date) -> date | None:
    """Return the first day of that name on or after `since`; None where the country does not keep it."""
    if name in FIXED:
        return next_such_day(*FIXED[name], since)
    years = (since.year, since.year + 1)
    if name in MOVING:
        found = [friday + timedelta(days=2 + MOVING[name]) for friday in _kept("good friday", "GB", years)]
    elif name == "black friday":
        found = [day + timedelta(days=1) for day in _kept("thanksgiving", "US", years)]
    else:
        found = [*_kept(KEPT[name], country, years)]
    return next((day for day in sorted(found) if day >= since), None)


def feast(said: Said) -> Day | None:
    return day_on(
        feast_day(" ".join(token.word for token in said.tokens), said.here.country, said.here.today)
    )


@lru_cache(maxsize=64)
def _kept(name: str, country: str, years: tuple[int, int]) -> tuple[date, ...]:
    import holidays

    try:
        known = holidays.country_holidays(country).supported_categories
        kept = holidays.country_holidays(country, years=years, observed=False, categories=known)
    except NotImplementedError:  # a country the library does not know
        return ()
    return tuple(day for day, title in kept.items() if name in title.lower())


FEASTS = tuple(Form(name, feast, name) for name in NAMES)
