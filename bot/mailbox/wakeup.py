"""How a thread that waits for a mailbox is woken by another."""

import selectors
import socket
from contextlib import suppress


class Wakeup:
    """A flag that any thread may raise, and that one thread awaits together with a socket."""

    def __init__(self) -> None:
        self._hear, self._tell = socket.socketpair()
        self._hear.setblocking(False)
        self._tell.setblocking(False)

    def set(self) -> None:
        """End the present wait, or the next one."""
        with suppress(OSError):  # full: it is raised already; closed: nobody waits any more
            self._tell.send(b"!")

    def close(self) -> None:
        """Give the flag up, when nobody waits for it any more."""
        self._hear.close()
        self._tell.close()

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
