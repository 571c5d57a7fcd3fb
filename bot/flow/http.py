"""A flow behind HTTP, driven by settings alone: requests to switch it, read-backs that say how it stands.

An answer to a switch is never taken as proof, nor an error as refusal: real systems answer 500 to a pause
that worked. The next read settles it.
"""

from collections.abc import Mapping

from bot.clock import Clock
from bot.config.drivers import HttpDriver, ResumeRisk
from bot.errors import Unavailable
from bot.flow.answer import Unclear, count, fill_paths
from bot.flow.exchange import Exchange
from bot.flow.machine import MachineGate
from bot.flow.request import complete


class HttpGate(MachineGate):
    """The gate of one firm, behind HTTP."""

    def __init__(self, settings: HttpDriver, values: Mapping[str, str], clock: Clock) -> None:
        """Take the settings and the firm's values, and try whether they fit.

        Raises:
            Misconfigured: A request cannot be built from them.
        """
        rows = settings.read
        super().__init__(settings, [fill_paths(row, values) for row in rows], clock)
        self._off = tuple(complete(request, settings) for request in settings.off)
        self._on = tuple(complete(request, settings) for request in settings.on)
        self._reads = tuple(row.request and complete(row.request, settings) for row in rows)
        self._risks = settings.resume_risk
        self._risk_reads = tuple(complete(risk.request, settings) for risk in self._risks)
        self._exchange = Exchange(settings, values)
        self._exchange.try_out((*self._off, *self._on, *filter(None, self._reads), *self._risk_reads))

    def switch(self, *, on: bool) -> None:
        self._exchange.tell(self._on if on else self._off)

    def ask(self) -> tuple[str, ...]:
        return self._exchange.ask(self._reads)

    def resume_risks(self) -> tuple[str, ...]:
        if not self._risks:
            return ()
        answers = self._exchange.ask(self._risk_reads)
        return tuple(filter(None, map(_told, self._risks, answers)))


def _told(risk: ResumeRisk, answer: str) -> str:
    try:
        waiting = count(answer, risk.field, risk.where)
    except Unclear as unclear:
        raise Unavailable(f"{risk.what}: {unclear}") from unclear
    return f"{risk.what} ({waiting} waiting)" if waiting else ""
