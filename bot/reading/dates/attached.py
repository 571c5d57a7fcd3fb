"""What stands right before a date, or right after it: "by Friday", "Friday won't work", "ideally Friday"."""

from bot.reading.dates.cues import AFTER, BEFORE, FILLERS, NEARBY, Role, Told
from bot.reading.dates.feasts import SEASONS
from bot.reading.dates.lexicon import words
from bot.reading.dates.sentences import Sentence

LONGEST_PHRASE = 5
RANKED = frozenset((Role.PREFERRED, Role.FALLBACK))
_PASSING = words("for over at around like the")
_PLANS = words(
    "is are was were has been scheduled booked planned set down for on the currently tentatively now date"
)
_GREETS = words("happy merry enjoy great nice")


def attached(sentence: Sentence, at: int) -> Told | None:
    """Return the role that the words next to the date give it; those before it have the first word."""
    before, after = _before(sentence, at), _after(sentence, at)
    if after and after[0] in RANKED and sentence.phrase(at - 1, at) == ",":
        return after  # "Saturday ideally, Sunday as a backup"
    if before and before[0] is Role.PLANNED:
        return _subject(sentence, at) or before
    return before or after or _in_passing(sentence, at)


def _subject(sentence: Sentence, at: int) -> Told | None:
    """Say whose plan it is if not the import's: "the closing is scheduled for the 12th"."""
    while at > sentence.begin and sentence.words[at - 1] in _PLANS:
        at -= 1
    told = NEARBY.get(sentence.phrase(at - 1, at))
    return told if told and told[0] is Role.ASIDE else None


def _before(sentence: Sentence, at: int) -> Told | None:
    """Look for the longest phrase that ends at the date, with and without the fillers between."""
    stop = at
    while True:
        for length in range(LONGEST_PHRASE, 0, -1):
            if found := BEFORE.get(sentence.phrase(stop - length, stop)):
                return found
        if stop <= sentence.begin or sentence.words[stop - 1] not in FILLERS:
            return None
        stop -= 1


def _after(sentence: Sentence, at: int) -> Told | None:
    start = at + 1
    while start < sentence.end and sentence.words[start] in {",", "("}:
        start += 1
    for length in range(LONGEST_PHRASE, 0, -1):
        if found := AFTER.get(sentence.phrase(start, start + length)):
            return found
    return None


def _in_passing(sentence: Sentence, at: int) -> Told | None:
    """A holiday that only says what season it is: "before everybody disappears for Christmas"."""
    if sentence.words[at] not in SEASONS:
        return None
    greeted = _GREETS.intersection(sentence.words[max(sentence.begin, at - 3) : at])
    if greeted or sentence.phrase(at - 1, at) in _PASSING:
        return Role.ASIDE, "a holiday, named in passing"
    return None
