"""Letters set aside with their bytes."""

import sys

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import Misconfigured
from bot.terminal.options import CONFIG, ConfigOption, opened

app = typer.Typer(no_args_is_help=True, help="Letters set aside with their bytes.")


@app.command("list")
def quarantine_list(config: ConfigOption = CONFIG) -> None:
    """List letters that were set aside, and why."""
    table = Table("letter", "arrived (UTC)", "from", "why")
    with opened(config) as store, store.reading() as work:
        for letter in work.quarantined():
            table.add_row(
                str(letter.id), f"{letter.arrived_at:%d %b %H:%M}", letter.sender or "", letter.reason
            )
    Console().print(table)


@app.command("show")
def quarantine_show(letter: int, config: ConfigOption = CONFIG) -> None:
    """Write the bytes of a letter to standard output."""
    with opened(config) as store, store.reading() as work:
        raw = work.letter_bytes(letter)
    if raw is None:
        raise Misconfigured(f"there is no letter {letter}")
    sys.stdout.buffer.write(raw)


@app.command("retry")
def quarantine_retry(letter: int, config: ConfigOption = CONFIG) -> None:
    """Put a letter back in line, as if it had never been tried."""
    with opened(config) as store, store.transaction() as work:
        if not work.retry(letter):
            raise Misconfigured(f"letter {letter} is not in quarantine")
    Console().print(f"Letter {letter} is read again.")


@app.command("leave")
def quarantine_leave(letter: int, config: ConfigOption = CONFIG) -> None:
    """Leave a letter alone for good; it no longer stands in the way of any flow."""
    from bot.store.tables import Disposition

    with opened(config) as store, store.transaction() as work:
        if not work.refile(letter, Disposition.LEFT_ALONE, "left alone by staff", None, None):
            raise Misconfigured(f"letter {letter} is not in quarantine")
    Console().print(f"Letter {letter} is left alone.")
