"""One mail through MAIL, RCPT and DATA, and what the server said of each recipient.

A server's "no" is a result, for the address it was said of; 421 is a hang-up in words. The handover says
whether all of a mail was written, which decides what silence means.
"""

from dataclasses import dataclass
from smtplib import SMTPResponseException, SMTPServerDisconnected

from bot.post.client import Client
from bot.post.inert import is_plain_address, one_line
from bot.post.port import ACCEPTED, Delivery, Refused

CLOSING = 421  # the server is about to hang up: as good as a lost connection
GO_AHEAD = 354
REPLY_LIMIT = 300


@dataclass
class Handover:
    """How far a mail has gone."""

    complete: bool = False  # its last byte was written; from here on silence is unclear


def transact(
    client: Client, raw: bytes, sender: str, recipients: tuple[str, ...], handover: Handover
) -> dict[str, Delivery]:
    """Take one mail to all its recipients in one transaction; those who are refused do not hold up the rest.

    Raises:
        SMTPException, OSError: No answer; `handover` says what that means.
    """
    utf8 = client.has_extn("smtputf8") and not all(map(str.isascii, recipients))
    begun = _announce(client, raw, sender, utf8=utf8)
    if begun != ACCEPTED:
        return dict.fromkeys(recipients, begun)
    answers = {to: _offer(client, to, utf8=utf8) for to in recipients}
    if ACCEPTED not in answers.values():
        client.rset()
        return answers
    outcome = _deliver(client, raw, handover)
    return {to: outcome if answer == ACCEPTED else answer for to, answer in answers.items()}


def _announce(client: Client, raw: bytes, sender: str, *, utf8: bool) -> Delivery:
    """Open the transaction; a refusal here concerns every recipient."""
    options = [f"SIZE={len(raw)}"] if client.has_extn("size") else []
    return _understood(*client.mail(sender, [*options, "SMTPUTF8"] if utf8 else options))


def _offer(client: Client, to: str, *, utf8: bool) -> Delivery:
    if not to.isascii() and not utf8:
        return Refused(permanent=True, reply="the mail server takes no address outside ASCII")
    if not is_plain_address(to):
        return Refused(permanent=True, reply=f"{one_line(to, REPLY_LIMIT)} is not a plain address")
    return _understood(*client.rcpt(to))


def _deliver(client: Client, raw: bytes, handover: Handover) -> Delivery:
    """Hand over the bytes. smtplib's own `data` does not tell whether the end came before or after."""
    code, words = client.docmd("DATA")
    if code != GO_AHEAD:
        client.rset()
        return _understood(code, words)
    handover.complete = True
    client.send(_for_data(raw))
    answer = _understood(*client.getreply())
    handover.complete = answer == ACCEPTED  # a server that has said no leaves nothing unclear
    return answer


def _for_data(raw: bytes) -> bytes:
    """Return the bytes as DATA wants them: CRLF only, dots doubled, the end marked. RFC 5321 §4.5.2."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").removesuffix(b"\n")
    begun = b"\r\n" + lines.replace(b"\n", b"\r\n")  # so that a dot on the first line is doubled too
    return begun.replace(b"\r\n.", b"\r\n..")[2:] + b"\r\n.\r\n"


def _understood(code: int, words: bytes) -> Delivery:
    """Turn a reply into a result, unless it says that the server hangs up, or says nothing that is SMTP."""
    if 200 <= code < 300:
        return ACCEPTED
    error = SMTPResponseException(code, words)
    if code == CLOSING:
        raise SMTPServerDisconnected(reply_of(error))
    if not 400 <= code < 600:
        raise error
    return Refused(permanent=code >= 500, reply=reply_of(error))


def reply_of(error: SMTPResponseException) -> str:
    """Return what the server said as one harmless line: "550 5.1.1 nobody here has this address"."""
    words = error.smtp_error
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{error.smtp_code} {said}", REPLY_LIMIT)
