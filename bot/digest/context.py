"""What the digest's template is given: strings only, each already in the words its reader knows."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the digest; `command` settles it and may be empty."""

    number: str  # "1"; people answer by it
    what: str
    since: str = ""  # "since 6:00 PM, for 3 hours"
    command: str = ""  # "@sluice approve IMP-1"


@dataclass(frozen=True, slots=True)
class DigestContext:
    """One day as the admins read it. `verdict` goes into the subject and the first line."""

    verdict: str  # "2 need you, 3 today, all mail accounted for"
    needs_you: tuple[Row, ...] = ()  # by harm, worst first
    today: tuple[Row, ...] = ()
    next_days: tuple[Row, ...] = ()
    flows_off: tuple[Row, ...] = ()
    reviews: tuple[Row, ...] = ()  # how far each comparison has come
    yesterday: tuple[str, ...] = ()
    ledger: tuple[tuple[str, int], ...] = ()  # ("acted on", 12), ...; the last one is the sum
    balanced: bool = True  # False: letters are unaccounted for, and the digest shouts
    stopped: bool = False  # `stop all` is in force
