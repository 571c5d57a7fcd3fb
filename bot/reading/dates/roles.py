"""Which of the dates in a letter are the import's: each date gets a role and, if set aside, the reason.

Strongest first: what stands right before or after the date, then a move ("from … to …"), then the nearest
word of the same sentence that tells what is spoken of.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.reading.dates.cues import (
    AFTER,
    BEFORE,
    COMES_FROM,
    DEAL,
    FILLERS,
    GOES_TO,
    MOVES,
    NEARBY,
    NO_VERBS,
    NOT_THAT,
    PAST_VERBS,
    STRETCHES,
    SWITCHES,
    TRIAL,
    Role,
    Told,
)
from bot.reading.dates.feasts import SEASONS
from bot.reading.dates.things import Span, Stamp
from bot.reading.dates.tokens import BREAK, Token

LONGEST_PHRASE = 5
_SENTENCE_ENDS = frozenset((".", "!", "?", "!!", "??", "...", "?!", "!?", ".."))
_BORDERS = {
    ",": 3, ";": 9, "(": 4, ")": 4, "-": 4, ":": 1, "and": 3, "but": 5, "so": 4, "because": 5, "which": 4,
    "while": 5, "as": 2, "who": 4, "when": 3, "since": 4, "or": 2, "then": 3, "that": 1,
}  # fmt: skip
_WEAKER = 5  # tokens further off that a hint seems
_BRACKETED = 20  # and a word in brackets, to a date outside of them
LONGEST_CUE = 4
CANDIDATES = 8  # cues looked at on each side
REACH = 60  # tokens
HALF_A_YEAR = 182


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell what a sentence speaks of: the first and last token, and what they tell."""

    first: int
    last: int
    role: Role
    why: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase of time where it stands, with its role."""

    at: int  # which token
    token: Token
    sentence: tuple[int, int]  # its tokens, from and up to
    role: Role
    why: str = ""
    moving: bool = False  # the sentence moves something
    near: Role = Role.NEUTRAL  # what is spoken of nearby, whatever stands right before it

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        thing = self.token.thing
        return (
            (thing.left, thing.right)
            if isinstance(thing, Span)
            else (thing,)
            if isinstance(thing, Stamp)
            else ()
        )


def place(tokens: Sequence[Token], today: date) -> tuple[Placed, ...]:
    """Return every phrase of time with its role, in order."""
    words = [token.word for token in tokens]
    placed = []
    for begin, end in sentences(tokens):
        times = [at for at in range(begin, end) if tokens[at].thing is not None]
        if not times:
            continue
        moving = _moves(words[begin:end])
        cues = _cues(words, begin, end)
        for at in times:
            near = _nearest(words, at, cues, ahead=_is_ahead(tokens[at].thing, today))
            role, why = (
                (_goes_to(words, at, tokens[at].thing) if moving else None)
                or _attached(words, at, begin, end)
                or _in_passing(words, at)
                or (_move(words, at, begin, tokens[at].thing) if moving else None)
                or near
            )
            placed.append(Placed(at, tokens[at], (begin, end), role, why, moving, near[0]))
    return _conditional(words, placed)


def _conditional(words: Sequence[str], placed: list[Placed]) -> tuple[Placed, ...]:
    """Take "the 13th if the 6th is taken" for a day to fall back on."""
    for which, (one, other) in enumerate(pairwise(placed)):
        between = [word for word in words[one.at + 1 : other.at] if word not in FILLERS]
        if between == ["if"] and other.why == NOT_THAT:
            placed[which] = replace(one, role=Role.FALLBACK, why="")
    return tuple(placed)


def _moves(words: Sequence[str]) -> bool:
    """Tell whether a sentence moves something; to switch a feed off moves nothing."""
    verbs = {word for word in words if word in MOVES}
    return bool(verbs - SWITCHES if "off" in words else verbs)


def _is_ahead(thing: object, today: date) -> bool:
    """Tell whether a date is nearer ahead than, a year before, behind; without a year it may be either."""
    day = thing.day if isinstance(thing, Stamp) else None
    return day is not None and day.first is not None and 0 <= (day.first - today).days <= HALF_A_YEAR


def sentences(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Return where sentences begin and end; a dot after "approx" or before a small letter ends none."""
    found, begin = [], 0
    for at, token in enumerate(tokens):
        ends = token.word in _SENTENCE_ENDS and _begins_anew(tokens, at)
        if ends or token.word == BREAK:
            found.append((begin, at))
            begin = at + 1
    return [*found, (begin, len(tokens))]


