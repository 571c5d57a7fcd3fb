"""Mixed letters for the bench: half of them ask for an import and are answered, half are other mail."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from bot.desk.firm import Contact, Firm
from tests.letter.voices import VOICES

BORDER = "mx.aiwyn.example"
DESK = "support@aiwyn.example"
NEW_YORK = ZoneInfo("America/New_York")
ASKS = (
    """\
Hi team,

We closed on the {name} practice last month and need to bring their clients into PracticeEngine. About {count}
contacts plus AR.

Can we do it on {day}? We'd start around {hour}pm.

Thanks!
Anna

--
Anna Harper, CPA
Harper & {name} | 617.555.0142
""",
    """\
Hello,

please schedule the import of {name} for {day} at {hour}:00 pm Eastern. There are {count} clients in all.

Regards,
Anna Harper
""",
    """\
We would like to import the {name} data on {day}, {hour} pm. It is an acquisition, {count} clients.

Anna
""",
)
NAMES = (
    "Lindgren",
    "Okafor",
    "Whitmore",
    "Castellanos",
    "Pereira",
    "Tull",
    "Nair",
    "Brandt",
    "Quill",
    "Sato",
)
INVOICE = """\
Hi,

please find invoice {number} attached. It is due in thirty days.

Best,
Otto
"""
LOGIN = """\
Good morning,

since this morning my password is refused on the portal. I tried twice, then it locked me out. Could somebody
reset it? My user is otto{number}.

Thanks
Otto
"""
LINK = """\
The payment link in reminder {number} opens a blank page in Safari. In Chrome it works.
> Please pay by Friday.
> Your accountant

Otto
"""
NEWS = "Seven ways to collect faster\n\n" + "Read on our site what others do. " * 30
OTHER = (
    ("Invoice {number}", INVOICE),
    ("Cannot log in", LOGIN),
    ("Payment link", LINK),
    ("Newsletter {number}", NEWS),
)


def firms(number: int) -> tuple[Firm, ...]:
    """Return as many firms, each with one contact who will ask."""
    return tuple(
        Firm(
            key=f"firm-{n}",
            name=f"Firm {n}",
            zone=NEW_YORK,
            domains=(f"firm{n}.example",),
            contacts=(Contact(f"anna@firm{n}.example", "Anna Harper"),),
            driver="person",
        )
        for n in range(number)
    )


def mixed(number: int, now: datetime) -> Iterator[bytes]:
    """Yield letters by turns: a request of another firm each time, then other mail of every kind."""
    for n in range(number):
        yield a_request(n // 2, now) if n % 2 == 0 else other_mail(n // 2, now)


def a_request(n: int, now: datetime) -> bytes:
    day = (now + timedelta(days=14 + n % 20)).astimezone(NEW_YORK)
    values = {
        "name": NAMES[n % len(NAMES)],
        "count": 100 + n,
        "day": f"{day:%A, %B} {day.day}",
        "hour": 5 + n % 4,
    }
    text = ASKS[n % len(ASKS)].format_map(values)
    return _letter(f"anna@firm{n}.example", f"Import of {values['name']}", text, f"ask-{n}", now)


def other_mail(n: int, now: datetime) -> bytes:
    """Return plain support mail, and every third time a letter from the collection of mail programs."""
    if n % 3 == 0:
        head, _, body = VOICES[n // 3 % len(VOICES)].letter.partition("\n\n")
        fields = "\n".join(line for line in head.splitlines() if not line.lower().startswith("message-id"))
        stamped = _stamp("mail.example", now) + f"Message-ID: <voice-{n}@mail.example>\n{fields}\n\n{body}"
        return stamped.replace("\r\n", "\n").replace("\n", "\r\n").encode("utf-8", "surrogateescape")
    subject, text = OTHER[n % len(OTHER)]
    return _letter(
        f"otto{n}@elsewhere.example", subject.format(number=n), text.format(number=n), f"other-{n}", now
    )


def _letter(sender: str, subject: str, text: str, name: str, now: datetime) -> bytes:
    domain = sender.partition("@")[2]
    head = (
        f"{_stamp(domain, now)}From: Anna Harper <{sender}>\nTo: {DESK}\nSubject: {subject}\n"
        f"Date: {format_datetime(now)}\nMessage-ID: <{name}@{domain}>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/alternative; boundary="b"\n\n'
    )
    page = "".join(f"<p>{line}</p>\n" for line in text.splitlines())
    body = (
        f"--b\nContent-Type: text/plain; charset=utf-8\n\n{text}\n"
        f"--b\nContent-Type: text/html; charset=utf-8\n\n<html><body>{page}</body></html>\n--b--\n"
    )
    return (head + body).replace("\n", "\r\n").encode()


def _stamp(domain: str, now: datetime) -> str:
    return (
        f"Return-Path: <bounces@{domain}>\n"
        f"Authentication-Results: {BORDER}; spf=pass smtp.mailfrom={domain};\n"
        f" dkim=pass header.d={domain}; dmarc=pass header.from={domain}\n"
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.25]) by {BORDER}\n"
        f"\twith ESMTPS id 1; {format_datetime(now)}\n"
    )
