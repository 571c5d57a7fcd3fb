"""Text becomes clauses: the smallest stretches of which one can say what they say and how.

A clause keeps its words normalised (lower case, "isn't" as "is not", each followed by one space, so that
patterns can be bounded) beside the place where each stands in the text, so that evidence can be quoted.
What matters for safety is decided here: what hangs on "if", "when" or "until" is conditional, what stands
in quotation marks is quoted, what is asked is a question; none of these is ever an assertion.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from bot.reading.pattern import compile_pattern, needs
from bot.reading.words import SPELLINGS, STAND_INS, VOCABULARIES

READ_AT_MOST = 65_536  # characters; what comes after is not looked at
CLAUSE_AT_MOST = 60  # words; prose without any stop is cut, so that every search is bounded
SOFT_LINE = 55  # a line at least this long was wrapped by a program, not ended by its writer

TOKEN = re.compile(
    r"(?P<word>[ap]\.m\.?|(?:re-)?[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<number>[$£€]?\d+(?:[.,:/-]\d+)*(?:%|[ap]m\b|st\b|nd\b|rd\b|th\b)?)"
    r"|(?P<stop>[.!?…]+|[\U0001F300-\U0001FAFF\u2600-\u27BF]+)|(?P<blank>\n[ \t]*\n\s*)|(?P<line>\n)"
    r"|(?P<mark>[,;:()\[\]–—|]|\s-{1,2}\s|[\"“”])"
)
ABBREVIATIONS = frozenset(VOCABULARIES["ABBREVIATION"])

# These begin a stretch that is not asserted; the first four cast doubt on all that follows in the sentence.
DOUBTING = frozenset(VOCABULARIES["DOUBTING"])
SUBORDINATE = DOUBTING | frozenset(VOCABULARIES["SUBORDINATE"])
# These begin a stretch of its own, asserted as far as it goes.
CONJUNCTIONS = frozenset(VOCABULARIES["CONJUNCTION"])
# "and" begins one only before a new subject: "clients and AR are in" stays together.
SUBJECTS = frozenset(VOCABULARIES["SUBJECT"])

TAGS = frozenset(("right", "correct", "no", "yes", "eh", "yeah"))
SHARE = re.compile(r"(\d{1,6})/(\d{1,6})", re.ASCII)
CAPITALISED = re.compile(r"\s+([A-Z][a-z]*)")
DAYS_AND_ZONES = frozenset((*VOCABULARIES["DAY"], *VOCABULARIES["ZONE"]))
REQUESTING = frozenset(("can", "could", "would", "will", "may", "shall", "please"))
BUT_FOR = frozenset(("all", "everything", "everyone", "nothing", "none", "anything"))  # "all but one"
# "We would be grateful if you could" asks, and doubts nothing.
GRATEFUL = frozenset(VOCABULARIES["GRATEFUL"])

_SUFFIXES = {"'s": "s", "'re": "are", "'ve": "have", "'ll": "will", "'d": "would", "'m": "am"}
_STAND_INS = tuple((pattern, f"{word} ") for word, patterns in STAND_INS.items() for pattern in patterns)
_COMPILED = tuple(compile_pattern(pattern, VOCABULARIES) for pattern, _ in _STAND_INS)


@dataclass(frozen=True, slots=True)
class Clause:
    """One stretch of a sentence that says one thing."""

    text: str  # normalised words, each followed by one space
    spans: tuple[tuple[int, int], ...]  # where each word stands in the text it was read from
    sentence: int  # counted from 0
    question: bool = False
    conditional: bool = False
    quoted: bool = False

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where the normalised words between two positions of `text` stand in the letter."""
        first = self.text.count(" ", 0, start)
        last = max(first, self.text.count(" ", 0, end) - 1)
        return self.spans[first][0], self.spans[last][1]


