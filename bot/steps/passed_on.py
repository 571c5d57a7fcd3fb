"""Staff pass on what a firm wrote to them: a request opens a ticket for the firm of its writer.

The words are read as the firm's, since proved staff vouch for them; our mail goes to registered contacts
alone. What is no request, or belongs to no firm, is answered to the member of staff who passed it on.
"""

import re
from dataclasses import replace

from bot.desk.firm import Firm, role_of
from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.reading.reading import Certainty, Expecting, Intent, Reading
from bot.steps.filing import Filing
from bot.steps.from_firm import OUR_BUSINESS, request
from bot.steps.house import House
from bot.steps.taken import Outcome, Taken, read_as
from bot.store.tables import Disposition
from bot.store.work import Work

# The header that mail programs put above what they pass on, in the languages our firms write.
WRITTEN_BY = re.compile(
    r"^[*_ ]{0,4}(?:from|von|de|da|van|från|fra)[*_ ]{0,4}:.{0,200}?"
    r"\b([\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})",
    re.IGNORECASE | re.MULTILINE,
)


def passed_on(work: Work, taken: Taken, house: House) -> Outcome | None:
    """Take a letter that staff passed on; None when nothing was, or it is no import business."""
    if not taken.letter.forwarded or taken.filing.ticket is not None:
        return None
    theirs = _as_the_firms(work, taken)
    firm = theirs.filing.firm
    reading = read_as(theirs, Expecting.NEW)
    if reading.intent not in OUR_BUSINESS:
        return None
    if firm is None:
        return _answer(work, taken, house, _whose(theirs, reading))
    if why := _no_request(work, reading, firm):
        return _answer(work, taken, house, why)
    return request(work, theirs, reading, firm, house)


def _as_the_firms(work: Work, taken: Taken) -> Taken:
    """Return the letter inside as its writer would have sent it."""
    passed = taken.letter.forwarded
    written_by = WRITTEN_BY.search(passed)
    sender = written_by[1].lower() if written_by else None
    words = passed[written_by.end() :].partition("\n\n")[2] if written_by else passed
    firms = work.firms_of(sender) if sender else ()
    firm = firms[0] if len(firms) == 1 else None
    named = tuple(contact.address for contact in firm.contacts) if firm else ()
    to = () if sender in named else named  # whoever is not registered gets no mail: the contacts do
    inside = replace(taken.letter, sender=sender, fresh=words, forwarded="", whole=words, to=to, cc=())
    role = role_of(sender or "", firm, staff=frozenset())
    return replace(taken, letter=inside, filing=Filing(role, firm), passed_on=True)


def _whose(theirs: Taken, reading: Reading) -> str:
    return (
        f"What you passed on may be an {_spoken(reading)}, and {theirs.sender or 'its writer'} belongs to no "
        "firm we know. Say which: @sluice book FIRM 2026-12-05 18:00"
    )


def _no_request(work: Work, reading: Reading, firm: Firm) -> str:
    """Say why no ticket is opened; empty when one is."""
    opened = " and ".join(ticket.ref for ticket in work.open_tickets(firm.key))
    if opened:
        return f"{firm.name} has {opened} open; nothing was changed. Give a command that names it."
    if reading.intent is not Intent.IMPORT_REQUEST or reading.certainty is not Certainty.SURE:
        return f"What you passed on may be an {_spoken(reading)} of {firm.name}, which has no import open."
    return ""


def _answer(work: Work, taken: Taken, house: House, why: str) -> Outcome:
    facts = Facts(lines=("> what you passed on", why), by=taken.sender)
    mail = SendMail(Mail.STAFF_ANSWER, Audience.STAFF, facts, to=(taken.sender,))
    work.book(f"answer.{taken.unread.id}", Task(mail, house.clock.now()))
    return Outcome(Disposition.ASKED, "staff passed it on, and were asked what it is")


def _spoken(reading: Reading) -> str:
    return reading.intent.value.replace("_", " ")
