"""`sluice dates --jsonl`: a text a line in, the first time it names out, a line for a line, in order."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import TextIO
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.reading.dates.moments import Moment, find_moments

Answer = dict[str, str | list[str] | None]
NOTHING: Answer = {"date": None, "time": None, "alternatives": [], "span": None}


def dates_jsonl(lines_in: Iterable[str], lines_out: TextIO) -> None:
    """Answer each `{"text", "now"[, "timezone", "locale"]}` with `{"date", "time", "alternatives", "span"}`.

    `now` is ISO 8601; naive, it is wall time in `timezone` (UTC unless said). A line that cannot be read
    gets an answer of nulls with `"error"`, so that answers and lines stay in step. Each is flushed.
    """
    for line in lines_in:
        lines_out.write(json.dumps(_answer(line), ensure_ascii=False) + "\n")
        lines_out.flush()


def _answer(line: str) -> Answer:
    try:
        asked = json.loads(line)
        now = datetime.fromisoformat(asked["now"])
        zone = ZoneInfo(asked.get("timezone") or "UTC")
        moments = find_moments(asked["text"], now, zone, asked.get("locale") or "en-US")
    except (ValueError, KeyError, TypeError, AttributeError, ZoneInfoNotFoundError) as error:
        return {**NOTHING, "error": f"cannot read this line: {error!r}"}
    return _told(moments[0]) if moments else NOTHING


def _told(moment: Moment) -> Answer:
    return {
        "date": moment.day.isoformat() if moment.day else None,
        "time": f"{moment.hour:%H:%M}" if moment.hour else None,
        "alternatives": [day.isoformat() for day in moment.days],
        "span": moment.words,
    }
