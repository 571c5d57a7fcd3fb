"""Days by their name in the calendar: a row for each way of writing it, with an example that the tests read.

The classes: MONTH, WEEKDAY, D (1-31, "5th", "fifth"), ORD ("5th", "fifth"), N (a count, "two"), YEAR,
PAIR (1/23, 1.23, 1-23), TRIPLE (1/23/27), YMD (2027-01-23).
"""

from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.resolve import resolve
from bot.reading.dates.standpoint import Order
from bot.reading.dates.surroundings import DATE_PREPOSITIONS, counts_something, stands_alone
from bot.reading.dates.things import Day, Named
from bot.reading.reading import Trouble

FRACTIONS = frozenset(("1/2", "1/3", "2/3", "1/4", "3/4"))


def named(said: Said) -> Day | None:
    """A day of a month by name, with or without weekday and year."""
    if said.has("may", "march", "mar", "second") and len(said.names) == 2:
        after = said.after
        if counts_something(after) or (said.names[0] != "D" and after and after.symbols[:1] == ("AMPM",)):
            return None
    if not _joined_by_mark(said):
        return None
    day = Named(_weekday(said), ((said.number("D"), said.number("MONTH")),), year_said(said))
    return resolve(day, said.here.today)


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
    weekdays: list[int | None] = [token.numbers[0] for token in said.all("WEEKDAY")] or [None, None, None]
    found = [
        resolve(Named(weekday, ((token.numbers[0], month),), year), said.here.today)
        for weekday, token in zip(weekdays, said.all("D"), strict=False)
    ]
    return together(tuple(found), Trouble.AMBIGUOUS if said.has("or", "/") else None)


def together(days: tuple[Day, ...], trouble: Trouble | None) -> Day:
    """Join days that were said in one breath; the trouble of one is the trouble of all."""
    offers = tuple(offer for day in days for offer in (day.offers or ((day.first,) if day.first else ())))
    return Day(
        days[0].first,
        offers,
        trouble=next((d.trouble for d in days if d.trouble), trouble),
        said=days[-1].said,
    )


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


def numeric(said: Said) -> Day | None:
    """Two or three numbers; which is the month, the firm's country says."""
    token = next(t for t in said.tokens if t.symbols[:1] in (("PAIR",), ("TRIPLE",)))
    one, two = token.numbers[:2]
    if said.names == ("PAIR_SLASH",) and (token.word == "24/7" or _is_share(said)):
        return None
    if said.after and "AMPM" in said.after.symbols:
        return None
    options = {
        Order.MONTH_FIRST: ((two, one),),
        Order.DAY_FIRST: ((one, two),),
        Order.EITHER: ((one, two), (two, one)),
    }[said.here.order]
    possible = [option for option in dict.fromkeys((*options, (one, two), (two, one))) if _exists(option)]
    kept = tuple(option for option in options if option in possible) or tuple(possible)
    year = _century(token.numbers[2]) if len(token.numbers) == 3 else year_said(said)
    if not kept:
        return Day(trouble=Trouble.IMPOSSIBLE) if year is not None and max(one, two) <= 31 else None
    return resolve(Named(_weekday(said), kept, year), said.here.today)


def _is_share(said: Said) -> bool:
    """Tell "1/3 inactive" and "9/10 clients" from dates."""
    led = said.before is not None and said.before.word in DATE_PREPOSITIONS
    fraction = said.tokens[0].word in FRACTIONS and not led and not stands_alone(said.after)
    return fraction or counts_something(said.after)


def after_a_preposition(said: Said) -> Day | None:
    """ "on 4.22", "from 4-22": without the preposition, or after "at", it is a price, a version, a time."""
    return numeric(said) if said.before and said.before.word in DATE_PREPOSITIONS else None


def iso(said: Said) -> Day | None:
    year, month, day = said.all("YMD")[0].numbers
    return (
        resolve(Named(said.maybe("WEEKDAY"), ((day, month),), year), said.here.today)
        if 1900 <= year < 2200
        else None
    )


def bare_day(said: Said) -> Day | None:
    """The 27th, of the next month that has one; refused where it counts something: "the 2nd batch"."""
    token = said.all("ORD")[0] if "ORD" in said.names else said.all("D")[0]
    if "ORD" in token.symbols and token.word[0].isdigit():
        if counts_something(said.after):
            return None
    elif not stands_alone(said.after):
        return None
    if not token.word[0].isdigit() and said.before and said.before.word in {"at", "from", "by"}:
        return None
    return resolve(Named(said.maybe("WEEKDAY"), ((token.numbers[0], None),)), said.here.today)


def ordinal_alone(said: Said) -> Day | None:
    """ "12th or 13th": digits only, since "first" and "second" mostly number other things."""
    return bare_day(said) if said.tokens[0].word[0].isdigit() else None


def after_on(said: Said) -> Day | None:
    return bare_day(said) if said.before and said.before.word == "on" else None


