"""The demo's page: the thread as people saw it, and every mail as a file beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.desk.checklist import Tick
from bot.sandbox.people import html_text, plain_text
from bot.sandbox.script import NEW_YORK


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail of the play."""

    raw: bytes
    at: datetime
    to: tuple[str, ...] = ()  # who got it; empty: it went to support
    forged: bool = False


@dataclass(frozen=True, slots=True)
class Bubble:
    """One mail as the page shows it."""

    number: int
    side: str  # "firm", "forged", "ours" or "inside"
    sender: str
    to: str
    at: str
    subject: str
    text: str
    html: str
    file: str


@dataclass(frozen=True, slots=True)
class FlowSaid:
    """What the firm's flow said of itself, when it was asked after an act."""

    at: str
    state: str
    in_flight: int | None
    after: str


def write_page(
    out: Path, shown: Sequence[Shown], rows: Sequence[Tick], flow: str, said: Sequence[FlowSaid]
) -> None:
    """Leave every mail as .eml and one `index.html` in `out`; files of an earlier demo are replaced.

    Args:
        out: A folder; it is made if need be.
        shown: The mails, in the order in which they were written.
        rows: The process, row by row.
        flow: Which system ran the firm's flow.
        said: How it stood, in the order in which it was asked.
    """
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("*.eml"):
        old.unlink()
    bubbles = [_bubble(number, mail) for number, mail in enumerate(shown, start=1)]
    for bubble, mail in zip(bubbles, shown, strict=True):
        (out / bubble.file).write_bytes(mail.raw)
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    page = environment.get_template("page.html").render(bubbles=bubbles, rows=rows, flow=flow, said=said)
    (out / "index.html").write_text(page, encoding="utf-8")


def _bubble(number: int, shown: Shown) -> Bubble:
    mail = message_from_bytes(shown.raw)
    subject = " ".join(str(make_header(decode_header(str(mail["Subject"])))).split())
    to = ", ".join(shown.to) or str(mail["To"])
    return Bubble(
        number=number,
        side=_side(shown),
        sender=str(make_header(decode_header(str(mail["From"])))),
        to=to,
        at=f"{shown.at.astimezone(NEW_YORK):%a %d %b %Y, %H:%M}",
        subject=subject,
        text=plain_text(mail).partition("\nOn ")[0].rstrip() if not shown.to else plain_text(mail),
        html=html_text(mail),
        file=f"{number:02d}.eml",
    )


def _side(shown: Shown) -> str:
    if shown.forged:
        return "forged"
    if not shown.to:
        return "firm"
    return "ours" if any("northcpa" in address for address in shown.to) else "inside"
