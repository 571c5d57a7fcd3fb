"""Text cut into the small things that dates are made of: words, numbers, numeric dates, clock times.

Everything later works on these tokens and never on the text itself. One regex scans the text once;
each alternative is flat (no quantifier inside a quantifier), so the scan is linear in the text.
"""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.reading.dates.lexicon import DENIES_MAY, LEXICON, NUMBER_WORDS, SITE, TENS, bare_word
from bot.reading.dates.things import Thing


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
    thing: Thing | None = None
    capital: bool = False


SHORT_LINE = 45  # characters; a mail program wraps later
BREAK = "¶"  # an end of line, or of a table cell, that no date reaches across

EMPHASIS = ("*", "**", "_", "__")
LABEL = re.compile(r"[A-Z][\w /()-]{0,30}?\s?(?:\.{2,}|:)\s")

_SCANNER = re.compile(
    r"""
    [^\S\n]*+ (?:
      (?=\d) (?:
          (?P<ymd>\d{4}(?P<y>[./-])\d{1,2}(?P=y)\d{1,2})(?!\d|[./-]\d)
        | (?P<long>\d{1,9}(?P<l>[./-])\d{1,9}(?P=l)\d{1,9}(?P=l)[\d./-]+)  # addresses, versions
        | (?P<phone>\d{3,9}\.\d{1,9}\.[\d.]+)
        | (?P<triple>\d{1,2}(?P<t>[./-])\d{1,2}(?P=t)(?:\d{4}|\d{2}))(?!\d)
        | (?P<clock>\d{1,2}:\d{2})(?::\d{2})?(?!\d)
        | (?P<pair>\d{1,2}[./-]\d{1,2})(?![\d%]|[-/][^\W\d_]|(?![ap]m?\b)[^\W\d_])
        | (?P<hours>\d{1,2}[hu]\d{2})(?!\d)
        | (?P<ordinal>\d{1,2}(?:st|nd|rd|th|er))(?![^\W_])
        | (?P<thousands>\d{1,3},\d{3})(?!\d)
        | (?P<number>\d+)
      )
      | (?P<tens>(?:twenty|thirty)[ -](?:@TENS@))\b
      | (?P<ampm>[ap]\.\s?m\b\.?)
      | (?P<short>(?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec
                    |mon|tues?|wed|thurs?|thu|fri|sat|sun)\.)(?=\s?\w|[,)])
      | (?P<word>[^\W\d_]+(?:['’][^\W\d_]+)?)
      | (?P<line>\n\s*)
      | (?P<mark>[.,;:?!]+|[-–—]+|[()&/@%+#~])
      | (?P<year>['’]\d\d)(?!\d)
      | (?P<money>[$£€]\s?[\d.,]{1,20})
      | (?P<other>[^\w\s.,;:?!()&/@%+#~–—-]+|_+)
      |  # only spaces, at the end
    )
    """.replace("@TENS@", "|".join(sorted(TENS, key=len, reverse=True))),
    re.VERBOSE | re.IGNORECASE,
)

_MARKS = {"/": "SLASH", ".": "DOT", "-": "DASH"}
_DASHES = {"-", "–", "—", "--"}
Known = tuple[tuple[str, ...], tuple[int, ...]]  # symbols and numbers


def tokens_of(text: str) -> list[Token]:
    """Return every token of the text in order; spaces and soft line ends leave none."""
    return list(_scan(text))


def _scan(text: str) -> Iterator[Token]:
    line_began = 0
    for match in _SCANNER.finditer(text):
        kind = match.lastgroup
        if kind is None:
            continue
        start, end = match.span(kind)
        raw = text[start:end]
        if kind == "word":
            word, symbols, numbers, capital = _word(raw)
            if numbers and (SITE.match(text, end) or (word == "may" and DENIES_MAY.match(text, end))):
                symbols, numbers = (word,), ()
            yield Token(word, start, end, symbols, numbers, None, capital)
        elif kind == "line":
            if _is_hard(text, start, end, line_began):
                yield Token(BREAK, start, end, (BREAK,))
            line_began = end
        elif kind == "other" and raw in EMPHASIS:
            continue  # "*Friday, October 15*": bold, as mail programs write it in plain text
        elif kind == "mark":
            word = "-" if raw in _DASHES else raw
            yield Token(word, start, end, (word,))
        else:
            symbols, numbers = _READERS[kind](raw) if kind in _READERS else ((raw,), ())
            yield Token(raw.lower(), start, end, symbols, numbers, None, raw[0].isupper())


@lru_cache(maxsize=4096)
def _word(raw: str) -> tuple[str, tuple[str, ...], tuple[int, ...], bool]:
    """Look a word up: in small letters, its symbols and numbers, whether it has a capital.

    "Tomorrow's" counts as "tomorrow". Words come again and again, so each is looked up once.
    """
    word, capital = raw.lower().replace("’", "'"), raw[0].isupper()
    bare = bare_word(word)
    itself = (word,) if bare == word else (word, bare)
    entry = LEXICON.get(word) or LEXICON.get(bare)
    if entry is None:
        return word, itself, (), capital
    symbols = entry.weak if entry.only_capital and not capital else entry.symbols
    return word, (*itself, *symbols), entry.numbers, capital


def _number(raw: str) -> Known:
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


def _numbers(raw: str) -> Known:
    """Two or three numbers between slashes, dots or dashes: which mark it is tells dates from prices."""
    mark = next(c for c in raw if c in "/.-")
    numbers = tuple(int(part) for part in raw.split(mark))
    kind = "PAIR" if len(numbers) == 2 else "TRIPLE"
    return (kind, f"{kind}_{_MARKS[mark]}"), numbers


def _tens(raw: str) -> Known:
    tens, unit = raw.lower().replace("-", " ").split()
    return ("N", "D", *TENS[unit][1]), (NUMBER_WORDS[tens] + TENS[unit][0],)


def _short(raw: str) -> Known:
    entry = LEXICON[raw[:-1].lower()]
    return entry.symbols, entry.numbers


_READERS: dict[str, Callable[[str], Known]] = {
    "ymd": lambda raw: (("YMD",), _numbers(raw)[1]),
    "triple": _numbers,
    "pair": _numbers,
    "clock": lambda raw: (("CLOCK",), (int(raw[:-3]), int(raw[-2:]))),
    "hours": lambda raw: (("CLOCK",), (int(raw[:-3]), int(raw[-2:]))),
    "ordinal": lambda raw: (("ORD", "D"), (int(raw[:-2]),)),
    "number": _number,
    "year": lambda raw: (("YEAR",), (2000 + int(raw[1:]),)),
    "ampm": lambda raw: (("AMPM",), (0 if raw[0] in "aA" else 12,)),
    "tens": _tens,
    "short": _short,
}


def _is_hard(text: str, start: int, end: int, line_began: int) -> bool:
    """Tell a line that was ended by its writer from one that was wrapped by a mail program."""
    if "\n" in text[start + 1 : end] or start - line_began < SHORT_LINE or end >= len(text):
        return True
    if LABEL.match(text, end):
        return True  # a form: "Change window: … \nRollback: …"
    return not text[end].isalpha() and not (text[end].isdigit() and text[line_began].isalpha())
