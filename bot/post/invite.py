"""One entry for people's calendars, as the bytes that Outlook, Google and Apple take from a mail.

It is an invitation and not a mere file: each of them then moves it on a reschedule and removes it on a
cancellation, by its UID. It asks for an answer, since an invitation without one is not shown everywhere; what
is answered moves nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from urllib.parse import quote
from zoneinfo import ZoneInfo

from bot.desk.ticket import Invitation, WallTime
from bot.post.inert import is_plain_address

FILE_NAME = "invite.ics"
BEGIN = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sluice//Sluice//EN\r\nCALSCALE:GREGORIAN\r\n"
BEGIN_OF_EVENT, END_OF_EVENT = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"
END = END_OF_EVENT + b"END:VCALENDAR\r\n"


class Method(StrEnum):
    """What the entry asks of a calendar. RFC 5546 §3.2."""

    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an entry."""

    address: str
    name: str = ""  # one line, harmless


@dataclass(frozen=True, slots=True)
class EntryWords:
    """What people read in their calendar."""

    summary: str  # one line
    description: str  # LF line ends


@dataclass(frozen=True, slots=True)
class Invite:
    """An entry ready to go with a mail."""

    method: Method
    content: bytes


def invite(
    invitation: Invitation,
    uid: str,
    words: EntryWords,
    organiser: Person,
    guests: tuple[Person, ...],
    at: datetime,
) -> Invite:
    """Return the entry from the turn-off to the planned end, for these guests.

    Args:
        organiser: The mailbox that the mail comes from; Google takes it from nobody else.
        at: When this version of the entry was decided, aware.

    Source: RFC 5545; RFC 5546 §3.2.2, §3.2.5; RFC 6047; [MS-OXCICAL] 2.1.3.1.1.20.
    """
    method = Method.CANCEL if invitation.off else Method.REQUEST
    asks = f"METHOD:{method.value}\r\n".encode()
    told = _told(invitation, uid, words, organiser, at)
    return Invite(method, b"".join((BEGIN, asks, *told, *map(_guest, guests), END)))


@lru_cache(maxsize=64)  # firm and staff get the same, each with their own guests
def _told(
    invitation: Invitation, uid: str, words: EntryWords, organiser: Person, at: datetime
) -> tuple[bytes, bytes]:
    """Return the rules of the clocks, and the entry as far as its guests."""
    # These take a tenth of a second to load, and most mails carry no entry.
    from icalendar import Event

    from bot.post.clock_rules import written_clock_rules

    begins, ends = invitation.plan.off_at, invitation.plan.ends_by
    event = Event()
    event.add("UID", uid)
    event.add("SEQUENCE", invitation.sequence)
    event.add("DTSTAMP", at.astimezone(UTC))
    event.add("DTSTART", _zoned(begins))
    event.add("DTEND", _zoned(ends))
    event.add("SUMMARY", words.summary)
    event.add("DESCRIPTION", words.description)
    event.add("STATUS", "CANCELLED" if invitation.off else "CONFIRMED")
    for name, value in AS_A_NOTICE.items():
        event.add(name, value)
    event.add("ORGANIZER", _address(organiser), _named(organiser))
    rules = written_clock_rules(ZoneInfo(begins.zone), begins.local.year)
    return rules, bytes(event.to_ical()).removesuffix(END_OF_EVENT)


def _guest(person: Person) -> bytes:
    from icalendar import Event

    event = Event()
    event.add("ATTENDEE", _address(person), _named(person) | GUEST)
    return bytes(event.to_ical()).removeprefix(BEGIN_OF_EVENT).removesuffix(END_OF_EVENT)


def _zoned(moment: WallTime) -> datetime:
    """Return the moment by its zone's clock; in UTC where that clock shows its hour for the second time."""
    shown = moment.at.astimezone(ZoneInfo(moment.zone))
    return moment.at if shown.fold else shown


def _address(person: Person) -> str:
    if not is_plain_address(person.address):
        raise ValueError(f"{person.address!r} is not a plain address")
    return f"mailto:{quote(person.address, safe='@!$&*+-=_~.')}"


def _named(person: Person) -> dict[str, str]:
    return {"CN": person.name} if person.name else {}


GUEST = {"CUTYPE": "INDIVIDUAL", "ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "TRUE"}

# A span of hours that people should see, not one in which they are taken: the day stays free for other work.
# It brings no alarm; the day before and on the day we write ourselves.
AS_A_NOTICE = {
    "CLASS": "PUBLIC",
    "TRANSP": "TRANSPARENT",
    "X-MICROSOFT-CDO-BUSYSTATUS": "FREE",
    "X-MICROSOFT-CDO-INTENDEDSTATUS": "FREE",
}
