"""Show what a neighbour said, in part: clean, short, and without our own secrets, which it may echo."""

from collections.abc import Iterable

LONGEST = 200


def excerpt(text: str) -> str:
    """Return at most 200 printable characters on one line."""
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:LONGEST]


def strike(text: str, secrets: Iterable[str]) -> str:
    """Return the text with `***` in place of every secret."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "***")
    return text
