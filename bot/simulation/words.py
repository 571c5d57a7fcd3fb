"""What somebody writes, before it is a letter."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from bot.simulation.voices import DAYS, Meaning


@dataclass(frozen=True, slots=True)
class Words:
    """A letter as its writer means it; the town posts it."""

    by: str
    meaning: Meaning
    text: str
    subject: str
    answers: tuple[str, ...] = ()
    firm: str = ""
    ref: str = ""
    honest: bool = True
    proved: bool = True
    line: str = ""
    starts: datetime | None = None
    cc: str = ""
    headers: tuple[str, ...] = ()
    written_at: datetime | None = None  # what its Date says; None: now


def a_day(starts: datetime, luck: Random) -> dict[str, str]:
    """Return a day and an hour as somebody words them."""
    day = starts.strftime(luck.choice(DAYS)).replace("{d}", str(starts.day))
    hour = f"{starts.hour % 12 or 12}:{starts:%M}" if starts.minute else f"{starts.hour % 12 or 12}"
    return {"day": day, "hour": f"{hour} {'am' if starts.hour < 12 else 'pm'}"}
