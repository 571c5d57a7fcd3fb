"""Pretend worlds: a sandbox to play the firm in, and the simulation."""

import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from bot.errors import Misconfigured

app = typer.Typer()


@app.command()
def sandbox() -> None:
    """Keep the pretend servers up, so that a person can play the firm with a mail client."""
    try:
        from bot.sandbox.play import play
    except ModuleNotFoundError as error:
        raise Misconfigured(f"the sandbox needs {error.name}: install sluice-bot[sandbox]") from error
    play(Console())


@app.command()
def simulate(
    seed: Annotated[int, typer.Option(help="The first seed.")] = 1,
    seeds: Annotated[int, typer.Option(help="How many, one after the other.")] = 1,
    firms: Annotated[int, typer.Option(min=1)] = 50,
    days: Annotated[int, typer.Option(min=1)] = 60,
    jobs: Annotated[int, typer.Option(min=1, help="How many seeds at a time.")] = os.cpu_count() or 1,
) -> None:
    """Play the house among people who err and neighbours that fail, and hold it to its promises."""
    from bot.clock import SystemClock
    from bot.log import log_nothing
    from bot.simulation.report import history_of
    from bot.simulation.report import simulate as play

    log_nothing()
    clock = SystemClock()
    began = clock.monotonic()
    report = play(range(seed, seed + seeds), firms, days, min(jobs, seeds))
    print("\n".join(report.lines()))  # noqa: T201
    print(f"in {clock.monotonic() - began:.0f} seconds", file=sys.stderr)  # noqa: T201
    if report.failed is not None:
        print("\n".join(history_of(report.failed, firms, days)))  # noqa: T201
        sys.exit(1)
