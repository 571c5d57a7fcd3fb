"""What a letter is once it is open: plain values, each bounded, none of them trusted by itself."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Verdict(StrEnum):
    """How well our own mail server vouches for the domain in From."""

    PROVED = "proved"  # DMARC pass, or a DKIM signature aligned with From
    SPF_ONLY = "spf_only"  # SPF pass aligned with From, where the domain has no policy
    UNPROVED = "unproved"  # anything else: nothing moves on it


class Machine(StrEnum):
    """Which kind of automatic mail a letter is; it is never answered and moves nothing."""

    AUTO_REPLY = "auto_reply"  # vacation, acknowledgement by a ticket system
    BOUNCE = "bounce"  # a delivery that failed for good
    DELAY = "delay"  # a delivery still being tried, or reported as done
    RECEIPT = "receipt"  # read receipts
    CALENDAR = "calendar"  # an invitation or the answer to one
    BULK = "bulk"  # newsletters, marketing sent by machine
    OWN = "own"  # our own mail come back
    REPORT = "report"  # abuse reports and their kind


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file that came with a letter."""

    name: str  # cleaned, at most 100 characters, for showing; never a path
    content_type: str  # lower case, as declared: "text/csv"
    size: int  # bytes after decoding
    content: bytes | None  # None when too large to keep, or not decodable


@dataclass(frozen=True, slots=True)
class Answer:
    """Words typed below a line that the writer quoted, and that line."""

    asked: str  # the quoted line or lines right above, without their ">"
    said: str  # also part of `Letter.fresh`, in its place


@dataclass(frozen=True, slots=True)
class Bounce:
    """What a delivery report says of a mail of ours."""

    original_message_id: str | None  # with angle brackets
    recipients: tuple[str, ...]  # addresses that failed, lower case
    reason: str  # the diagnostic, cut to 300 characters


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """An entry of a calendar that came along; each value as its writer has it, none of them trusted."""

    method: str  # "REPLY", "COUNTER", upper case; empty: a file without one
    uid: str
    sequence: int  # of the invitation that is answered
    answers: tuple[tuple[str, str], ...]  # each guest's address, lower case, and "ACCEPTED", "DECLINED"
    starts: datetime | date | None  # aware in UTC; naive where no zone is named; a day alone
    comment: str  # one line


@dataclass(frozen=True, slots=True)
class Letter:
    """One message, opened. Text has LF line ends, no NUL, no other control characters."""

    message_id: str | None  # with angle brackets, as written; None when missing or unusable
    in_reply_to: tuple[str, ...]  # ids with angle brackets
    references: tuple[str, ...]  # oldest first; at most 100
    sender: str | None  # the one mailbox of the one From, ASCII lower case; None when there is none
    sender_name: str  # display name, for showing only
    to: tuple[str, ...]  # addresses, ASCII lower case; decoration, never authority
    cc: tuple[str, ...]
    subject: str  # decoded, one line, at most 500 characters
    sent_at: datetime | None  # the Date header in UTC: for show and for judging staleness
    offset_minutes: int | None  # the Date header's own offset from UTC
    fresh: str  # what the writer newly typed: no history, signature, footer or banner
    forwarded: str  # a message passed on below it, kept apart
    whole: str  # all of the text, as a person would see it
    attachments: tuple[Attachment, ...]
    machine: Machine | None  # None: a person wrote it, as far as can be told
    machine_why: str  # the sign it was known by: "Auto-Submitted: auto-replied"
    bounce: Bounce | None
    verdict: Verdict
    verdict_why: str  # "dmarc=pass for northcpa.example" or what is missing
    notes: tuple[str, ...] = ()  # what was repaired, cut or not read
    doubts: tuple[str, ...] = ()  # why a person may see another text than `fresh`: ask, never act on it
    answers: tuple[Answer, ...] = ()  # inline answers, in order, each with the line it answers
    entry: CalendarEntry | None = None  # the first one in a calendar file
