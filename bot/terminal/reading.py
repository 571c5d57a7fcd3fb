"""What the reader makes of a message: for a person, and as JSON lines for the scorers."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from bot.errors import Misconfigured
from bot.terminal.options import (
    JsonOption,
)

if TYPE_CHECKING:
    from bot.letter.letter import Letter
    from bot.reading.reading import Reading

app = typer.Typer()


@app.command()
def read(
    file: Annotated[Path | None, typer.Argument(help="A raw message; - reads standard input.")] = None,
    jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False,
    as_json: JsonOption = False,
    expecting: Annotated[str, typer.Option(help="new, date, day, completion or review")] = "new",
    zone: Annotated[str, typer.Option(help="The firm's time zone.")] = "America/New_York",
    locale: Annotated[str, typer.Option(help="The firm's locale.")] = "en-US",
) -> None:
    """Show how a letter is read: the words used, what they mean, what was set aside."""
    from bot.terminal.lines import read_jsonl

    if jsonl:
        read_jsonl(sys.stdin.buffer, sys.stdout)
        return
    if file is None:
        raise Misconfigured("say which letter: sluice read FILE.eml, or --jsonl")
    from bot.terminal.explain import as_json as data
    from bot.terminal.explain import explain

    letter, reading = _read_file(file, expecting, zone, locale)
    if as_json:
        print(json.dumps(data(letter, reading), ensure_ascii=False, indent=2))  # noqa: T201
    else:
        explain(letter, reading)


@app.command()
def fresh(jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False) -> None:
    """Cut history, signatures and footers off messages."""
    from bot.letter.jsonl import fresh_jsonl

    _only_lines("fresh", jsonl=jsonl)
    fresh_jsonl(sys.stdin, sys.stdout)


@app.command()
def dates(jsonl: Annotated[bool, typer.Option(help="JSON lines in, JSON lines out.")] = False) -> None:
    """Find dates and times in English prose."""
    from bot.reading.dates import dates_jsonl

    _only_lines("dates", jsonl=jsonl)
    dates_jsonl(sys.stdin, sys.stdout)


def _read_file(file: Path, expecting: str, zone: str, locale: str) -> "tuple[Letter, Reading]":
    """Open and read one message as it would be at the moment its Date header names."""
    from bot.letter.open import open_letter
    from bot.letter.trust import Receiver
    from bot.reading.read import read_letter
    from bot.reading.reading import Context, Expecting

    try:
        raw = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
        wall = ZoneInfo(zone)
    except OSError as error:
        raise Misconfigured(f"{file}: cannot be read ({error.strerror})") from error
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise Misconfigured(f"there is no time zone {zone!r}; write it as in America/New_York") from error
    if expecting not in set(Expecting):
        raise Misconfigured(f"nothing is called {expecting!r}; --expecting takes {', '.join(Expecting)}")
    letter = open_letter(raw, Receiver("none"))
    now = letter.sent_at or datetime.now(UTC)  # noqa: TID251 -- the edge: a letter without a date came now
    return letter, read_letter(letter, Context(Expecting(expecting), now, wall, locale))


def _only_lines(command: str, *, jsonl: bool) -> None:
    if not jsonl:
        raise Misconfigured(f"sluice {command} speaks JSON lines: add --jsonl")
