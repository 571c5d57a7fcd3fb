"""A deadline for the whole of a piece of work, whatever it hangs on.

Time-outs of sockets start anew with every byte, so a neighbour that drips can hold us for ever. Here the
work is cut off, and its connections and processes end with it.
"""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Coroutine[None, None, T]) -> T:
    """Run `work` in a loop of its own and return what it returns; for threads that run no loop.

    Raises:
        TimeoutError: It was not done in time, and has been stopped.
    """
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(asyncio.wait_for(work, seconds))
    finally:
        # Unlike `asyncio.run` this does not wait for a name lookup that hangs in its thread.
        loop.close()


def within_thread(seconds: float, work: Callable[[], T]) -> T:
    """Do `work`, which may block, in a thread and return what it returns.

    Raises:
        TimeoutError: It was not done in time, and is left to end by itself.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:
            done.set_exception(error)

    threading.Thread(target=run, daemon=True).start()
    return done.result(seconds)
