"""Days by their name in the calendar: a row for each way of writing it, with an example that the tests read.

The classes: MONTH, WEEKDAY, D (1-31, "5th", "fifth"), N (a count, "two"), YEAR, PAIR_DASH (12-14).
"""

from dataclasses import replace
from datetime import timedelta

from bot.reading.dates import calendar
from bot.reading.dates.days_of_month import year_said
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.lexicon import words
from bot.reading.dates.resolve import resolve
from bot.reading.dates.surroundings import STREETS, counts_something, stands_alone
from bot.reading.dates.things import Day, Named
from bot.reading.reading import Trouble

HOURS = words("h hrs hours hr")
GOES_ON_ABROAD = words("à a um om ab gegen vanaf rond dès vers desde hacia et und en y")


def named(said: Said) -> Day | None:
    """A day of a month by name, with or without weekday and year."""
    if said.has("may", "march", "mar", "second") and len(said.names) == 2:
        after = said.after
        if counts_something(after) or (said.names[0] != "D" and after and after.symbols[:1] == ("AMPM",)):
            return None
    if not _joined_by_mark(said) or _is_street(said) or _ends_in_an_hour(said):
        return None
    day = Named(weekday_said(said), ((said.number("D"), said.number("MONTH")),), year_said(said))
    return resolve(day, said.here.today)


def named_abroad(said: Said) -> Day | None:
    """ "Samstag, den 5. Dezember", "5 de mayo de 2027"; "5 mars" only before nothing it could name."""
    after = said.after
    goes_on = "." in said.names or stands_alone(after) or (after is not None and after.word in GOES_ON_ABROAD)
    if "MONTH" not in said.names and "YEAR" not in said.names and not goes_on:
        return None
    month = said.number("MONTH" if "MONTH" in said.names else "MONTH_ELSE")
    return resolve(Named(weekday_said(said), ((said.number("D"), month),), year_said(said)), said.here.today)


def named_in_short_year(said: Said) -> Day | None:
    """ "17-Dec-27", "17 Dec 27": of the years around this one, before nothing that the number could count."""
    last = said.tokens[-1]
    day, short = last.numbers if said.names[-1] == "PAIR_DASH" else (said.number("D"), last.numbers[0])
    marked = any(name in {"-", "/"} for name in said.names)
    after = said.after
    ends = marked or stands_alone(after) or (after is not None and "HHMM" in after.symbols)
    if not ends or not last.word[-2:].isdigit() or short not in _short_years(said.here.today.year):
        return None
    if not _joined_by_mark(said):
        return None
    named_day = Named(weekday_said(said), ((day, said.number("MONTH")),), 2000 + short)
    return resolve(named_day, said.here.today)


def _short_years(year: int) -> range:
    return range(year % 100 - 1, year % 100 + 10)


def _ends_in_an_hour(said: Said) -> bool:
    """Tell the hour of "March 6, 2000 hrs" from a year."""
    after = said.after
    return said.names[-1] == "YEAR" and after is not None and (after.word in HOURS or "ZONE" in after.symbols)


def _is_street(said: Said) -> bool:
    """Tell "12 December Lane" from a date."""
    after = said.after
    return said.names[0] == "D" and after is not None and after.capital and after.word in STREETS


def _joined_by_mark(said: Said) -> bool:
    """Tell "5-Dec" from "Import 2 - Feb 13", and "16. Nov." from the second of a list: "2. Feb 13"."""
    if said.before and said.before.word == "#":
        return False
    if said.tokens[1].word == "." and said.names[0] == "D" and said.after and "D" in said.after.symbols:
        return False
    marks = [at for at, token in enumerate(said.tokens) if token.word in {"-", "/"}]
    return all(said.tokens[at].start == said.tokens[at - 1].end for at in marks)


def several(said: Said) -> Day | None:
    """Several days of one month: offered, or needed one after the other."""
    month, year = said.number("MONTH"), year_said(said)
    weekdays: list[int | None] = [token.numbers[0] for token in said.all("WEEKDAY")] or [None] * 4
    found = [
        resolve(Named(weekday, ((token.numbers[0], month),), year), said.here.today)
        for weekday, token in zip(weekdays, said.all("D"), strict=False)
    ]
    open_ = said.has("or", "/")
    return replace(together(tuple(found), Trouble.AMBIGUOUS if open_ else None), pick=open_)


def together(days: tuple[Day, ...], trouble: Trouble | None) -> Day:
    """Join days that were said in one breath; the trouble of one is the trouble of all."""
    offers = tuple(offer for day in days for offer in (day.offers or ((day.first,) if day.first else ())))
    trouble = next((day.trouble for day in days if day.trouble), trouble)
    return Day(days[0].first, offers, trouble=trouble, said=days[-1].said)


def side_by_side(said: Said) -> Day | None:
    """ "6/7 March": a weekend by its two days, else two days to choose from."""
    one, two = said.all("PAIR_SLASH")[0].numbers
    days = [
        resolve(Named(None, ((day, said.number("MONTH")),), year_said(said)), said.here.today)
        for day in (one, two)
    ]
    first = days[0].first
    weekend = two == one + 1 and first is not None and first.weekday() == calendar.SATURDAY
    both = together(tuple(days), None if weekend else Trouble.AMBIGUOUS)
    return replace(both, said=None, pick=True)


