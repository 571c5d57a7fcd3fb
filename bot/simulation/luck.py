"""Chance, as a simulation has it: drawn from a seed in words, and the same on every machine."""

from random import Random


def luck_of(seed: str) -> Random:
    """Return the luck of one thing, which no other thing shares."""
    return Random(seed)  # noqa: S311 -- nothing secret is drawn from it


def number_of(text: str) -> int:
    """Return a number for a text, the same in every process."""
    return luck_of(text).getrandbits(27)
