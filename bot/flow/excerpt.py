"""Show what a neighbour said, in part: clean, short, and without our own secrets, which it may echo."""

from collections.abc import Iterable

LONGEST = 200


def excerpt(text: str, secrets: Iterable[str] = ()) -> str:
    """Return at most 200 printable characters on one line, every secret in them replaced by `***`."""
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        text = text.replace(secret, "***")
    printable = "".join(character if character.isprintable() else " " for character in text)
    return " ".join(printable.split())[:LONGEST]
