"""The entry of a calendar that came with a letter: an answer to an invitation, or a file somebody sent along.

A calendar file is a stranger's. Of its lines only the few that are read here reach the parser: no rule of
recurrence, which may run for ever, no time zone of the sender's own making, nothing nested.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from bot.letter.charsets import clean_line, decode
from bot.letter.letter import Attachment, CalendarEntry

SIZE_AT_MOST = 1 << 20  # bytes; invitations with pictures inside are larger, and are not read
LINE_AT_MOST = 2000  # characters once unfolded
LINES_AT_MOST = 200
WORDS_AT_MOST = 500
TYPES = frozenset(("text/calendar", "application/ics"))
READ = frozenset(("UID", "SEQUENCE", "ATTENDEE", "DTSTART", "COMMENT"))
FOLD = re.compile(r"\r?\n[ \t]")
NAME = re.compile(r"[A-Za-z-]{1,30}")


def entry_in(attachments: Sequence[Attachment]) -> CalendarEntry | None:
    """Return the first entry in these files; whatever their bytes are, nothing is raised.

    Source: RFC 5545 §3.1, §3.6.1; RFC 5546 §3.2.
    """
    for file in attachments:
        is_calendar = file.content_type in TYPES or file.name.lower().endswith(".ics")
        if is_calendar and file.content and (entry := _read(file.content[:SIZE_AT_MOST])):
            return entry
    return None


def _read(content: bytes) -> CalendarEntry | None:
    lines = FOLD.sub("", decode(content, "utf-8")).splitlines()
    method, wanted = "", list[str]()
    for inside, name, line in _properties(lines):
        if inside == ("VCALENDAR",) and name == "METHOD":
            method = clean_line(line.partition(":")[2])[:30].strip().upper()
        elif inside == ("VCALENDAR", "VEVENT") and name in READ and len(wanted) < LINES_AT_MOST:
            wanted.append(line)
    return _parsed(method, wanted) if wanted else None


def _properties(lines: Sequence[str]) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Yield each property up to the end of the first event: in what it stands, its name, its line."""
    inside = list[str]()
    for line in lines:
        if len(line) > LINE_AT_MOST or not (found := NAME.match(line)):
            continue
        name, value = found[0].upper(), line.partition(":")[2].strip().upper()
        if name == "BEGIN":
            inside.append(value)
        elif name == "END":
            if inside and inside.pop() == "VEVENT":
                return
        else:
            yield tuple(inside[:3]), name, line


def _parsed(method: str, lines: Sequence[str]) -> CalendarEntry | None:
    from icalendar import Event  # it takes a tenth of a second to load, and few letters need it

    try:
        event = Event.from_ical("\r\n".join(("BEGIN:VEVENT", *lines, "END:VEVENT", "")))
        guests = _all(event, "ATTENDEE")
        return CalendarEntry(
            method=method,
            uid=clean_line(str(_first(event, "UID") or ""))[:WORDS_AT_MOST].strip(),
            sequence=_number(_first(event, "SEQUENCE")),
            answers=tuple((_address(guest), _answer(guest)) for guest in guests),
            starts=_moment(_first(event, "DTSTART")),
            comment=clean_line(str(_first(event, "COMMENT") or ""))[:WORDS_AT_MOST].strip(),
        )
    except Exception:  # icalendar raises whatever a broken line provokes
        return None


def _all(event: object, name: str) -> list[object]:
    """Return the values of a property; icalendar gives a list where there are several."""
    value = getattr(event, "get", dict[str, object]().get)(name)
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(event: object, name: str) -> object:
    return next(iter(_all(event, name)), None)


def _number(value: object) -> int:
    return min(max(value, 0), 2**31 - 1) if isinstance(value, int) else 0


def _address(guest: object) -> str:
    return re.sub("^mailto:", "", clean_line(str(guest))[:400].strip(), flags=re.IGNORECASE).lower()


def _answer(guest: object) -> str:
    parameters: dict[str, object] = getattr(guest, "params", {})
    return str(parameters.get("PARTSTAT", "")).upper()[:30]


def _moment(value: object) -> datetime | date | None:
    """Return a moment in UTC, a wall time that names no zone, or a day; None where its zone is unknown."""
    written = getattr(value, "dt", None)
    if not isinstance(written, date) or not 1980 <= written.year <= 2200:
        return None
    if not isinstance(written, datetime):
        return written
    if written.tzinfo is not None:
        return written.astimezone(UTC)
    return None if "TZID" in getattr(value, "params", {}) else written
