"""A letter as the later steps see it: its text, tokens, dated phrases, and where its reader stands."""

from dataclasses import dataclass
from datetime import datetime

from bot.reading.dates.roles import Placed
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.tokens import Token


@dataclass(frozen=True, slots=True)
class Page:
    """A letter's tokens, and what a reader of them knows."""

    text: str
    tokens: tuple[Token, ...]
    placed: tuple[Placed, ...]
    here: Standpoint
    booked: datetime | None  # in the firm's zone

    def words(self, first: int = 0, last: int | None = None) -> list[str]:
        return [token.word for token in self.tokens[first:last]]

    def quote(self, token: Token) -> str:
        """Return the writer's own words, on one line."""
        return " ".join(self.text[token.start : token.end].split())
