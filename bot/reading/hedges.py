"""How a thing is said: doubt, denial and futures around a match turn an assertion into none.

A new kind of doubt is a word in `words.py` or a row of the two tables below. What hangs on "if" or stands in
quotation marks was told apart already, in `clauses.py`.
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from bot.reading.clauses import Clause
from bot.reading.pattern import compile_pattern
from bot.reading.rules.rule import Act, How, Rule
from bot.reading.words import VOCABULARIES

# Before what is said, or within it: the first row that applies, from top to bottom, says how it is meant.
BEFORE: tuple[tuple[How, tuple[str, ...]], ...] = (
    (How.NEGATED, VOCABULARIES["NOT"]),
    (How.ALMOST, VOCABULARIES["ALMOST"]),
    (How.FUTURE, VOCABULARIES["FUTURE"]),
    (How.DOUBTED, VOCABULARIES["THINK"]),
    (How.HEARSAY, VOCABULARIES["SAY"]),
    (How.REHEARSED, VOCABULARIES["TEST"]),
    (How.PARTIAL, ("only", "some", "most", "few", "many", "half")),
    (How.PIECE, (*VOCABULARIES["PIECE"], *VOCABULARIES["PREP"], "file", "server", "site")),
)
# Behind it: patterns.
BEHIND: tuple[tuple[How, tuple[str, ...]], ...] = (
    (How.PARTIAL, ("EXCEPT|half|partly|partially|only|but|not",)),
    (How.FUTURE, ("by NUM|DAY|HOUR|the|then", "tomorrow|soon|shortly")),
    (How.PIECE, ("with|on|of|for the? PIECE|clients|first",)),
    (How.DOUBTED, ("THINK",)),
    (How.REHEARSED, ("TEST",)),
)  # fmt: skip

TAIL = frozenset(VOCABULARIES["TAIL"])

# What may follow and takes nothing away: "applied to all 3,412 clients", "in and checked".
NO_LESS = (
    *(
        "to all ",
        "for all ",
        "on all ",
        "all ",
        "of the ",
        "of our ",
        "of their ",
        "with their ",
        "with all ",
        "on the second ",
        "on second ",
    ),
    *(
        f"and {well} "
        for well in ("balanced", "checked", "verified", "tied", "reconciled", "tested", "signed off")
    ),
)

NONE = re.compile(r"(?:zero|0|no) (?:rows|records|clients|data) ")
APART = re.compile(r" and |(?:^| )(?:please|kindly) ")  # what follows is said, or asked, for itself
INVERTED = re.compile(
    r"(?:so |and |or )?(?:is|are|was|has|do|does|did|can|could|would|will|should|may|shall) "
    r"(?:it|the|this|that|you|we|they|i|everything|all|your|our|there|any|anyone|someone|he|she|these|those)"
    r" "
)


def how_said(clause: Clause, start: int, end: int, rule: Rule) -> How:
    """Return how a clause says what a rule found in it; doubts that the rule takes do not count."""
    if clause.quoted:
        return How.QUOTED
    if clause.conditional and How.CONDITIONAL not in rule.takes:
        return How.CONDITIONAL
    if is_question(clause) and How.QUESTION not in rule.takes:
        return How.QUESTION
    return _doubt_before(clause, start, end, rule) or _doubt_behind(clause.text[end:], rule) or How.ASSERTED


def is_question(clause: Clause) -> bool:
    """Return whether the clause asks, with or without its mark."""
    return clause.question or INVERTED.match(clause.text) is not None


def _doubt_before(clause: Clause, start: int, end: int, rule: Rule) -> How | None:
    # A denial counts before the match only: "nothing left to load" is made of one.
    if NONE.match(clause.text, start) and rule.act in (Act.DONE, Act.DONE_IT, Act.DONE_MAYBE, Act.COUNT):
        return How.NEGATED
    found = {how for place, how in _doubts(clause.text) if place < (start if how is How.NEGATED else end)}
    return next((how for how, _ in BEFORE if how in found and how not in rule.takes), None)


def _doubts(text: str) -> list[tuple[int, How]]:
    """Return where doubt begins in a clause, and of which kind."""
    places, place = [], 0
    for word in text.split():
        for phrase, how in _BY_FIRST_WORD.get(word, ()):
            month = word == "may" and text[place + 4 : place + 5].isdigit()  # "cancel May 8"
            if not month and text.startswith(phrase, place):
                places.append((place, how))
        place += len(word) + 1
    return places


def _doubt_behind(behind: str, rule: Rule) -> How | None:
    if not behind:
        return None
    # "complete, and you may go on" is no doubt; "all but" is, anywhere
    own = behind.partition(" and ")[0] + " "
    for how, pattern in _BEHIND:
        if how not in rule.takes and pattern.search(behind if how is How.PARTIAL else own):
            return how
    return How.TRAILING if rule.ends and _narrows(behind) else None


def _narrows(behind: str) -> bool:
    """Return whether what follows in the clause may narrow what was said: "complete for Paarl"."""
    if behind.startswith(NO_LESS):
        return False
    own = APART.split(behind, maxsplit=1)[0]
    return any(word not in TAIL and not word[0].isdigit() for word in own.split())


def _by_first_word() -> Mapping[str, list[tuple[str, How]]]:
    index: dict[str, list[tuple[str, How]]] = defaultdict(list)
    for how, phrases in BEFORE:
        for phrase in phrases:
            index[phrase.split()[0]].append((phrase + " ", how))
    return dict(index)


_BY_FIRST_WORD = _by_first_word()
_BEHIND = tuple(
    (how, compile_pattern(pattern, VOCABULARIES)) for how, patterns in BEHIND for pattern in patterns
)
