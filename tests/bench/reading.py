"""Opening and reading one message: median and p99, beside dateparser's search for dates in the same text."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateparser.search import search_dates
from rich.console import Console
from rich.table import Table

from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.reading.read import read_letter
from bot.reading.reading import Context, Expecting
from tests.bench.stopwatch import per_cent, timed

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "reading"
OUR_OWN = ROOT / "tests" / "reading" / "letters.jsonl"
NOW = datetime(2026, 11, 23, 10, 5, tzinfo=ZoneInfo("America/New_York"))
RECEIVER = Receiver("none")
EXPECTING = {
    "new": Expecting.NEW,
    "requested": Expecting.DATE,
    "scheduled": Expecting.DAY,
    "importing": Expecting.COMPLETION,
    "reviewing": Expecting.REVIEW,
}


@dataclass(frozen=True, slots=True)
class Message:
    """One message as it comes in, and what it is read against."""

    raw: bytes
    context: Context


def bench_reading(console: Console) -> None:
    """Print what one message costs, ours and dateparser's."""
    where, messages = ("the reading corpus", list(_corpus())) if CORPUS.is_dir() else ("ours", list(_own()))
    for message in messages:  # once before it counts: every rule is compiled at its first use
        read(message)
    ours = [timed(lambda m=m: read(m))[1].cpu for m in messages]  # type: ignore[misc]
    texts = [open_letter(message.raw, RECEIVER).fresh for message in messages]
    theirs = [timed(lambda t=t: search_dates(t, languages=["en"]))[1].cpu for t in texts]  # type: ignore[misc]
    table = Table(title=f"One message, opened and read: {len(messages)} of {where}", title_justify="left")
    for column in ("", "median ms", "p99 ms"):
        table.add_column(column, justify="left" if not column else "right")
    for name, took in (("Sluice, open and read", ours), ("dateparser.search_dates alone", theirs)):
        table.add_row(name, f"{per_cent(took, 0.5) * 1000:.2f}", f"{per_cent(took, 0.99) * 1000:.2f}")
    ratios = [per_cent(ours, share) / per_cent(theirs, share) for share in (0.5, 0.99)]
    table.add_row("ratio", *(f"{ratio:.3f}" for ratio in ratios))
    console.print(table)


def read(message: Message) -> Letter:
    """Do what read_one does with a letter before it touches the database."""
    letter = open_letter(message.raw, RECEIVER)
    read_letter(letter, message.context)
    return letter


def _corpus() -> Iterator[Message]:
    for line in (CORPUS / "cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        at, zone = datetime.fromisoformat(case["now"]), ZoneInfo(case["firm_timezone"])
        raw = (
            (CORPUS / case["file"]).read_bytes() if case.get("file") else _raw(case["subject"], case["body"])
        )
        yield Message(raw, Context(EXPECTING[case["stage"]], at, zone, case["firm_locale"]))


def _own() -> Iterator[Message]:
    for line in OUR_OWN.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        expecting = Expecting(case.get("expecting", "new"))
        raw = _raw(case.get("subject", "Import"), case["text"])
        yield Message(raw, Context(expecting, NOW, ZoneInfo("America/New_York"), "en-US"))


def _raw(subject: str, text: str) -> bytes:
    head = f"From: anna@northcpa.example\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n"
    return f"{head}\r\n{text}".encode()
