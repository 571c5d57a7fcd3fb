"""One firm's data flow."""

from pathlib import Path

import typer

from bot.terminal.options import CONFIG, ConfigOption, DryRunOption, FirmArgument, opened

app = typer.Typer(no_args_is_help=True, help="One firm's data flow.")


@app.command("status")
def flow_status(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Read a firm's flow now: how it stands, since when, whether it is wanted off and why."""
    _flow(firm, "status", config, dry_run=dry_run)


@app.command("off")
def flow_off(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Have a firm's flow turned off, and kept off until you say on."""
    _flow(firm, "off", config, dry_run=dry_run)


@app.command("on")
def flow_on(firm: FirmArgument, config: ConfigOption = CONFIG, dry_run: DryRunOption = False) -> None:
    """Have a firm's flow turned on; refused while an import of the firm is under way."""
    _flow(firm, "on", config, dry_run=dry_run)


def _flow(firm: str, asked: str, config: Path, *, dry_run: bool) -> None:
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.flow.preview import Asked
    from bot.terminal.flow_orders import flow_house, order, status, would_send

    with opened(config) as store:
        house = flow_house(read_settings(config), store, SystemClock())
        if dry_run:
            lines = would_send(house, firm, Asked(asked))
        else:
            lines = status(house, firm) if asked == "status" else order(house, firm, Asked(asked))
        for line in lines:
            print(line)  # noqa: T201
