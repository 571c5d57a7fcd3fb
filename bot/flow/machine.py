"""What every gate has in common that a machine turns: it is read by asking, and its answers are judged."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from bot.clock import Clock
from bot.config.drivers import Gate, ReadBack
from bot.errors import Unavailable
from bot.flow.answer import judge
from bot.flow.port import FlowReading, FlowState


class MachineGate(ABC):
    """The gate of one firm. It holds no connection and no state, so any thread may use it."""

    reads_itself = True

    def __init__(self, settings: Gate, rows: Sequence[ReadBack], clock: Clock) -> None:
        self.deadline = settings.deadline_seconds
        self.resume_note = settings.resume_note
        self._rows = tuple(rows)
        self._clock = clock

    @abstractmethod
    def switch(self, *, on: bool) -> None:
        """Ask the gate to move, as the port says."""

    @abstractmethod
    def ask(self) -> tuple[str, ...]:
        """Return one answer for each read-back, in their order.

        Raises:
            Unavailable: One was not answered well.
        """

    def read(self) -> FlowReading:
        at = self._clock.now()  # before asking: the reading is then never younger than it says
        try:
            return judge(self._rows, self.ask(), at)
        except Unavailable as error:
            return FlowReading(FlowState.UNKNOWN, at, why=str(error))

    def resume_risks(self) -> tuple[str, ...]:
        """Find nothing: there is nothing to ask for it."""
        return ()

    def probe(self) -> None:
        """Log in and read; whether the login may also switch shows only on switching."""
        reading = self.read()
        if reading.state is FlowState.UNKNOWN:
            raise Unavailable(reading.why)
