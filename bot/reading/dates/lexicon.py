"""The words that dates are made of, each with what it can stand for.

A word may be several things ("second", "may", "sun"); the forms decide by its neighbours. To teach a
new spelling, add it here; to teach a new phrase, add a row in `days.py` or `hours.py`.
"""

import re
from dataclasses import dataclass

from bot.reading.dates.zones import ZONES


def words(text: str) -> frozenset[str]:
    """Return the words of a row of a table."""
    return frozenset(text.split())


def bare_word(word: str) -> str:
    """Return a word without "'s", so that "settlement's" is found as "settlement"."""
    return word.removesuffix("'s")


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word can stand for."""

    symbols: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    only_capital: bool = False  # "sat", "sun", "wed": a weekday by itself only when written Sat, Sun, Wed
    weak: tuple[str, ...] = ()  # what it still is without the capital


MONTHS = {
    "january": 1, "jan": 1, "janurary": 1, "february": 2, "feb": 2, "febuary": 2, "febr": 2, "march": 3,
    "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6, "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8,
    "september": 9, "sept": 9, "sep": 9, "october": 10, "oct": 10, "november": 11, "nov": 11, "december": 12,
    "dec": 12,
}  # fmt: skip

# Letters from Quebec or Berlin mix languages: French, German, Spanish and Dutch names are known too.
MONTHS_ABROAD = {
    "janvier": 1, "février": 2, "fevrier": 2, "avril": 4, "juin": 6, "juillet": 7, "août": 8, "aout": 8,
    "septembre": 9, "octobre": 10, "novembre": 11, "décembre": 12, "decembre": 12, "januar": 1, "jänner": 1,
    "februar": 2, "märz": 3, "maerz": 3, "juni": 6, "oktober": 10, "dezember": 12, "enero": 1, "febrero": 2,
    "junio": 6, "septiembre": 9, "setiembre": 9, "octubre": 10, "noviembre": 11, "diciembre": 12,
    "januari": 1, "februari": 2, "maart": 3, "augustus": 8,
}  # fmt: skip
# Names and things in English: a month only right after a day, "5 mars", and before nothing it could name.
MONTHS_ELSE = {
    "mars": 3, "marzo": 3, "abril": 4, "mai": 5, "mayo": 5, "mei": 5, "juli": 7, "julio": 7, "agosto": 8,
}  # fmt: skip

WEEKDAYS = {
    "monday": 0, "mon": 0, "tuesday": 1, "tue": 1, "tues": 1, "wednesday": 2, "wed": 2, "weds": 2,
    "wednsday": 2, "wensday": 2, "thursday": 3, "thu": 3, "thur": 3, "thurs": 3, "friday": 4, "fri": 4,
    "saturday": 5, "sat": 5, "saterday": 5, "sunday": 6, "sun": 6,
}  # fmt: skip
WORDS_TOO = words("mon wed sat sun")
# Names too, "Mardi Gras", "Julio Domingo": alone they are days only where one must come, "le mardi".
WEEKDAYS_ABROAD = {
    "lundi": 0, "mardi": 1, "mercredi": 2, "jeudi": 3, "vendredi": 4, "samedi": 5, "dimanche": 6,
    "montag": 0, "dienstag": 1, "mittwoch": 2, "donnerstag": 3, "freitag": 4, "samstag": 5, "sonnabend": 5,
    "sonntag": 6, "lunes": 0, "martes": 1, "miércoles": 2, "miercoles": 2, "jueves": 3, "viernes": 4,
    "sábado": 5, "sabado": 5, "domingo": 6, "maandag": 0, "dinsdag": 1, "woensdag": 2, "donderdag": 3,
    "vrijdag": 4, "zaterdag": 5, "zondag": 6,
}  # fmt: skip

NUMBER_WORDS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip

ORDINAL_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14,
    "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20,
    "thirtieth": 30,
}  # fmt: skip

# What may follow "twenty": its value, and the classes the two words make together.
TENS: dict[str, tuple[int, tuple[str, ...]]] = {
    **{word: (n, ()) for word, n in NUMBER_WORDS.items() if n < 10},
    **{word: (n, ("ORD",)) for word, n in ORDINAL_WORDS.items() if n < 10},
}

# (days, months, working days): how far one such step reaches.
UNITS = {
    "day": (1, 0, 0), "days": (1, 0, 0), "week": (7, 0, 0), "weeks": (7, 0, 0), "wk": (7, 0, 0),
    "wks": (7, 0, 0), "fortnight": (14, 0, 0), "fortnights": (14, 0, 0), "month": (0, 1, 0),
    "months": (0, 1, 0), "year": (0, 12, 0), "years": (0, 12, 0), "weekday": (0, 0, 1), "weekdays": (0, 0, 1),
    "workday": (0, 0, 1), "workdays": (0, 0, 1),
}  # fmt: skip

MINUTES = {"minute": 1, "minutes": 1, "min": 1, "mins": 1, "hour": 60, "hours": 60, "hr": 60, "hrs": 60}

# 0 is before noon, 12 after it: what a bare "7" needs to become an hour.
PARTS_OF_DAY = {
    "morning": 0, "mornings": 0, "forenoon": 0, "afternoon": 12, "arvo": 12, "evening": 12, "evenings": 12,
    "night": 12, "nights": 12, "nite": 12, "eve": 12,
}  # fmt: skip

RELATIVE_DAYS = {
    "today": 0, "tonight": 0, "tonite": 0, "tomorrow": 1, "tomorow": 1, "tommorow": 1, "tommorrow": 1,
    "tmrw": 1, "tmr": 1, "tmw": 1, "tomoz": 1, "2morrow": 1, "2moro": 1, "yesterday": -1,
}  # fmt: skip


def _lexicon() -> dict[str, Entry]:
    table = {word: Entry(("MONTH",), (n,)) for word, n in (MONTHS | MONTHS_ABROAD).items()}
    table |= {word: Entry(("MONTH_ELSE",), (n,)) for word, n in MONTHS_ELSE.items()}
    table |= {
        word: Entry(("WEEKDAY", "DAYNAME"), (n,), word in WORDS_TOO, ("WEEKDAY",))
        for word, n in WEEKDAYS.items()
    }
    table |= {word: Entry(("WEEKDAY",), (n,)) for word, n in WEEKDAYS_ABROAD.items()}
    table |= {word: Entry(("N", "D") if 2 <= n <= 31 else ("N",), (n,)) for word, n in NUMBER_WORDS.items()}
    table |= {word: Entry(("ORD", "D"), (n,)) for word, n in ORDINAL_WORDS.items()}
    table |= {word: Entry(("UNIT",), steps) for word, steps in UNITS.items()}
    table |= {word: Entry(("MINUTES",), (n,)) for word, n in MINUTES.items()}
    table |= {word: Entry(("PART",), (n,)) for word, n in PARTS_OF_DAY.items()}
    table |= {word: Entry(("RELATIVE",), (n,)) for word, n in RELATIVE_DAYS.items()}
    table |= {word: Entry(("ZONE",)) for word in ZONES}
    table |= {f"{word}s": Entry(("WEEKDAYS",), (n,)) for word, n in WEEKDAYS.items() if word.endswith("day")}
    table |= {
        "a": Entry(("N", "AMPM1"), (1,)),
        "an": Entry(("N",), (1,)),
        "another": Entry(("N",), (1,)),
        "p": Entry(("AMPM1",), (12,)),
    }
    table |= {"am": Entry(("AMPM",), (0,)), "pm": Entry(("AMPM",), (12,))}
    return table


LEXICON = _lexicon()

# "12 may be affected", "we may": a verb. "12 May at noon": the month.
DENIES_MAY = re.compile(
    r"\s+(?:be|have|not|need|want|well|take|also|still|get|go|see|we|i|you|it|they|or may|cause)\b"
)

# "monday.com" is no day; "on Monday.Please" is.
SITE = re.compile(r"\.(?:com|net|org|io|co|us|uk|au|ca)\b")
