"""The checks at the terminal: what they found so far, and looking once more."""

import json
from typing import Annotated

import typer
from rich.console import Console

from bot.errors import Misconfigured
from bot.terminal.options import CONFIG, ConfigOption, JsonOption, number_of, opened

app = typer.Typer()
RefArgument = Annotated[str, typer.Argument(help="IMP-1")]


@app.command()
def checks(ref: RefArgument, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Show every look at a firm's data for one import: what stood there before, what was found, when."""
    from bot.terminal.check_runs import runs_as_data, runs_table

    number = number_of(ref)
    with opened(config) as store, store.reading() as work:
        if work.ticket(number) is None:
            raise Misconfigured(f"there is no {ref}")
        baseline, runs = work.baseline(number), work.check_runs(number)
    if as_json:
        print(json.dumps(runs_as_data(baseline, runs), indent=2))  # noqa: T201
    else:
        Console().print(runs_table(baseline, runs))


@app.command()
def recheck(ref: RefArgument, config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """Look for duplicates once more, now; the result is kept with the import, and staff get it by mail."""
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.terminal.check_runs import look_again, run_as_data, run_lines
    from bot.terminal.flow_orders import flow_house

    with opened(config) as store:
        house = flow_house(read_settings(config), store, SystemClock())
        run, last = look_again(house, number_of(ref))
    if as_json:
        print(json.dumps(run_as_data(run), indent=2))  # noqa: T201
    else:
        print("\n".join(run_lines(run, last)))  # noqa: T201
