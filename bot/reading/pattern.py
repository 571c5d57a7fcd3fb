"""Patterns over words: a sentence with holes, so that a rule reads like what it reads.

    LOAD BE ADV? DONE          a word of LOAD, one of BE, perhaps one of ADV, one of DONE
    not|never .. DONE          either word, up to three words between, a word of DONE
    ^ [yes|yep] all DONE $     the whole clause; what stands in brackets may be missing

UPPER CASE names a vocabulary of `words.py`, lower case is the word itself, `NUM` any number. `..` spans
up to three words, `...` up to eight. Patterns are tried on normalised words, each followed by one space
(see `clauses.py`), so every gap is bounded and a search is linear in the clause.

A search is begun only where all words that a pattern cannot do without are present: `needs`.
"""

import re
from collections.abc import Mapping

NUMBER = r"(?:\d\S*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|zero|hundred)"
GAPS = {"..": r"(?:\S+ ){0,3}?", "...": r"(?:\S+ ){0,8}?"}


def read_vocabularies(text: str) -> Mapping[str, tuple[str, ...]]:
    """Read vocabularies from lines `NAME word word other_word`; an indented line goes on, `#` is a comment.

    Expressions come before single words, longer ones first, so that a pattern takes the longest.
    """
    words: dict[str, list[str]] = {}
    name = ""
    for line in text.splitlines():
        if line.startswith("#") or not line.strip():
            continue
        fields = line.split()
        if not line.startswith(" "):
            name = fields.pop(0)
        words.setdefault(name, []).extend(field.replace("_", " ") for field in fields)
    return {
        name: tuple(sorted(entries, key=lambda entry: -entry.count(" "))) for name, entries in words.items()
    }


def read_spellings(text: str) -> Mapping[str, str]:
    """Read pairs `written=meant`, where `_` is a space."""
    return dict(pair.replace("_", " ").split("=") for pair in text.split())


def compile_pattern(pattern: str, vocabularies: Mapping[str, tuple[str, ...]]) -> re.Pattern[str]:
    """Turn a pattern into a regular expression for normalised words.

    Raises:
        ValueError: A word in capitals that is no vocabulary, or a bracket too many.
    """
    pieces = [_piece(element, vocabularies) for element in _elements(pattern)]
    try:
        return re.compile(r"(?<!\S)" + "".join(pieces))
    except re.error as error:
        raise ValueError(f"the pattern {pattern!r} cannot be read: {error}") from error


def needs(pattern: str, vocabularies: Mapping[str, tuple[str, ...]]) -> tuple[frozenset[str], ...]:
    """Return sets of words, the smallest first: every text the pattern matches has one of each.

    Raises:
        ValueError: Nothing in the pattern is indispensable.
    """
    depth, found = 0, list[frozenset[str]]()
    for element in _elements(pattern):
        depth += {"[": 1, "]": -1}.get(element, 0)
        if depth or element in "[]^$" or element in GAPS or element.endswith("?"):
            continue
        if words := _words(element, vocabularies):
            found.append(words)
    if not found:
        raise ValueError(f"the pattern {pattern!r} has no word that must be there")
    return tuple(sorted(found, key=len))


def _elements(pattern: str) -> list[str]:
    return pattern.replace("[", " [ ").replace("]", " ] ").split()


def _piece(element: str, vocabularies: Mapping[str, tuple[str, ...]]) -> str:
    match element:
        case "^":
            return r"\A"
        case "$":
            return r"\Z"
        case "[":
            return "(?:"
        case "]":
            return ")?"
        case ".." | "...":
            return GAPS[element]
    optional = element.endswith("?")
    one = _alternatives(element.removesuffix("?"), vocabularies) + " "
    return f"(?:{one})?" if optional else one


def _alternatives(element: str, vocabularies: Mapping[str, tuple[str, ...]]) -> str:
    choices: list[str] = []
    for name in element.split("|"):
        if name == "NUM":
            choices.append(NUMBER)
        elif name.isupper():
            choices += map(re.escape, _vocabulary(name, vocabularies))
        else:
            choices.append(re.escape(name.replace("_", " ")))
    return f"(?:{'|'.join(choices)})"


def _words(element: str, vocabularies: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    """Return the first words of all choices; nothing where a number is one of them."""
    names = element.split("|")
    if "NUM" in names:
        return frozenset()
    entries = (
        e for n in names for e in (_vocabulary(n, vocabularies) if n.isupper() else (n.replace("_", " "),))
    )
    return frozenset(entry.split()[0] for entry in entries)


def _vocabulary(name: str, vocabularies: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    try:
        return vocabularies[name]
    except KeyError:
        raise ValueError(f"no vocabulary is named {name}; known: {', '.join(vocabularies)}") from None
