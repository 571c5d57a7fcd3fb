"""A text's sentences, as stretches of its tokens; what a date is about is looked for within its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.reading.dates.lexicon import bare_word
from bot.reading.dates.tokens import BREAK, Token

_ENDS = frozenset((".", "!", "?", "!!", "??", "...", "?!", "!?", ".."))


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens from `begin` up to `end` of all `words` of a text."""

    words: Sequence[str]
    begin: int
    end: int

    def own(self) -> Sequence[str]:
        return self.words[self.begin : self.end]

    def phrase(self, first: int, last: int) -> str:
        """Return some of its words, none from beyond its borders."""
        return " ".join(self.words[max(first, self.begin) : min(last, self.end)])


def sentences(tokens: Sequence[Token]) -> list[Sentence]:
    """Return the sentences of a text; a dot before a small letter ("approx. five") ends none."""
    words = [bare_word(token.word) for token in tokens]
    found, begin = [], 0
    for at, token in enumerate(tokens):
        if token.word == BREAK or (token.word in _ENDS and _begins_anew(tokens, at)):
            found.append(Sentence(words, begin, at))
            begin = at + 1
        elif token.thing is not None and token.word.endswith(".") and _begins_anew(tokens, at):
            found.append(Sentence(words, begin, at + 1))  # the dot of "a.m." ends the sentence too
            begin = at + 1
    return [*found, Sentence(words, begin, len(tokens))]


def _begins_anew(tokens: Sequence[Token], at: int) -> bool:
    if at + 1 >= len(tokens):
        return True
    following = tokens[at + 1]
    apart = following.start > tokens[at].end
    return apart and (following.capital or not following.word[0].isalpha() or tokens[at].word != ".")
