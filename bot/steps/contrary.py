"""Commands of one letter that contradict each other: none of them is carried out."""

from collections.abc import Sequence

from bot.reading.commands import Command, Misspelt, Verb

CONTRARY: frozenset[frozenset[Verb]] = frozenset(
    {
        frozenset({Verb.PAUSE, Verb.UNPAUSE}),
        frozenset({Verb.FLOW_ON, Verb.FLOW_OFF}),
        frozenset({Verb.TURNED_ON, Verb.TURNED_OFF}),
        frozenset({Verb.STOP_ALL, Verb.GO}),
        frozenset({Verb.APPROVE, Verb.CANCEL}),
        frozenset({Verb.APPROVE, Verb.RESCHEDULE}),
        frozenset({Verb.RESCHEDULE, Verb.CANCEL}),
        frozenset({Verb.DONE, Verb.CANCEL}),
        frozenset({Verb.CLOSE, Verb.REOPEN}),
    }
)
SETS_A_DAY = frozenset({Verb.RESCHEDULE, Verb.BOOK})


def contradicted(line: Command, lines: Sequence[Command | Misspelt]) -> str | None:
    """Return another line of the letter that says the contrary about the same thing; None: nothing does."""
    others = (other for other in lines if isinstance(other, Command) and other is not line)
    return next((other.line for other in others if _clash(line, other)), None)


def _clash(one: Command, other: Command) -> bool:
    if (one.ticket, one.firm) != (other.ticket, other.firm):
        return False
    if one.verb is other.verb and one.verb in SETS_A_DAY:
        return (one.day, one.hour) != (other.day, other.hour)
    return frozenset({one.verb, other.verb}) in CONTRARY
