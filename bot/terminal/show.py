"""Tickets as a person or a program reads them at the terminal: the list, and the whole story of one."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from bot.config.settings import Settings
from bot.desk.checklist import checklist
from bot.desk.decision import Entry
from bot.desk.events import (
    Approved,
    AwayTold,
    DateAccepted,
    DayRefused,
    PreflightFailed,
    PreflightPassed,
    ReviewMatched,
    Voiced,
    in_words,
)
from bot.desk.tasks import Audience, Facts, Mail, SendMail
from bot.desk.ticket import Ticket
from bot.flow.port import FlowReading
from bot.post.context import context_of
from bot.post.render import Templates, ready_templates
from bot.store.journal import Journalled
from bot.store.letters import KnownLetter
from bot.store.work import Work


def ticket_table(tickets: Sequence[Ticket]) -> Table:
    """Return a line for each ticket."""
    table = Table("import", "firm", "stage", "starts", "needs a person")
    for ticket in tickets:
        stage = f"{ticket.stage.value.replace('_', ' ')}{' (held)' if ticket.held else ''}"
        table.add_row(ticket.ref, ticket.firm, stage, _starts(ticket), Text(ticket.attention, "red"))
    return table


def story(ticket: Ticket, entries: Sequence[Journalled], letters: Sequence[KnownLetter]) -> RenderableType:
    """Return everything that happened, in order: who said what, what was done, what the flow said."""
    table = Table("when (UTC)", "what", "who and in which words", "stage")
    senders = {letter.id: letter for letter in letters}
    for one in entries:
        entry = one.entry
        moved = "" if entry.was is entry.now else f"→ {entry.now.value.replace('_', ' ')}"
        letter = senders.get(one.letter) if one.letter else None
        proof = f"  (letter {letter.id}, {one.verdict or 'no verdict'})" if letter else ""
        table.add_row(
            f"{entry.at:%d %b %Y %H:%M}", in_words(type(entry.event)), Text(_detail(one) + proof), moved
        )
    head = Text(
        f"{ticket.ref}, {ticket.firm}: {ticket.stage.value.replace('_', ' ')}\n{ticket.subject}", "bold"
    )
    attention = [Text(ticket.attention, "red")] if ticket.attention else []
    return Group(head, *attention, table, _checklist([one.entry for one in entries]))


def _checklist(journal: Sequence[Entry]) -> Table:
    """Return the eight rows of the process; a tick shows the entry that proves it."""
    table = Table("", "row", "who", "proved by (UTC)")
    for tick in checklist(journal):
        proof = f"{in_words(type(tick.proof.event))}, {tick.proof.at:%d %b %Y %H:%M}" if tick.proof else ""
        table.add_row(tick.mark, f"{tick.row.number} {tick.row.task}", tick.row.who, proof)
    return table


def record(work: Work, ticket: Ticket, settings: Settings) -> str:
    """Return the record of an import as its last mail has it, as far as it has come."""
    seal = work.seal_of(ticket.id, ReviewMatched)
    firm = work.case(ticket.id).firm
    facts = Facts(ten=ticket.ten, wanted=firm.policy.over(settings.policy).review_clients)
    send = SendMail(Mail.REVIEW_MATCHED, Audience.STAFF, facts)
    context = context_of(send, ticket, firm, settings.desk_name, (), seal=str(seal) if seal else "")
    own = [settings.templates] if settings.templates else []
    return Templates([*own, ready_templates()]).record(context)


def ticket_as_data(ticket: Ticket) -> dict[str, object]:
    """Return a ticket as plain data; moments are ISO 8601 in UTC."""
    return {
        "ref": ticket.ref,
        "firm": ticket.firm,
        "stage": ticket.stage.value,
        "subject": ticket.subject,
        "requester": ticket.requester,
        "starts": ticket.plan.starts.at.isoformat() if ticket.plan else None,
        "zone": ticket.plan.starts.zone if ticket.plan else None,
        "held": ticket.held,
        "attention": ticket.attention,
    }


def story_as_data(
    ticket: Ticket, entries: Sequence[Journalled], letters: Sequence[KnownLetter]
) -> dict[str, object]:
    """Return a ticket with its journal and its letters as plain data."""
    return {
        **ticket_as_data(ticket),
        "journal": [
            {
                "at": one.entry.at.isoformat(),
                "event": type(one.entry.event).__name__,
                "detail": _detail(one),
                "was": one.entry.was.value,
                "now": one.entry.now.value,
                "letter": one.letter,
                "verdict": one.verdict.value if one.verdict else None,
            }
            for one in entries
        ],
        "letters": [
            {
                key: str(value)
                for key, value in asdict(letter).items()
                if key in ("id", "sender", "message_id", "reason")
            }
            for letter in letters
        ],
    }


def _detail(one: Journalled) -> str:
    event = one.entry.event
    if isinstance(event, Voiced):
        words = "(erased)" if one.erased else f"“{event.said.words}”" if event.said.words else ""
        said = f"{event.said.by}: {words}" if words else event.said.by
        return "; ".join((said, *_rules(event)))
    reading = getattr(event, "reading", None)
    if isinstance(reading, FlowReading):
        source = f", by {reading.by_person}" if reading.by_person else ""
        return f"the flow reads {reading.state} at {reading.at:%H:%M:%S}{source}"
    if isinstance(event, PreflightPassed | PreflightFailed):
        return "\n".join(map(str, event.points))
    if isinstance(event, AwayTold):
        return f"{event.away}: “{event.away.words}”"
    named = (getattr(event, name, None) for name in ("mail", "why", "summary", "what"))
    return "; ".join(str(value) for value in named if value)


def _rules(event: Voiced) -> Iterator[str]:
    """Say which rules of the calendar a day breaks, and whether somebody waived them."""
    match event:
        case DateAccepted(waived=rules) | Approved(waived=rules) if rules:
            yield f"waived: {', '.join(map(str, rules))}"
        case DayRefused(against=rules):
            yield f"refused: {', '.join(map(str, rules))}"
        case _:
            pass


def _starts(ticket: Ticket) -> str:
    return f"{ticket.plan.starts.local:%a %d %b %Y %H:%M} {ticket.plan.starts.zone}" if ticket.plan else ""
