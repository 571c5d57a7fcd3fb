"""Clients whose names are known, as people write them: without the legal form, cut short, last name last.

A name in a text becomes a mark that says which of the list it is, so that what is said of a client is read
as what is said of a row.
"""

import re
from collections.abc import Iterator, Sequence

LEGAL = r"inc|llc|llp|pllc|pc|pa|ltd|limited|co|corp|corporation|company"
MARK = "\ue000{}\ue001"  # private characters, which no letter means anything by
# A first word that means something else in an answer is never a name cut short.
NO_NAMES = frozenset(
    (
        *(
            "all",
            "everything",
            "every",
            "rest",
            "row",
            "rows",
            "client",
            "clients",
            "line",
            "portal",
            "practice",
        ),
        *(
            "balance",
            "same",
            "good",
            "fine",
            "correct",
            "right",
            "match",
            "matches",
            "other",
            "others",
            "the",
        ),
        *("account", "accounts", "north", "south", "east", "west", "first", "new", "united", "american"),
    )
)
SHORT_AT_LEAST = 3  # letters


def marked(text: str, names: Sequence[str]) -> str:
    """Return `text` with every known name replaced by the mark of its number, from 1."""
    found = [(pattern, number) for number, name in enumerate(names, 1) for pattern in _ways(name, names)]
    for pattern, number in sorted(found, key=lambda one: -len(one[0])):
        text = re.sub(pattern, MARK.format(number), text)
    return text


def known(name: str, names: Sequence[str]) -> str:
    """Return the name of the list that `name` is another way to write; itself where there is none."""
    mark = re.fullmatch(MARK.format(r"(\d+)"), marked(name.strip(), names))
    return names[int(mark[1]) - 1] if mark else name


def _ways(name: str, names: Sequence[str]) -> Iterator[str]:
    """Return patterns for the ways to write a name; one that another client shares is none."""
    words = re.findall(r"[^\W_]+(?:['’.][^\W_]+)*", re.sub(rf"(?i)\b(?:{LEGAL})\b\.?", "", name)) or [name]
    yield _pattern(words)
    last, comma, first = name.partition(",")
    if comma and first.strip() and not re.fullmatch(rf"(?i)\s*(?:{LEGAL})\.?\s*", first):
        yield _pattern([*first.split(), *last.split()])
    for cut in range(len(words) - 1, 0, -1):
        if _alone(words[:cut], names) and (cut > 1 or _is_telling(words[0])):
            yield _pattern(words[:cut], as_written=True)


def _pattern(words: Sequence[str], *, as_written: bool = False) -> str:
    joined = r"[\s.,&'’-]{1,4}(?:and\s)?".join(map(re.escape, words))
    name = rf"\b{joined}\b" if as_written else rf"(?i:\b{joined}\b)"
    return rf"{name}(?:,?\s(?i:{LEGAL})\b\.?)?(?:['’]s\b)?"


def _alone(words: Sequence[str], names: Sequence[str]) -> bool:
    start = " ".join(words).casefold()
    return sum(name.casefold().startswith(start) for name in names) == 1


def _is_telling(word: str) -> bool:
    return len(word) >= SHORT_AT_LEAST and word[:1].isupper() and word.casefold() not in NO_NAMES
