"""The entry for people's calendars that a mail carries, where it carries one."""

from dataclasses import replace

from bot.desk.tasks import SendMail
from bot.desk.ticket import Ticket
from bot.digest.context import DigestContext
from bot.post.context import MailContext
from bot.post.inert import NAME_LIMIT, one_line
from bot.post.invite import Invite, Person, invite
from bot.post.speech import Speech
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.work import Work


def invite_of(
    house: House,
    work: Work,
    claimed: Claimed,
    send: SendMail,
    ticket: Ticket | None,
    to: tuple[str, ...],
    context: MailContext | DigestContext,
) -> Invite | None:
    """Return the entry that goes with a mail; it invites whom the mail is for, and nobody else.

    Args:
        context: What the mail itself may say; its entry says the same, of its own day.
    """
    invitation, firm = send.facts.invitation, work.firm(ticket.firm) if ticket else None
    if invitation is None or ticket is None or firm is None or isinstance(context, DigestContext):
        return None
    mailbox, desk = house.mailbox(ticket.mailbox), house.settings.desk_name
    named = {contact.address: one_line(contact.name, NAME_LIMIT) for contact in firm.contacts}
    return invite(
        invitation,
        work.calendar_uid(ticket, mailbox.address.rpartition("@")[2]),
        house.templates.entry(replace(context, plan=Speech(firm).plan(invitation.plan))),
        Person(mailbox.address, one_line(desk, NAME_LIMIT)),
        tuple(Person(address, named.get(address, "")) for address in to),
        claimed.due_at,
    )
