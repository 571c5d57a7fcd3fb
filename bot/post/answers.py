"""One-click answers: `mailto:` links that write the whole reply, so that a tap on a telephone is enough.

Each carries a token in its subject that is bound to ticket, question and answer; what an answer causes
is decided where it arrives, never here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from urllib.parse import quote

from bot.desk.tasks import Mail
from bot.desk.ticket import Ticket

DAY = "day "  # before the wall time that a link chooses: "day 2026-12-05T18:00"


class OneClick(StrEnum):
    """What a link can say besides a day; the value is what its token is bound to."""

    COMPLETE = "complete"
    NOT_FINISHED = "not-finished"
    NOTHING_LOADED = "nothing-loaded"
    SOME_LOADED = "some-loaded"
    ALL_MATCH = "all-match"
    ANOTHER_DATE = "another-date"
    SPEAKS_FOR_US = "speaks-for-us"
    NOT_OURS = "not-ours"


LABEL: dict[OneClick, str] = {
    OneClick.COMPLETE: "The import is complete",
    OneClick.NOT_FINISHED: "Not finished yet",
    OneClick.NOTHING_LOADED: "Nothing was loaded",
    OneClick.SOME_LOADED: "Some of it was loaded",
    OneClick.ALL_MATCH: "All of them match",
    OneClick.ANOTHER_DATE: "We need another date",
    OneClick.SPEAKS_FOR_US: "It is complete, and {speaker} speaks for us",
    OneClick.NOT_OURS: "{speaker} does not speak for us",
}

_FINISHED = (OneClick.COMPLETE, OneClick.NOT_FINISHED)
_OTHER_DAY = (OneClick.ANOTHER_DATE,)

# Which answers a mail offers. One that asks nothing, or asks for words of the firm's own, has none.
OFFERED: dict[Mail, tuple[OneClick, ...]] = {
    Mail.TIMING_CONFIRMED: _OTHER_DAY,
    Mail.RESCHEDULED: _OTHER_DAY,
    Mail.REMINDER: _OTHER_DAY,
    Mail.DO_NOT_START: _OTHER_DAY,
    Mail.PROCEED: (OneClick.COMPLETE,),
    Mail.STAYS_OFF: (OneClick.COMPLETE,),
    Mail.NUDGE: _FINISHED,
    Mail.IS_IT_FINISHED: (*_FINISHED, OneClick.SPEAKS_FOR_US),
    Mail.WHO_REPORTS: (OneClick.NOT_OURS,),
    Mail.WAS_ANYTHING_LOADED: (OneClick.NOTHING_LOADED, OneClick.SOME_LOADED),
    Mail.REVIEW_REQUEST: (OneClick.ALL_MATCH,),
    Mail.REVIEW_REMINDER: (OneClick.ALL_MATCH,),
}
ABOUT_A_SPEAKER = frozenset({OneClick.SPEAKS_FOR_US, OneClick.NOT_OURS})


@dataclass(frozen=True, slots=True)
class Answer:
    """One link as a mail shows it."""

    label: str
    href: str  # "mailto:support@…?subject=…&body=…", percent-encoded


@dataclass(frozen=True, slots=True)
class DayOffer:
    """A start that a link chooses."""

    local: datetime  # naive, on the firm's wall
    label: str  # the same in the firm's words

    @property
    def answer(self) -> str:
        return f"{DAY}{self.local:%Y-%m-%dT%H:%M}"


def answer_links(
    mail: Mail,
    ticket: Ticket,
    token: Callable[[str], str],
    to_address: str,
    speaker: str = "",
    days: Iterable[DayOffer] = (),
) -> tuple[Answer, ...]:
    """Return the links that `mail` offers: its own answers, then the days.

    Args:
        token: Gives the token of one answer, from a `OneClick` value or a day's.
        to_address: Where the answer goes: the ticket's mailbox.
        speaker: The outside voice it is about; without one, nothing is offered about it.

    Source: RFC 6068 §2 (mailto).
    """
    offered = [click for click in OFFERED.get(mail, ()) if speaker or click not in ABOUT_A_SPEAKER]
    said = [(click.value, LABEL[click].format(speaker=speaker)) for click in offered]
    said += [(day.answer, day.label) for day in days]
    return tuple(
        Answer(label, _mailto(to_address, f"{label} [{ticket.ref}] {token(answer)}", label))
        for answer, label in said
    )


def _mailto(address: str, subject: str, words: str) -> str:
    # The body says it again in words: some programs will not send an empty one, and people read it there.
    body = quote(words + ".", safe="")
    return f"mailto:{quote(address, safe='@+')}?subject={quote(subject, safe='')}&body={body}"
