"""What stands in the database, for people who look: tickets, stories, proofs, letters."""

import json
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
    from bot.terminal.show import story, story_as_data

    number = number_of(ref)
    with opened(config) as store, store.reading() as work:
        ticket = work.ticket(number)
        if ticket is None:
            raise Misconfigured(f"there is no {ref}")
        entries, letters = work.entries(number), work.letters_of(number)
    if as_json:
        print(json.dumps(story_as_data(ticket, entries, letters), indent=2))  # noqa: T201
    else:
        Console().print(story(ticket, entries, letters))


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
            table.add_row(
                str(letter.id), arrived, letter.sender or "", f"{letter.disposition}: {letter.reason}"
            )
    Console().print(table)
