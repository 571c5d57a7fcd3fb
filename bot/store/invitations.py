"""Which ticket an entry in somebody's calendar belongs to: looked up by its UID, never read out of it."""

from sqlalchemy import bindparam, insert, select
from sqlmodel import col

from bot.desk.ticket import Ticket
from bot.store.part import Part
from bot.store.tables import InvitationRow

UID_OF = select(col(InvitationRow.uid)).where(col(InvitationRow.ticket) == bindparam("of_ticket"))
INVITED = select(col(InvitationRow.ticket)).where(col(InvitationRow.uid) == bindparam("with_uid"))


class Invitations(Part):
    def calendar_uid(self, ticket: Ticket, domain: str) -> str:
        """Return the UID of the ticket's entry in calendars; it is made once and known from then on.

        Args:
            ticket: One that is stored.
            domain: What stands right of the @ if it is made now: the mailbox's.
        """
        known = self.db.execute(UID_OF, {"of_ticket": ticket.id}).scalar_one_or_none()
        if known is not None:
            return str(known)
        # The moment tells a ticket from one of the same number in an earlier life of the database.
        uid = self.ids.calendar_uid(domain.lower(), ticket.id, ticket.opened_at.isoformat(), ticket.firm)
        self.db.execute(insert(InvitationRow), {"uid": uid, "ticket": ticket.id})
        return uid

    def invited_ticket(self, uid: str) -> int | None:
        """Return the number of the ticket whose entry has that UID; capitals do not matter."""
        return self.db.execute(INVITED, {"with_uid": uid.lower()}).scalar_one_or_none()
