"""What the word after a number says about it: the 27th of a month, or the 2nd of several batches."""

from bot.reading.dates.lexicon import words
from bot.reading.dates.tokens import BREAK, Token

# A number that one of these follows stands for itself; any other word may be what it counts.
JOINING = words("""
    and or to for at in on if is was works would will suits then but with as so please plz pls instead
    through thru until till from after before because since around about starting beginning when which that
    we i our it should could can looks seems still rather sharp prompt promptly ideally either whichever
    regardless too also - , . ; : ? ! ) ( .. ... !! ?? / & @""")

COUNTED = words("""
    batch batches import imports load loads file files floor time times quarter century anniversary attempt
    party one ones client clients practice practices deal deals tranche phase wave run half year round
    release version grade avenue ave street st congress place row rows column step office offices reminder
    notice email mail message request acquisition acquisitions firm firms partner partners person edition
    draft of birthday line item items choice option matched match records record accounts account""")


def stands_alone(after: Token | None) -> bool:
    """Tell whether nothing follows that the number could count."""
    return (
        after is None
        or after.thing is not None
        or after.word in JOINING
        or BREAK in after.symbols
        or "PART" in after.symbols
    )


def counts_something(after: Token | None) -> bool:
    """Tell whether what follows is one of the things that come in rows: "batch", "floor", "clients"."""
    return after is not None and after.word in COUNTED


# Where "4.22" is a date and "sat" a day; elsewhere they are a price and a verb.
DATE_PREPOSITIONS = words(
    "on in for from to by until till before after : am den vom zum ab bis le el op vanaf"
)
WEEKDAY_PREPOSITIONS = DATE_PREPOSITIONS | words("or and this every - make do cancel it of (")
STREETS = words("avenue ave street st lane ln road rd drive way court square place blvd boulevard close hill")
