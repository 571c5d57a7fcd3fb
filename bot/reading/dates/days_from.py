"""Days found from another day: "the weekend of January 23", "the day after Thanksgiving"."""

from dataclasses import replace
from datetime import date, timedelta

from bot.reading.dates import calendar
from bot.reading.dates.days_counted import weekend_from
from bot.reading.dates.feasts import NAMES
from bot.reading.dates.forms import Form, Said, Table
from bot.reading.dates.lexicon import words
from bot.reading.dates.things import Day, Named, Thing
from bot.reading.dates.workdays import workday_after
from bot.reading.reading import Trouble

OPEN = words("any some first free open possible next other each every")  # "any day after Christmas"


def _base(said: Said) -> Day:
    thing = said.things()[0]
    assert isinstance(thing, Day)
    return thing


def _moved(base: Day, first: date | None) -> Day | None:
    """Put another day in the place of `base`; what troubles the base troubles it too."""
    if base.first is None or first is None:
        return base if base.trouble else None
    if base.trouble is None:
        return Day(first)
    away = first - base.first
    return Day(first, tuple(day + away for day in base.offers), trouble=base.trouble)


def distance_from(said: Said) -> Day | None:
    base = _base(said)
    if said.names[0] == "day" and said.before and said.before.word in OPEN:
        return None
    if base.first is None:
        return base
    sign = -1 if said.has("before") else 1
    count = 1 if "N" not in said.names else said.number("N")
    days, months, working = said.all("UNIT")[0].numbers if "UNIT" in said.names else (1, 0, 0)
    if working or said.has("business", "working"):
        return _moved(base, workday_after(base.first, sign * count, said.here.country))
    moved = calendar.months_after(base.first, sign * count * months)
    return _moved(base, calendar.days_after(moved, sign * count * days) if moved else None)


def unit_from(said: Said) -> Day | None:
    """ "The week after January 5" is a day, "the week after Thanksgiving" a week."""
    named_by_feast = said.tokens[-1].word in NAMES
    return week_of(said) if named_by_feast and said.has("week") else distance_from(said)


def _is_weekday(day: Thing | None) -> int | None:
    """Return the weekday of a day that was named by nothing else."""
    named = day.said if isinstance(day, Day) else None
    return named.weekday if isinstance(named, Named) and not named.options else None


def weekday_by(said: Said) -> Day | None:
    """The Saturday after a day, or before it."""
    weekday, base = _is_weekday(said.things()[0]), said.things()[1]
    assert isinstance(base, Day)
    if weekday is None:
        return None
    if base.first is None:
        return base
    if said.has("before"):
        return _moved(base, calendar.last(weekday, base.first))
    return _moved(base, calendar.coming(weekday, base.first + timedelta(days=1)))


def weekend_of(said: Said) -> Day | None:
    """ "The weekend of January 23"; a weekday said with it picks the day: "weekend of March 6, Sunday"."""
    base = _base(said)
    picks = base.said.weekday if isinstance(base.said, Named) else None
    if base.first and base.trouble is Trouble.CONTRADICTORY and picks in (calendar.SATURDAY, calendar.SUNDAY):
        return Day(calendar.saturday_of(base.first) + calendar.DAY * (picks - calendar.SATURDAY))
    if base.first is None or base.trouble:
        return base
    saturday = calendar.saturday_of(base.first)
    if said.has("after", "following"):
        saturday = calendar.coming(calendar.SATURDAY, base.first + timedelta(days=1))
    elif said.has("before"):
        saturday = calendar.last(calendar.SATURDAY, base.first)
    return weekend_from(saturday)


def feast_weekend(said: Said) -> Day | None:
    """ "Labor Day weekend": the one next to the day."""
    if said.tokens[0].word not in NAMES:
        return None
    first = _base(said).first
    return weekend_from(calendar.nearest(calendar.SATURDAY, first)) if first else None


def week_of(said: Said) -> Day | None:
    """The week a day is in: its working days are offered, from that day on if it begins or follows there."""
    base = _base(said)
    if base.first is None:
        return base
    monday = calendar.monday_of(base.first)
    if said.has("after", "following"):
        monday += calendar.WEEK
    offers = tuple(monday + timedelta(days=n) for n in range(5))
    return Day(None, offers, trouble=Trouble.AMBIGUOUS, pick=True)


def part_of_day(said: Said) -> Day | None:
    base = _base(said)
    return Day(base.first, base.offers, base.until, base.trouble, base.said, said.number("PART"), base.pick)


def restated(said: Said) -> Day | None:
    """ "the 27th is a Saturday": a weekday that only describes the day, or contradicts it."""
    base, other = said.things()
    return _described(base, other)


def evening_of(said: Said) -> Day | None:
    """ "Saturday evening, November 28"."""
    other, base = said.things()
    day = _described(base, other) if _is_weekday(base) is None else None
    return replace(day, part=said.number("PART")) if day else None


def _described(base: Thing, by: Thing) -> Day | None:
    weekday = _is_weekday(by)
    if weekday is None or not isinstance(base, Day):
        return None
    if base.first is None or base.trouble or base.first.weekday() == weekday:
        return base
    offers = tuple(sorted((base.first, calendar.nearest(weekday, base.first))))
    return Day(base.first, offers, trouble=Trouble.CONTRADICTORY, said=base.said)


DAYS_FROM = Table("DAY", leans=True, forms=(
    Form("[the] day after|before|following DAY", distance_from, "the day after Thanksgiving"),
    Form("N [business|working] UNIT from|after|before DAY", distance_from, "two weeks after January 5"),
    Form("[the] [next|first] business|working day after DAY", distance_from, "first working day after May 1"),
    Form("[the] [last] business|working day before DAY", distance_from, "last working day before May 1"),
    Form("[the] first|next weekday|workday after|following DAY", distance_from, "next weekday after May 1"),
    Form("[the] UNIT after|before|following DAY", unit_from, "the week after January 5"),
    Form("[the] DAY after|before|following DAY", weekday_by, "the Saturday after January 5"),
    Form("[the] weekend of|after|before|following|around DAY", weekend_of, "the weekend of January 23"),
    Form("weekend of|, DAY", weekend_of, "weekend of the 23rd"),
    Form("DAY weekend", feast_weekend, "Labor Day weekend"),
    Form("[the] week of|commencing|beginning|starting DAY", week_of, "the week of January 11"),
    Form("w/c|wc DAY", week_of, "w/c 11 January"),
    Form("week / commencing DAY", week_of, "week/commencing 11 January"),
    Form("w / c DAY", week_of, "w/c 11 January"),
    Form("DAY PART", part_of_day, "Saturday morning"),
    Form("DAY [,] in the PART", part_of_day, "Saturday in the evening"),
    Form("PART of DAY", part_of_day, "evening of the 27th"),
    Form("the PART of DAY", part_of_day, "the evening of the 27th"),
    Form("DAY PART [,|(|-] [the] DAY", evening_of, "Saturday evening, November 28"),
    Form("DAY is|being DAY", restated, "the 27th is a Saturday"),
    Form("DAY which is DAY", restated, "the 27th which is a Saturday"),
    Form("DAY , which is DAY", restated, "the 27th, which is a Saturday"),
))  # fmt: skip
