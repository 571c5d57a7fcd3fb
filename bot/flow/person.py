"""A flow that only people can turn: staff are asked by mail, and what they say stands in for a reading.

Sluice cannot act here, so `switch` does nothing. When a switch is due the house mails staff "please turn
off X" with `what` for X, and keeps the last word a proved member of staff gave: off, on, when, and who.
The store hands that word to the gate, and `read` passes it on unchanged:

- It is as old as when it was said. A word is never renewed by being read again, so the two-minute rule
  for "proceed" holds for people as it does for machines.
- `by_person` is set, so that every mail, page and digest shows it as a person's word.
- Until somebody has said something the state is unknown, never what was asked for.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TypeAlias

from bot.clock import Clock
from bot.flow.port import FlowReading, FlowState

Word: TypeAlias = tuple[FlowState, datetime, str]  # what was said, when, by which address
LastWord: TypeAlias = Callable[[], Word | None]


def nobody_spoke() -> None:
    """Answer for a flow of which no one has said anything yet."""


class PersonGate:
    """The gate of one firm, as staff speak of it."""

    reads_itself = False
    deadline = 1.0  # nothing leaves the house

    def __init__(self, what: str, last_word: LastWord, clock: Clock, resume_note: str = "") -> None:
        self.what = what  # what staff are asked to turn off or on, as the mail says it
        self.resume_note = resume_note
        self._last_word = last_word
        self._clock = clock

    def switch(self, *, on: bool) -> None:
        """Do nothing: the house asks staff, and their answer changes the last word."""

    def read(self) -> FlowReading:
        word = self._last_word()
        if word is None:
            return FlowReading(
                FlowState.UNKNOWN, self._clock.now(), why="nobody has said how the flow stands"
            )
        state, at, who = word
        return FlowReading(state, at, by_person=who)

    def resume_risks(self) -> tuple[str, ...]:
        """Find nothing: whoever turns it on looks for himself."""
        return ()

    def probe(self) -> None:
        """Find nothing: there is no machine to reach."""
