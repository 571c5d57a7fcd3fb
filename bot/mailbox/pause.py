"""How long a server that fails is left alone, and how somebody who waits is woken."""

import selectors
import socket
from contextlib import suppress
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
        self.over()

    def over(self) -> None:
        """Let the next try be made now; somebody has waited in real time, whatever the clock says."""
        self._until = float("-inf")

    def left(self) -> float:
        """Return the seconds until the next try may be made, 0 when now."""
        return max(0.0, self._until - self.clock.monotonic())


class Wakeup:
    """A flag that any thread may raise, and that one thread awaits together with a socket."""

    def __init__(self) -> None:
        self._hear, self._tell = socket.socketpair()
        self._hear.setblocking(False)
        self._tell.setblocking(False)

    def set(self) -> None:
        """End the present wait, or the next one."""
        with suppress(OSError):  # full: it is raised already
            self._tell.send(b"!")

    def wait(self, seconds: float, also: socket.socket | None = None) -> bool:
        """Return True when the flag was raised or `also` has something to read, False after `seconds`."""
        with selectors.DefaultSelector() as selector:
            selector.register(self._hear, selectors.EVENT_READ)
            if also is not None:
                selector.register(also, selectors.EVENT_READ)
            ready = [key.fileobj for key, _ in selector.select(seconds)]
        if self._hear in ready:
            self._hear.recv(4096)
        return bool(ready)
