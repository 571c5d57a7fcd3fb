"""How the clocks of a zone go, as a VTIMEZONE that Outlook, Google and Apple read alike.

Outlook reads one yearly rule for each way the clocks go and ignores days listed one by one; so the changes
that tzdata has around a year are written as such a rule, and singly only where they follow none.

Source: RFC 5545 §3.6.5; [MS-OXCICAL] 2.1.3.1.1.19.
"""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

WEEK, MINUTE = timedelta(weeks=1), timedelta(minutes=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
YEARS = 3  # the one asked for, the one before it and the one after it


@dataclass(frozen=True, slots=True)
class Change:
    """A moment at which the clocks are changed."""

    local: datetime  # naive, as the clock shows it that is about to be changed
    was: timedelta
    now: timedelta
    name: str  # of the new time: "EDT"


@lru_cache(maxsize=64)
def written_clock_rules(zone: ZoneInfo, year: int) -> bytes:
    """Return the rules as a calendar holds them; the entries of a year share a few."""
    return bytes(clock_rules(zone, year).to_ical())


def clock_rules(zone: ZoneInfo, year: int) -> Timezone:
    """Return the rules of the zone's clocks, right for all of `year`."""
    rules = Timezone()
    rules.add("TZID", zone.key)
    at_first, *changes = _changes(zone, year - 1)
    if not changes or changes[0].local.year >= year:
        rules.add_component(_rule(at_first, None))
    kinds = defaultdict[tuple[timedelta, timedelta], list[Change]](list)
    for change in changes:
        kinds[change.was, change.now].append(change)
    for alike in kinds.values():
        yearly = _yearly([change.local for change in alike])
        for change in alike[:1] if yearly else alike:
            rules.add_component(_rule(change, yearly))
    return rules


def _changes(zone: ZoneInfo, first_year: int) -> Iterator[Change]:
    """Yield how the clocks stand at first, and each change of them in the years that follow."""
    begin = datetime(first_year, 1, 1, tzinfo=UTC)
    yield _change(begin, begin, zone)
    for before, after in pairwise(begin + WEEK * n for n in range(YEARS * 53)):
        if _offset(before, zone) != _offset(after, zone):
            yield _change(before, _first_of_the_new(before, after, zone), zone)


def _change(before: datetime, at: datetime, zone: ZoneInfo) -> Change:
    was, now = _offset(before, zone), _offset(at, zone)
    return Change((at + was).replace(tzinfo=None), was, now, at.astimezone(zone).tzname() or zone.key)


def _offset(at: datetime, zone: ZoneInfo) -> timedelta:
    return at.astimezone(zone).utcoffset() or timedelta()


def _first_of_the_new(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """Return the minute between two moments from which the later one's offset holds."""
    old = _offset(before, zone)
    while after - before > MINUTE:
        middle = before + (after - before) // MINUTE // 2 * MINUTE
        if _offset(middle, zone) == old:
            before = middle
        else:
            after = middle
    return after


def _rule(change: Change, yearly: dict[str, object] | None) -> TimezoneStandard | TimezoneDaylight:
    # Which half is summer is told by the clocks, not by tzdata, where Ireland's winter is the odd half.
    rule = TimezoneDaylight() if change.now > change.was else TimezoneStandard()
    rule.add("DTSTART", change.local)
    rule.add("TZOFFSETFROM", change.was)
    rule.add("TZOFFSETTO", change.now)
    rule.add("TZNAME", change.name)
    if yearly:
        rule.add("RRULE", yearly)
    return rule


def _yearly(days: Sequence[datetime]) -> dict[str, object] | None:
    """Return the rule that these changes, one for each year, follow: "the second Sunday of March"."""
    alike = {(day.month, day.weekday(), day.time()) for day in days}
    which = set.intersection(*map(_which_of_the_month, days))
    if len(days) != YEARS or len(alike) > 1 or not which:
        return None
    return {"FREQ": "YEARLY", "BYMONTH": days[0].month, "BYDAY": f"{min(which)}{WEEKDAYS[days[0].weekday()]}"}


def _which_of_the_month(day: datetime) -> set[int]:
    """Return its place among the same weekdays of its month, and -1 if it is the last."""
    is_last = day.day + 7 > monthrange(day.year, day.month)[1]
    return {(day.day + 6) // 7} | ({-1} if is_last else set())