@dataclass
class _Sentence:
    """The sentence being read: its clauses so far and the one under way."""

    number: int = 0
    clauses: list[tuple[list[str], list[tuple[int, int]], bool, bool]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    conditional: bool = False
    doubted: bool = False
    quoted: bool = False

    def add(self, words: tuple[str, ...], span: tuple[int, int]) -> None:
        self.words += words
        self.spans += [span] * len(words)
        if len(self.words) >= CLAUSE_AT_MOST:
            self.doubted = True  # a denial may stand too far ahead to be seen
            self.cut()

    def opens_with_after(self) -> bool:
        return not self.clauses and len(self.words) > 1 and self.words[0] in ("after", "before")

    def cut(self, *, conditional: bool = False) -> None:
        """End the clause under way and begin the next."""
        if self.words:
            self.clauses.append((self.words, self.spans, self.conditional or self.doubted, self.quoted))
            self.words, self.spans = [], []
        self.conditional = conditional


def split_clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text in order; at most the first 64 KB are read."""
    return tuple(_clauses(text[:READ_AT_MOST]))


def _clauses(text: str) -> Iterator[Clause]:
    sentence, line_start = _Sentence(), 0
    for found in TOKEN.finditer(_lower(text)):
        match found.lastgroup:
            case "word" | "number":
                _take_word(sentence, found.group(), found.span())
                if found.group().endswith(".") and _begins_anew(text, found.end()):
                    yield from _finish(sentence)  # "at 7:35 p.m. All clients": the dot does both
                    sentence = _Sentence(sentence.number + 1)
            case "mark":
                _take_mark(sentence, found.group().strip())
            case "stop":
                if _ends_sentence(sentence, found.group(), text, found.end()):
                    yield from _finish(sentence, question="?" in found.group())
                    sentence = _Sentence(sentence.number + 1)
            case _:
                soft = found.lastgroup == "line" and found.start() - line_start >= SOFT_LINE
                line_start = found.end()
                if not soft:
                    yield from _finish(sentence)
                    sentence = _Sentence(sentence.number + 1)
    yield from _finish(sentence)


def _begins_anew(text: str, end: int) -> bool:
    """Return whether a sentence begins behind "7 a.m.": with a capital that is no weekday and no zone."""
    following = CAPITALISED.match(text, end)
    return following is not None and following[1].lower() not in DAYS_AND_ZONES


def _lower(text: str) -> str:
    """Return the text in lower case, letter for letter, so that places stay the same."""
    lower = text.lower()
    return (
        lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )


def _take_word(sentence: _Sentence, token: str, span: tuple[int, int]) -> None:
    words = _NORMAL.get(token) or normal(token)
    first = words[0]
    if first in SUBORDINATE:
        if not (sentence.words and sentence.words[-1] in ("at", "as", *(GRATEFUL if first == "if" else ()))):
            sentence.cut(conditional=True)
            sentence.doubted |= first in DOUBTING
    elif first in CONJUNCTIONS and not (first == "but" and sentence.words and sentence.words[-1] in BUT_FOR):
        sentence.cut(conditional=sentence.conditional and first in ("which", "who"))
    elif first in ("we", "i") and sentence.opens_with_after():
        sentence.cut()  # "After discussion we have decided": only the first words hang on "after"
    elif sentence.words and sentence.words[-1] == "and" and first in SUBJECTS:
        sentence.cut(conditional=sentence.conditional)
    elif words == ("soon",) and sentence.words and sentence.words[-1] == "as":
        sentence.cut(conditional=True)
    sentence.add(words, span)


def _take_mark(sentence: _Sentence, mark: str) -> None:
    if mark in '"“”':
        sentence.cut(conditional=sentence.conditional)
        sentence.quoted = not sentence.quoted
    else:
        sentence.cut()


def _ends_sentence(sentence: _Sentence, stop: str, text: str, end: int) -> bool:
    """Tell a full stop from the dot of an abbreviation or of an initial."""
    if stop != "." or text[end : end + 1] == "\n" or not sentence.words:
        return True
    last, before = sentence.words[-1], sentence.words[-2] if len(sentence.words) > 1 else ""
    if last == "no" and not text[end : end + 2].strip().isdigit():
        return True  # "No. We wait", but "no. 4"
    initial = len(last) == 1 and last.isalpha() and last not in "ius" and not before.isdigit()
    return not initial and last not in ABBREVIATIONS


def _finish(sentence: _Sentence, *, question: bool = False) -> Iterator[Clause]:
    sentence.cut()
    asked_from = _asked_from([words for words, *_ in sentence.clauses]) if question else len(sentence.clauses)
    for number, (words, spans, conditional, quoted) in enumerate(sentence.clauses):
        if question and number == 0 and words[0] == "when":
            conditional = False  # "When could you fit us in?" depends on nothing
        if words[0] == "had" and number == 0 and not question:
            conditional = True  # "Had it been done, I would have written"
        text = _with_stand_ins(" ".join(words) + " ")
        yield Clause(text, tuple(spans), sentence.number, number >= asked_from, conditional, quoted)


def _asked_from(clauses: list[list[str]]) -> int:
    """Return with which clause a question begins: "it is done, could you turn it on?" asserts before it asks.

    "It is done, is it?" asks all of it, and so does "so it is done, can we go on?".
    """
    if (
        clauses
        and clauses[0][0] != "so"
        and not any(len(words) == 1 and words[0] in TAGS for words in clauses)
    ):
        for number, words in enumerate(clauses):
            if number and words[0] in REQUESTING and len(words) > 3:
                return number
    return 0


def _with_stand_ins(text: str) -> str:
    """Replace phrases that look like a denial or a trouble and are none, word for word."""
    for key in sorted({key for word in text.split() for key in _BY_WORD.get(word, ())}):
        word = _STAND_INS[key][1]
        text = _COMPILED[key].sub(lambda found, word=word: word * found.group().count(" "), text)  # type: ignore[misc]
    return text


def normal(token: str) -> tuple[str, ...]:
    """Return the normalised words of one token: "couldn't" is "could not", "compelte" is "complete"."""
    word = token.replace("’", "'").replace("re-", "re")
    if spelled := SPELLINGS.get(word):
        return tuple(spelled.split())
    if word.endswith("%"):
        return (word[:-1], "percent")
    if (share := SHARE.fullmatch(word)) and not _may_be_date(int(share[1]), int(share[2])):
        return (share[1], "of", share[2])
    if "'" not in word:
        return (_MISTYPED.get(_signature(word), word),) if len(word) > 4 and word not in KNOWN else (word,)
    if word.endswith("n't"):
        stem = {"ca": "can", "wo": "will", "sha": "shall"}.get(word[:-3], word[:-3])
        return (stem, "not")
    stem, quote, suffix = word.partition("'")
    return (stem, _SUFFIXES.get(quote + suffix, suffix))


def _may_be_date(left: int, right: int) -> bool:
    return max(left, right) <= 31 and min(left, right) <= 12


def _signature(word: str) -> str:
    """A word with its inner letters in order: the same for two that differ by swapped letters."""
    return word[0] + "".join(sorted(word[1:]))


def _mistyped() -> dict[str, str]:
    table: dict[str, str] = {}
    for word in VOCABULARIES["MISTYPED"]:
        if len(word) < 8:
            continue  # a letter less makes another word of a short one
        shortened = (word[:place] + word[place + 1 :] for place in range(1, len(word)))
        doubled = (word[:place] + word[place] + word[place:] for place in range(1, len(word)))
        for wrong in (*shortened, *doubled):
            table.setdefault(_signature(wrong), word)
    table.update({_signature(word): word for word in VOCABULARIES["MISTYPED"]})
    return table


KNOWN = frozenset(word for entries in VOCABULARIES.values() for entry in entries for word in entry.split())
_MISTYPED = _mistyped()
_NORMAL = {word: (word,) for word in KNOWN if word not in SPELLINGS}


def _stand_ins_by_word() -> Mapping[str, tuple[int, ...]]:
    """Return the stand-ins to try for each word that may be the one they cannot do without."""
    index: dict[str, list[int]] = defaultdict(list)
    for key, (pattern, _) in enumerate(_STAND_INS):
        for word in needs(pattern, VOCABULARIES)[0]:
            index[word].append(key)
    return {word: tuple(keys) for word, keys in index.items()}


_BY_WORD = _stand_ins_by_word()
