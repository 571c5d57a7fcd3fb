"""Sentences that move the import: what it moves to, what it moves from, and by how much."""

from collections.abc import Sequence
from itertools import pairwise

from bot.reading.dates.cues import (
    COMES_FROM,
    GOES_TO,
    MOVE_PHRASES,
    MOVED_FROM,
    MOVES,
    NO_VERBS,
    PARTICLES,
    STRETCHES,
    SWITCHED,
    SWITCHES,
    Role,
    Told,
)
from bot.reading.dates.lexicon import words
from bot.reading.dates.nearby import Cue
from bot.reading.dates.sentences import Sentence, sentences
from bot.reading.dates.things import Shift, Span, Stamp, Thing
from bot.reading.dates.tokens import Token

VERBS = (MOVES - NO_VERBS) | PARTICLES.keys()
PLANNED = words("booked scheduled planned set down")
CANCELS = words("cancel cancelling canceling")
_BETWEEN = words("either the on , maybe say")
_CLOSE = 5  # tokens from a verb to its object
_REACH = 12  # tokens from a verb to the interval it moves by
_HELPERS = words(
    "date has have is was been be being now to the needs need had got will"
)  # between subject and verb
_EARLIER = words("earlier forward forwards sooner up")
_NO_DISTANCE = words("notice ahead advance ago for of in or warning worth")
_THAN_BOOKED = words("later earlier sooner")
_BY = words("by back forward out up it this start half")
_BULK = words("bulk mass")  # a bulk change moves nothing
_MORE = words("another more extra further additional")


def moves(sentence: Sentence) -> bool:
    """Tell whether a sentence moves something; to switch a feed off moves nothing."""
    own = sentence.own()
    verbs = {word for before, word in pairwise(("", *own)) if word in MOVES and before not in _BULK}
    if verbs - SWITCHES or (verbs and SWITCHED.isdisjoint(own)):
        return True
    if any(verb in own and particles.intersection(own) for verb, particles in PARTICLES.items()):
        return True
    text = " ".join(own)
    return any(phrase in text for phrase in MOVE_PHRASES)


def goes_to(sentence: Sentence, at: int, thing: Thing | None, cues: Sequence[Cue]) -> Told | None:
    """Find the day a move leads to: "from the 6th to the 13th", "delay it until Friday"."""
    if not _leads(sentence, at, thing):
        return None
    conditional = "if" in sentence.words[sentence.begin : at]
    return _what_moves(sentence, at, cues) or (Role.FALLBACK if conditional else Role.NEW, "")


def _leads(sentence: Sentence, at: int, thing: Thing | None) -> bool:
    said = set(sentence.words[at].split())
    if isinstance(thing, Span):
        return not STRETCHES & said
    if isinstance(thing, Stamp) and thing.hour and thing.hour.until and {"from", "to"} <= said:
        return True  # "from 8 to 10 on Saturday": the hour moves, the day stays
    lead = _lead(sentence, at)
    return lead in GOES_TO and (lead != "for" or _is_asked_for(sentence, at))


def comes_from(sentence: Sentence, at: int, thing: Thing | None) -> Told | None:
    """Find the day that is left: "from the 6th", "postpone Saturday", "cancel for the 20th"."""
    lead, verb = _lead(sentence, at), _verb(sentence, at)
    cancelled = verb is not None and sentence.words[verb] in CANCELS
    if lead in COMES_FROM or (lead == "for" and cancelled):
        return Role.ASIDE, MOVED_FROM
    if not isinstance(thing, Stamp) or thing.day is None:
        return None
    if verb is None or at - verb > _CLOSE or GOES_TO.intersection(sentence.words[verb:at]):
        return None
    return Role.ASIDE, MOVED_FROM


def _lead(sentence: Sentence, at: int) -> str:
    first = at
    while first > sentence.begin and sentence.words[first - 1] in _BETWEEN:
        first -= 1
    if sentence.phrase(first - 2, first) in ("date of", "day of"):
        first -= 2
        return _lead(sentence, first)
    return sentence.words[first - 1] if first > sentence.begin else ""


