"""Days in numbers: whole dates, whose month the firm's country tells, and a day of the month alone.

The classes: PAIR (1/23, 1.23, 1-23), TRIPLE (1/23/27), YMD (2027-01-23), D (1-31, "5th"), ORD ("5th").
Much that looks like these is none, and is refused: shares, prices, versions, the 2nd batch.
"""

from collections.abc import Sequence

from bot.reading.dates import calendar
from bot.reading.dates.days_named import weekday_said
from bot.reading.dates.days_of_month import year_said
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.lexicon import words
from bot.reading.dates.resolve import resolve
from bot.reading.dates.standpoint import Order
from bot.reading.dates.surroundings import DATE_PREPOSITIONS, counts_something, stands_alone
from bot.reading.dates.things import Day, Named
from bot.reading.reading import Trouble

SHARED = words("of clients records accounts rows files items practices partners matched agree")
# "Error 5/8", "page 3/4": a number of something, or of so many.
NUMBERED = words("""
    error errors code step part page row rows file batch item section chapter case ticket room unit apt ratio
    score odds size question sheet line build release number no #""")
RANKS = words("first second third")  # mostly of several things
DOTTED_DAYS = frozenset(("DE", "AT", "CH"))
FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4"))


def numeric(said: Said) -> Day | None:
    """Two or three numbers; which is the month, the firm's country says."""
    token = next(token for token in said.tokens if token.symbols[:1] in (("PAIR",), ("TRIPLE",)))
    if said.names == ("PAIR_SLASH",) and _is_share(said):
        return None
    if said.after and "AMPM" in said.after.symbols:
        return None
    one, two = token.numbers[:2]
    year = _century(token.numbers[2]) if len(token.numbers) == 3 else year_said(said)
    options = _options(one, two, said.here.order)
    if not options:
        return _missing_day(one, two) if year is not None or _led_by_on(said) else None
    return resolve(Named(weekday_said(said), options, year), said.here.today)


def _missing_day(one: int, two: int) -> Day | None:
    """ "on 6/31": a day, though the calendar lacks it; 45/7 is none."""
    return Day(trouble=Trouble.IMPOSSIBLE) if min(one, two) >= 1 and max(one, two) <= 31 else None


def _options(one: int, two: int, order: Order) -> tuple[tuple[int, int], ...]:
    """Return (day, month) as the country writes it; the other way round where only that exists."""
    day_first, month_first = (one, two), (two, one)
    usual = {
        Order.MONTH_FIRST: (month_first,),
        Order.DAY_FIRST: (day_first,),
        Order.EITHER: (day_first, month_first) if one != two else (day_first,),
    }[order]
    return tuple(filter(_exists, usual)) or tuple(filter(_exists, (day_first, month_first)))[:1]


def _is_share(said: Said) -> bool:
    """Tell "1/3 inactive", "9/10 clients", "page 3/4" and "24/7" from dates."""
    led = said.before is not None and said.before.word in DATE_PREPOSITIONS
    fraction = said.tokens[0].word in FRACTIONS and not led and not stands_alone(said.after)
    labels = said.before is not None and said.before.word in NUMBERED
    return (
        fraction
        or labels
        or said.tokens[0].word == "24/7"
        or (said.after is not None and said.after.word in SHARED)
    )


def after_a_preposition(said: Said) -> Day | None:
    """ "on 4.22", "from 4-22": without the preposition, or after "at", it is a price, a version, a time."""
    led = said.before is not None and said.before.word in DATE_PREPOSITIONS
    if led and said.before and said.before.word == "in" and not said.tokens[0].word[-2:].isdigit():
        return None  # "plug-in 1.2"
    if not led and not _is_dotted_day(said):
        return None
    hour_like = said.names == ("PAIR_DOT",) and said.here.order is Order.DAY_FIRST
    return None if hour_like and not _exists(said.tokens[0].numbers) else numeric(said)


def _is_dotted_day(said: Said) -> bool:
    """Know "5.2." by its second dot, where people write days so and hours otherwise."""
    dotted = said.names == ("PAIR_DOT",) and said.here.country in DOTTED_DAYS
    after = said.after
    return dotted and after is not None and after.word[0] == "." and after.start == said.tokens[0].end


def iso(said: Said) -> Day | None:
    year, month, day = said.all("YMD")[0].numbers
    if not 1900 <= year < 2200:
        return None
    return resolve(Named(said.maybe("WEEKDAY"), ((day, month),), year), said.here.today)


def _exists(option: Sequence[int]) -> bool:
    return calendar.day_of(2000, option[1], option[0]) is not None


def _century(year: int) -> int:
    return year if year >= 100 else year + (2000 if year < 80 else 1900)


def bare_day(said: Said) -> Day | None:
    """The 27th, of the next month that has one; refused where it counts something: "the 2nd batch"."""
    token = said.all("ORD")[0] if "ORD" in said.names else said.all("D")[0]
    if "ORD" in token.symbols and token.word[0].isdigit():
        if counts_something(said.after):
            return None
    elif not stands_alone(said.after):
        return None
    if not token.word[0].isdigit() and _numbers_a_thing(said):
        return None
    return resolve(Named(said.maybe("WEEKDAY"), ((token.numbers[0], None),)), said.here.today)


def _numbers_a_thing(said: Said) -> bool:
    """Tell "the first or second week", "at second sight", "the second is not" from "on the second"."""
    led_to = said.before is not None and said.before.word in DATE_PREPOSITIONS - {"from", "by", "in"}
    if said.all("ORD" if "ORD" in said.names else "D")[0].word in RANKS and not led_to:
        return True
    led = said.before is not None and said.before.word in {"at", "from", "by"}
    return led or (said.after is not None and said.after.word in {"or", "and"})


def ordinal_alone(said: Said) -> Day | None:
    """ "12th or 13th": digits only, since "first" and "second" mostly number other things."""
    return bare_day(said) if said.tokens[0].word[0].isdigit() else None


def after_on(said: Said) -> Day | None:
    return bare_day(said) if _led_by_on(said) else None


def _led_by_on(said: Said) -> bool:
    return said.before is not None and said.before.word == "on"


IN_NUMBERS = (
    Form("[WEEKDAY] [,] YMD", iso, "2026-12-05"),
    Form("[WEEKDAY] [,] TRIPLE", numeric, "12/05/2026"),
    Form("TRIPLE [,|(|-] DAYNAME [)]", numeric, "12/05/2026 (Saturday"),
    Form("PAIR_SLASH [,|(|-] DAYNAME [)]", numeric, "12/5 (Saturday"),
    Form("[this|next] WEEKDAY [,] [the] PAIR", numeric, "Sat 12/5"),
    Form("PAIR_SLASH", numeric, "12/5"),
    Form("PAIR_DOT|PAIR_DASH", after_a_preposition, "on 4.22"),
    Form("PAIR_SLASH , YEAR|N", numeric, "12/05,2026"),
    Form("[this|next] WEEKDAY [,] [the] D", bare_day, "sat the 12th"),
    Form("the ORD|D", bare_day, "the 27th"),
    Form("ORD", ordinal_alone, "27th"),
    Form("D", after_on, "on 15"),
)  # fmt: skip
