"""What stands in the database, for people who look: tickets, stories, proofs, letters."""

import json
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.errors import Misconfigured, SluiceError
from bot.terminal.options import (
    CONFIG,
    ConfigOption,
    JsonOption,
    number_of,
    opened,
)

app = typer.Typer()


@app.command()
def tickets(
    config: ConfigOption = CONFIG,
    all_of_them: Annotated[bool, typer.Option("--all", help="Ended ones too.")] = False,
    as_json: JsonOption = False,
) -> None:
    """List imports: where each stands and what it waits for."""
    from bot.terminal.show import ticket_as_data, ticket_table

    with opened(config) as store, store.reading() as work:
        found = work.tickets(still_open=not all_of_them)
    if as_json:
        print(json.dumps([ticket_as_data(t) for t in found], indent=2))  # noqa: T201
    else:
        Console().print(ticket_table(found))


@app.command()
def show(
    ref: Annotated[str, typer.Argument(help="IMP-1")],
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Tell the whole story of one import: who said what, what was done, when, what the flow said."""
    from bot.config.settings import read_settings
    from bot.terminal.show import record, story, story_as_data

    number = number_of(ref)
    with opened(config) as store, store.reading() as work:
        ticket = work.ticket(number)
        if ticket is None:
            raise Misconfigured(f"there is no {ref}")
        entries, letters = work.entries(number), work.letters_of(number)
        kept = "" if as_json else record(work, ticket, read_settings(config))
    if as_json:
        print(json.dumps(story_as_data(ticket, entries, letters), indent=2))  # noqa: T201
    else:
        Console().print(story(ticket, entries, letters))
        print(f"\n{kept}", end="")  # noqa: T201


@app.command()
def flows(config: ConfigOption = CONFIG, as_json: JsonOption = False) -> None:
    """List the firms' data flows: how each read last, since when, by whose hand, what comes next."""
    from bot.terminal.flow_list import flow_lines, flow_table

    with opened(config) as store, store.reading() as work:
        lines = list(flow_lines(work))
    if as_json:
        print(json.dumps([asdict(line) for line in lines], indent=2))  # noqa: T201
    else:
        Console().print(flow_table(lines))


@app.command()
def preflight(
    ref: Annotated[str, typer.Argument(help="IMP-1")],
    config: ConfigOption = CONFIG,
    as_json: JsonOption = False,
) -> None:
    """Look now whether anything stands in the way of an import; nothing is sent, switched or kept."""
    from bot.clock import SystemClock
    from bot.config.settings import read_settings
    from bot.desk.preflight import reds
    from bot.steps.preflight import look
    from bot.terminal.flow_orders import flow_house

    with opened(config) as store:
        with store.reading() as work:
            ticket = work.ticket(number_of(ref))
        if ticket is None or ticket.plan is None:
            raise Misconfigured(f"{ref} has no day to look ahead to" if ticket else f"there is no {ref}")
        _, points = look(flow_house(read_settings(config), store, SystemClock()), ticket.id)
    if as_json:
        print(json.dumps([asdict(point) for point in points], indent=2))  # noqa: T201
        return
    for point in points:
        print(point)  # noqa: T201
    if red := reds(points):
        raise SluiceError(f"{len(red)} of {len(points)} points stand in the way of {ticket.ref}")


@app.command()
def verify(
    ref: Annotated[str, typer.Argument(help="IMP-1; nothing: every import.")] = "",
    config: ConfigOption = CONFIG,
    seal: Annotated[list[str] | None, typer.Option(help="A seal from a digest or a closing mail.")] = None,
) -> None:
    """Prove that the journals are as they were written, and say where one is not."""
    from bot.terminal.verify import missing_seals, prove

    with opened(config) as store, store.reading() as work:
        tickets = work.tickets() if not ref else tuple(filter(None, [work.ticket(number_of(ref))]))
        if ref and not tickets:
            raise Misconfigured(f"there is no {ref}")
        proofs = [prove(work, ticket) for ticket in tickets]
        missing = list(missing_seals(work, tickets, tuple(seal or ())))
    faults = [str(proof) for proof in proofs if proof.broken_at is not None]
    faults += [f"seal {one} stands in no journal" for one in missing]
    for proof in proofs:
        Console().print(str(proof), highlight=False)
    if faults:
        raise SluiceError("\n".join(faults))


@app.command()
def letters(
    config: ConfigOption = CONFIG, days: Annotated[int, typer.Option(help="How far back.")] = 7
) -> None:
    """List the letters of the last days and what became of each; while watching, what would have."""
    now = datetime.now(UTC)  # noqa: TID251 -- the edge: a person's "now"
    table = Table("letter", "arrived (UTC)", "from", "what became of it")
    with opened(config) as store, store.reading() as work:
        for letter in work.letters_between(now - timedelta(days=days), now):
            arrived = f"{letter.arrived_at:%d %b %H:%M}"
            became = f"{letter.disposition.value.replace('_', ' ')}: {letter.reason}"
            table.add_row(str(letter.id), arrived, letter.sender or "", became)
    Console().print(table)
