"""What people wrote about an import that is over, erased on a person's word."""

import getpass
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.errors import Misconfigured
from bot.terminal.options import CONFIG, ConfigOption, number_of, opened

if TYPE_CHECKING:
    from bot.store.work import Work

app = typer.Typer()


@app.command()
def forget(
    ref: Annotated[str, typer.Argument(help="IMP-1")],
    config: ConfigOption = CONFIG,
) -> None:
    """Erase for good what people wrote about an ended import; its journal still proves itself."""
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.steps.forget import forget as erase

    now, policy = SystemClock().now(), read_settings(config).policy

    def write(work: "Work") -> None:
        ticket = work.ticket(number_of(ref))
        if ticket is None:
            raise Misconfigured(f"there is no {ref}")
        erase(work, ticket, f"{getpass.getuser()}, at the terminal", policy, now)

    with opened(config) as store:
        store.transact(write)
    Console().print(f"{ref}: what people wrote is erased here. Mailbox and backups are yours to clear.")
