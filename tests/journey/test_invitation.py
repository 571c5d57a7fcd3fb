"""One import through the real daemon, as the calendars of the firm and of staff see it."""

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any

from icalendar import Calendar

from bot.sandbox.town import ANNA, SAM, SUPPORT
from tests.journey.land import NEW_YORK, Land


def days_ahead(days: int) -> str:
    """Return a day so far ahead, and six in the evening, as Anna writes them."""
    at = datetime.now(NEW_YORK) + timedelta(days=days)  # noqa: TID251 the land lives in real time
    return f"{at:%A, %B} {at.day}, {at:%Y} at 6 pm"


def entries(land: Land, address: str) -> list[Any]:
    """Return the calendar entries that lie in somebody's inbox, oldest first."""
    parts = (part for raw in land.office.inbox(address) for part in message_from_bytes(raw).walk())
    shown = (part.get_payload(decode=True) for part in parts if part.get_content_type() == "text/calendar")
    return [Calendar.from_ical(raw) for raw in shown if isinstance(raw, bytes)]


def runs(land: Land) -> None:
    ran = land.daemon.run("run", "--until-idle")
    assert ran.returncode == 0, ran.stderr


def test_booked_declined_moved_cancelled(sandbox_land: Land) -> None:
    """The same UID three times, each above the last; the click in between stands in the import's story."""
    land = sandbox_land
    land.writes(
        ANNA, f"We bought a practice. Can we import its clients on {days_ahead(30)}?", "Client import"
    )
    runs(land)
    (booked,) = entries(land, ANNA.address)
    answer = booked.to_ical().decode().replace("METHOD:REQUEST", "METHOD:REPLY")
    answer = re.sub("PARTSTAT=NEEDS-ACTION", "PARTSTAT=DECLINED", answer)
    raw = ANNA.letter(SUPPORT, "Declined: Data import", answer, datetime.now(UTC))  # noqa: TID251 as above
    land.office.deliver(
        raw.replace(b"Content-Type: text/plain", b"Content-Type: text/calendar; method=REPLY", 1),
        as_domain=ANNA.domain,
    )
    land.writes(ANNA, f"We have to move the import to {days_ahead(37)}.", answer=True)
    runs(land)
    land.writes(ANNA, "Please cancel the import.", answer=True)
    runs(land)
    for address in (ANNA.address, SAM.address):
        found = entries(land, address)
        assert [str(one["METHOD"]) for one in found] == ["REQUEST", "REQUEST", "CANCEL"]
        assert [one.events[0]["SEQUENCE"] for one in found] == [0, 1, 2]
        assert {str(one.events[0]["UID"]) for one in found} == {str(booked.events[0]["UID"])}
    assert "invitation declined" in land.daemon.run("show", "IMP-1").stdout
