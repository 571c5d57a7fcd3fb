"""The start that our own earlier mail confirmed, where a letter only quotes it: "You are confirmed for …"."""

from datetime import datetime, time

from bot.reading.dates.complete import complete
from bot.reading.dates.lexicon import words
from bot.reading.dates.roles import place
from bot.reading.dates.stamps import LONGEST, read_tokens
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.zones import localize
from bot.reading.reading import Context

CONFIRMS = words("confirmed confirm booked scheduled schedule pencilled take")
REACH = 12  # tokens before the day, as quoted lines may be broken anywhere
UNSAID = time(7)  # a start that was confirmed without its hour


def find_booked(history: str, context: Context) -> datetime | None:
    """Return the start that quoted history says is confirmed, in the firm's zone; None if it says none.

    Args:
        history: Quoted mail with or without its marks; the newest mail on top, and the newest word counts.
    """
    here = Standpoint.of(context.now, context.zone, context.locale)
    unmarked = "\n".join(line.lstrip("> ") for line in history[:LONGEST].splitlines())
    tokens = complete(read_tokens(unmarked, here), here)
    for spot in place(tokens, here.today):
        near = {token.word for token in tokens[max(0, spot.at - REACH) : spot.sentence.end + 2]}
        day, hour = spot.stamps[0].day, spot.stamps[0].hour
        if CONFIRMS & near and day and day.first and not day.trouble:
            try:
                starts = localize(day.first, hour.at if hour else UNSAID, here.zone)
            except ValueError:
                return None
            if starts > context.now:  # what lies behind is when a mail was written
                return starts
    return None
