"""A contact who lives by another clock than the firm's: read by theirs, kept by the firm's."""

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.desk.timing import SkippedHour, instant
from bot.reading.reading import Reading, Trouble, When


def on_firms_clock(reading: Reading, theirs: ZoneInfo, firms: ZoneInfo) -> Reading:
    """Return what was read on the writer's clock as the firm's shows it; a day without an hour stays."""
    when = reading.when
    if theirs.key == firms.key or when.day is None or when.hour is None:
        return reading
    return replace(reading, when=_moved(when, datetime.combine(when.day, when.hour), theirs, firms))


def _moved(when: When, local: datetime, theirs: ZoneInfo, firms: ZoneInfo) -> When:
    try:
        there = instant(local, theirs).astimezone(firms)
    except SkippedHour:
        return replace(when, trouble=Trouble.IMPOSSIBLE)
    return replace(when, day=there.date(), hour=there.time())
