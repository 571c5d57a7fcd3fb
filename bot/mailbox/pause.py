"""How long a server that fails is left alone."""

from dataclasses import dataclass, field

from bot.clock import Clock

FIRST_SECONDS = 1.0
LONGEST_SECONDS = 300.0
REFUSED_LOGIN_SECONDS = 60.0  # servers lock an account that knocks more often with a wrong password


@dataclass
class Pause:
    """Grows from 1 s to 5 min with every failure in a row; one success ends it."""

    clock: Clock
    failures: int = 0
    _until: float = field(default=float("-inf"))

    def failed(self, *, at_least: float = 0.0) -> None:
        """Leave the server alone, twice as long as the last time."""
        seconds = min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(self.failures, 16))
        self.failures += 1
        self._until = self.clock.monotonic() + max(seconds, at_least)

    def worked(self) -> None:
        """Forget all failures."""
        self.failures = 0
        self._until = float("-inf")

    def shorten(self, seconds: float) -> None:
        """Count time that was waited by the machine's clock, should ours stand still."""
        self._until -= seconds

    def left(self) -> float:
        """Return the seconds until the next try may be made, 0 when now."""
        return max(0.0, self._until - self.clock.monotonic())
