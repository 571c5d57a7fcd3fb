"""One thing a pre-flight looked at, and what it found. It stands in the journal for ever."""

from dataclasses import dataclass
from enum import StrEnum


class Light(StrEnum):
    GREEN = "green"
    RED = "red"  # it stands in the way, or may
    UNREAD = "cannot be read"  # said as such, and never red


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was looked at."""

    about: str  # "data flow"
    light: Light
    says: str

    def __str__(self) -> str:
        return f"{self.about}: {'' if self.light is Light.GREEN else f'{self.light.value}, '}{self.says}"
