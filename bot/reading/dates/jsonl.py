"""`sluice dates --jsonl`: a text a line in, the first time it names out, a line for a line, in order."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo

from bot.reading.dates.moments import Moment, find_moments

Answer = dict[str, str | list[str] | None]
# A line is whatever somebody typed: no JSON, too deep, other types, no such zone, a year beyond the calendar.
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, OSError, OverflowError, RecursionError)
NOTHING: Answer = {"date": None, "time": None, "alternatives": [], "span": None}


def dates_jsonl(lines_in: Iterable[str], lines_out: TextIO) -> None:
    """Answer each `{"text", "now"[, "timezone", "locale"]}` with `{"date", "time", "alternatives", "span"}`.

    `now` is ISO 8601; naive, it is wall time in `timezone` (UTC unless said). A line that cannot be read
    gets an answer of nulls with `"error"`, so that answers and lines stay in step. Each is flushed.
    """
    for line in lines_in:
        lines_out.write(json.dumps(_answer(line)) + "\n")  # ASCII: half a surrogate pair cannot be written
        lines_out.flush()


def _answer(line: str) -> Answer:
    try:
        asked = json.loads(line)
        now = datetime.fromisoformat(asked["now"])
        zone = ZoneInfo(asked.get("timezone") or "UTC")
        moments = find_moments(asked["text"], now, zone, asked.get("locale") or "en-US")
    except UNREADABLE as error:
        return {**NOTHING, "error": f"cannot read this line: {error!r}"}
    return _told(moments[0]) if moments else NOTHING


def _told(moment: Moment) -> Answer:
    return {
        "date": moment.day.isoformat() if moment.day else None,
        "time": f"{moment.hour:%H:%M}" if moment.hour else None,
        "alternatives": [day.isoformat() for day in moment.days],
        "span": moment.words,
    }
