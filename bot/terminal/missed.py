"""Letters the mail server has and would not give."""

import typer
from rich.console import Console
from rich.table import Table

from bot.terminal.options import CONFIG, ConfigOption, opened

app = typer.Typer(no_args_is_help=True, help="Letters the mail server has and would not give.")


@app.command("list")
def missed_list(config: ConfigOption = CONFIG) -> None:
    """List letters the mail server would not give, and why."""
    table = Table("missed", "tried (UTC)", "where", "why")
    with opened(config) as store, store.reading() as work:
        for letter in work.missed():
            where = f"{letter.mailbox}, {letter.folder}, number {letter.uid}"
            table.add_row(str(letter.id), f"{letter.at:%d %b %H:%M}", where, letter.why)
    Console().print(table)


@app.command("retry")
def missed_retry(letter: int, config: ConfigOption = CONFIG) -> None:
    """Ask the mail server for a letter once more, and put it in line."""
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.daemon.world import open_mailboxes
    from bot.steps.missed import fetch_missed, one_missed

    clock = SystemClock()
    with opened(config) as store:
        with store.reading() as work:
            mailbox = one_missed(work, letter).mailbox
        edge = open_mailboxes(read_settings(config), clock)[mailbox]
        try:
            Console().print(fetch_missed(store, edge, letter, clock.now()))
        finally:
            edge.close()


@app.command("leave")
def missed_leave(letter: int, config: ConfigOption = CONFIG) -> None:
    """Leave a letter with the mail server for good; it no longer stands in the way of any flow."""
    from bot.clock import SystemClock
    from bot.steps.missed import one_missed

    with opened(config) as store, store.transaction() as work:
        one_missed(work, letter)
        work.settle_missed(letter, SystemClock().now())
    Console().print(f"Missed letter {letter} is left alone.")
