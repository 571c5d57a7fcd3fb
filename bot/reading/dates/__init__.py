"""Days and hours in English prose: found, told apart, never guessed.

From text to answer: `tokens` → tables of forms, one after the other (`days_*`, `hours`, `stamps`) →
`complete` (half-said days) → `roles` (whose date is it) → `when` (the import's day and hour).
"""

from bot.reading.dates.booked import find_booked
from bot.reading.dates.exact import parse_exact
from bot.reading.dates.jsonl import dates_jsonl
from bot.reading.dates.moments import Moment, find_moments
from bot.reading.dates.when import find_when
from bot.reading.dates.zones import localize

__all__ = ["Moment", "dates_jsonl", "find_booked", "find_moments", "find_when", "localize", "parse_exact"]
