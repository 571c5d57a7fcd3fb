"""Clauses against the rule tables: what is said, how it is said, and in which words.

How something is said is judged around the match: doubt, denial and futures that stand before it turn an
assertion into none, and so do "except" and "I think" behind it. A new kind of doubt is a word in
`words.py` or a row of `HEDGES`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.reading.clauses import Clause
from bot.reading.pattern import anchors, compile_pattern
from bot.reading.rules.comparison import COMPARISON
from bot.reading.rules.completion import COMPLETION
from bot.reading.rules.kinds import KINDS
from bot.reading.rules.mail import MAIL
from bot.reading.rules.plans import PLANS
from bot.reading.rules.progress import PROGRESS
from bot.reading.rules.rule import Act, How, Rule
from bot.reading.words import VOCABULARIES

RULES: tuple[Rule, ...] = (*COMPLETION, *PROGRESS, *PLANS, *COMPARISON, *KINDS, *MAIL)


@dataclass(frozen=True, slots=True)
class Finding:
    """One act found in one clause."""

    act: Act
    how: How
    rule: str
    clause: int  # counted from 0
    start: int  # where the words stand in the text that was read
    end: int


# Words that stand before what is said: the first that applies, from top to bottom, says how it is meant.
HEDGES: tuple[tuple[How, tuple[str, ...]], ...] = (
    (How.NEGATED, VOCABULARIES["NOT"]),
    (How.ALMOST, VOCABULARIES["ALMOST"]),
    (How.FUTURE, (*VOCABULARIES["WILL"], "going to", "to be", "hope to", "expect", "expected", "expecting", "hope", "hoping", "aim", "aiming", "plan", "planning", "trying", "want", "like", "love", "due to", "about to", "needs to", "need to")),
    (How.DOUBTED, VOCABULARIES["THINK"]),
    (How.HEARSAY, VOCABULARIES["SAY"]),
    (How.REHEARSED, VOCABULARIES["TEST"]),
    (How.PARTIAL, ("only", "some", "most", "few", "many", "half")),
    (How.PIECE, (*VOCABULARIES["PIECE"], *VOCABULARIES["PREP"], "file", "server", "site")),
)  # fmt: skip
# Words that stand behind it.
AFTERTHOUGHTS: tuple[tuple[How, tuple[str, ...]], ...] = (
    (How.PARTIAL, ("except", "bar", "barring", "minus", "apart", "aside", "excluding", "besides", "but", "not", "other than", "half", "partly", "partially", "only")),
    (How.FUTURE, ("by", "tomorrow", "soon", "shortly")),
    (How.PIECE, tuple(f"{of} {piece}" for of in ("with", "with the", "on the", "of the", "for the", "for") for piece in (*VOCABULARIES["PIECE"], "clients", "first"))),
    (How.DOUBTED, VOCABULARIES["THINK"]),
    (How.REHEARSED, VOCABULARIES["TEST"]),
)  # fmt: skip

TAIL = frozenset(VOCABULARIES["TAIL"])

_INVERTED = re.compile(
    r"(?:so |and |or )?(?:is|are|was|has|have|do|does|did|can|could|would|will|should|may|shall) "
    r"(?:it|the|this|that|you|we|they|i|everything|all|your|our|there|any|anyone|someone|he|she|these|those|an?) "
)


def find(clauses: tuple[Clause, ...]) -> tuple[Finding, ...]:
    """Return all that the rules find, clause by clause, in the order of the text."""
    return tuple(finding for number, clause in enumerate(clauses) for finding in _find_in(number, clause))


def _find_in(number: int, clause: Clause) -> Iterator[Finding]:
    tried: set[int] = set()
    hedges: list[tuple[int, How]] | None = None
    for word in clause.text.split():
        for key, rule, pattern in _BY_WORD.get(word, ()):
            if key in tried:
                continue
            tried.add(key)
            if found := pattern.search(clause.text):
                hedges = _hedges(clause.text) if hedges is None else hedges
                how = _how(clause, found.start(), found.end(), hedges, rule)
                yield Finding(
                    _act(rule.act, found.group()),
                    how,
                    rule.name,
                    number,
                    *clause.span(found.start(), found.end()),
                )


def _act(act: Act, words: str) -> Act:
    """Let numbers speak: "4,097 of 4,100 rows" are not all of them."""
    if act is not Act.COUNT:
        return act
    numbers = [word for word in words.split() if word[0].isdigit()]
    return Act.DONE_IT if len(set(numbers)) == 1 else Act.NOT_DONE


def is_question(clause: Clause) -> bool:
    """Return whether the clause asks, with or without its mark."""
    return clause.question or _INVERTED.match(clause.text) is not None


def _how(clause: Clause, start: int, end: int, hedges: list[tuple[int, How]], rule: Rule) -> How:
    takes = rule.takes
    if clause.quoted:
        return How.QUOTED
    if clause.conditional and How.CONDITIONAL not in takes:
        return How.CONDITIONAL
    if is_question(clause) and How.QUESTION not in takes:
        return How.QUESTION
    # A denial counts before the match only: "nothing left to load" is made of one.
    before = {how for place, how in hedges if place < (start if how is How.NEGATED else end)}
    for how, _ in HEDGES:
        if how in before and how not in takes:
            return how
    behind = clause.text[end:]
    for how, pattern in _BEHIND:
        if how not in takes and behind and pattern.search(behind):
            return how
    return How.TRAILING if rule.ends and _goes_on(behind) else How.ASSERTED


def _goes_on(behind: str) -> bool:
    """Return whether what follows in the clause may narrow what was said."""
    if behind.startswith(("to all ", "for all ", "on all ", "all ")):
        return False
    return any(word not in TAIL and not word[0].isdigit() for word in behind.partition(" and ")[0].split())


def _hedges(text: str) -> list[tuple[int, How]]:
    """Return where doubt begins in a clause, and of which kind."""
    places, place = [], 0
    for word in text.split():
        for phrase, how in _HEDGE_PHRASES.get(word, ()):
            if text.startswith(phrase, place):
                places.append((place, how))
        place += len(word) + 1
    return places


def _by_first_word(table: tuple[tuple[How, tuple[str, ...]], ...]) -> Mapping[str, list[tuple[str, How]]]:
    index: dict[str, list[tuple[str, How]]] = defaultdict(list)
    for how, phrases in table:
        for phrase in phrases:
            index[phrase.split()[0]].append((phrase + " ", how))
    return dict(index)


def _index() -> Mapping[str, tuple[tuple[int, Rule, re.Pattern[str]], ...]]:
    """Return the patterns to try for each word that may be the one they cannot do without."""
    index: dict[str, list[tuple[int, Rule, re.Pattern[str]]]] = defaultdict(list)
    numbered = enumerate((rule, pattern) for rule in RULES for pattern in rule.patterns)
    for key, (rule, pattern) in numbered:
        compiled = compile_pattern(pattern, VOCABULARIES)
        for word in anchors(pattern, VOCABULARIES):
            index[word].append((key, rule, compiled))
    return {word: tuple(patterns) for word, patterns in index.items()}


_BY_WORD = _index()
_HEDGE_PHRASES = _by_first_word(HEDGES)
_BEHIND = tuple(
    (how, re.compile(r"(?<!\S)(?:" + "|".join(map(re.escape, phrases)) + r") "))
    for how, phrases in AFTERTHOUGHTS
)
