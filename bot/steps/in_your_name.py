"""A contact in whose name something came that nothing proves: one neutral mail a day, to the known address.

It goes to the address in our directory, on a thread of its own unless that address takes part already; it
quotes nothing, since whoever wrote the letter chose its words.
"""

from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.letter.letter import Verdict
from bot.reading.reading import Intent
from bot.steps.house import House
from bot.steps.taken import Taken
from bot.store.work import Work

SPOKE_OF = {
    Intent.IMPORT_REQUEST: "It asked for a data import.",
    Intent.IMPORT_COMPLETE: "It said that an import is complete.",
    Intent.IMPORT_INCOMPLETE: "It said that an import is not complete.",
    Intent.RESCHEDULE: "It asked for another day.",
    Intent.CANCEL: "It called an import off.",
    Intent.REVIEW_RESULT: "It spoke of the review of ten clients.",
}


def tell_the_real_one(work: Work, taken: Taken, house: House) -> None:
    """Let a named contact know that an unproved letter spoke in its name of what may move something.

    Where a mailbox's server states no verdict at all, a missing proof says nothing about the letter.
    """
    firm, reading = taken.filing.firm, taken.reading
    if taken.letter.verdict is not Verdict.UNPROVED or firm is None or reading is None:
        return
    contact, spoke_of = firm.contact(taken.sender), SPOKE_OF.get(reading.intent)
    if contact is None or spoke_of is None or house.mailbox(taken.unread.mailbox).trust.receiver == "none":
        return
    now, ticket = house.clock.now(), taken.filing.ticket
    mail = SendMail(Mail.SAID_IN_YOUR_NAME, Audience.FIRM, Facts(why=spoke_of), to=(contact.address,))
    takes_part = ticket is not None and contact.address in ticket.parties
    key = f"said-in-your-name.{contact.address}.{now.date()}"
    work.book(key, Task(mail, now), ticket if takes_part else None, firm.key)
