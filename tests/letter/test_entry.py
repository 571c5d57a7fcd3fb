"""Calendar files are strangers' files: what is in them is read as plain bounded values, or not at all."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.letter.entry import LINES_AT_MOST, SIZE_AT_MOST, entry_in
from bot.letter.letter import Attachment, CalendarEntry, Letter, Machine
from bot.letter.open import open_letter
from bot.letter.trust import Receiver


def read(content: str | bytes) -> CalendarEntry | None:
    raw = content.encode() if isinstance(content, str) else content
    return entry_in([Attachment("", "text/calendar", len(raw), raw)])


def event(*lines: str) -> str:
    return "\r\n".join(
        ("BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VEVENT", "UID:u", *lines, "END:VEVENT", "END:VCALENDAR")
    )


def letter(*parts: str) -> Letter:
    """Open a letter of Anna's whose parts are these, each with its own header."""
    body = "".join(f"\n--b\n{part}\n" for part in parts)
    head = (
        'From: anna@north.example\nSubject: Accepted: import\nContent-Type: multipart/mixed; boundary="b"\n'
    )
    return open_letter(f"{head}\n{body}\n--b--\n".encode(), Receiver("none"))


REPLY = event(
    "SEQUENCE:3", 'ATTENDEE;PARTSTAT=DECLINED;CN="An:na":MAILTO:Anna@North.example', "COMMENT:no\\, sorry"
)


def test_an_answer_is_read() -> None:
    """Folded as mail programs fold, its names in any case."""
    folded = REPLY.replace("PARTSTAT=DECL", "PARTSTAT=DECL\r\n ").replace("BEGIN:VEVENT", "begin:vevent")
    answers = (("anna@north.example", "DECLINED"),)
    assert read(folded) == CalendarEntry("REPLY", "u", 3, answers, None, "no, sorry")


@pytest.mark.parametrize(
    ("line", "starts"),
    [
        ("DTSTART:20261212T140000Z", datetime(2026, 12, 12, 14, tzinfo=UTC)),
        ("DTSTART;TZID=America/New_York:20261212T090000", datetime(2026, 12, 12, 14, tzinfo=UTC)),
        ("DTSTART;TZID=Eastern Standard Time:20261212T090000", datetime(2026, 12, 12, 14, tzinfo=UTC)),
        ("DTSTART:20261212T090000", datetime(2026, 12, 12, 9)),  # noqa: DTZ001 it names no zone
        ("DTSTART;VALUE=DATE:20261212", date(2026, 12, 12)),
        ("DTSTART;TZID=Customized Time Zone:20261212T090000", None),
        ("DTSTART:00010101T000000Z", None),
    ],
)
def test_a_moment_is_told_in_each_programs_way(line: str, starts: datetime | date | None) -> None:
    """Google's UTC, Apple's zones, Outlook's names; a zone nobody knows is no moment."""
    entry = read(event(line))
    assert entry
    assert entry.starts == starts


@pytest.mark.parametrize(
    "hostile",
    [
        "BEGIN:VCALENDAR\n" * 100_000,
        event(
            "BEGIN:VTIMEZONE", "TZID:x", "BEGIN:STANDARD", "DTSTART:19700101T000000", "RRULE:FREQ=SECONDLY"
        ),
        event("RRULE:FREQ=SECONDLY", "RDATE:" + "20261212," * 100_000),
        event(*["ATTENDEE;PARTSTAT=ACCEPTED:mailto:x@y.example"] * 50_000),
        event("SEQUENCE:" + "9" * 100_000, "DTSTART:" + "9" * 1000),
        event("ATTENDEE;" + "X=" * 900 + ":y", 'DTSTART;TZID="../../etc/passwd":20261212T090000'),
        "BEGIN:VEVENT\nUID:x",
        b"\xff\xfe\x00BEGIN:VCALENDAR\x00",
    ],
    ids=["nested", "own zone", "recurring", "crowd", "numbers", "parameters", "bare", "bytes"],
)
def test_a_hostile_file_neither_raises_nor_runs_on(hostile: str | bytes) -> None:
    """Whatever comes of it is bounded."""
    entry = read(hostile)
    assert entry is None or len(entry.answers) <= LINES_AT_MOST


@given(st.binary(max_size=200), st.integers(0, len(REPLY)))
def test_any_bytes_in_an_entry_are_survived(noise: bytes, at: int) -> None:
    """Broken anywhere, an answer is read or it is not."""
    read(REPLY[:at].encode() + noise + REPLY[at:].encode())


def test_what_lies_beyond_the_limit_is_not_read() -> None:
    """A picture of a megabyte before the answer hides it, and costs no more."""
    assert read("X" * SIZE_AT_MOST + "\r\n" + REPLY) is None


def test_apples_answer_is_an_answer_though_it_is_attached() -> None:
    """A person's .ics file has no method; this one's is REPLY."""
    attached = (
        f'Content-Type: text/calendar; method=REPLY; name="a.ics"\nContent-Disposition: attachment\n\n{REPLY}'
    )
    found = letter("Content-Type: text/plain\n\nAnna has accepted.", attached)
    assert found.machine is Machine.CALENDAR
    assert found.entry


def test_a_persons_file_is_a_persons_letter() -> None:
    """Even if it once was an invitation; what she writes is read."""
    attached = "Content-Type: text/calendar; name=day.ics\nContent-Disposition: attachment\n\n" + event(
        "DTSTART:20261212"
    )
    found = letter("Content-Type: text/plain\n\nThe import is complete.", attached)
    assert found.machine is None
    assert found.fresh == "The import is complete."
