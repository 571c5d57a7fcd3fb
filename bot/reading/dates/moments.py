"""All the times a text speaks of, whatever they are the times of, with the place where they stand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.reading.dates.complete import complete
from bot.reading.dates.stamps import LONGEST, by_custom, read_tokens
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Span, Stamp
from bot.reading.dates.zones import on_firms_clock
from bot.reading.reading import Trouble


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, an hour, or both, as a text names them."""

    words: str
    start: int  # where the words stand in the text
    end: int
    day: date | None  # as written, or the likelier of several readings
    hour: time | None  # on the firm's clock
    days: tuple[date, ...] = ()  # all that can be meant or are offered, where that is not just `day`
    until: date | None = None  # the last day of a span
    trouble: Trouble | None = None


def find_moments(text: str, now: datetime, zone: ZoneInfo, locale: str = "en-US") -> tuple[Moment, ...]:
    """Return every time that the first 50,000 characters of the text name, in order.

    Args:
        now: What "tomorrow" counts from; naive counts as the firm's wall time.
        zone: The firm's.
        locale: The firm's, BCP 47; it decides the order of numeric dates and which holidays are kept.
    """
    here = Standpoint.of(now, zone, locale)
    return tuple(_moments(text[:LONGEST], here))


def _moments(text: str, here: Standpoint) -> Iterator[Moment]:
    for token in complete(read_tokens(text, here), here):
        thing = token.thing
        if isinstance(thing, Span):
            last = thing.right.day.first if thing.right.day else None
            yield _moment(text, token.start, token.end, thing.left, here, until=last)
        elif isinstance(thing, Stamp):
            yield _moment(text, token.start, token.end, thing, here)


def _moment(
    text: str, start: int, end: int, stamp: Stamp, here: Standpoint, until: date | None = None
) -> Moment:
    day, hour = stamp.day, stamp.hour
    first = day.first if day else None
    at = by_custom(hour).at if hour and hour.known else None
    trouble = day.trouble if day else None
    if first and hour and at:
        try:
            moment = on_firms_clock(first, at, hour.zone, here.zone)
        except ValueError:
            trouble = Trouble.IMPOSSIBLE
        else:
            first, at = moment.date(), moment.time()
    days, last = (day.offers, day.until or until) if day else ((), until)
    return Moment(text[start:end], start, end, first, at, days, last, trouble)
