"""Days counted from today, and stretches in which no one day is named.

The classes: N (a count, "a", "two"), UNIT (day, week, fortnight, month), RELATIVE (today, tomorrow).
"""

from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.forms import Form, Said
from bot.reading.dates.lexicon import words
from bot.reading.dates.surroundings import stands_alone
from bot.reading.dates.things import Day, Shift, day_on
from bot.reading.dates.workdays import workday_after
from bot.reading.reading import Trouble

RATES = words("once twice times often")
WORKING = range(5)  # Monday to Friday
PARTS_OF_WEEK = {
    **dict.fromkeys(("early", "start", "beginning"), range(2)),
    **dict.fromkeys(("mid", "middle", "midweek"), range(1, 4)),
    **dict.fromkeys(("end", "late", "later"), range(3, 5)),
}


def relative(said: Said) -> Day | None:
    word = said.all("RELATIVE")[0].word
    day = said.here.today + timedelta(days=said.number("RELATIVE"))
    part = said.maybe("PART")
    return Day(day, part=12 if word in {"tonight", "tonite"} else part)


def this_part(said: Said) -> Day | None:
    return Day(said.here.today, part=said.number("PART"))


def tomorrow_but_one(said: Said) -> Day | None:
    return Day(said.here.today + timedelta(days=2 if said.has("after") else -2))


def next_day(said: Said) -> Day | None:
    return Day(said.here.today + timedelta(days=1), said=Shift(days=1))


def distance(said: Said) -> Day | None:
    """A number of days, weeks, months or working days from today; "earlier" and "ago" look back."""
    if said.before and ({"UNIT", "MINUTES"}.intersection(said.before.symbols) or said.before.word in RATES):
        return None  # "seven days in a week"
    back = said.has("ago", "earlier", "sooner", "back")
    leans = said.has("later", "earlier", "sooner")  # on the day that is booked, if one is
    day: date | None = said.here.today
    days = months = 0
    for count, unit in zip(said.all("N"), said.all("UNIT"), strict=False):
        n = count.numbers[0] * (-1 if back else 1)
        step_days, step_months, working = unit.numbers
        if working or said.has("business", "working"):
            return day_on(workday_after(said.here.today, n, said.here.country))
        days, months = days + n * step_days, months + n * step_months
    day = calendar.months_after(said.here.today, months)
    day = calendar.days_after(day, days) if day else None
    if leans and said.after and said.after.word == "than":  # "a week later than planned"
        return Day(trouble=Trouble.VAGUE, said=Shift(days, months))
    return Day(day, said=Shift(days, months) if leans else None) if day else None


def from_relative(said: Said) -> Day | None:
    """ "two weeks from tomorrow"."""
    days, months, working = said.all("UNIT")[0].numbers
    if working:
        return None
    start = said.here.today + timedelta(days=said.number("RELATIVE"))
    moved = calendar.months_after(start, said.number("N") * months)
    return day_on(calendar.days_after(moved, said.number("N") * days) if moved else None)


def after_that(said: Said) -> Day | None:
    """ "Two weeks before that": from the day named last, so it is counted later."""
    sign = -1 if said.has("before") else 1
    days, months, _working = said.all("UNIT")[0].numbers
    count = sign * (said.maybe("N") or 1)
    return Day(trouble=Trouble.VAGUE, said=Shift(count * days, count * months, of_that=True))


def the_day_after(said: Said) -> Day | None:
    """ "The day after", with no day following: from the day named last; "the week after" has its own row."""
    days = said.tokens[1].numbers[0]
    if not stands_alone(said.after) or (said.after and said.after.thing) or (days > 1 and said.has("after")):
        return None
    return Day(trouble=Trouble.VAGUE, said=Shift(-days if said.has("before") else days, of_that=True))


def week_after(said: Said) -> Day | None:
    """ "The week after", with no day following: a week on from what is booked or was just named as left."""
    if said.after and (
        said.after.thing or "MONTH" in said.after.symbols or said.after.word in {"the", "next"}
    ):
        return None
    if said.before and "N" in said.before.symbols:
        return None  # "one week after Christmas": the next table counts it
    weekend = Shift(days=1, weekday=calendar.SATURDAY)
    return Day(trouble=Trouble.VAGUE, said=weekend if said.has("weekend") else Shift(days=7))


def week_hence(said: Said) -> Day | None:
    """ "tomorrow week", "a week tomorrow", "a week from today"."""
    if said.names[0] != "N" and said.before and said.before.word in {"this", "next", "last", "the", "per"}:
        return None  # "this week, tomorrow"
    weeks = 2 if said.has("fortnight") else said.maybe("N") or 1
    return day_on(calendar.days_after(said.here.today, said.number("RELATIVE") + 7 * weeks))


