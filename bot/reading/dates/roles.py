"""Which of the dates in a letter are the import's: each date gets a role and, if set aside, the reason.

Strongest first: where a move leads to, what stands right before or after the date, where a move comes
from, then the nearest word of the same sentence that tells what is spoken of.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.reading.dates.attached import RANKED, attached
from bot.reading.dates.cues import ABANDONED, CONDITION, FILLERS, MOVED_FROM, NOT_THAT, Role, Told
from bot.reading.dates.lexicon import words
from bot.reading.dates.moves import comes_from, goes_to, moves
from bot.reading.dates.nearby import cues_of, nearest
from bot.reading.dates.sentences import Sentence, sentences
from bot.reading.dates.things import Span, Stamp, Thing
from bot.reading.dates.tokens import Token

HALF_A_YEAR = 182  # days
BORDERS = frozenset((",", ";", "so", "but"))  # of clauses
CONDITIONS = frozenset(f"if {word}" for word in ("that", "it", "this", "not", "those", "there", "so"))
DONE = words("took loaded finished completed processed cleaned keyed entered reviewed answered")
WHO = words("we i they he she it who you and")
OF_ANSWER = "an answer comes by then"
OF_AN_ANSWER = re.compile(
    r"(?:\b(?:will|i'll|we'll|going to) (?:\w+ )?(?:send|get back|come back|call|ring|write|tell|know|revert)"
    r"|\b(?:send|give|with|find|propose|suggest)(?: you| us)? (?:a|another) (?:new|different)? ?date)\b"
    r"(?: (?!if\b|whether\b|that\b|for\b|of\b)\w+){0,6} ?$"
)
_OPEN = frozenset((Role.ASKED, Role.HINTED, Role.NEUTRAL))


@dataclass(frozen=True, slots=True)
class Placed:
    """A phrase of time where it stands, with its role."""

    at: int  # which token
    token: Token
    sentence: Sentence
    role: Role
    why: str = ""
    moving: bool = False  # the sentence moves something
    near: Role = Role.NEUTRAL  # what is spoken of nearby, whatever stands right before it

    @property
    def stamps(self) -> tuple[Stamp, ...]:
        thing = self.token.thing
        if isinstance(thing, Span):
            return thing.left, thing.right
        return (thing,) if isinstance(thing, Stamp) else ()


def place(tokens: Sequence[Token], today: date) -> tuple[Placed, ...]:
    """Return every phrase of time with its role, in order."""
    placed: list[Placed] = []
    for sentence in sentences(tokens):
        times = [at for at in range(sentence.begin, sentence.end) if tokens[at].thing is not None]
        if times:
            placed += _of_sentence(sentence, tokens, times, today)
    return _conditional(placed)


def _of_sentence(
    sentence: Sentence, tokens: Sequence[Token], times: Sequence[int], today: date
) -> list[Placed]:
    moving, cues = moves(sentence), cues_of(sentence)
    placed = []
    for at in times:
        thing = tokens[at].thing
        hour = isinstance(thing, Stamp) and thing.day is None
        near = nearest(sentence, at, cues, ahead=_is_ahead(thing, today), hour=hour)
        beside = attached(sentence, at) or _was_meant(sentence, at) or _took(sentence, at)
        told = beside or near
        if _is_of_answer(sentence, at):
            told = Role.ASIDE, OF_ANSWER
        elif moving and not (beside and beside[0] in RANKED):
            told = goes_to(sentence, at, thing, cues) or beside or comes_from(sentence, at, thing) or near
        elif told[0] in _OPEN and _is_condition(sentence, at):
            told = Role.FALLBACK, ""
        placed.append(Placed(at, tokens[at], sentence, *told, moving, near[0]))
    return _left_behind(placed)


def _was_meant(sentence: Sentence, at: int) -> Told | None:
    """Tell "we were supposed to import on the 12th" from a wish."""
    first = next((i + 1 for i in range(at - 1, sentence.begin - 1, -1) if sentence.words[i] in BORDERS), 0)
    before = sentence.phrase(first, at)
    return (Role.ASIDE, MOVED_FROM) if any(phrase in before for phrase in ABANDONED) else None


def _is_of_answer(sentence: Sentence, at: int) -> bool:
    """Tell "I'll send a new date tomorrow" from "the new date is tomorrow"."""
    return OF_AN_ANSWER.search(sentence.phrase(sentence.begin, at)) is not None


def _took(sentence: Sentence, at: int) -> Told | None:
    """Tell "we loaded all of it in three days" from "we want all of it loaded in three days"."""
    if not sentence.words[at].startswith(("in ", "within ")):
        return None
    before = sentence.words[sentence.begin : at]
    did = any(who in WHO and word in DONE for who, word in pairwise(before))
    return (Role.ASIDE, "how long it took") if did else None


def _is_condition(sentence: Sentence, at: int) -> bool:
    """Tell "if that conflicts, the 14th" from "if the 14th works" and "if possible the 14th"."""
    return sentence.phrase(sentence.begin, sentence.begin + 2) in CONDITIONS and at - sentence.begin > 2


def _left_behind(placed: list[Placed]) -> list[Placed]:
    """Take what stands before the new day of a move for the old one: "the 5th slides to the 6th"."""
    new = [spot.at for spot in placed if spot.role is Role.NEW]
    return [
        replace(spot, role=Role.PLANNED, why=MOVED_FROM)
        if new and spot.at < new[-1] and spot.role in _OPEN and any(stamp.day for stamp in spot.stamps)
        else spot
        for spot in placed
    ]


def _conditional(placed: list[Placed]) -> tuple[Placed, ...]:
    """Take "the 13th if the 6th is taken" for a day to fall back on; the 6th is asked for all the same."""
    for which, (one, other) in enumerate(pairwise(placed)):
        if one.why == NOT_THAT and one.sentence is other.sentence and _opens_with_if(one):
            placed[which] = replace(one, role=Role.ASKED, why="")
            placed[which + 1] = replace(other, role=Role.FALLBACK, why="")
            continue
        between = [word for word in one.sentence.words[one.at + 1 : other.at] if word not in FILLERS]
        if between == ["if"] and other.why == NOT_THAT:
            placed[which] = replace(one, role=Role.FALLBACK, why="")
            placed[which + 1] = replace(other, why=CONDITION)
    return tuple(placed)


def _opens_with_if(spot: Placed) -> bool:
    """Tell "if you can't do the 6th, the 13th" from "if possible not the 6th"."""
    before = spot.sentence.words[spot.sentence.begin : spot.at]
    return before[:1] == ["if"] and not {"possible", ","}.intersection(before)


def _is_ahead(thing: Thing | None, today: date) -> bool:
    """Tell whether a date is nearer ahead than, a year before, behind; without a year it may be either."""
    day = thing.day if isinstance(thing, Stamp) else None
    return day is not None and day.first is not None and 0 <= (day.first - today).days <= HALF_A_YEAR
