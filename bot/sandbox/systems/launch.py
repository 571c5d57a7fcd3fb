"""Start a program of somebody else beside us, wait until it answers, and end it with all its children."""

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx

from bot.errors import Unavailable

PATIENCE = 120.0  # seconds; the largest of them take a minute on a small machine
AT_THE_END = 2_000  # characters of a log that are shown


@contextmanager
def launched(argv: Sequence[str], environment: Mapping[str, str], log: Path) -> Iterator[None]:
    """Keep a program running until the block ends; what it says goes to a file.

    The group is killed outright: nothing of it outlives us, and nothing of it is kept.
    """
    with log.open("ab") as words:
        program = subprocess.Popen(  # noqa: S603 a program that make installed
            argv,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=words,
            stderr=words,
            start_new_session=True,
        )
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def until(ready: Callable[[], bool], what: str, log: Path | None = None) -> None:
    """Wait until it is so; a neighbour that does not answer yet is not ready.

    Raises:
        Unavailable: It is not, for two minutes; the end of the log is shown.
    """
    for _ in range(int(PATIENCE * 5)):
        with suppress(httpx.HTTPError):
            if ready():
                return
        threading.Event().wait(0.2)
    said = log.read_text(errors="replace")[-AT_THE_END:] if log else ""
    raise Unavailable(f"{what}: not so after {PATIENCE:g} s\n{said}".rstrip())


def free_port() -> int:
    """Return a port on the loopback that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