def _begins_anew(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    return following.start > tokens[at].end and (
        following.capital or not following.word[0].isalpha() or tokens[at].word != "."
    )


def _attached(words: Sequence[str], at: int, begin: int, end: int) -> Told | None:
    """Read what stands right before the date, then right after it."""
    stop = at
    while stop > begin and words[stop - 1] in FILLERS:
        stop -= 1
        if found := _ending(words, begin, stop + 1):
            return found
    if found := _ending(words, begin, stop):
        return found
    start = at + 1
    while start < end and words[start] in {",", "("}:
        start += 1
    for length in range(min(LONGEST_PHRASE, end - start), 0, -1):
        if found := AFTER.get(" ".join(words[start : start + length])):
            return found
    return None


def _ending(words: Sequence[str], begin: int, stop: int) -> Told | None:
    for length in range(min(LONGEST_PHRASE, stop - begin), 0, -1):
        if found := BEFORE.get(" ".join(words[stop - length : stop])):
            return found
    return None


def _in_passing(words: Sequence[str], at: int) -> Told | None:
    """A holiday that only says what season it is: "before everybody disappears for Christmas"."""
    if (
        words[at] in SEASONS
        and at
        and words[at - 1] in {"for", "over", "at", "around", "like", "happy", "merry", "the"}
    ):
        return Role.ASIDE, "a holiday, named in passing"
    return None


def _goes_to(words: Sequence[str], at: int, thing: object) -> Told | None:
    """ "From the 6th to the 13th", "delay it until Friday": in a move no stretch and no deadline."""
    if isinstance(thing, Span):
        return None if STRETCHES & set(words[at].split()) else (Role.NEW, "")
    return (Role.NEW, "") if at and words[at - 1] in STRETCHES else None


def _move(words: Sequence[str], at: int, begin: int, thing: object) -> Told | None:
    """In a sentence that moves something, "to" and "for" lead to the new day, "from" to the old one."""
    first = at
    while first > begin and words[first - 1] in {"either", "the", "on", ",", "maybe", "say"}:
        first -= 1
    lead = words[first - 1] if first > begin else ""
    if lead in GOES_TO:
        return (Role.FALLBACK if "if" in words[begin:at] else Role.NEW), ""
    if lead in COMES_FROM:
        return Role.ASIDE, "the day it moves from"
    if not isinstance(thing, Stamp) or thing.day is None:
        return None
    verbs = [i for i in range(max(begin, at - 5), at) if words[i] in MOVES and words[i] not in NO_VERBS]
    if verbs and not any(words[i] in GOES_TO for i in range(verbs[-1], at)):
        return Role.ASIDE, "the day it moves from"
    return None


def _cues(words: Sequence[str], begin: int, end: int) -> list[Cue]:
    """Return the words of a sentence that tell what is spoken of; the longest phrase at each place."""
    found: list[Cue] = []
    at = begin
    while at < end:
        for length in range(min(LONGEST_CUE, end - at), 0, -1):
            told = NEARBY.get(" ".join(words[at : at + length]))
            if told:
                found.append(Cue(at, at + length - 1, *told))
                at += length - 1
                break
        at += 1
    return found


def _nearest(words: Sequence[str], at: int, cues: Sequence[Cue], *, ahead: bool) -> Told:
    """Let the nearest cue decide; of those far off in a long sentence none can be the nearest."""
    here = bisect(cues, at, key=lambda cue: cue.first)
    best: tuple[int, Cue] | None = None
    for cue in cues[max(0, here - CANDIDATES) : here + CANDIDATES]:
        if ahead and cue.why == DEAL and words[cue.first] in PAST_VERBS:
            continue
        far = _distance(words, at, cue)
        if cue.why == TRIAL and far <= 4:
            return cue.role, cue.why
        if best is None or far < best[0]:
            best = (far, cue)
    return (best[1].role, best[1].why) if best else (Role.NEUTRAL, "")


def _distance(words: Sequence[str], at: int, cue: Cue) -> int:
    """Count the tokens between, clause borders for more; what is said before a date is nearer than after."""
    if cue.last < at:
        steps, opens, shuts, far = range(at - 1, max(cue.last, at - REACH), -1), ")", "(", 0
    else:
        steps, opens, shuts, far = range(at + 1, min(cue.first, at + REACH)), "(", ")", 1
    depth = 0
    for step in steps:
        word = words[step]
        if word == opens:
            depth += 1
        elif word == shuts and depth:
            depth -= 1
        elif not depth:
            far += _BORDERS.get(word, 1)
    return far + depth * _BRACKETED + (_WEAKER if cue.role is Role.HINTED else 0)
