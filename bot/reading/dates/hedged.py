"""Days that are named and not meant to be relied on: "sometime around the 15th", "hopefully the 5th"."""

import re

from bot.reading.dates.options import Option
from bot.reading.dates.page import Page

REACH = 6  # tokens
AHEAD = re.compile(
    r"(?:\b(?:sometime|some time|around|roughly|approximately|approx|circa|hopefully|tentatively|ish"
    r"|(?:could|might|may)(?: well)?(?: also)? be)"
    r"|(?:^|[.,:;¶] )about)"
    r"(?: (?:the|on|for|about|around|a|by|say|either|like|:|,|~))*$|~ ?$"
)
BEHIND = re.compile(
    r"(?:[,( -]*)(?:or so|ish|or thereabouts|give or take|tbc|tbd|tentative(?:ly)?|or whenever"
    r"|(?:still )?to be confirmed|not (?:yet )?(?:confirmed|certain|fixed|final)|hopefully|depend(?:s|ing)\b"
    r"|[?]{2})"
)
_HOUR = r"(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?|o['’]clock)?|noon|midnight)"
HOUR_FIRST = re.compile(rf"{_HOUR}(?!\w|[/-])", re.IGNORECASE)
HOUR_LAST = re.compile(rf"(?<![\w/-]){_HOUR}$", re.IGNORECASE)


def is_hedged(page: Page, option: Option) -> bool:
    """Return whether what stands right beside the day makes it a guess; "around 6 pm on the 5th" does not."""
    at = option.placed.at
    before, behind = " ".join(page.words(max(at - REACH, 0), at)), " ".join(page.words(at + 1, at + REACH))
    words = page.quote(option.placed.token) if option.hour else ""  # with an hour, that may be what is meant
    return bool(
        (AHEAD.search(before) and not HOUR_FIRST.match(words))
        or (BEHIND.match(behind) and not HOUR_LAST.search(words))
    )
