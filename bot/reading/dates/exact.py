"""The one strict form, for commands: `2026-12-05` and `18:00`, nothing else."""

import re
from datetime import date, datetime, time, tzinfo

from bot.reading.dates.zones import localize

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HOUR = re.compile(r"\d{2}:\d{2}", re.ASCII)
_SHOWN = 40  # characters of a wrong value that its message repeats


def parse_exact(day: str, hour: str | None, zone: tzinfo) -> datetime:
    """Return the moment that a command names; without an hour, the start of the day.

    Raises:
        ValueError: Another form, a day the calendar lacks, an hour that the clocks skip; a sentence.
    """
    if not _DAY.fullmatch(day):
        raise ValueError(f"{day[:_SHOWN]!r} is not a day like 2026-12-05")
    if hour is not None and not _HOUR.fullmatch(hour):
        raise ValueError(f"{hour[:_SHOWN]!r} is not an hour like 18:00")
    try:
        on = date.fromisoformat(day)
    except ValueError:
        raise ValueError(f"the calendar has no {day}") from None
    try:
        at = time.fromisoformat(hour or "00:00")
    except ValueError:
        raise ValueError(f"the clock has no {hour}") from None
    return localize(on, at, zone)
