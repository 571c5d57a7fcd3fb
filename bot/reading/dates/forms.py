"""The engine under the tables: forms are written as small patterns and compiled into one trie.

A pattern is a row of elements: `MONTH` stands for a class of tokens, `of` for itself, `a|b` for either,
`[x y]` for something that may be missing. There is no repetition, so a match is short and the cost of a
position does not grow with the number of rows. The longest match wins, then the earlier row.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import product

from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.things import Thing
from bot.reading.dates.tokens import Token


@dataclass(frozen=True, slots=True)
class Said:
    """The tokens a form matched, each with the element that matched it, their neighbours, where we stand."""

    tokens: tuple[Token, ...]
    names: tuple[str, ...]
    before: Token | None
    after: Token | None
    here: Standpoint

    def number(self, name: str, which: int = 0) -> int:
        """Return the number of the `which`-th token matched by `name`."""
        return self.all(name)[which].numbers[0]

    def maybe(self, name: str) -> int | None:
        return self.number(name) if name in self.names else None

    def all(self, name: str) -> list[Token]:
        return [token for token, matched in zip(self.tokens, self.names, strict=True) if matched == name]

    def things(self) -> list[Thing]:
        """Return what earlier tables made, in order."""
        return [token.thing for token in self.tokens if token.thing is not None]

    def has(self, *words: str) -> bool:
        return any(token.word in words for token in self.tokens)


Build = Callable[[Said], Thing | None]  # None: not meant here, try a shorter form


@dataclass(frozen=True, slots=True)
class Form:
    """One way of saying something."""

    pattern: str
    build: Build
    example: str  # the tests read it


@dataclass(slots=True)
class _Node:
    after: dict[str, "_Node"] = field(default_factory=dict)
    forms: list[tuple[int, Form]] = field(default_factory=list)


class Table:
    """Forms of one kind; what they make gets the class `symbol`, for the tables that follow.

    A table that leans only builds on what earlier ones made, and has nothing to do where they made nothing.
    """

    def __init__(self, symbol: str, forms: Sequence[Form], *, leans: bool = False) -> None:
        self.forms, self.leans = forms, leans
        self._made = (symbol,)
        self._root = _Node()
        for order, form in enumerate(forms):
            for sequence in spell_out(form.pattern):
                node = self._root
                for element in sequence:
                    node = node.after.setdefault(element, _Node())
                node.forms.append((order, form))
        self._begins = frozenset(self._root.after)

    def rewrite(self, tokens: list[Token], here: Standpoint) -> list[Token]:
        """Return the tokens with each stretch that a form matches replaced by what it means."""
        cannot_begin = self._begins.isdisjoint
        starts = [at for at, token in enumerate(tokens) if not cannot_begin(token.symbols)]
        out: list[Token] = []
        done = 0
        for at in starts:
            if at < done:
                continue
            before = tokens[at - 1] if at > done else out[-1] if out else None
            if made := self._make(tokens, at, before, here):
                out += tokens[done:at]
                out.append(made[1])
                done = at + made[0]
        return [*out, *tokens[done:]] if out else tokens

    def _make(
        self, tokens: list[Token], at: int, before: Token | None, here: Standpoint
    ) -> tuple[int, Token] | None:
        for names, form in self._matches(tokens, at):
            end = at + len(names)
            matched, after = tuple(tokens[at:end]), tokens[end] if end < len(tokens) else None
            thing = form.build(Said(matched, names, before, after, here))
            if thing is not None:
                first, last = matched[0], matched[-1]
                words = " ".join(token.word for token in matched)
                return len(names), Token(words, first.start, last.end, self._made, (), thing, first.capital)
        return None

    def _matches(self, tokens: list[Token], at: int) -> list[tuple[tuple[str, ...], Form]]:
        """Return the forms that match from `at` on, the longest first, with the elements they matched by."""
        found: list[tuple[tuple[str, ...], int, Form]] = []
        paths: list[tuple[_Node, tuple[str, ...]]] = [(self._root, ())]
        while paths and at < len(tokens):
            symbols = tokens[at].symbols
            paths = [
                (node.after[symbol], (*names, symbol))
                for node, names in paths
                for symbol in symbols
                if symbol in node.after
            ]
            found += [(names, order, form) for node, names in paths for order, form in node.forms]
            at += 1
        if len(found) > 1:
            found.sort(key=lambda match: (-len(match[0]), match[1]))
        return [(names, form) for names, _order, form in found]


_ELEMENT = re.compile(r"\[[^\]]*\]|\S+")


def spell_out(pattern: str) -> list[tuple[str, ...]]:
    """Return every sequence of elements that a pattern allows."""
    choices = [_choices(element) for element in _ELEMENT.findall(pattern)]
    return [tuple(part for parts in picked for part in parts) for picked in product(*choices)]


def _choices(element: str) -> list[tuple[str, ...]]:
    if element.startswith("[") and len(element) > 1:
        return [(), *spell_out(element[1:-1])]
    return [(word,) for word in element.split("|")]
