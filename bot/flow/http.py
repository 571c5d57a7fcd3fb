"""A flow behind HTTP, driven by settings alone: requests to switch it, read-backs that say how it stands.

An answer to a switch is never taken as proof, nor an error as refusal: real systems answer 500 to a pause
that worked. The next read settles it.
"""

from collections.abc import Mapping

from bot.clock import Clock
from bot.config import HttpDriver
from bot.errors import Unavailable
from bot.flow.answer import fill_paths, judge
from bot.flow.exchange import Exchange
from bot.flow.port import FlowReading, FlowState


class HttpGate:
    """The gate of one firm. It holds no connection and no state, so any thread may use it."""

    reads_itself = True

    def __init__(self, settings: HttpDriver, values: Mapping[str, str], clock: Clock) -> None:
        """Take the settings and the firm's values, and try whether they fit.

        Raises:
            Misconfigured: A request cannot be built from them.
        """
        self.deadline = settings.deadline_seconds
        self._off, self._on = settings.off, settings.on
        self._rows = tuple(fill_paths(row, values) for row in settings.read)
        self._reads = tuple(row.request for row in settings.read)
        self._exchange = Exchange(settings, values)
        self._exchange.try_out((*self._off, *self._on, *filter(None, self._reads)))
        self._clock = clock

    def switch(self, *, on: bool) -> None:
        self._exchange.tell(self._on if on else self._off)

    def read(self) -> FlowReading:
        at = self._clock.now()  # before asking: the reading is then never younger than it says
        try:
            return judge(self._rows, self._exchange.ask(self._reads), at)
        except Unavailable as error:
            return FlowReading(FlowState.UNKNOWN, at, why=str(error))

    def probe(self) -> None:
        """Log in and read; whether the login may also switch shows only on switching."""
        reading = self.read()
        if reading.state is FlowState.UNKNOWN:
            raise Unavailable(reading.why)
