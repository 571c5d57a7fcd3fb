"""Who may speak for a firm on one import: a vendor whom a confirmer or staff named, until it is taken back.

He reports and objects like a confirmer, each time with a proof of his own, and gets the mails about the day;
of the firm's figures he gets nothing.
"""

from bot.desk import events as e
from bot.desk.firm import Firm, Role
from bot.desk.ticket import Stage, Ticket
from bot.letter.letter import Verdict
from bot.post.answers import OneClick
from bot.reading.delegates import Named, named_to_report
from bot.steps.house import House
from bot.steps.taken import Taken
from bot.store.work import Work

DISMISSES = frozenset({Role.CONFIRMER, Role.CONTACT})  # to take a voice away is cheap
NAMING = "delegate"


def delegation(work: Work, taken: Taken, firm: Firm, ticket: Ticket, house: House) -> tuple[e.Event, ...]:
    """Return what a firm's letter says about who speaks for it; most say nothing."""
    if taken.filing.click == OneClick.NOT_OURS:
        return _dismissed(taken, ticket)
    if named := _named(taken, firm, house):
        return _named_by(work, taken, named, firm, ticket, house)
    return ()


def unfit(work: Work, address: str, firm: Firm, house: House) -> str:
    """Say why an address cannot be a delegate's; empty when it can."""
    if address in house.settings.own_addresses:
        return f"{address} is our own address"
    if address in house.staff:
        return f"{address} is staff, who say so themselves: @sluice done"
    others = [other.name for other in work.firms_of(address) if other.key != firm.key]
    return f"{address} belongs to {' and '.join(others)}" if others else ""


def _named(taken: Taken, firm: Firm, house: House) -> Named | None:
    if taken.filing.click:
        speaks = taken.filing.click == OneClick.SPEAKS_FOR_US
        return Named(taken.filing.speaker, "one-click answer") if speaks else None
    ours = house.settings.own_addresses | house.staff
    copied = tuple(one for one in taken.letter.cc if one not in ours and not firm.knows(one))
    return named_to_report(taken.letter.fresh, copied)


def _named_by(
    work: Work, taken: Taken, named: Named, firm: Firm, ticket: Ticket, house: House
) -> tuple[e.Event, ...]:
    contact = firm.contact(named.address)
    if named.address in ticket.delegates or (contact and contact.role is Role.CONFIRMER):
        return ()
    said = e.Said(taken.sender, named.words)
    if short := _falls_short(taken) or unfit(work, named.address, firm, house):
        return (e.Doubted(said, NAMING, short),)
    return (e.DelegateNamed(said, named.address),)


def _falls_short(taken: Taken) -> str:
    """Say why this letter names nobody; empty when it does."""
    if taken.filing.role is not Role.CONFIRMER:
        return f"{taken.sender} is a {taken.filing.role.value} and cannot name who speaks for the firm"
    if taken.letter.verdict is not Verdict.PROVED:
        return f"nothing proves that {taken.sender} wrote it"
    doubt = taken.filing.doubt or next(iter(taken.letter.doubts), "")
    return f"it names who speaks for the firm, but {doubt}" if doubt else ""


def _dismissed(taken: Taken, ticket: Ticket) -> tuple[e.Event, ...]:
    """Take a voice away; what it said last, and has not come about yet, is taken back as well."""
    said, speaker = e.Said(taken.sender, "one-click answer"), taken.filing.speaker
    if taken.filing.role not in DISMISSES or taken.letter.verdict is Verdict.UNPROVED:
        return (e.Doubted(said, NAMING, f"nothing proves that the firm takes back {speaker}"),)
    dismissed = e.DelegateDismissed(said, speaker)
    if turns_on_by_his_word(ticket, speaker):
        return (dismissed, e.Objected(said, taken.unread.received_at))
    return (dismissed,)


def turns_on_by_his_word(ticket: Ticket, speaker: str) -> bool:
    """Whether the flow is about to come on because of what this voice said."""
    word = ticket.completed or ticket.nothing_loaded
    return ticket.stage is Stage.TURNING_ON and word is not None and word.by == speaker
