"""A flow that is switched and read by commands; what a read-back prints says how the flow stands.

A command gets the few variables below and its own secrets, none of ours. As with every driver its ending
well is no proof and its failure no refusal: the next read settles it.
"""

import os
from collections.abc import Mapping, Sequence

from bot.clock import Clock
from bot.config.drivers import CommandDriver
from bot.errors import Unavailable
from bot.flow.answer import fill_paths
from bot.flow.excerpt import excerpt, strike
from bot.flow.fill import fill_argv
from bot.flow.machine import MachineGate
from bot.flow.process import run
from bot.flow.within import within

PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR")


class CommandGate(MachineGate):
    """The gate of one firm, behind commands."""

    def __init__(self, settings: CommandDriver, values: Mapping[str, str], clock: Clock) -> None:
        """Take the settings and fill in the firm's values.

        Raises:
            Misconfigured: A placeholder has no value, or one that cannot be an argument.
        """
        rows = settings.read
        super().__init__(settings, [fill_paths(row, values) for row in rows], clock)
        self._off = fill_argv(settings.off, values)
        self._on = fill_argv(settings.on, values)
        self._reads = tuple(row.argv and fill_argv(row.argv, values) for row in rows)
        self._secrets = {name: secret.get_secret_value() for name, secret in settings.secrets.items()}

    def switch(self, *, on: bool) -> None:
        self._run((self._on if on else self._off,))

    def ask(self) -> tuple[str, ...]:
        return self._run(self._reads)

    def _run(self, commands: Sequence[tuple[str, ...] | None]) -> tuple[str, ...]:
        try:
            return within(self.deadline, self._outputs(commands))
        except TimeoutError as error:
            raise Unavailable(f"the command was not done within {self.deadline:g} s") from error

    async def _outputs(self, commands: Sequence[tuple[str, ...] | None]) -> tuple[str, ...]:
        """Run each command in turn; where there is none, the last output counts again."""
        outputs: list[str] = []
        for argv in commands:
            outputs.append(await self._output(argv) if argv else outputs[-1])
        return tuple(outputs)

    async def _output(self, argv: Sequence[str]) -> str:
        ours = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        ended = await run(argv, {**ours, **self._secrets})
        said, complained = (strike(text, self._secrets.values()) for text in (ended.said, ended.complained))
        if ended.status:
            why = excerpt(complained or said) or "it said no more"
            raise Unavailable(f"the command {argv[0]} ended with {_ending(ended.status)}: {why}")
        return said


def _ending(status: int) -> str:
    return f"status {status}" if status > 0 else f"signal {-status}"
