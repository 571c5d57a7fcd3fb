"""Somebody's words that a step stands on."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Heard:
    """Who said it, in which words, when."""

    by: str  # address
    words: str  # as written, cut
    at: datetime  # when the letter arrived
