"""Text cut into the small things that dates are made of: words, numbers, numeric dates, clock times.

Everything later works on these tokens and never on the text itself. One regex scans the text once;
each alternative is flat (no quantifier inside a quantifier), so the scan is linear in the text.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.reading.dates.lexicon import DENIES_MAY, LEXICON, NUMBER_WORDS, TENS, Entry


class Token(NamedTuple):
    """One piece of text. A tuple, not a dataclass: one is made for every word of every letter.

    `symbols` are what a form may ask for: the word itself, and classes in capitals such as MONTH.
    `thing` is what a form made of several tokens; None as long as it is only text.
    """

    word: str
    start: int
    end: int
    symbols: tuple[str, ...]
    numbers: tuple[int, ...] = ()
    thing: object = None
    capital: bool = False


SHORT_LINE = 45  # characters; a mail program wraps later
BREAK = "¶"  # an end of line, or of a table cell, that no date reaches across

_SCANNER = re.compile(
    r"""
      [^\S\n]+
    | (?P<line>\n\s*)
    | (?P<money>[$£€]\s?[\d.,]{1,20})
    | (?P<ymd>\d{4}(?P<y>[./-])\d{1,2}(?P=y)\d{1,2})(?!\d|[./-]\d)
    | (?P<long>\d{1,9}(?P<l>[./-])\d{1,9}(?P=l)\d{1,9}(?P=l)[\d./-]+)  # addresses, versions
    | (?P<phone>\d{3,9}\.\d{1,9}\.[\d.]+)
    | (?P<triple>\d{1,2}(?P<t>[./-])\d{1,2}(?P=t)(?:\d{4}|\d{2}))(?!\d)
    | (?P<clock>\d{1,2}:\d{2})(?::\d{2})?(?!\d)
    | (?P<pair>\d{1,2}[./-]\d{1,2})(?![\d%]|(?![ap]m?\b)[^\W\d_])
    | (?P<hours>\d{1,2}h\d{2})(?!\d)
    | (?P<ordinal>\d{1,2}(?:st|nd|rd|th))(?![^\W_])
    | (?P<thousands>\d{1,3},\d{3})(?!\d)
    | (?P<number>\d+)
    | (?P<year>['’]\d\d)(?!\d)
    | (?P<ampm>[ap]\.\s?m\b\.?)
    | (?P<tens>(?:twenty|thirty)[ -](?:@TENS@))\b
    | (?P<short>(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
                  |mon|tues?|wed|thurs?|thu|fri|sat|sun)\.)(?=\s?\w|[,)])
    | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
    | (?P<mark>[.,;:?!]+|[-–—]+|[()&/@%+#~])
    | (?P<other>[^\w\s.,;:?!()&/@%+#~–—-]+|_+)
    """.replace("@TENS@", "|".join(sorted(TENS, key=len, reverse=True))),
    re.VERBOSE | re.IGNORECASE,
)

_SYMBOLS = {"/": "SLASH", ".": "DOT", "-": "DASH"}
_DASHES = {"-", "–", "—", "--"}
_ORDINAL = ("ORD", "D")
_PLAIN = Entry(())


def tokens_of(text: str) -> list[Token]:
    """Return every token of the text in order; spaces and soft line ends leave none."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Token]:
    line_began = 0
    for match in _SCANNER.finditer(text):
        kind = match.lastgroup
        if kind is None:  # spaces
            continue
        start, end = match.span(kind)
        raw = text[start:end]
        if kind == "word":
            yield _word(raw, start, end, text)
        elif kind == "line":
            if _is_hard(text, start, end, line_began):
                yield Token(BREAK, start, end, (BREAK,))
            line_began = end
        elif kind == "mark":
            word = "-" if raw in _DASHES else raw
            yield Token(word, start, end, (word,))
        else:
            yield _number(kind, raw, start, end)


def _word(raw: str, start: int, end: int, text: str) -> Token:
    """Look a word up; "tomorrow's" counts as "tomorrow", and "may" only where it can be the month."""
    word = raw.lower().replace("’", "'")
    entry = LEXICON.get(word)
    if entry is None and word.endswith("'s"):
        entry = LEXICON.get(word[:-2])
    capital = raw[0].isupper()
    if entry is None:
        return Token(word, start, end, (word,), (), None, capital)
    if word == "may" and DENIES_MAY.match(text, end):
        entry = _PLAIN
    if not capital and entry.only_capital:
        return Token(word, start, end, (word, *entry.weak), entry.numbers, None, capital)
    return Token(word, start, end, (word, *entry.symbols), entry.numbers, None, capital)


def _number(kind: str, raw: str, start: int, end: int) -> Token:
    numbers: tuple[int, ...] = ()
    symbols: tuple[str, ...] = ()
    if kind == "number":
        symbols, numbers = _plain_number(raw)
    elif kind == "ordinal":
        symbols, numbers = _ORDINAL, (int(raw[:-2]),)
    elif kind in {"ymd", "triple", "pair"}:
        mark = next(c for c in raw if not c.isdigit())
        numbers = tuple(int(part) for part in raw.split(mark))
        symbols = (kind.upper(), kind.upper() + "_" + _SYMBOLS[mark])
    elif kind in {"clock", "hours"}:
        symbols, numbers = ("CLOCK",), (int(raw[:-3]), int(raw[-2:]))
    elif kind == "year":
        symbols, numbers = ("YEAR",), (2000 + int(raw[1:]),)
    elif kind == "ampm":
        symbols, numbers = ("AMPM",), (0 if raw[0] in "aA" else 12,)
    elif kind == "tens":
        symbols, numbers = _tens(raw.lower().replace("-", " "))
    elif kind == "short":
        entry = LEXICON[raw[:-1].lower()]
        symbols, numbers = entry.symbols, entry.numbers
    return Token(raw.lower(), start, end, symbols or (raw.lower(),), numbers, None, raw[0].isupper())


def _plain_number(raw: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """A number is a day, an hour, a count, a year, "0730", or nothing a date is made of."""
    if len(raw) > 4:
        return (), ()
    value = int(raw)
    if len(raw) <= 2:
        return (("N", "D") if 1 <= value <= 31 else ("N",)), (value,)
    if len(raw) == 4:
        symbols = ("N", "YEAR") if 1900 <= value <= 2199 else ("N",)
        clock = value // 100 < 24 and value % 100 < 60
        return (*symbols, "HHMM") if clock else symbols, (value,)
    return ("N",), (value,)


def _tens(raw: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    tens, unit = raw.split()
    return ("N", "D", *TENS[unit][1]), (NUMBER_WORDS[tens] + TENS[unit][0],)


def _is_hard(text: str, start: int, end: int, line_began: int) -> bool:
    """Tell a line that was ended by its writer from one that was wrapped by a mail program."""
    if "\n" in text[start + 1 : end] or start - line_began < SHORT_LINE or end >= len(text):
        return True
    return not text[end].isalpha() and not (text[end].isdigit() and text[line_began].isalpha())
