"""What is spoken of near a date: the nearest word of its sentence that tells decides whose date it is."""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.dates.cues import DEAL, NEARBY, PAST_VERBS, TRIAL, Role, Told
from bot.reading.dates.lexicon import words
from bot.reading.dates.sentences import Sentence

# What a word between puts between; any other counts one.
_BORDERS = {
    ",": 3, ";": 9, "(": 4, ")": 4, "-": 4, ":": 1, "and": 3, "but": 5, "so": 4, "because": 5, "which": 4,
    "while": 5, "as": 2, "who": 4, "when": 3, "since": 4, "or": 2, "then": 3, "that": 1,
}  # fmt: skip
_FAR_OFF = 10  # tokens at which another matter no longer claims a date
_WEAKER = 5  # tokens further off that a hint seems
_BRACKETED = 20  # and a word in brackets, to a date outside of them
_TOGETHER = 4  # tokens within which "trial" outweighs "load"
CANDIDATES = 8  # cues looked at on each side
REACH = 60  # tokens
# Of the cues that begin with a word, the length of the longest.
_LONGEST_FROM = {cue[0]: len(cue) for cue in sorted((phrase.split() for phrase in NEARBY), key=len)}
_PASSIVE = words("is are be been being gets get once")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that tell what a sentence speaks of: the first and last token, and what they tell."""

    first: int
    last: int
    role: Role
    why: str


def cues_of(sentence: Sentence) -> list[Cue]:
    """Return the words of a sentence that tell what is spoken of; the longest phrase at each place."""
    found: list[Cue] = []
    done = sentence.begin
    for at in range(sentence.begin, sentence.end):
        if at < done or sentence.words[at] not in _LONGEST_FROM:
            continue
        for length in range(_LONGEST_FROM[sentence.words[at]], 0, -1):
            if told := NEARBY.get(sentence.phrase(at, at + length)):
                done = min(at + length, sentence.end)
                found.append(Cue(at, done - 1, *told))
                break
    return found


def nearest(sentence: Sentence, at: int, cues: Sequence[Cue], *, ahead: bool, hour: bool) -> Told:
    """Let the nearest cue decide.

    Args:
        ahead: What one did cannot be done on that day.
        hour: It is an hour without a day: then "we start" is as good as "we import".

    Of a long sentence only the cues next to the date are weighed, so that the cost stays linear.
    """
    here = bisect(cues, at, key=lambda cue: cue.first)
    best: tuple[int, Cue] | None = None
    for cue in cues[max(0, here - CANDIDATES) : here + CANDIDATES]:
        if ahead and _is_done(sentence, cue):
            continue
        far = _distance(sentence.words, at, cue) + (_WEAKER if cue.role is Role.HINTED and not hour else 0)
        if cue.why == TRIAL and far <= _TOGETHER:
            return cue.role, cue.why
        if best is None or far < best[0]:
            best = (far, cue)
    if best is None or (best[1].role is Role.ASIDE and best[0] > _FAR_OFF):
        return Role.NEUTRAL, ""
    return best[1].role, best[1].why


def _is_done(sentence: Sentence, cue: Cue) -> bool:
    """Tell "the practice we bought" from "once it is bought"."""
    verb = cue.why == DEAL and sentence.words[cue.first] in PAST_VERBS
    return verb and sentence.phrase(cue.first - 1, cue.first) not in _PASSIVE


def _distance(words: Sequence[str], at: int, cue: Cue) -> int:
    """Count the tokens between, clause borders for more, and for twice as much after the date."""
    if cue.last < at:
        steps, opens, shuts, far, weight = range(at - 1, max(cue.last, at - REACH), -1), ")", "(", 0, 1
    else:
        steps, opens, shuts, far, weight = range(at + 1, min(cue.first, at + REACH)), "(", ")", 1, 2
    depth = 0
    for step in steps:
        word = words[step]
        if word == opens:
            depth += 1
        elif word == shuts and depth:
            depth -= 1
        elif not depth:
            far += _BORDERS[word] * weight if word in _BORDERS else 1
    return far + depth * _BRACKETED
