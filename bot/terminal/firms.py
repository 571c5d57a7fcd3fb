"""The firms we serve."""

from pathlib import Path

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import Misconfigured
from bot.terminal.options import CONFIG, ConfigOption, opened

app = typer.Typer(no_args_is_help=True, help="The firms we serve.")


@app.command("import")
def import_firms(file: Path, config: ConfigOption = CONFIG) -> None:
    """Add or change firms from a TOML file; none is ever removed."""
    from bot.config.firms_file import read_firms
    from bot.config.settings import read_settings

    found = read_firms(file)
    settings = read_settings(config)
    ours = {c.address for firm in found for c in firm.contacts} & settings.own_addresses
    if ours:
        raise Misconfigured(f"{file}: our own address {min(ours)} cannot be a contact")
    with opened(config) as store, store.transaction() as work:
        added, changed = work.import_firms(found)
    Console().print(f"{added} firms added, {changed} changed.")


@app.command("list")
def list_firms(config: ConfigOption = CONFIG) -> None:
    """List firms, their zones, people and flows."""
    table = Table("firm", "name", "zone", "people", "driver")
    with opened(config) as store, store.reading() as work:
        for firm in work.firms():
            people = "\n".join(f"{c.name} <{c.address}> {c.role}" for c in firm.contacts)
            table.add_row(firm.key, firm.name, firm.zone.key, people, firm.driver)
    Console().print(table)
