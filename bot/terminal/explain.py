"""How a letter was read, for a person: its text with the words used marked, what they mean, what was left.

`as_json` gives the same as data; a field added here belongs in both.
"""

from decimal import Decimal

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.letter.letter import Letter, Verdict
from bot.reading.reading import Certainty, ClientAmount, Reading, ReviewReading, When

MARK = "bold black on yellow"
DATE_MARK = "bold black on cyan"
VERDICTS = {
    Verdict.PROVED: ("proved", "green"),
    Verdict.SPF_ONLY: ("SPF only", "yellow"),
    Verdict.UNPROVED: ("not proved", "red"),
}
HISTORY_LINES = 6  # of what is not new, enough to recognise it


def as_json(letter: Letter, reading: Reading) -> dict[str, object]:
    """Return letter and reading as plain data; amounts are decimal strings, dates ISO 8601."""
    when = reading.when
    return {
        "intent": reading.intent.value,
        "certainty": reading.certainty.value,
        "date": when.day.isoformat() if when.day else None,
        "time": f"{when.hour:%H:%M}" if when.hour else None,
        "until": when.until.isoformat() if when.until else None,
        "alternatives": [day.isoformat() for day in when.alternatives],
        "trouble": when.trouble.value if when.trouble else None,
        "kind": reading.kind.value if reading.kind else None,
        "loaded": reading.loaded.value,
        "wants_person": reading.wants_person,
        "review": _review_json(reading.review) if reading.review else None,
        "evidence": [{"words": e.words, "rule": e.rule} for e in reading.evidence],
        "date_words": when.words,
        "set_aside": [{"words": s.words, "why": s.why} for s in when.set_aside],
        "from": letter.sender,
        "subject": letter.subject,
        "reply_text": letter.fresh,
        "machine": letter.machine.value if letter.machine else None,
        "machine_why": letter.machine_why,
        "verdict": letter.verdict.value,
        "verdict_why": letter.verdict_why,
        "attachments": [{"name": a.name, "type": a.content_type, "size": a.size} for a in letter.attachments],
        "notes": list(letter.notes),
    }


def _review_json(review: ReviewReading) -> dict[str, object]:
    return {
        "all_match": review.all_match,
        "agreed": review.agreed,
        "differing": list(review.differing),
        "clients": [
            {"name": c.name, "practice": _money(c.practice), "portal": _money(c.portal)}
            for c in review.clients
        ],
    }


def _money(amount: Decimal | None) -> str | None:
    return None if amount is None else str(amount)


def explain(letter: Letter, reading: Reading, console: Console | None = None) -> None:
    """Print how a letter was read; in colour where the output is a terminal."""
    (console or Console(highlight=False)).print(explained(letter, reading))


def explained(letter: Letter, reading: Reading) -> Group:
    """Return the whole explanation, for printing."""
    parts: list[RenderableType] = [
        _head(letter),
        Padding(_marked(letter, reading), (1, 2)),
        _facts(letter, reading),
    ]
    if reading.review and reading.review.clients:
        parts += [Text(), _clients(reading.review.clients)]
    return Group(*parts)


def _head(letter: Letter) -> Table:
    table = _two_columns()
    word, style = VERDICTS[letter.verdict]
    table.add_row("From", Text(f"{letter.sender_name} <{letter.sender or 'nobody'}>".strip()))
    table.add_row("", Text(f"{word}: {letter.verdict_why}", style))
    table.add_row("Subject", Text(letter.subject))
    if letter.sent_at:
        table.add_row("Date", Text(f"{letter.sent_at:%A, %-d %B %Y, %H:%M} UTC"))
    for attachment in letter.attachments:
        table.add_row(
            "Attached", Text(f"{attachment.name} ({attachment.content_type}, {attachment.size:,} bytes)")
        )
    return table


def _marked(letter: Letter, reading: Reading) -> Text:
    """Return the new words with those used marked, and a glimpse of what is not new, dimmed."""
    text = Text(letter.fresh or "(no new words)")
    for evidence in reading.evidence:
        _mark(text, evidence.words, MARK)
    _mark(text, reading.when.words, DATE_MARK)
    fresh = set(letter.fresh.split("\n"))
    history = [line for line in letter.whole.split("\n") if line.strip() and line not in fresh]
    for line in ["", *history[:HISTORY_LINES]] if history else []:
        text.append(f"\n{line}", "dim")
    if len(history) > HISTORY_LINES:
        text.append(f"\n(not new, and cut here: {len(history) - HISTORY_LINES} more)", "dim italic")
    return text


def _mark(text: Text, words: str, style: str) -> None:
    start = text.plain.find(words) if words else -1
    if start >= 0:
        text.stylize(style, start, start + len(words))


def _facts(letter: Letter, reading: Reading) -> Table:
    table = _two_columns()
    sure = reading.certainty is Certainty.SURE
    table.add_row(
        "Says",
        Text.assemble(
            (reading.intent.value, "bold"), ", ", (reading.certainty.value, "green" if sure else "yellow")
        ),
    )
    for evidence in reading.evidence:
        table.add_row("", Text.assemble(("“" + evidence.words + "”", MARK), f"  {evidence.rule}"))
    _add_when(table, reading.when)
    if reading.kind:
        table.add_row("Kind", Text(reading.kind.value.replace("_", " ")))
    table.add_row("Loaded", Text(reading.loaded.value))
    if reading.wants_person:
        table.add_row("Wishes", Text("to speak to a person"))
    if reading.review:
        table.add_row("Review", Text(_review_words(reading.review)))
    for note in letter.notes:
        table.add_row("Note", Text(note, "yellow"))
    return table


def _add_when(table: Table, when: When) -> None:
    if when.day:
        hour = f", {when.hour:%H:%M}" if when.hour else ", no hour said"
        table.add_row("Date", Text.assemble((f"{when.day:%A, %-d %B %Y}{hour}", "bold"), f"  “{when.words}”"))
    elif when.trouble:
        table.add_row("Date", Text(f"{when.trouble.value}: “{when.words}”", "yellow"))
    if when.until:
        table.add_row("Until", Text(f"{when.until:%A, %-d %B %Y}"))
    if when.alternatives:
        table.add_row("Possible", Text("; ".join(f"{day:%a %-d %b %Y}" for day in when.alternatives)))
    for aside in when.set_aside:
        table.add_row("Set aside", Text.assemble(f"“{aside.words}”", (f"  {aside.why}", "dim")))


def _review_words(review: ReviewReading) -> str:
    outcome = {True: "all agree", False: "some differ", None: "the check goes on"}[review.all_match]
    counted = f", {review.agreed} said to agree" if review.agreed is not None else ""
    return outcome + counted + (f"; differing: {', '.join(review.differing)}" if review.differing else "")


def _clients(clients: tuple[ClientAmount, ...]) -> Table:
    table = Table("Client", "Practice management", "Portal", "Difference", title_justify="left")
    for column in table.columns[1:]:
        column.justify = "right"
    for client in clients:
        off = (
            client.practice - client.portal
            if client.practice is not None and client.portal is not None
            else None
        )
        figures = (
            f"{amount:,.2f}" if amount is not None else "not there"
            for amount in (client.practice, client.portal)
        )
        table.add_row(
            Text(client.name),
            *figures,
            "" if off == 0 else f"{off:,.2f}" if off is not None else "?",
            style="" if off == 0 else "red",
        )
    return table


def _two_columns() -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    return table
