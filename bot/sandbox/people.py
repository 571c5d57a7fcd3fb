"""Pretend people who write mail as people do: a new letter, or a reply that quotes the mail it answers."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.utils import format_datetime
from zlib import crc32


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a mailbox."""

    name: str
    address: str

    def letter(self, to: str, subject: str, text: str, at: datetime) -> bytes:
        """Return a new letter as a mail program sends it."""
        return self._written(to, subject, text, at).as_bytes()

    def reply(self, mail: bytes, to: str, text: str, at: datetime) -> bytes:
        """Return a reply to a mail, its text quoted below, on its thread."""
        answered = message_from_bytes(mail)
        subject = str(make_header(decode_header(str(answered["Subject"]))))
        subject = subject if subject.lower().startswith("re:") else f"Re: {subject}"
        quoted = "\n".join(f"> {line}" for line in plain_text(answered).splitlines())
        history = f"On {at:%a, %b %d, %Y at %I:%M %p} {answered['From']} wrote:\n\n{quoted}\n"
        letter = self._written(to, " ".join(subject.split()), f"{text}\n\n{history}", at)
        letter["In-Reply-To"] = str(answered["Message-ID"])
        letter["References"] = " ".join(f"{answered['References'] or ''} {answered['Message-ID']}".split())
        return letter.as_bytes()

    def _written(self, to: str, subject: str, text: str, at: datetime) -> EmailMessage:
        letter = EmailMessage()
        letter["From"] = f"{self.name} <{self.address}>"
        letter["To"] = to
        letter["Subject"] = subject
        letter["Date"] = format_datetime(at)
        letter["Message-ID"] = (
            f"<{at:%Y%m%d%H%M%S}.{crc32((self.address + text).encode()):08x}@{self.domain}>"
        )
        letter.set_content(text)
        return letter

    @property
    def domain(self) -> str:
        return self.address.partition("@")[2]


def plain_text(mail: Message) -> str:
    """Return the plain text of a mail, LF line ends."""
    part = next((p for p in mail.walk() if p.get_content_type() == "text/plain"), None)
    payload = part.get_payload(decode=True) if part else b""
    return payload.decode("utf-8", "replace").replace("\r\n", "\n") if isinstance(payload, bytes) else ""


def html_text(mail: Message) -> str:
    """Return the HTML of a mail; empty when it has none."""
    part = next((p for p in mail.walk() if p.get_content_type() == "text/html"), None)
    payload = part.get_payload(decode=True) if part else b""
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
