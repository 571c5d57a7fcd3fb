"""Neighbours that can be made to stop in the middle, so that a test can kill the daemon right there."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum

from bot.flow.fake import Toggle
from bot.sandbox.faulty_flow import Flow
from bot.sandbox.servers import Sandbox
from bot.sandbox.smtp import Transaction

LONGEST = 60.0  # seconds; a test that forgets a hold fails, and does not hang


class When(StrEnum):
    ASKED = "asked"  # before anything has happened
    DONE = "done"  # it has happened, and nobody was told


@dataclass
class Hold:
    """Stops whoever reaches it until it is let go."""

    when: When
    reached: threading.Event = field(default_factory=threading.Event)
    gone_on: threading.Event = field(default_factory=threading.Event)

    def stop(self) -> None:
        self.reached.set()
        self.gone_on.wait(LONGEST)

    def let_go(self) -> None:
        self.gone_on.set()


@dataclass
class HoldingOffice(Sandbox):
    """Mail servers that hold back their answer to DATA for one mail."""

    _holds: dict[str, Hold] = field(default_factory=dict)

    def hold_next(self, recipient: str, when: When) -> Hold:
        """Hold the next mail to a recipient; asked: it is lost if its sender is gone, done: it was taken."""
        self._holds[recipient] = Hold(when)
        return self._holds[recipient]

    @contextmanager
    def down(self) -> Iterator[None]:
        """Neither server listens until the block ends; mail, accounts and ports stay."""
        self._run(self._hang_up())
        yield
        self._run(self._listen())

    async def take(self, mail: Transaction) -> None:
        hold = next((self._holds.pop(to) for to in mail.recipients if to in self._holds), None)
        if hold and hold.when is When.ASKED:
            await asyncio.to_thread(hold.stop)
        await super().take(mail)
        if hold and hold.when is When.DONE:
            await asyncio.to_thread(hold.stop)


@dataclass
class HoldingFlow(Flow):
    """A data flow that stops in the middle of one switch."""

    hold: Hold | None = None

    def hold_next(self, when: When) -> Hold:
        """Hold the next switch; asked: it is forgotten afterwards, done: it was made."""
        self.hold = Hold(when)
        return self.hold

    def turn(self, toggle: Toggle) -> None:
        hold, self.hold = self.hold, None
        if hold is None or hold.when is When.DONE:
            super().turn(toggle)
        if hold is not None:
            hold.stop()
