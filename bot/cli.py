"""The command `sluice`, put together from the commands of `bot/terminal`."""

import sys
from typing import NoReturn

import typer

from bot.errors import Misconfigured, SluiceError
from bot.terminal import (
    checking,
    firms,
    flows,
    forgetting,
    looking,
    missed,
    playing,
    quarantine,
    reading,
    running,
)

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
for commands in (running, reading, looking, checking, forgetting, playing):
    app.add_typer(commands.app)
app.add_typer(firms.app, name="firms")
app.add_typer(flows.app, name="flow")
app.add_typer(quarantine.app, name="quarantine")
app.add_typer(missed.app, name="missed")


@app.callback()
def about() -> None:
    """A support colleague that lives in a mailbox and minds the data flow while a firm imports."""


def main() -> None:
    """Run a command; an error of ours is one sentence and exit code 2, or 1 where time may cure it."""
    try:
        app()
    except Misconfigured as error:
        _fail(error, 2)
    except SluiceError as error:
        _fail(error, 1)


def _fail(error: SluiceError, code: int) -> NoReturn:
    for line in str(error).splitlines():
        print(f"sluice: {line}", file=sys.stderr)  # noqa: T201
    sys.exit(code)
