"""Where a letter belongs, before anybody asks what it says.

Identity is the one From mailbox; a thread is found by Message-IDs we know; then only a party of that
ticket is heard on it. Whatever these disagree about is a doubt, and a doubtful letter is never sure.
"""

import re
from dataclasses import dataclass, replace

from bot.desk.firm import Firm, Role, role_of
from bot.desk.ticket import Stage, Ticket
from bot.letter.letter import Letter
from bot.steps.click import clicked, speaker_in
from bot.store.answers import Answer
from bot.store.work import Work

MOST_AT_STAKE = (
    Stage.TURNING_ON,
    Stage.IMPORTING,
    Stage.TURNING_OFF,
    Stage.CHECKING,
    Stage.REVIEWING,
    Stage.SCHEDULED,
    Stage.REQUESTED,
)
MARK = re.compile(r"\b[a-z2-7]{26}\b")  # in the last line of each mail of ours
MARKS_AT_MOST = 20  # looked up in one letter
TAG = re.compile(r"\[IMP-(\d{1,9})\]")


@dataclass(frozen=True, slots=True)
class Filing:
    """Whose letter it is, and on which ticket it speaks."""

    role: Role
    firm: Firm | None = None
    ticket: Ticket | None = None
    thread: tuple[Ticket, ...] = ()  # every ticket that the ids it names belong to
    beside: tuple[Ticket, ...] = ()  # the firm's open tickets, where the letter stands on no thread
    doubt: str = ""  # why it cannot be said for sure
    click: str = ""  # the one-click answer it carries
    speaker: str = ""  # whom that answer is about


def file_letter(letter: Letter, work: Work, staff: frozenset[str]) -> Filing:
    """Find the firm and the ticket of a letter; nothing in it but From and ids of ours counts."""
    click = clicked(letter, work)
    filing = _filed(letter, _thread(letter, work, click), work, staff)
    if click and filing.ticket and filing.ticket.id == click.ticket and filing.role is not Role.STAFF:
        return replace(filing, click=click.answer, speaker=speaker_in(click.question), doubt="")
    return filing


def _filed(letter: Letter, thread: tuple[Ticket, ...], work: Work, staff: frozenset[str]) -> Filing:
    sender = letter.sender or ""
    if sender in staff:
        return Filing(Role.STAFF, ticket=_tagged(thread, letter) or _only(thread), thread=thread)
    firms = {firm.key: firm for firm in work.firms_of(sender)} if sender else {}
    heard_on = tuple(t for t in thread if t.firm in firms or sender in t.delegates)
    if heard_on:
        return _on_thread(letter, heard_on, thread, work)
    if thread and not firms:
        return Filing(Role.OUTSIDER, thread=thread, doubt="the sender is no party of it")
    if thread:
        return Filing(Role.OUTSIDER, thread=thread, doubt="it answers a thread of another firm")
    if not firms:
        return _of_a_delegate(sender, work) if sender else Filing(Role.OUTSIDER)
    return _off_thread(sender, tuple(firms.values()), work)


def _of_a_delegate(sender: str, work: Work) -> Filing:
    """File a fresh letter of somebody outside: with the import he speaks on, as a contact's would be."""
    opened = work.open_tickets_of_delegate(sender)
    firms = [work.firm(key) for key in dict.fromkeys(t.firm for t in opened)]
    if not opened:
        return Filing(Role.OUTSIDER)
    if len(firms) > 1:
        return Filing(Role.DELEGATE, doubt=f"{sender} speaks for several firms: {_refs(opened)}")
    doubt = f"it stands on no thread of {_refs(opened)}"
    return Filing(Role.DELEGATE, firms[0], _at_stake(opened), beside=opened, doubt=doubt)


def _thread(letter: Letter, work: Work, click: Answer | None) -> tuple[Ticket, ...]:
    """Return the tickets of the ids a letter names; a one-click answer names the one it was made for."""
    if click:
        ticket = work.ticket(click.ticket)
        return (ticket,) if ticket else ()
    found = work.tickets_by_message_ids((*letter.in_reply_to, *letter.references)).tickets
    found = found or _marked(letter, work)
    return tuple(ticket for number in sorted(found) if (ticket := work.ticket(number)))


def _marked(letter: Letter, work: Work) -> frozenset[int]:
    """Return the ticket whose mail the letter quotes, where a relay or a new mail lost the headers."""
    marks = MARK.findall(letter.whole)[:MARKS_AT_MOST]
    mails = [mail for mark in dict.fromkeys(marks) if (mail := work.marked_mail(mark))]
    return frozenset(mail.ticket for mail in mails if mail.ticket is not None)


def _on_thread(letter: Letter, mine: tuple[Ticket, ...], thread: tuple[Ticket, ...], work: Work) -> Filing:
    opened = tuple(t for t in mine if not t.ended)
    ticket = _only(opened) or _tagged(opened, letter)
    doubt = "" if ticket or not opened else f"it does not say which it means: {_refs(opened)}"
    doubt = doubt or (_names_another(letter, ticket, work) if ticket else "")
    ticket = ticket or _at_stake(opened) or max(mine, key=lambda t: t.id)
    firm = work.firm(ticket.firm)
    role = role_of(letter.sender or "", firm, staff=frozenset(), delegates=ticket.delegates)
    return Filing(role, firm, ticket, thread, doubt=doubt)


def _names_another(letter: Letter, ticket: Ticket, work: Work) -> str:
    """Say that the subject names another open import of the firm than the thread it stands on."""
    named = {int(number) for number in TAG.findall(letter.subject)} - {ticket.id}
    others = tuple(t for t in work.open_tickets(ticket.firm) if t.id in named)
    return f"it stands on the thread of {ticket.ref}, and its subject names {_refs(others)}" if others else ""


def _off_thread(sender: str, firms: tuple[Firm, ...], work: Work) -> Filing:
    firm = firms[0]
    role = role_of(sender, firm, staff=frozenset())
    if len(firms) > 1:
        return Filing(role, doubt=f"{sender} belongs to several firms")
    opened = work.open_tickets(firm.key)
    if not opened:
        return Filing(role, firm)
    doubt = f"it stands on no thread of {_refs(opened)}"
    return Filing(role, firm, _at_stake(opened), beside=opened, doubt=doubt)


def _tagged(tickets: tuple[Ticket, ...], letter: Letter) -> Ticket | None:
    """Return the ticket of these that the subject names; a tag alone never leads to any other."""
    named = {int(number) for number in TAG.findall(letter.subject)}
    return _only(tuple(t for t in tickets if t.id in named))


def _at_stake(opened: tuple[Ticket, ...]) -> Ticket | None:
    """Return the ticket a letter in doubt is kept with: there it can stop a turn-on and no more."""
    return min(opened, key=lambda t: MOST_AT_STAKE.index(t.stage), default=None)


def _only(tickets: tuple[Ticket, ...]) -> Ticket | None:
    return tickets[0] if len(tickets) == 1 else None


def _refs(tickets: tuple[Ticket, ...]) -> str:
    return ", ".join(t.ref for t in tickets)
