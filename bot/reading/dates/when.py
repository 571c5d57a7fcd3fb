"""The day and hour of the import that a letter asks for: chosen among all its dates, or said to be open.

Nothing is guessed here: two days without preference, a weekday that is not its day's, a window to pick
from leave `day` empty and offer the days. Whatever is set aside is kept with the words and the reason.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.reading.dates.complete import complete
from bot.reading.dates.cues import Role
from bot.reading.dates.moves import minutes_in, shift_in
from bot.reading.dates.options import Option
from bot.reading.dates.page import Page
from bot.reading.dates.roles import Placed, place
from bot.reading.dates.settle import asked_for, settled
from bot.reading.dates.stamps import LONGEST, read_tokens
from bot.reading.dates.standpoint import Standpoint
from bot.reading.dates.start_hour import with_hour
from bot.reading.dates.together import options_of
from bot.reading.dates.tokens import Token
from bot.reading.reading import Context, SetAside, Trouble, When

MOST_DATES = 200
OR_WITHIN = 5  # tokens
UNREADABLE = When(trouble=Trouble.AMBIGUOUS)


def find_when(text: str, context: Context) -> When:
    """Read the day and hour of the import out of a writer's own words.

    Args:
        text: Fresh text only: no history, no signature. Over 50,000 characters or 200 dates, nothing is
            chosen: that is a listing, and one of its dates would be a guess.

    Returns:
        Day and hour in the firm's zone. `day` is None when none was asked for, or when it is open:
        then `trouble` says why and `alternatives` holds the days to ask about.
    """
    here = Standpoint.of(context.now, context.zone, context.locale)
    if len(text) > LONGEST:
        return UNREADABLE
    tokens = read_tokens(text, here)
    if sum(token.thing is not None for token in tokens) > MOST_DATES:
        return UNREADABLE
    page = _page(text, complete(tokens, here), here, context.booked)
    if not page.placed:
        return _later(page, _moved(page))
    options = options_of(page)
    asked = asked_for(page, options)
    when = settled(page, asked) if asked else _moved(page)
    when = _later(page, with_hour(page, when, options, asked))
    return replace(when, set_aside=_set_aside(page, options, asked))


def _page(text: str, tokens: Sequence[Token], here: Standpoint, booked: datetime | None) -> Page:
    local = booked.astimezone(here.zone) if booked else None
    return Page(text, tuple(tokens), place(tokens, here.today), here, local)


def _moved(page: Page) -> When:
    """With no day named: a move by an interval, or of the hour alone, counts from what is booked."""
    if page.booked is None:
        return When()
    if found := shift_in(page.tokens):
        shift, token = found
        day = shift.since(page.booked.date())
        at = page.tokens.index(token)
        if day and "or" in page.words(at + 1, at + OR_WITHIN):  # "the week after, or the one after that"
            return When(alternatives=(day,), trouble=Trouble.AMBIGUOUS, words=page.quote(token))
        return When(day, words=page.quote(token)) if day else When(trouble=Trouble.VAGUE)
    hours = [spot for spot in page.placed if spot.role is not Role.ASIDE and _hour_alone(spot)]
    return When(page.booked.date()) if hours else When()


def _later(page: Page, when: When) -> When:
    """Count "an hour later" from the hour that is booked, on the day asked for or the booked one."""
    minutes = minutes_in(page.tokens) if page.booked and not (when.hour or when.trouble) else None
    if page.booked is None or not minutes:
        return when
    moved = page.booked.replace(tzinfo=None) + timedelta(minutes=minutes)
    if moved.date() != page.booked.date():
        return when
    return replace(when, day=when.day or moved.date(), hour=moved.time())


def _hour_alone(spot: Placed) -> bool:
    """Tell "make it 5 pm" from an hour of a day that was set aside: that one is not the booked day's."""
    return spot.stamps[0].hour is not None and not any(stamp.day for stamp in spot.stamps)


def _set_aside(page: Page, options: Sequence[Option], asked: Sequence[Option]) -> tuple[SetAside, ...]:
    kept = {option.placed.at for option in asked}
    reasons = {option.placed.at: option.why for option in options if option.why}
    return tuple(
        SetAside(page.quote(spot.token), reasons.get(spot.at) or spot.why or "spoken of, not asked for")
        for spot in page.placed
        if spot.at not in kept and any(stamp.day for stamp in spot.stamps)
    )
