"""What stands against a day that a firm asks for. Staff may waive it, and the journal keeps that they did."""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never


class DayRule(StrEnum):
    """A rule of the calendar that a day breaks."""

    PASSED = "passed"
    TOO_SOON = "too-soon"
    BLACKOUT = "blackout"
    HOLIDAY = "holiday"
    FULL = "full"
    OVERLAP = "overlap"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One rule, and what it is about."""

    rule: DayRule
    what: str = ""  # "7 days", "tax deadline", "Thanksgiving Day", "4", "IMP-3"

    def __str__(self) -> str:
        """Say it to staff, in a few words."""
        match self.rule:
            case DayRule.PASSED:
                return "it has passed"
            case DayRule.TOO_SOON:
                return f"less than {self.what} of notice"
            case DayRule.BLACKOUT | DayRule.HOLIDAY:
                return self.what
            case DayRule.FULL:
                return f"{self.what} imports on that day already"
            case DayRule.OVERLAP:
                return f"it overlaps {self.what}"
            case _:
                assert_never(self.rule)
