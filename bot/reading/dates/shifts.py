"""Moves by an interval, counted from what is booked: "push us out exactly one week", "bring it forward"."""

from collections.abc import Sequence

from bot.reading.dates.cues import MOVES
from bot.reading.dates.lexicon import words
from bot.reading.dates.roles import sentences
from bot.reading.dates.things import Shift
from bot.reading.dates.tokens import Token

_BACK = words("earlier forward forwards sooner up")
_NO_MOVE = words("notice ahead advance ago for of in or warning early's worth or")
_MORE = words("another more extra further additional")
_REACH = 12  # tokens from the verb to the interval


def shift_in(tokens: Sequence[Token]) -> tuple[Shift, Token] | None:
    """Return the distance a letter asks to move by, with its last token; negative is earlier."""
    for begin, end in sentences(tokens):
        words = [token.word for token in tokens[begin:end]]
        verbs = [at for at, word in enumerate(words) if word in MOVES or word in _MORE]
        if not verbs:
            continue
        for at in range(verbs[0], min(len(words) - 1, verbs[-1] + _REACH)):
            count, unit = tokens[begin + at], tokens[begin + at + 1]
            if unit.word in _MORE and at + 2 < len(words):
                unit = tokens[begin + at + 2]
            if "N" not in count.symbols or "UNIT" not in unit.symbols:
                continue
            following = words[at + 2] if at + 2 < len(words) else ""
            days, months, working = unit.numbers
            if following in _NO_MOVE or working:
                continue
            sign = -1 if _BACK & set(words) else 1
            return Shift(sign * count.numbers[0] * days, sign * count.numbers[0] * months), unit
    return None