def stretch(said: Said) -> Day | None:
    """A stretch of days in one month: "4 to 8 January"."""
    month, year = said.number("MONTH"), year_said(said)
    days = said.all("PAIR_DASH") or said.all("D")
    begin, end = days[0].numbers if len(days) == 1 else (days[0].numbers[0], days[1].numbers[0])
    if not begin < end <= 31:
        return None
    weekdays: list[int | None] = [token.numbers[0] for token in said.all("WEEKDAY")] or [None, None]
    first = resolve(Named(weekdays[0], ((begin, month),), year), said.here.today)
    last = resolve(Named(weekdays[-1], ((end, month),), year), first.first or said.here.today)
    if first.first is None or last.first is None or last.first < first.first:
        return Day(trouble=Trouble.IMPOSSIBLE)
    days_of = tuple(first.first + timedelta(days=n) for n in range((last.first - first.first).days + 1))
    return Day(first.first, days_of, last.first, first.trouble or last.trouble, last.said)


def weekday_said(said: Said) -> int | None:
    return said.maybe("WEEKDAY") if "WEEKDAY" in said.names else said.maybe("DAYNAME")


NAMED = (
    Form("[the] D [of] MONTH", named, "12th of December"),
    Form("[the] D [of] MONTH [,] YEAR", named, "12 December 2026"),
    Form("[the] D . MONTH [.] [YEAR]", named, "16. Nov. 2026"),
    Form("[the] D -|/ MONTH", named, "5-Dec"),
    Form("[the] D -|/ MONTH -|/ YEAR", named, "5-Dec-2026"),
    Form("[WEEKDAY] [,] [the] D [-|/] MONTH [-|/|.] N", named_in_short_year, "5 Dec 26"),
    Form("MONTH -|/ D -|/ N", named_in_short_year, "Dec/5/26"),
    Form("MONTH - PAIR_DASH", named_in_short_year, "Dec-5-26"),
    Form("WEEKDAY [,] [the|den|el|le] D [.] [de] MONTH [de] [YEAR]", named_abroad, "Samstag, den 5. Juni"),
    Form("[WEEKDAY] [,] [den|el|le] D [.] [de] MONTH_ELSE [de] [YEAR]", named_abroad, "5 de mayo de 2027"),
    Form("[den|el|le] D [.] de MONTH [de] [YEAR]", named_abroad, "5 de diciembre de 2026"),
    Form("MONTH [-|/|the] D", named, "December the 5th"),
    Form("MONTH [.] [the] D [,] YEAR", named, "Jan 12, 2027"),
    Form("MONTH . D", named, "October. 2"),
    Form("YEAR [-|/] MONTH [-|/] D", named, "2027-sep-1"),
    Form("[the] D [of] MONTH [,] two thousand [and] [N]", named, "tenth of May, two thousand and thirty"),
    Form("MONTH [the] D [,] two thousand [and] [N]", named, "jan twenty one two thousand and eighteen"),
    Form("[this|next] WEEKDAY [,] [the] D [-] [of] MONTH", named, "Saturday the 5th of December"),
    Form("[this|next] WEEKDAY [,] [the] D [-] [of] MONTH [,|-] YEAR", named, "Sat 5 Dec 2026"),
    Form("[this|next] WEEKDAY [,] MONTH [the] D", named, "Saturday, December 5"),
    Form("[this|next] WEEKDAY [,] MONTH [the] D [,] YEAR", named, "Saturday, December 5, 2026"),
    Form("WEEKDAY [,] MONTH [the] D [,] two thousand [and] [N]", named, "sunday jan six two thousand"),
    Form("D [of] MONTH [,|(|-] WEEKDAY [)]", named, "5 December, Saturday"),
    Form("MONTH [the] D [,|(|-] WEEKDAY [)]", named, "December 5 (Saturday"),
    Form("D [of] MONTH [,] YEAR [,|(|-] WEEKDAY [)]", named, "5 December 2026, Saturday"),
    Form("MONTH [the] D [,] YEAR [,|(|-] WEEKDAY [)]", named, "December 5, 2026 (Saturday"),
    # several days of one month
    Form("[the] D or|and|/ [the] D [of] MONTH", several, "the 5th or 12th of December"),
    Form("[the] D , [the] D [,] or|and [the] D [of] MONTH", several, "5, 12 or 19 December"),
    Form("MONTH [the] D or|and|/ [the] D", several, "February 19 or 26"),
    Form("MONTH [the] D ,|or [the] D [,] or|and [the] D", several, "February 12, 19 or 26"),
    Form("MONTH [the] D , [the] D , [the] D [,] or|and [the] D", several, "May 5, 12, 19 or 26"),
    Form("[the] D , [the] D , [the] D [,] or|and [the] D [of] MONTH", several, "5, 12, 19 or 26 May"),
    Form("WEEKDAY or|and WEEKDAY [,|(] MONTH [the] D or|and|- [the] D", several, "Sat and Sun, Dec 5 and 6"),
    Form("WEEKDAY or|and WEEKDAY [,] D or|and|- D [of] MONTH", several, "Sat and Sun 5 and 6 Dec"),
    Form("WEEKDAY [the] D or|and|/ WEEKDAY [the] D [of] MONTH", several, "Sat 5th or Sun 6th December"),
    Form("[the] D to|-|until|till|through|thru|and [the] D [of] MONTH [YEAR]", stretch, "4 to 8 January"),
    Form("PAIR_SLASH [of] MONTH [YEAR]", side_by_side, "6/7 March"),
    Form("MONTH PAIR_SLASH [,] [YEAR]", side_by_side, "March 6/7"),
    Form("PAIR_DASH [of] MONTH [YEAR]", stretch, "12-14 February"),
    Form("MONTH [the] D to|-|until|till|through|thru|and [the] D", stretch, "January 11 through 13"),
    Form("MONTH PAIR_DASH [,] [YEAR]", stretch, "Feb 12-14"),
    Form("WEEKDAY [the] D to|-|until|through WEEKDAY [the] D [of] MONTH", stretch, "Mon 8 to Thu 11 March"),
)  # fmt: skip
