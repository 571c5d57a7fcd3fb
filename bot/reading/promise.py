"""By when the writer says that it is done, or that we hear: "Sunday night", "by 10pm", "about 3 more hours".

It decides when a silent firm is reminded, and nothing else; so the later reading of two is the better one. A
day alone counts to its end, a part of it to the end of that part; an hour alone is the next one that comes.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from bot.reading.dates import Moment, find_moments
from bot.reading.reading import Context, Promised
from bot.reading.sentence import END

READ_AT_MOST = 4000  # characters
CREDIBLE = timedelta(days=60)  # further ahead it is a slip, or the day of another year
LAST_MINUTE = time(23, 59)
ENDS = {"morning": time(12), "afternoon": time(18), "evening": time(22)}

AHEAD = re.compile(
    r"\b(?:will|should|shall|expect\w*|hop(?:e|ing)|plan\w*|aim\w*|going to|gonna|needs?|takes?|give us|eta|"
    r"probably|likely|maybe|must|want\w*)\b|['’]ll\b",
    re.IGNORECASE,
)
STILL_OPEN = re.compile(
    r"\b(?:more|another|left|remaining|to go|until|till?|by|not yet|ready)\b", re.IGNORECASE
)
BEHIND = re.compile(
    r"\b(?:started|began|begun|since|was|were|did|had|got|took|ago|yesterday|stopped|crashed|failed|been)\b",
    re.IGNORECASE,
)
# The time of something else, or one that is asked of us or only supposed.
OF_OTHERS = re.compile(
    r"\b(?:call|meeting|webinar|demo|invoice|if|unless|turn|switch|(?:can|could|would) you)\b"
    r"|\b(?:next|another|second|new) import\b",
    re.IGNORECASE,
)
SHORT = 6  # words: "Not yet. Tomorrow." needs no verb

NUMBERS = {
    "half a": 0.5, "half an": 0.5, "another": 1, "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "a couple": 3,
    "a couple of": 3, "couple of": 3, "a few": 5, "few": 5, "several": 6,
}  # fmt: skip
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
_NUMBER = rf"\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))}"
SPAN = re.compile(
    rf"\b(?P<first>{_NUMBER})(?:\s*(?:-|–|to|or)\s*(?P<second>{_NUMBER}))?\s+(?:more\s+|additional\s+|extra\s+)?"
    rf"(?P<unit>min|hour|hr|day)\w*(?P<or_two>\s+or\s+two)?",
    re.IGNORECASE,
)
HALF_SAID = re.compile(r"[ap]\.?m|:|noon|midnight|o['’]?clock", re.IGNORECASE)


def find_promise(text: str, context: Context) -> Promised | None:
    """Return the latest time ahead that the writer gives for being done or being heard from; None if none."""
    found = [
        promise for sentence in END.split(text[:READ_AT_MOST]) for promise in _in_sentence(sentence, context)
    ]
    ahead = [promise for promise in found if context.now < promise.at < context.now + CREDIBLE]
    return max(ahead, key=lambda promise: promise.at, default=None)


def _in_sentence(sentence: str, context: Context) -> Iterator[Promised]:
    if not _looks_ahead(sentence):
        return
    words, day = " ".join(sentence.split()), None
    for moment in find_moments(sentence, context.now, context.zone, context.locale):
        day = _day_of(moment, context) or day
        at = _end_of(moment, day, context)
        if at is not None:
            yield Promised(words, at)
    for span in SPAN.finditer(sentence):
        yield Promised(words, context.now + _length(span))


def _looks_ahead(sentence: str) -> bool:
    if OF_OTHERS.search(sentence):
        return False
    if AHEAD.search(sentence):
        return True
    short = len(sentence.split()) <= SHORT
    return bool(short or STILL_OPEN.search(sentence)) and not BEHIND.search(sentence)


def _day_of(moment: Moment, context: Context) -> date | None:
    """Return the day that is meant: of a span or a week the last one, of two readings the nearer ahead."""
    if moment.until or not moment.days:
        return moment.until or moment.day
    if "week" in moment.words.lower() or moment.day is None:
        return moment.days[-1]
    today = context.now.astimezone(context.zone).date()
    return next((day for day in moment.days if day >= today), moment.day)


def _end_of(moment: Moment, day: date | None, context: Context) -> datetime | None:
    if day is None:
        return _next_on_the_clock(moment, context) if moment.hour else None
    said = moment.words.lower()
    part = next((end for name, end in ENDS.items() if name in said), LAST_MINUTE)
    return datetime.combine(day, moment.hour or part, context.zone)


def _next_on_the_clock(moment: Moment, context: Context) -> datetime | None:
    """Return when the clock next shows that hour; "around 11", said in the evening, is tonight."""
    assert moment.hour is not None
    here = context.now.astimezone(context.zone)
    hours = {moment.hour.hour}
    if moment.hour.hour <= 12 and not HALF_SAID.search(moment.words):
        hours = {moment.hour.hour % 12, moment.hour.hour % 12 + 12}
    coming = (
        datetime.combine(here.date() + timedelta(days=n), moment.hour.replace(hour=hour), context.zone)
        for hour in hours
        for n in (0, 1)
    )
    return min((at for at in coming if at > here), default=None)


def _length(span: re.Match[str]) -> timedelta:
    number = max(_number(span["first"]), _number(span["second"]), 2 if span["or_two"] else 0)
    return UNITS[span["unit"][0].lower()] * number


def _number(said: str | None) -> float:
    if said is None:
        return 0
    known = NUMBERS.get(" ".join(said.lower().split()))
    return known if known is not None else min(float(said), 1000)
