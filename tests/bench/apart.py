"""Something done in a fresh process, to see what it alone takes."""

import multiprocessing
import resource
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import ParamSpec

Given = ParamSpec("Given")


def measured(way: Callable[Given, None], *args: Given.args, **kwargs: Given.kwargs) -> tuple[float, float]:
    """Return how much the peak of memory rose, in MB, in it or in a process it starts, and the seconds."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_run, args=(there, way, *args), kwargs=kwargs)
    process.start()
    there.close()  # if the process dies, the answer ends instead of never coming
    megabytes, seconds = here.recv()
    process.join()
    return float(megabytes), float(seconds)


def _run(parent: Connection, way: Callable[..., None], *args: object, **kwargs: object) -> None:
    before, began = _peak(), time.perf_counter()
    way(*args, **kwargs)
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    parent.send((max(_peak() - before, children) / 1024, time.perf_counter() - began))


def _peak() -> int:
    """Return the most memory this process has held, in KB; on Linux getrusage tells of its parent's too."""
    status = Path("/proc/self/status")
    if not status.exists():
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
