"""One firm's data flow."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from bot.terminal.options import CONFIG, ConfigOption, DryRunOption, FirmArgument, JsonOption, opened

if TYPE_CHECKING:
    from bot.steps.house import House

app = typer.Typer(no_args_is_help=True, help="One firm's data flow.")


@app.command("status")
def flow_status(
    firm: FirmArgument,
    config: ConfigOption = CONFIG,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Read a firm's flow now: how it stands, since when, whether it is wanted off and why.

    Ends with 1 where the flow does not say.
    """
    if dry_run:
        _show(firm, "status", config, as_json=as_json)
        return
    from bot.flow.port import FlowState
    from bot.terminal.flow_orders import firm_called
    from bot.terminal.flow_standing import as_data, as_lines, standing_of

    with _house(config) as house:
        standing = standing_of(house, firm_called(house, firm))
    text = json.dumps(as_data(standing), indent=2) if as_json else "\n".join(as_lines(standing))
    print(text)  # noqa: T201
    if standing.reading.state is FlowState.UNKNOWN:
        raise typer.Exit(1)


@app.command("off")
def flow_off(
    firm: FirmArgument,
    config: ConfigOption = CONFIG,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Have a firm's flow turned off, and kept off until you say on."""
    _order(firm, "off", config, dry_run=dry_run, as_json=as_json)


@app.command("on")
def flow_on(
    firm: FirmArgument,
    config: ConfigOption = CONFIG,
    dry_run: DryRunOption = False,
    as_json: JsonOption = False,
) -> None:
    """Have a firm's flow turned on; refused while an import of the firm is under way."""
    _order(firm, "on", config, dry_run=dry_run, as_json=as_json)


def _order(firm: str, asked: str, config: Path, *, dry_run: bool, as_json: bool) -> None:
    if dry_run:
        _show(firm, asked, config, as_json=as_json)
        return
    from bot.flow.preview import Asked
    from bot.terminal.flow_orders import order

    with _house(config) as house:
        _print(firm, asked, "said", order(house, firm, Asked(asked)), as_json=as_json)


def _show(firm: str, asked: str, config: Path, *, as_json: bool) -> None:
    from bot.flow.preview import Asked
    from bot.terminal.flow_orders import would_send

    with _house(config) as house:
        _print(firm, asked, "would_send", would_send(house, firm, Asked(asked)), as_json=as_json)


def _print(firm: str, asked: str, what: str, lines: Iterator[str], *, as_json: bool) -> None:
    told = list(lines)
    if as_json:
        told = [json.dumps({"firm": firm, "asked": asked, what: told}, indent=2, ensure_ascii=False)]
    print("\n".join(told))  # noqa: T201


@contextmanager
def _house(config: Path) -> "Iterator[House]":
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.terminal.flow_orders import flow_house

    with opened(config) as store:
        yield flow_house(read_settings(config), store, SystemClock())
