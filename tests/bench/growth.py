"""The worst shapes of letter at three sizes: the time to open and read them must not outgrow their size."""

from datetime import datetime
from zoneinfo import ZoneInfo

from rich.console import Console
from rich.table import Table

from bot.reading.reading import Context, Expecting
from tests.bench.reading import Message, read
from tests.bench.stopwatch import timed

SIZES = (10_000, 100_000, 1_000_000)
CONTEXT = Context(
    Expecting.COMPLETION,
    datetime(2026, 11, 23, 10, 5, tzinfo=ZoneInfo("America/New_York")),
    ZoneInfo("America/New_York"),
    "en-US",
)
SHAPES = {
    "prose with dates": ("text/plain", "Can we do it on Saturday, December 5 at 6pm, or the 12th instead? "),
    "said again and again": ("text/plain", "The import is complete. It is not finished yet. "),
    "one endless sentence": ("text/plain", "and the import is done and "),
    "amounts": ("text/plain", "Harbor Bakery: PE 1,250.00, portal 1,210.00\n"),
    "numbers": ("text/plain", "1 "),
    "quotes in turns": ("text/plain", "On 1/1/2026 10:00 a@b.example wrote:\n> yes\nno\n"),
    "From: lines": ("text/plain", "From: a@b.example\nSent: Monday\n"),
    "signatures": ("text/plain", "Regards,\nAnna\n"),
    "nested divs": ("text/html", "<div>"),
    "blockquotes": ("text/html", "<blockquote>a"),
    "table cells": ("text/html", "<table><tr><td>a"),
    "unclosed tags": ("text/html", "<a "),
}  # fmt: skip


def bench_growth(console: Console) -> None:
    """Print milliseconds by shape and size, and how the time grows from the second to the third."""
    table = Table(title="The worst shapes, opened and read: CPU ms", title_justify="left")
    for column in ("shape", "10 KB", "100 KB", "1 MB", "growth to ten times the size"):
        table.add_column(column, justify="left" if column == "shape" else "right")
    for name, (kind, unit) in SHAPES.items():
        took = [_milliseconds(kind, unit, size) for size in SIZES]
        table.add_row(name, *(f"{ms:.1f}" for ms in took), f"x {took[2] / max(took[1], 0.01):.1f}")
    console.print(table)


def _milliseconds(kind: str, unit: str, size: int) -> float:
    head = f"From: Anna <anna@northcpa.example>\r\nSubject: x\r\nContent-Type: {kind}\r\n\r\n"
    message = Message((head + unit * (size // len(unit))).encode(), CONTEXT)
    return min(timed(lambda: read(message))[1].cpu for _ in range(2)) * 1000
