"""Clauses against the rule tables: what is said, how it is said, and in which words."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from bot.reading.clauses import Clause
from bot.reading.hedges import how_said
from bot.reading.pattern import NUMBER, compile_pattern, needs
from bot.reading.rules.beside import BESIDE
from bot.reading.rules.changes import CHANGES
from bot.reading.rules.comparison import COMPARISON
from bot.reading.rules.completion import COMPLETION
from bot.reading.rules.kinds import KINDS
from bot.reading.rules.mail import MAIL
from bot.reading.rules.progress import PROGRESS
from bot.reading.rules.requests import REQUESTS
from bot.reading.rules.rule import Act, How, Rule
from bot.reading.words import VOCABULARIES

RULES: tuple[Rule, ...] = (
    *COMPLETION,
    *BESIDE,
    *PROGRESS,
    *REQUESTS,
    *CHANGES,
    *COMPARISON,
    *KINDS,
    *MAIL,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One act found in one clause."""

    act: Act
    how: How
    rule: str
    clause: int  # counted from 0
    start: int  # where the words stand in the text that was read
    end: int


def find(clauses: tuple[Clause, ...]) -> tuple[Finding, ...]:
    """Return all that the rules find, clause by clause, in the order of the text."""
    return tuple(finding for number, clause in enumerate(clauses) for finding in _find_in(number, clause))


def _find_in(number: int, clause: Clause) -> Iterator[Finding]:
    tried: set[int] = set()
    words = clause.text.split()
    said = frozenset(words)
    for word in words:
        for key, rule, pattern, others in _BY_WORD.get(word, ()):
            if key in tried or any(map(said.isdisjoint, others)):
                continue
            tried.add(key)
            if found := _compiled(pattern).search(clause.text):
                start, end = found.span()
                how = how_said(clause, start, end, rule)
                yield Finding(_act(rule.act, found.group()), how, rule.name, number, *clause.span(start, end))


def _act(act: Act, words: str) -> Act:
    """Let numbers speak: "4,097 of 4,100 rows" are not all of them, "0 of 0" none."""
    if act not in (Act.COUNT, Act.SHARE):
        return act
    numbers = {word for word in words.split() if re.fullmatch(NUMBER, word)}
    if len(numbers) > 1 or numbers == {"0"}:
        return Act.NOT_DONE
    return Act.DONE_IT if act is Act.COUNT else Act.CHECKED


@cache  # on first use: to compile them all takes a third of a second
def _compiled(pattern: str) -> re.Pattern[str]:
    return compile_pattern(pattern, VOCABULARIES)


_Tried = tuple[int, Rule, str, tuple[frozenset[str], ...]]  # its number, its rule, itself, what else it needs


def _index() -> Mapping[str, tuple[_Tried, ...]]:
    """Return the patterns to try for each word that may be the rarest of those they cannot do without."""
    index: dict[str, list[_Tried]] = defaultdict(list)
    numbered = enumerate((rule, pattern) for rule in RULES for pattern in rule.patterns)
    for key, (rule, pattern) in numbered:
        rarest, *others = needs(pattern, VOCABULARIES)
        for word in rarest:
            index[word].append((key, rule, pattern, tuple(others)))
    return {word: tuple(patterns) for word, patterns in index.items()}


_BY_WORD = _index()
