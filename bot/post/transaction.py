"""One mail through MAIL, RCPT and DATA, and what the server said of each recipient.

A server's "no" is a result, for the address it was said of; 421 is a hang-up in words. The handover says
whether all of a mail was written, which decides what silence means.
"""

import re
from dataclasses import dataclass

from aiosmtplib import (
    SMTP,
    SMTPRecipientRefused,
    SMTPResponseException,
    SMTPSenderRefused,
    SMTPServerDisconnected,
)

from bot.post.inert import is_plain_address, one_line
from bot.post.port import ACCEPTED, Delivery, Refused

CLOSING = 421  # the server is about to hang up: as good as a lost connection
GO_AHEAD = 354
REPLY_LIMIT = 300


@dataclass
class Handover:
    """How far a mail has gone."""

    complete: bool = False  # its last byte was written; from here on silence is unclear


async def transact(
    client: SMTP, raw: bytes, sender: str, recipients: tuple[str, ...], handover: Handover
) -> dict[str, Delivery]:
    """Take one mail to all its recipients in one transaction; those who are refused do not hold up the rest.

    Raises:
        SMTPException, OSError: No answer; `handover` says what that means.
    """
    utf8 = client.supports_extension("smtputf8") and not all(map(str.isascii, recipients))
    refusal = await _announce(client, raw, sender, utf8=utf8)
    if refusal is not None:
        return dict.fromkeys(recipients, refusal)
    answers = {to: await _offer(client, to, utf8=utf8) for to in recipients}
    if ACCEPTED not in answers.values():
        await client.rset()
        return answers
    outcome = await _deliver(client, raw, handover)
    return {to: outcome if answer == ACCEPTED else answer for to, answer in answers.items()}


async def _announce(client: SMTP, raw: bytes, sender: str, *, utf8: bool) -> Refused | None:
    """Open the transaction; a refusal here concerns every recipient."""
    options = [f"SIZE={len(raw)}"] if client.supports_extension("size") else []
    try:
        await client.mail(sender, options=[*options, "SMTPUTF8"] if utf8 else options)
    except SMTPSenderRefused as error:
        return _refused(error)
    return None


async def _offer(client: SMTP, to: str, *, utf8: bool) -> Delivery:
    if not to.isascii() and not utf8:
        return Refused(permanent=True, reply="the mail server takes no address outside ASCII")
    if not is_plain_address(to):
        return Refused(permanent=True, reply=f"{one_line(to, REPLY_LIMIT)} is not a plain address")
    try:
        await client.rcpt(to, encoding="utf-8" if utf8 else "ascii")
    except SMTPRecipientRefused as error:
        return _refused(error)
    return ACCEPTED


async def _deliver(client: SMTP, raw: bytes, handover: Handover) -> Delivery:
    """Hand over the bytes. aiosmtplib's own `data` does not tell whether the end came before or after."""
    go_ahead = await client.execute_command(b"DATA")
    if go_ahead.code != GO_AHEAD:
        await client.rset()
        return _refused(SMTPResponseException(go_ahead.code, go_ahead.message))
    protocol = client.protocol
    if protocol is None:
        raise SMTPServerDisconnected("Connection lost")
    handover.complete = True
    protocol.write(_for_data(raw))
    verdict = await protocol.read_response(timeout=client.timeout)
    if 200 <= verdict.code < 300:
        return ACCEPTED
    if not 400 <= verdict.code < 600:
        raise SMTPResponseException(verdict.code, verdict.message)
    handover.complete = False  # the server has spoken, so nothing is unclear
    return _refused(SMTPResponseException(verdict.code, verdict.message))


def _for_data(raw: bytes) -> bytes:
    """Return the bytes as DATA wants them: CRLF only, dots doubled, the end marked. RFC 5321 §4.5.2."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", raw).removesuffix(b"\r\n") + b"\r\n"
    return re.sub(rb"(?m)^\.", b"..", lines) + b".\r\n"


def _refused(error: SMTPResponseException) -> Refused:
    """Turn a "no" into a result, unless it says that the server is about to hang up."""
    if error.code == CLOSING:
        raise SMTPServerDisconnected(reply_of(error))
    return Refused(permanent=error.code >= 500, reply=reply_of(error))


def reply_of(error: SMTPResponseException) -> str:
    """Return what the server said as one harmless line: "550 5.1.1 nobody here has this address"."""
    return one_line(f"{error.code} {error.message}", REPLY_LIMIT)
