"""What a person sees in a mail of ours: nothing but the text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from email.utils import getaddresses
from urllib.parse import parse_qs, unquote, urlsplit

from bot.desk.tasks import Mail

M = Mail
# The sentence by which a person knows what a mail of ours is about.
LEADS: Mapping[str, Mail] = {
    r"Your .+ is booked for (?P<day>.+)\.": M.TIMING_CONFIRMED,
    r"Your .+ has moved to (?P<day>.+)\.": M.RESCHEDULED,
    r"Your import is on (?P<day>.+)\.": M.REMINDER,
    r"Which day would you like to import\?": M.DATE_MISSING,
    r"(Do you mean .+|Which of these days do you mean|Which day do you mean)\?": M.DATE_AMBIGUOUS,
    r"The weekday and the date do not go together\..*": M.DATE_CONTRADICTORY,
    r"That day or hour does not exist\..*": M.DATE_IMPOSSIBLE,
    r"Please choose another day\..*": M.DAY_REFUSED,
    r"We have noted .+\.": M.WITH_STAFF,
    r"This import is cancelled.*": M.CANCELLED,
    r"You may proceed with the import now\..*": M.PROCEED,
    r"Please do not start the import yet\..*": M.DO_NOT_START,
    r"Please do not import today\..*": M.RELEASED,
    r"Please stop importing now\.": M.PLEASE_STOP,
    r"Is the import complete\?": M.NUDGE,
    r"Is the import finished\?": M.IS_IT_FINISHED,
    r"Was any of the import loaded\?": M.WAS_ANYTHING_LOADED,
    r"Thank you\. We have noted that the import is complete\.": M.COMPLETION_HEARD,
    r"Your data flow stays off\..*": M.STAYS_OFF,
    r"Your data flow is not on yet;.*": M.FLOW_LATE,
    r"Your data flow is on again\.": M.FLOW_ON,
    r"Please compare the AR of ten clients, and reply.*": M.REVIEW_REQUEST,
    r"Please compare the AR of ten clients; it is.*": M.REVIEW_REMINDER,
    r"Please compare (\d+ more clients?|the clients that are missing)\.": M.REVIEW_INCOMPLETE,
    r"All ten clients match\..*": M.REVIEW_MATCHED,
    r"Some figures differ\..*": M.REVIEW_MISMATCHED,
    r"A person at .+ has your message.*": M.A_PERSON_HAS_IT,
    r"Did you write to us about .+\?": M.SAID_IN_YOUR_NAME,
    r"Approve .+\?": M.STAFF_APPROVAL,
    r"Please turn (?:ON|OFF) the data flow of .*": M.STAFF_SWITCH,
}  # fmt: skip
_LEADS = [(re.compile(lead, re.DOTALL), mail) for lead, mail in LEADS.items()]
REF = re.compile(r"\[(IMP-\d+)\]|\b(IMP-\d+)\b")
TURN = re.compile(r"@sluice (turned (?:on|off) \S+)")
LINK = re.compile(r"mailto:\S+")
DAY = re.compile(r"(?:(\w+) (\d{1,2})|(\d{1,2}) (\w+)),? (\d{4}),? (?:at )?(\d{1,2}):(\d\d)(?: ?([AP]M))?")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
MARKS = re.compile(r"(?<![a-z2-7])[a-z2-7]{20}(?:[a-z2-7]{6})?(?![a-z2-7])")  # they tell two mails apart


@dataclass(frozen=True, slots=True)
class Seen:
    """One mail of ours, as its reader sees it."""

    message_id: str
    kind: Mail | None  # None: staff's mail of free words, or the digest
    ref: str
    lead: str
    subject: str
    text: str
    date: str
    thread: tuple[str, ...]  # ids it refers to
    turn: str = ""  # of a flow by hand: the line that says it is done, "turned off firm1"
    starts: datetime | None = None  # naive: the day and hour it books, as worded

    @property
    def gist(self) -> str:
        """Return what makes two mails one in a reader's eyes."""
        return MARKS.sub("*", f"{self.date}\n{self.subject}\n{self.text}")

    def click(self, label: str) -> tuple[str, str] | None:
        """Return subject and body of the reply that a link writes."""
        for link in LINK.findall(self.text):
            fields = parse_qs(urlsplit(link).query)
            if unquote(fields["body"][0]) == f"{label}.":
                return fields["subject"][0], f"{label}."
        return None


def see(raw: bytes) -> Seen:
    """Return what a person sees in a mail of ours."""
    mail = message_from_bytes(raw)
    subject = " ".join(str(mail["Subject"]).split())
    text = _text_of(mail)
    lead = next((p for p in text.split("\n\n") if p.strip() and not p.startswith(">")), "")
    lead = " ".join(lead.split())
    found = [(match, kind) for sign, kind in _LEADS if (match := sign.fullmatch(lead))]
    match, kind = found[0] if found else (None, None)
    said = match.groupdict() if match else {}
    ref = REF.search(subject) or REF.search(text)
    return Seen(
        message_id=str(mail["Message-ID"]),
        kind=kind,
        ref=(ref[1] or ref[2]) if ref else "",
        lead=lead,
        subject=subject,
        text=text,
        date=str(mail["Date"]),
        thread=tuple(f"{mail['References'] or ''} {mail['In-Reply-To'] or ''}".split()),
        turn=turned[1] if (turned := TURN.search(text)) else "",
        starts=_day_of(said.get("day") or ""),
    )


def _text_of(mail: Message) -> str:
    part = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    return payload.decode().replace("\r\n", "\n") if isinstance(payload, bytes) else ""


def _day_of(words: str) -> datetime | None:
    found = DAY.search(words)
    if not found:
        return None
    us_month, us_day, day, month, year, hour, minute, half = found.groups()
    number = MONTHS.index(us_month or month) + 1
    hours = int(hour) % 12 + 12 * (half == "PM") if half else int(hour)
    return datetime(int(year), number, int(us_day or day), hours, int(minute))  # noqa: DTZ001 -- a wall clock's


def addresses(raw: bytes) -> tuple[str, ...]:
    """Return whom the header of a mail names."""
    mail = message_from_bytes(raw)
    return tuple(address for _, address in getaddresses([*mail.get_all("To", []), *mail.get_all("Cc", [])]))