def _verb(sentence: Sentence, at: int) -> int | None:
    reach = range(at - 1, max(sentence.begin, at - _REACH) - 1, -1)
    is_verb = (i for i in reach if sentence.words[i] in VERBS and sentence.phrase(i - 1, i) not in _BULK)
    return next(is_verb, None)


def _is_asked_for(sentence: Sentence, at: int) -> bool:
    """Tell "rebook us for the 6th" from "the import booked for the 6th" and "our load for the 5th moves"."""
    planned = PLANNED.intersection(sentence.words[max(sentence.begin, at - 3) : at])
    verb = _verb(sentence, at)
    return not planned and verb is not None and sentence.words[verb] not in CANCELS


def _what_moves(sentence: Sentence, at: int, cues: Sequence[Cue]) -> Told | None:
    """Return what is moved where it is not the import: "we moved the closing", "the closing has slipped"."""
    verb = _verb(sentence, at)
    if verb is None:
        return None
    first = verb
    while first > sentence.begin and sentence.words[first - 1] in _HELPERS:
        first -= 1
    between = [cue for cue in cues if first - 1 <= cue.last and cue.last < at]
    if any(cue.role is Role.ASKED for cue in between):
        return None
    return next(((cue.role, cue.why) for cue in between if cue.role is Role.ASIDE), None)


def shift_in(tokens: Sequence[Token]) -> tuple[Shift, Token] | None:
    """Return the distance a letter asks to move by, with its last token; negative is earlier."""
    for sentence in sentences(tokens):
        verbs = [at for at in range(sentence.begin, sentence.end) if sentence.words[at] in VERBS | _MORE]
        begin = max(sentence.begin, verbs[0] - 1) if verbs else sentence.end  # "two more weeks"
        for at in range(begin, min(sentence.end - 1, verbs[-1] + _REACH) if verbs else begin):
            if found := _distance(sentence, tokens, at):
                return found
    return None


def minutes_in(tokens: Sequence[Token]) -> int | None:
    """Return by how many minutes a letter asks to begin later; negative is earlier."""
    for sentence in sentences(tokens):
        for at in range(sentence.begin, sentence.end - 1):
            count, unit = tokens[at], tokens[at + 1]
            if "N" in count.symbols and "MINUTES" in unit.symbols and _leads_away(sentence, at):
                sign = -1 if _EARLIER.intersection(sentence.own()) else 1
                halves = 2 * count.numbers[0] + _adds_half(sentence, at)
                halved = sentence.phrase(at - 1, at) == "half"
                return sign * halves * unit.numbers[0] // (4 if halved else 2)
    return None


def _adds_half(sentence: Sentence, at: int) -> bool:
    return sentence.phrase(at + 2, at + 5) == "and a half"


def _leads_away(sentence: Sentence, at: int) -> bool:
    """Tell "an hour later", "push it back an hour" from "it takes an hour"."""
    end = at + (5 if _adds_half(sentence, at) else 2)
    if sentence.phrase(end, end + 1) in _THAN_BOOKED:
        return True
    moved = any(word in VERBS for word in sentence.words[max(sentence.begin, at - _CLOSE) : at])
    return moved and sentence.words[max(sentence.begin, at - 1)] in _BY


def _distance(sentence: Sentence, tokens: Sequence[Token], at: int) -> tuple[Shift, Token] | None:
    """Read "two weeks", "two more weeks" at a place; a week's notice, a week ago are none."""
    last = at + 2 if sentence.words[at + 1] in _MORE and at + 2 < sentence.end else at + 1
    count, unit = tokens[at], tokens[last]
    if "N" not in count.symbols or "UNIT" not in unit.symbols:
        return None
    days, months, working = unit.numbers
    if working or sentence.phrase(last + 1, last + 2) in _NO_DISTANCE:
        return None
    sign = -1 if _EARLIER.intersection(sentence.own()) else 1
    return Shift(sign * count.numbers[0] * days, sign * count.numbers[0] * months), unit
