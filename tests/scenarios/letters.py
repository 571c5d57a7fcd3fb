"""Letters as a receiving mail server hands them over, and what can be read in ours."""

import re
from datetime import datetime
from email.message import Message
from email.utils import format_datetime
from urllib.parse import parse_qs, unquote, urlsplit

from tests.cast import SUPPORT

BORDER = "mx.aiwyn.example"
LINK = re.compile(r"mailto:\S+")


def a_letter(
    text: str,
    sender: str,
    subject: str,
    message_id: str,
    at: datetime,
    *,
    to: str = SUPPORT,
    answers: tuple[str, ...] = (),
    proved: bool = True,
    headers: tuple[str, ...] = (),
) -> bytes:
    """Write one letter as plain text; the border vouches for its sender, or finds it forged."""
    domain = sender.rpartition("@")[2].rstrip(">")
    verdict = f"dmarc={'pass' if proved else 'fail'} header.from={domain}"
    thread = (f"In-Reply-To: {answers[-1]}", f"References: {' '.join(answers)}") if answers else ()
    lines = (
        f"Authentication-Results: {BORDER}; {verdict}",
        f"Received: from mail.{domain} by {BORDER}; {format_datetime(at)}",
        f"From: {sender}",
        f"To: {to}",
        f"Subject: {subject}",
        f"Date: {format_datetime(at)}",
        f"Message-ID: {message_id}",
        *thread,
        *headers,
        *(() if any(line.startswith("Content-Type:") for line in headers) else (PLAIN,)),
        "",
        text,
    )
    return "\r\n".join(lines).replace("\r\n", "\n").replace("\n", "\r\n").encode()


PLAIN = "Content-Type: text/plain; charset=utf-8"


def text_of(mail: Message) -> str:
    """Return the plain text of a mail."""
    part = next(p for p in mail.walk() if p.get_content_type() == "text/plain")
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().replace("\r\n", "\n")


def attachment_names(mail: Message) -> list[str]:
    """Return the file names of what is attached."""
    return [name for part in mail.walk() if (name := part.get_filename())]


def one_click(mail: Message, label: str) -> tuple[str, str]:
    """Return subject and body of the reply that a link of a mail writes, found by its label."""
    links = [urlsplit(link) for link in LINK.findall(text_of(mail))]
    fields = [parse_qs(link.query) for link in links]
    said = {unquote(field["body"][0]): field["subject"][0] for field in fields}
    assert f"{label}." in said, f"the mail offers {list(said)}"
    return said[f"{label}."], f"{label}."


def a_bounce(mail: Message, recipient: str, reason: str) -> tuple[str, tuple[str, ...]]:
    """Return text and headers of a delivery report: `mail` did not reach `recipient`. RFC 3464."""
    text = "\n".join(
        [
            "--b",
            PLAIN,
            "",
            f"Your mail could not be delivered to {recipient}.",
            "--b",
            "Content-Type: message/delivery-status",
            "",
            "Reporting-MTA: dns; mx.northcpa.example",
            "",
            f"Final-Recipient: rfc822; {recipient}",
            "Action: failed",
            "Status: 5.1.1",
            f"Diagnostic-Code: smtp; {reason}",
            "--b",
            "Content-Type: text/rfc822-headers",
            "",
            f"Message-ID: {mail['Message-ID']}",
            f"Subject: {mail['Subject']}",
            "--b--",
        ]
    )
    kind = 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"'
    return text, ("Return-Path: <>", "MIME-Version: 1.0", kind)
