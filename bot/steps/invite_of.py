"""The entry for people's calendars that a mail carries, where it carries one."""

from dataclasses import replace

from bot.desk.tasks import SendMail
from bot.desk.ticket import Ticket
from bot.post.context import context_of
from bot.post.inert import NAME_LIMIT, one_line
from bot.post.invite import Invite, Person, invite
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.work import Work


def invite_of(
    house: House, work: Work, claimed: Claimed, send: SendMail, ticket: Ticket, to: tuple[str, ...]
) -> Invite | None:
    """Return the entry that goes with a mail; it invites whom the mail is for, and nobody else."""
    invitation = send.facts.invitation
    firm = work.firm(ticket.firm)
    if invitation is None or firm is None:
        return None
    mailbox, desk = house.mailbox(ticket.mailbox), house.settings.desk_name
    spoken_of = replace(send, facts=replace(send.facts, plan=invitation.plan))
    named = {contact.address: one_line(contact.name, NAME_LIMIT) for contact in firm.contacts}
    return invite(
        invitation,
        work.calendar_uid(ticket, mailbox.address.rpartition("@")[2]),
        house.templates.entry(context_of(spoken_of, ticket, firm, desk, ())),
        Person(mailbox.address, one_line(desk, NAME_LIMIT)),
        tuple(Person(address, named.get(address, "")) for address in to),
        claimed.due_at,
    )