def today_week(said: Said) -> Day | None:
    return Day(said.here.today + calendar.WEEK * (2 if said.has("fortnight") else 1))


def week(said: Said) -> Day | None:
    """This week, next week: its working days are offered, as none was named."""
    weeks = 2 if said.has("after") else 1 if said.has("next") else 0
    monday = calendar.monday_of(said.here.today) + weeks * calendar.WEEK
    part = next((PARTS_OF_WEEK[token.word] for token in said.tokens if token.word in PARTS_OF_WEEK), WORKING)
    days = (monday + timedelta(days=n) for n in part)
    offers = tuple(day for day in days if day >= said.here.today)
    return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)


def weekend(said: Said) -> Day | None:
    if said.after and said.after.word in {"of", "after", "before", "following", "around"}:
        return None  # of which day, the next table knows
    saturday = calendar.saturday_of(said.here.today)
    if said.has("not"):
        return weekend_from(saturday + calendar.WEEK)
    if said.has("next"):
        both = (saturday, saturday + calendar.WEEK)
        offers = tuple(day + timedelta(days=n) for day in both for n in (0, 1))
        return Day(both[1], offers, trouble=Trouble.AMBIGUOUS, pick=True)
    return weekend_from(saturday + (calendar.WEEK if said.has("after") else timedelta()))


def weekend_from(saturday: date) -> Day:
    """A weekend is its Saturday; its Sunday is offered too."""
    return Day(saturday, (saturday, saturday + timedelta(days=1)), pick=True)


def vague(said: Said) -> Day | None:
    """A month, a season, the new year: nothing that can be offered; "in May's list" is no time."""
    owns = said.tokens[-1].word.endswith("'s") and not stands_alone(said.after)
    return None if owns else Day(trouble=Trouble.VAGUE)


COUNTED = (
    Form("RELATIVE", relative, "tomorrow"),
    Form("RELATIVE PART", relative, "tomorrow night"),
    Form("this PART", this_part, "this evening"),
    Form("[the] day after|before RELATIVE", tomorrow_but_one, "the day after tomorrow"),
    Form("[the] next|following day", next_day, "the next day"),
    Form("in|within [exactly|just] N [business|working] UNIT [time]", distance, "in ten days"),
    Form("N [business|working] UNIT from now|today", distance, "two weeks from now"),
    Form("N UNIT [and] N UNIT later|hence|ago", distance, "2 years 21 days later"),
    Form("N UNIT [and] N UNIT from now", distance, "1 week and 2 days from now"),
    Form("in N UNIT [and] N UNIT", distance, "in 1 week and 2 days"),
    Form("N [business|working] UNIT later|hence|ago|earlier|sooner", distance, "a week later"),
    Form("N UNIT RELATIVE", week_hence, "a week tomorrow"),
    Form("N UNIT from|after|on RELATIVE", from_relative, "two weeks from tomorrow"),
    Form("week|fortnight RELATIVE", week_hence, "week tomorrow"),
    Form("RELATIVE week|fortnight", week_hence, "tomorrow week"),
    Form("this day week|fortnight", today_week, "this day fortnight"),
    Form("N UNIT before|after|from that|then", after_that, "two weeks before that"),
    Form("the day|week before|after", the_day_after, "the day after"),
    Form("[the] week|weekend after|later", week_after, "the week after"),
    Form("the following week|weekend", week_after, "the following week"),
    # no one day
    Form("this|next week", week, "next week"),
    Form("[the] week after next", week, "the week after next"),
    Form("[the] end|start|beginning|middle of the|this|next week", week, "end of next week"),
    Form("early|late|later|mid|midweek [in] this|next week", week, "early next week"),
    Form("this|next weekend", weekend, "next weekend"),
    Form("the [coming] weekend", weekend, "the coming weekend"),
    Form("not this weekend but the one after", weekend, "not this weekend but the one after"),
    Form("[the] weekend after next", weekend, "the weekend after next"),
    Form("in|during|sometime|early|mid|late|mid- MONTH [YEAR]", vague, "in February"),
    Form("early|late|sometime|middle|beginning|end|start in|of MONTH [YEAR]", vague, "sometime in February"),
    Form("mid - MONTH", vague, "mid-January"),
    Form("between christmas|xmas and [the] new year", vague, "between Christmas and New Year"),
    Form("[the] ORD|last week of|in MONTH [YEAR]", vague, "the second week of January"),
    Form("in|early [in] the new year", vague, "early in the new year"),
    Form("next month", vague, "next month"),
)  # fmt: skip
