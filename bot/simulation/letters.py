"""Letters to us: what a writer means, and the bytes the mail server hands over."""

from dataclasses import dataclass, field
from datetime import datetime
from email.utils import format_datetime

from bot.simulation.offices import BORDER, SUPPORT
from bot.simulation.voices import Meaning


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to us, and the truth about it."""

    message_id: str
    raw: bytes = field(repr=False)
    by: str  # whom it claims to be from
    meaning: Meaning
    text: str
    honest: bool  # the person in From wrote it, now
    proved: bool
    firm: str = ""  # whose people it speaks for
    ref: str = ""  # the import that is meant
    line: str = ""  # of staff's command
    at: datetime | None = None
    starts: datetime | None = None  # naive: the start it asks for, on the firm's wall
    key: str = ""  # by which a script may mute it


def write(
    text: str,
    by: str,
    subject: str,
    message_id: str,
    at: datetime,
    *,
    proved: bool = True,
    answers: tuple[str, ...] = (),
    cc: str = "",
    headers: tuple[str, ...] = (),
) -> bytes:
    """Return a letter as the border server hands it over, with its verdict on the sender."""
    domain = by.rpartition("@")[2]
    lines = (
        f"Authentication-Results: {BORDER}; dmarc={'pass' if proved else 'fail'} header.from={domain}",
        f"Received: from mail.{domain} by {BORDER}; {format_datetime(at)}",
        f"From: {by}",
        f"To: {SUPPORT}",
        *([f"Cc: {cc}"] if cc else []),
        f"Subject: {subject}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: {message_id}",
        *([f"In-Reply-To: {answers[-1]}", f"References: {' '.join(answers[-9:])}"] if answers else []),
        *headers,
        *([] if any(line.startswith("Content-Type") for line in headers) else [PLAIN]),
        "",
        text,
    )
    return "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()


PLAIN = "Content-Type: text/plain; charset=utf-8"
AUTOMATIC = ("Auto-Submitted: auto-replied",)


def a_report(message_id: str, recipient: str) -> tuple[str, tuple[str, ...]]:
    """Return text and headers of a delivery report: that mail did not reach its recipient. RFC 3464."""
    text = "\n".join((
        "--b", PLAIN, "", f"Your mail could not be delivered to {recipient}.", "--b",
        "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.elsewhere.example", "",
        f"Final-Recipient: rfc822; {recipient}", "Action: failed", "Status: 5.1.1",
        "Diagnostic-Code: smtp; 550 5.1.1 nobody has this address", "--b",
        "Content-Type: text/rfc822-headers", "", f"Message-ID: {message_id}", "--b--",
    ))  # fmt: skip
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'
    return text, ("Return-Path: <>", "MIME-Version: 1.0", kind)
