"""A real SMTP server in a process of its own that takes every mail: its time is not ours."""

import asyncio
import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from aiosmtpd.handlers import Sink
from aiosmtpd.smtp import SMTP


@contextmanager
def a_sink() -> Iterator[int]:
    """Lend the port of a server that listens until the block ends."""
    spawn = multiprocessing.get_context("spawn")
    here, there = spawn.Pipe()
    process = spawn.Process(target=_serve, args=(there,), daemon=True)
    process.start()
    try:
        yield here.recv()
    finally:
        process.kill()
        process.join()


def _serve(parent: Connection) -> None:
    asyncio.run(_listen(parent))


async def _listen(parent: Connection) -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Sink(), loop=loop), "127.0.0.1", 0)
    parent.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()
