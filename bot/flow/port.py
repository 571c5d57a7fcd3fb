"""What a gate promises, in our words. The neighbour's errors become ours at this border."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class FlowState(StrEnum):
    OFF = "off"
    ON = "on"
    MOVING = "moving"  # on its way; or off while something is still in flight
    UNKNOWN = "unknown"  # it did not say, or what it said makes no sense


@dataclass(frozen=True, slots=True)
class FlowReading:
    """What the gate itself says, never what was asked of it."""

    state: FlowState
    at: datetime  # when it was read, UTC
    in_flight: int | None = None  # runs under way; None: the gate cannot tell
    by_person: str | None = None  # the address whose word this is, where no machine can read
    why: str = ""  # for UNKNOWN: what happened, in words
    synced_at: datetime | None = None  # when a run last ended well; None: the gate does not tell


class FlowDriver(Protocol):
    """The gate of one firm's data flow. Every call ends within `deadline` seconds."""

    deadline: float
    reads_itself: bool  # False: a person's word stands in for a read-back, and is shown as such
    resume_note: str  # what it does of itself once it is on again, a sentence for staff; "" where unknown

    def switch(self, *, on: bool) -> None:
        """Ask the gate to move; it may be slow, or stick. Asking twice is harmless.

        Raises:
            Unavailable: No clear answer in time; assume nothing, read again.
        """

    def read(self) -> FlowReading:
        """Return what the gate says now; never raises, an outage reads as UNKNOWN with its reason."""

    def resume_risks(self) -> tuple[str, ...]:
        """Return what waits in it that turning it on would set going, and that is for staff to decide.

        Raises:
            Unavailable: It did not say.
        """

    def probe(self) -> None:
        """Find out that the gate can be reached and the credentials are good, changing nothing.

        Raises:
            Unavailable: In words: what is wrong.
        """
