"""Until when somebody is away, by an automatic reply: "away until 14 May", "back on 7 December"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.reading.dates import Moment, find_moments
from bot.reading.sentence import sentence_with

READ_AT_MOST = 2000  # characters
BEFORE = 40  # characters before a date that say what it is
A_DAY = timedelta(days=1)

AWAY = re.compile(
    r"\b(?:out of (?:the )?office|ooo|away|vacation|on leave|annual leave|parental leave|holidays?|absent|"
    r"absence|travell?ing|unavailable|out until|back (?:on|in|at)|returning|(?:when|until) i return|"
    r"office is closed|limited access)\b",
    re.IGNORECASE,
)
UNTIL = re.compile(
    r"\b(?:until|till?|thru|through|to|and including|ending)\s+(?:the\s+)?\W*$|[-–—]\s*$", re.IGNORECASE
)
BACK = re.compile(r"\b(?:back|return\w*|again|available|resum\w*|re-?open\w*)\b[^.!?]{0,24}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Absence:
    """What an automatic reply says of its owner."""

    until: date | None  # the last day away, on the safe side; None: not said
    words: str  # the sentence that says it


def find_absence(text: str, now: datetime, zone: ZoneInfo, locale: str = "en-US") -> Absence | None:
    """Return the absence that an automatic reply speaks of; None where it speaks of none.

    Args:
        text: Its subject and text; the first 2,000 characters are read.
        now: When it came, aware.
        zone: The firm's.
        locale: The firm's, BCP 47.
    """
    text = text[:READ_AT_MOST]
    known = AWAY.search(text)
    if known is None:
        return None
    ends = list(_ends(text, find_moments(text, now, zone, locale)))
    last, words = max(ends, default=(None, known.group()), key=lambda end: end[0] or date.min)
    return Absence(last, sentence_with(words, text))


def _ends(text: str, moments: tuple[Moment, ...]) -> Iterator[tuple[date | None, str]]:
    for moment in moments:
        before = text[max(0, moment.start - BEFORE) : moment.start]
        if moment.until:
            yield moment.until, moment.words
        elif moment.day and UNTIL.search(before):
            yield moment.day, moment.words
        elif moment.day and BACK.search(before):
            yield moment.day - A_DAY, moment.words
