"""Days by weekday: "this Saturday", "next Friday", "Saturday week", "the first Monday in January".

"Next Friday" has two readings while this week's Friday is still ahead; people differ, so both are kept.
"""

from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.days_counted import weekend_from
from bot.reading.dates.days_of_month import month_said, year_said
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.lexicon import WEEKDAYS_ABROAD, WORDS_TOO, words
from bot.reading.dates.resolve import resolve
from bot.reading.dates.surroundings import WEEKDAY_PREPOSITIONS, stands_alone
from bot.reading.dates.things import Day, Named, day_on
from bot.reading.dates.tokens import BREAK, Token
from bot.reading.reading import Trouble

SITTING = words("i he she we they who and it")
SENTENCE_ENDS = frozenset((".", "!", "?", BREAK))


def weekday(said: Said) -> Day | None:
    """A weekday; "sat" and "sun" in small letters only where a day must come."""
    is_name = "DAYNAME" in said.tokens[0].symbols and not _may_be_a_verb(said)
    if not is_name and not _must_be_a_day(said.before, said.tokens[0].word, said.after):
        return None
    if said.after and said.after.word == "of":  # a week no table knows: "the Saturday of the gala weekend"
        return Day(trouble=Trouble.VAGUE, said=Named(said.number("WEEKDAY")))
    return resolve(Named(said.number("WEEKDAY")), said.here.today)


def _may_be_a_verb(said: Said) -> bool:
    """Tell "Sat down with Tom" from "Sat works": at the head of a sentence every word has its capital."""
    opens = said.before is None or said.before.word in SENTENCE_ENDS
    return opens and said.tokens[0].word in WORDS_TOO and not stands_alone(said.after)


def _must_be_a_day(before: Token | None, word: str, after: Token | None) -> bool:
    """Tell "on sat" and "sat 8am" from "he sat down"."""
    if word in WEEKDAYS_ABROAD and after and "D" in after.symbols:
        return False  # a month that no table knows: "le samedi 8 brumaire"
    if before and before.word in WEEKDAY_PREPOSITIONS:
        return True
    numbered = after is not None and ("N" in after.symbols or "CLOCK" in after.symbols)
    return numbered and (before is None or before.word not in SITTING)


def weekday_this(said: Said) -> Day | None:
    return Day(calendar.coming(said.number("WEEKDAY"), said.here.today))


def weekday_next(said: Said) -> Day | None:
    """ "next Friday": two readings while this week's Friday is ahead, else the one of next week."""
    day = calendar.coming(said.number("WEEKDAY"), said.here.today)
    if day == said.here.today:
        return Day(day + calendar.WEEK)
    if calendar.monday_of(day) > said.here.today:
        return Day(day)
    return Day(day + calendar.WEEK, (day, day + calendar.WEEK), trouble=Trouble.AMBIGUOUS)


def weekday_last(said: Said) -> Day | None:
    return Day(calendar.last(said.number("WEEKDAY"), said.here.today))


def weekday_of_week(said: Said) -> Day | None:
    """Friday of this week, of next week, of the week after next."""
    return Day(_of_week(said)[0], part=said.maybe("PART"))


def _of_week(said: Said) -> tuple[date, ...]:
    weeks = 0 if said.has("this") else 2 if said.has("after") else 1
    monday = calendar.monday_of(said.here.today) + weeks * calendar.WEEK
    return tuple(monday + timedelta(days=token.numbers[0]) for token in said.all("WEEKDAY"))


def both_of_week(said: Said) -> Day | None:
    """ "Thursday or Friday next week": either of that week."""
    days = _of_week(said)
    if said.has("and"):
        return Day(days[0], days, part=said.maybe("PART"))
    return Day(days[0], days, trouble=Trouble.AMBIGUOUS, part=said.maybe("PART"), pick=True)


def through_week(said: Said) -> Day | None:
    days = _of_week(said)
    return Day(days[0], until=days[1]) if days[0] < days[1] else None


def weekday_week(said: Said) -> Day | None:
    """A week after the coming Saturday: "Saturday week", "a week on Saturday"."""
    weeks = 2 if said.has("fortnight", "two") else 1
    since = said.here.today + timedelta(days=1) if said.has("week") else said.here.today
    return Day(calendar.coming(said.number("WEEKDAY"), since) + weeks * calendar.WEEK)


def weekday_after_next(said: Said) -> Day | None:
    return Day(calendar.coming(said.number("WEEKDAY"), said.here.today + timedelta(days=1)) + calendar.WEEK)


def weekdays_hence(said: Said) -> Day | None:
    """ "two Sundays from now"."""
    name = "WEEKDAYS" if "WEEKDAYS" in said.names else "WEEKDAY"
    first = calendar.coming(said.number(name), said.here.today + timedelta(days=1))
    return day_on(calendar.days_after(first, 7 * (said.number("N") - 1)))


def weekday_in_weeks(said: Said) -> Day | None:
    """ "Wednesday two weeks from now": so long after the coming one, or in the week so far ahead."""
    if said.all("UNIT")[0].numbers[0] != 7:
        return None
    weekday, weeks = said.number("WEEKDAY"), said.number("N") * calendar.WEEK
    counted = calendar.coming(weekday, said.here.today) + weeks
    there = calendar.monday_of(said.here.today + weeks) + weekday * calendar.DAY
    if counted == there:
        return Day(counted)
    return Day(there, tuple(sorted((counted, there))), trouble=Trouble.AMBIGUOUS)


def nth_weekday(said: Said) -> Day | None:
    """ "the first Monday in January", of this month, of next month."""
    return _nth(said, said.number("WEEKDAY"))


def nth_weekend(said: Said) -> Day | None:
    """ "the last weekend of February": counted by Saturdays."""
    saturday = _nth(said, calendar.SATURDAY)
    return weekend_from(saturday.first) if saturday and saturday.first else saturday


