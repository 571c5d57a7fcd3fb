"""The sentence in which words stand: what a mail quotes when it answers them."""

import re

END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
AT_MOST = 240  # characters


def sentence_with(words: str, text: str) -> str:
    """Return the first sentence of `text` that holds `words`, on one line; `words` itself if none does."""
    sought = _folded(words)
    for sentence in END.split(text):
        plain = " ".join(sentence.split())
        if sought and sought in _folded(plain):
            return _cut(plain)
    return words


def opening_of(text: str) -> str:
    """Return how a text begins, on one line."""
    return _cut(" ".join(text.split()))


def _cut(line: str) -> str:
    return line if len(line) <= AT_MOST else f"{line[:AT_MOST]}…"


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().translate(str.maketrans("’‘“”", "''\"\""))
