"""The daemon and what steers it: run, stop, go, and the two checks before it runs."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.errors import Misconfigured
from bot.terminal.options import CONFIG, ConfigOption, opened

app = typer.Typer()


@app.command()
def run(
    config: ConfigOption = CONFIG,
    until_idle: Annotated[bool, typer.Option(help="Do all that is due, then exit.")] = False,
    rehearsal: Annotated[bool, typer.Option(help="Live through a span of time on a stepping clock.")] = False,
    at: Annotated[str, typer.Option(help="When a rehearsal begins: 2026-12-04T09:00-05:00.")] = "",
    until: Annotated[str, typer.Option(help="When it ends; the default is at once.")] = "",
    verbose: Annotated[bool, typer.Option(help="Log what is for developers, too.")] = False,
) -> None:
    """Follow the mailboxes and do what is due, until a signal."""
    from bot.config.settings import read_settings
    from bot.daemon.rehearsal import moment, rehearse
    from bot.daemon.threads import run as run_daemon
    from bot.daemon.until_idle import run_until_idle
    from bot.log import set_up_logging

    set_up_logging(verbose=verbose)
    if rehearsal:
        begins = moment(at or datetime.now(UTC).isoformat())  # noqa: TID251 -- the edge: a person's "now"
        rehearse(read_settings(config), begins, moment(until) if until else begins, Console())
    elif until_idle:
        run_until_idle(config)
    else:
        run_daemon(config)


@app.command("check-config")
def check_config(config: ConfigOption = CONFIG) -> None:
    """Say all that is wrong with the settings and the neighbours, before anything starts."""
    from bot.config.settings import read_settings
    from bot.terminal.check_config import faults_of, notes_of

    settings = read_settings(config)
    faults = list(faults_of(settings))
    if faults:
        raise Misconfigured("\n".join(faults))
    for note in notes_of(settings, datetime.now(UTC)):  # noqa: TID251 -- the edge: a person's "now"
        Console().print(note, highlight=False)
    Console().print("All is well.")


@app.command("check-templates")
def check_templates(
    folder: Annotated[Path | None, typer.Option(help="An admin's own templates.")] = None,
) -> None:
    """Render every template with samples of every shape and name each fault."""
    from bot.post.render import Templates, ready_templates

    if faults := Templates([*([folder] if folder else []), ready_templates()]).check():
        raise Misconfigured("\n".join(faults))
    Console().print("Every template renders.")


@app.command()
def stop(config: ConfigOption = CONFIG) -> None:
    """Send nothing and switch nothing, for any firm, until `sluice go`; reading goes on."""
    from bot.store.tables import Acting

    with opened(config) as store, store.transaction() as work:
        work.set_acting(Acting.STOPPED)
    Console().print("Stopped: nothing is sent and nothing is switched until `sluice go`.")


@app.command()
def go(config: ConfigOption = CONFIG) -> None:
    """Act: after the first watch, or after a stop."""
    from bot.store.tables import Acting

    now = datetime.now(UTC)  # noqa: TID251 -- the edge: a person's "now"
    with opened(config) as store, store.transaction() as work:
        work.set_acting(Acting.GOING)
        work.keep_seen(now)  # who says so has looked, also where the clock was set back
    Console().print("Going: mail is sent and flows are switched.")