def _nth(said: Said, weekday: int) -> Day | None:
    nth = -1 if said.has("last", "final") else said.number("ORD")
    if nth > 5:
        return None
    month, year = month_said(said)
    years = (year, year + 1) if "MONTH" in said.names and year_said(said) is None else (year,)
    found = [calendar.nth_weekday(nth, weekday, y, month) for y in years]
    day = next((day for day in found if day and (day >= said.here.today or len(years) == 1)), None)
    return Day(day) if day else Day(trouble=Trouble.IMPOSSIBLE)


def nth_weekday_of_some_month(said: Said) -> Day | None:
    """ "the second Sunday", of this month or the next; "the first Saturday after …" is not counted here."""
    if said.after and said.after.word == "after" and said.number("ORD") == 1:
        return resolve(Named(said.number("WEEKDAY")), said.here.today)
    months = [
        said.here.today.replace(day=1),
        calendar.months_after(said.here.today.replace(day=1), 1) or said.here.today,
    ]
    found = [
        calendar.nth_weekday(said.number("ORD"), said.number("WEEKDAY"), m.year, m.month) for m in months
    ]
    offers = tuple(day for day in found if day and day >= said.here.today)
    return Day(offers[0], offers, trouble=Trouble.AMBIGUOUS) if offers else None


def any_weekday(said: Said) -> Day | None:
    """ "any Saturday": of a month all are offered, else there is nothing to offer."""
    weekday = said.number("WEEKDAYS" if "WEEKDAYS" in said.names else "WEEKDAY")
    if "MONTH" not in said.names:
        return Day(trouble=Trouble.VAGUE, said=Named(weekday))
    month, year = month_said(said)
    years = (year, year + 1) if year_said(said) is None else (year,)
    days = [day for y in years for n in range(1, 6) if (day := calendar.nth_weekday(n, weekday, y, month))]
    ahead = [day for day in days if day >= said.here.today]
    offers = tuple(day for day in ahead if day.year == ahead[0].year)
    return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)


def not_this_one(said: Said) -> Day | None:
    """ "not this Saturday but the one after"."""
    return Day(calendar.coming(said.number("WEEKDAY"), said.here.today) + calendar.WEEK)


def this_or_next(said: Said) -> Day | None:
    day = calendar.coming(said.number("WEEKDAY"), said.here.today)
    return Day(day, (day, day + calendar.WEEK), trouble=Trouble.AMBIGUOUS, pick=True)


OF_WEEK = (
    Form("WEEKDAY", weekday, "Saturday"),
    Form("[the] ORD WEEKDAY", nth_weekday_of_some_month, "second Sunday"),
    Form("this|coming|upcoming WEEKDAY", weekday_this, "this Saturday"),
    Form("this|the coming|upcoming WEEKDAY", weekday_this, "this coming Saturday"),
    Form("next WEEKDAY", weekday_next, "next Friday"),
    Form("any|a|some WEEKDAY", any_weekday, "any Saturday"),
    Form("[any|a|some|each] WEEKDAY|WEEKDAYS in|during|of MONTH [YEAR]", any_weekday, "any Saturday in May"),
    Form("not this WEEKDAY but the one after|following", not_this_one, "not this Friday but the one after"),
    Form("not this WEEKDAY [,] but [the] next|following [one]", not_this_one, "not this Friday but the next"),
    Form("this WEEKDAY or [the] next|following [one]", this_or_next, "this Friday or the next"),
    Form("last|past WEEKDAY", weekday_last, "last Friday"),
    Form("WEEKDAY [PART] [,|of] this|next week", weekday_of_week, "Tuesday next week"),
    Form("WEEKDAY [PART] [,|of] [the] week after next", weekday_of_week, "Friday night the week after next"),
    Form("WEEKDAY or|and|/ WEEKDAY [PART] [,|of] this|next week", both_of_week, "Mon or Tue next week"),
    Form("WEEKDAY to|-|through|thru|until WEEKDAY [,|of] this|next week", through_week, "Mon-Wed next week"),
    Form("this|next week [,] [on] WEEKDAY", weekday_of_week, "next week on Friday"),
    Form("WEEKDAY week|fortnight", weekday_week, "Saturday week"),
    Form("a week|fortnight on|from|this [this] WEEKDAY", weekday_week, "a week on Saturday"),
    Form("two weeks on|from WEEKDAY", weekday_week, "two weeks from Saturday"),
    Form("[the] WEEKDAY after next", weekday_after_next, "the Saturday after next"),
    Form("WEEKDAY [,] N UNIT from now|today", weekday_in_weeks, "Wednesday two weeks from now"),
    Form("WEEKDAY [,] in N UNIT", weekday_in_weeks, "Saturday in two weeks"),
    Form("N WEEKDAYS|WEEKDAY from now", weekdays_hence, "two Sundays from now"),
    Form("N WEEKDAYS|WEEKDAY later|hence", weekdays_hence, "two Mondays later"),
    Form("[the] ORD WEEKDAY in|of [the] MONTH [,] [YEAR]", nth_weekday, "the first Monday in January"),
    Form("[the] last|final WEEKDAY in|of MONTH [,] [YEAR]", nth_weekday, "the last Saturday of February"),
    Form("[the] ORD|last|final weekend in|of MONTH [,] [YEAR]", nth_weekend, "the last weekend of May"),
    Form("[the] ORD|last|final weekend in|of this|next month", nth_weekend, "first weekend of next month"),
    Form("[the] ORD WEEKDAY in|of this|next month", nth_weekday, "the second Monday of next month"),
    Form("[the] last|final WEEKDAY in|of this|next month", nth_weekday, "the last Friday of this month"),
)  # fmt: skip
