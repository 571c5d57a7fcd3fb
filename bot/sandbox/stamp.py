"""What a receiving server writes on a letter, and the report it sends when it cannot deliver one.

The server of the sandbox is a careless one: it stamps its own verdict on top and leaves forged copies of
it standing below (RFC 8601 §5 would have it delete them), so that nothing rests on a careful neighbour.
"""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.utils import format_datetime, getaddresses

CRLF = "\r\n"
REPORT = """\
From: Mail Delivery System <MAILER-DAEMON@{host}>
To: {to}
Subject: Undelivered Mail Returned to Sender
Date: {date}
Message-ID: <bounce-{number}@{host}>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="report-{number}"

--report-{number}
Content-Type: text/plain; charset=us-ascii

Your mail to {failed} could not be delivered:

    {why}

--report-{number}
Content-Type: message/delivery-status

Reporting-MTA: dns; {host}

Final-Recipient: rfc822; {failed}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; {why}

--report-{number}
Content-Type: text/rfc822-headers

{head}

--report-{number}--
"""


@dataclass(frozen=True, slots=True)
class Delivery:
    """One letter on its way to one person."""

    sender: str  # envelope; "" is the null sender
    recipient: str
    as_domain: str | None  # the domain the submitter has proved to be; None: a machine of our own
    at: datetime
    number: int


def stamp(raw: bytes, delivery: Delivery, host: str) -> bytes:
    """Return the letter as it lies in the recipient's mailbox: trace fields on top, CRLF line ends."""
    came_from = f"mail.{delivery.as_domain or host}"
    fields = [f"Return-Path: <{delivery.sender}>"]
    if delivery.as_domain is not None:
        fields.append(f"Authentication-Results: {host}; {verdicts(raw, delivery.as_domain)}")
    fields.append(
        f"Received: from {came_from} ({came_from} [192.0.2.25]) by {host}"
        f"{CRLF}\twith ESMTPS id {delivery.number:08x} for <{delivery.recipient}>;"
        f"{CRLF}\t{format_datetime(delivery.at)}"
    )
    return CRLF.join(fields).encode() + CRLF.encode() + _crlf(raw)


def verdicts(raw: bytes, as_domain: str) -> str:
    """Say what SPF, DKIM and DMARC make of a letter from a submitter who has proved `as_domain`."""
    proved = f"spf=pass smtp.mailfrom={as_domain}; dkim=pass header.d={as_domain}"
    author = from_domain(raw)
    if author is None:
        return f"{proved}; dmarc=permerror"
    aligned = f".{as_domain}".endswith(f".{author}") or f".{author}".endswith(f".{as_domain}")
    outcome = "pass" if aligned else "fail (p=none)"
    return f"{proved}; dmarc={outcome} header.from={author}"


def from_domain(raw: bytes) -> str | None:
    """Return the domain of the one address in the one From field; None when there is no such thing."""
    fields = message_from_bytes(raw).get_all("From", [])
    addresses = getaddresses([str(field) for field in fields])
    if len(fields) != 1 or len(addresses) != 1:
        return None
    return addresses[0][1].rpartition("@")[2].lower() or None


def recipients_of(raw: bytes) -> tuple[str, ...]:
    """Return every address in To and Cc, in lower case."""
    letter = message_from_bytes(raw)
    fields = [str(field) for name in ("To", "Cc") for field in letter.get_all(name, [])]
    return tuple(dict.fromkeys(address.lower() for _, address in getaddresses(fields) if address))


def bounce(raw: bytes, failed: Delivery, host: str, why: str) -> bytes:
    """Return the delivery report for a letter that found nobody (RFC 3464 in RFC 6522)."""
    head = _crlf(raw).partition(b"\r\n\r\n")[0].decode("ascii", "replace")
    report = REPORT.format(
        host=host, to=failed.sender, failed=failed.recipient, why=why, head=head,
        number=f"{failed.number:08x}", date=format_datetime(failed.at),
    )  # fmt: skip
    return _crlf(report.encode("ascii", "replace"))


def _crlf(raw: bytes) -> bytes:
    return raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
