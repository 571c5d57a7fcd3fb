"""Somebody who is away, in a letter about amounts: "Anna is out until Monday" is no difference."""

import re

_DAY = r"mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun"
_SICK = r"sick|ill|with (?:the flu|a cold|covid)"
_WHEN = r"until|till?|through|from|today|tonight|tomorrow|this|next|all|again|on|for (?:the|a|two|three|\d)"
AWAY = re.compile(
    r"(?:\b(?:is|are|am|be|was|were|been)|['’](?:s|m|re))(?: (?:now|also|both|still))? (?:out|off|away)"
    rf"(?=,? (?:of (?:the )?(?:office|town|country)|at (?:a|the)|{_SICK}|{_WHEN}|(?:{_DAY})(?:day)?)\b)",
    re.IGNORECASE,
)


def without_absences(text: str) -> str:
    """Return the text with such words blanked, letter for letter."""
    return AWAY.sub(lambda found: " " * len(found.group()), text)
