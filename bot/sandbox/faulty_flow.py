"""One firm's flow in memory that drains slowly and misbehaves in every way a real one has been seen to."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from bot.flow.fake import Toggle


class Fault(StrEnum):
    """One way in which a real flow has been seen to misbehave."""

    DENIES = "denies"  # does what it was asked, and answers 500
    FAILS = "fails"  # answers 503 and does nothing
    STUCK = "stuck"  # answers 200 and does nothing
    SILENT = "silent"  # does what it was asked, and never answers
    DRIP = "drip"  # never stops sending headers, a byte at a time
    GARBLED = "garbled"  # answers something that is not JSON
    ENDLESS = "endless"  # answers far more than anybody asked for
    ECHO = "echo"  # quotes the caller's credentials, with the status `echo_status`
    ELSEWHERE = "elsewhere"  # sends the caller to another host


@dataclass
class Flow:
    """One firm's flow. `fault` stands until lifted, `faults` happen once each, in turn, first."""

    on: bool = True
    runs: int = 0  # runs under way when it is paused
    run_takes: timedelta = timedelta(0)  # after a pause one run ends in each such span
    fault: Fault | None = None
    faults: deque[Fault] = field(default_factory=deque)
    toggles: list[Toggle] = field(default_factory=list)

    def turn(self, toggle: Toggle) -> None:
        if toggle.on != self.on:
            self.on = toggle.on
            self.toggles.append(toggle)

    def in_flight(self, now: datetime) -> int:
        """Count the runs under way: all of them while on, fewer and fewer after a pause."""
        if self.on or not self.toggles:
            return self.runs
        if not self.run_takes:
            return 0
        return max(0, self.runs - (now - self.toggles[-1].at) // self.run_takes)

    def next_fault(self) -> Fault | None:
        return self.faults.popleft() if self.faults else self.fault
