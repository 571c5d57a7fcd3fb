"""A vacation reply of a firm's own people: kept with the firm's open imports, and nothing moves."""

from bot.desk import events as e
from bot.desk.ticket import Away, Ticket
from bot.reading.absence import find_absence
from bot.steps.apply import apply
from bot.steps.house import House
from bot.steps.taken import Taken
from bot.store.work import Work

QUOTED_AT_MOST = 300


def note_absence(work: Work, taken: Taken, house: House) -> Ticket | None:
    """Note on the firm's open imports that the writer is away; return the first, None where there is none.

    Known people alone count: who is named by the firm, or takes part in the import.
    """
    letter, now = taken.letter, house.clock.now()
    noted: list[Ticket] = []
    for firm in work.firms_of(taken.sender):
        absence = find_absence(f"{letter.subject}\n\n{letter.fresh}", now, firm.zone, firm.locale)
        if absence is None:
            continue
        away = Away(taken.sender, absence.until, absence.words[:QUOTED_AT_MOST], now)
        for ticket in work.open_tickets(firm.key):
            known = firm.contact(taken.sender) is not None or taken.sender in ticket.parties
            if known and not _told_before(ticket, away):
                apply(work, ticket.id, e.AwayTold(away), house.settings.policy, now, taken.source)
                noted.append(ticket)
    return noted[0] if noted else None


def _told_before(ticket: Ticket, away: Away) -> bool:
    """Each mail of ours brings the same reply back."""
    return any((one.by, one.until) == (away.by, away.until) for one in ticket.away)
