"""Run one command to its end: an argv list, no shell, an empty standard input, a process group of its own.

Give up on it (by the deadline, or because it writes too much) and the whole group is killed, so that
nothing of it lives on and switches later; a child that fled to another session cannot hold us either.
"""

import asyncio
import os
import signal
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from bot.errors import Unavailable

MOST_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Ended:
    """A command that came to its end."""

    status: int  # as the system counts: negative, the signal that ended it
    said: str  # standard output
    complained: str  # standard error


async def run(argv: Sequence[str], environment: Mapping[str, str]) -> Ended:
    """Return how the command ended and what it wrote, up to 1 MiB each way.

    Raises:
        Unavailable: It could not be started, or wrote more.
    """
    output = _Output()
    transport = await _start(argv, environment, output)
    try:
        await output.complete
    except BaseException:
        # The group may outlive its leader; while it does, its number is not given to another.
        with suppress(ProcessLookupError):
            os.killpg(transport.get_pid(), signal.SIGKILL)
        raise
    finally:
        transport.close()
        await output.closed
    return Ended(transport.get_returncode() or 0, output.text(1), output.text(2))


async def _start(
    argv: Sequence[str], environment: Mapping[str, str], output: "_Output"
) -> asyncio.SubprocessTransport:
    try:
        transport, _ = await asyncio.get_running_loop().subprocess_exec(
            lambda: output,
            *argv,
            stdin=DEVNULL,
            stdout=PIPE,
            stderr=PIPE,
            env=environment,
            start_new_session=True,
        )
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Unavailable(f"the command {argv[0]} cannot be started: {why}") from error
    return transport


class _Output(asyncio.SubprocessProtocol):
    """Collects what a command writes, by the number of the stream."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.complete: asyncio.Future[None] = loop.create_future()  # all is read, or too much
        self.closed: asyncio.Future[None] = loop.create_future()  # it has ended and its pipes are closed
        self._written = {1: bytearray(), 2: bytearray()}

    def text(self, stream: int) -> str:
        return self._written[stream].decode(errors="replace")

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._written[fd] += data
        if len(self._written[fd]) > MOST_BYTES and not self.complete.done():
            self.complete.set_exception(Unavailable(f"the command wrote more than {MOST_BYTES >> 20} MiB"))

    def connection_lost(self, _: Exception | None) -> None:
        self.closed.set_result(None)
        if not self.complete.done():
            self.complete.set_result(None)
