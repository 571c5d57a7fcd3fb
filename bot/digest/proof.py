"""How many of the letters that came were vouched for: the first thing to know of a new mailbox's settings."""

from dataclasses import dataclass
from datetime import datetime

from bot.config.settings import Mailbox, Settings
from bot.letter.headers import split_headers
from bot.letter.letter import Verdict
from bot.letter.sender import sender_of
from bot.letter.trust import Receiver, trust_in
from bot.store.tables import Direction
from bot.store.work import Work

LOOKED_AT = 200  # the latest letters of a mailbox


@dataclass(frozen=True, slots=True)
class Share:
    """Of so many letters of a mailbox, how many were proved, and what was missing most lately."""

    mailbox: str
    letters: int
    proved: int
    missing: str = ""

    def __str__(self) -> str:
        told = f"mailbox {self.mailbox}: {self.proved} of the last {self.letters} letters were proved"
        return f"{told}; the latest that was not: {self.missing}" if self.missing else told


def shares(work: Work, settings: Settings, since: datetime, until: datetime) -> tuple[Share, ...]:
    """Return the share of each mailbox that had letters in the span."""
    found = (_share(work, mailbox, since, until) for mailbox in settings.mailbox)
    return tuple(share for share in found if share.letters)


def _share(work: Work, mailbox: Mailbox, since: datetime, until: datetime) -> Share:
    trust = mailbox.trust
    receiver = Receiver(trust.receiver, trust.authserv_id, trust.trusted_internal, trust.own_hosts)
    came = [
        letter
        for letter in work.letters_between(since, until)
        if letter.mailbox == mailbox.name and letter.direction is Direction.RECEIVED
    ]
    kept = [raw for letter in came[-LOOKED_AT:] if (raw := work.letter_bytes(letter.id))]
    opened = [split_headers(raw) for raw in kept]
    found = [trust_in(headers, sender_of(headers), receiver) for headers in opened]
    unproved = [trust.why for trust in found if trust.verdict is Verdict.UNPROVED]
    return Share(mailbox.name, len(found), len(found) - len(unproved), unproved[-1] if unproved else "")