def day_of_next_month(said: Said) -> Day | None:
    month, year = month_said(said)
    day = calendar.day_of(year, month, said.number("D"))
    return Day(day) if day else Day(trouble=Trouble.IMPOSSIBLE)


def last_day_of_month(said: Said) -> Day | None:
    month, year = month_said(said)
    if "MONTH" in said.names and year_said(said) is None and month < said.here.today.month:
        year += 1
    after = calendar.months_after(date(year, month, 1), 1)
    return Day(after - timedelta(days=1)) if after else None


def _exists(option: tuple[int, int]) -> bool:
    return calendar.day_of(2000, option[1], option[0]) is not None


def _weekday(said: Said) -> int | None:
    return said.maybe("WEEKDAY") if "WEEKDAY" in said.names else said.maybe("DAYNAME")


def year_said(said: Said) -> int | None:
    if "YEAR" in said.names:
        return said.number("YEAR")
    if "thousand" in said.names:
        return 2000 + (said.all("N")[-1].numbers[0] if "N" in said.names else 0)
    return None


def _century(year: int) -> int:
    return year if year >= 100 else year + (2000 if year < 80 else 1900)


def month_said(said: Said) -> tuple[int, int]:
    if "MONTH" in said.names:
        return said.number("MONTH"), year_said(said) or said.here.today.year
    day = (
        calendar.months_after(said.here.today.replace(day=1), 1 if said.has("next") else 0) or said.here.today
    )
    return day.month, day.year


NAMED = (
    Form("[the] D [of] MONTH", named, "12th of December"),
    Form("[the] D [of] MONTH [,] YEAR", named, "12 December 2026"),
    Form("[the] D . MONTH [.] [YEAR]", named, "16. Nov. 2026"),
    Form("[the] D -|/ MONTH", named, "5-Dec"),
    Form("[the] D -|/ MONTH -|/ YEAR", named, "5-Dec-2026"),
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
    Form("D [of] MONTH [,|(|-] WEEKDAY", named, "5 December, Saturday"),
    Form("MONTH [the] D [,|(|-] WEEKDAY", named, "December 5 (Saturday"),
    Form("D [of] MONTH [,] YEAR [,|(|-] WEEKDAY", named, "5 December 2026, Saturday"),
    Form("MONTH [the] D [,] YEAR [,|(|-] WEEKDAY", named, "December 5, 2026 (Saturday"),
    # several days of one month
    Form("[the] D or|and|/ [the] D [of] MONTH", several, "the 5th or 12th of December"),
    Form("[the] D , [the] D [,] or|and [the] D [of] MONTH", several, "5, 12 or 19 December"),
    Form("MONTH [the] D or|and|/ [the] D", several, "February 19 or 26"),
    Form("MONTH [the] D , [the] D [,] or|and [the] D", several, "February 12, 19 or 26"),
    Form("WEEKDAY [the] D or|and|/ WEEKDAY [the] D [of] MONTH", several, "Sat 5th or Sun 6th December"),
    Form("[the] D to|-|until|till|through|thru|and [the] D [of] MONTH [YEAR]", stretch, "4 to 8 January"),
    Form("PAIR_DASH [of] MONTH [YEAR]", stretch, "12-14 February"),
    Form("MONTH [the] D to|-|until|till|through|thru|and [the] D", stretch, "January 11 through 13"),
    Form("MONTH PAIR_DASH [,] [YEAR]", stretch, "Feb 12-14"),
    Form("WEEKDAY [the] D to|-|until|through WEEKDAY [the] D [of] MONTH", stretch, "Mon 8 to Thu 11 March"),
    # in numbers
    Form("[WEEKDAY] [,] YMD", iso, "2026-12-05"),
    Form("[WEEKDAY] [,] TRIPLE", numeric, "12/05/2026"),
    Form("TRIPLE [,|(|-] DAYNAME", numeric, "12/05/2026 (Saturday"),
    Form("PAIR_SLASH [,|(|-] DAYNAME", numeric, "12/5 (Saturday"),
    Form("[this|next] WEEKDAY [,] [the] PAIR", numeric, "Sat 12/5"),
    Form("PAIR_SLASH", numeric, "12/5"),
    Form("PAIR_DOT|PAIR_DASH", after_a_preposition, "on 4.22"),
    Form("PAIR_SLASH , YEAR|N", numeric, "12/05,2026"),
    # by the number of the day alone
    Form("[this|next] WEEKDAY [,] [the] D", bare_day, "sat the 12th"),
    Form("the ORD|D", bare_day, "the 27th"),
    Form("ORD", ordinal_alone, "27th"),
    Form("D", after_on, "on 15"),
    Form("[the] D of next|this month", day_of_next_month, "20th of next month"),
    Form("[the] D next month", day_of_next_month, "the 20th next month"),
    Form("[the] last day of MONTH [YEAR]", last_day_of_month, "the last day of February"),
    Form("[the] last day of this|next month", last_day_of_month, "the last day of this month"),
)  # fmt: skip
