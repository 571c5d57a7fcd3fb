"""A letter in hand on its way through the house, and how it ends."""

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from bot.desk.firm import Role
from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.desk.ticket import QUESTION, Ticket
from bot.letter.letter import Letter
from bot.letter.phrases import FORWARD_SUBJECTS, REPLY_SUBJECTS
from bot.reading.commands import Command, Misspelt, parse_commands
from bot.reading.read import read_letter
from bot.reading.reading import Certainty, Context, Expecting, Intent, Reading
from bot.steps.apply import Source
from bot.steps.click import label_of, reading_of, says_no_more
from bot.steps.filing import Filing
from bot.steps.house import House
from bot.steps.masked import masked
from bot.steps.own_clock import on_firms_clock
from bot.store.letters import UnreadLetter
from bot.store.tables import Disposition
from bot.store.work import Work

NOBODYS_ZONE = ZoneInfo("UTC")
QUOTED_AT_MOST = 500
REPLY_PREFIXES = frozenset(f"{word}:" for word in (*REPLY_SUBJECTS, *FORWARD_SUBJECTS))


@dataclass(frozen=True, slots=True)
class Taken:
    """A letter: opened, filed and read."""

    unread: UnreadLetter
    letter: Letter
    filing: Filing
    reading: Reading | None = None
    commands: tuple[Command | Misspelt, ...] = ()
    passed_on: bool = False  # staff passed it on: our mail goes to registered contacts alone

    @property
    def source(self) -> Source:
        return Source(self.unread.id, self.letter.verdict)

    @property
    def sender(self) -> str:
        return self.letter.sender or ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a letter ended, in the ledger's words."""

    disposition: Disposition
    reason: str
    ticket: int | None = None

    @property
    def acts(self) -> bool:
        return self.disposition in (Disposition.ACTED, Disposition.ASKED)


def left_alone(reason: str, ticket: Ticket | None = None) -> Outcome:
    """End a letter that causes nothing."""
    return Outcome(Disposition.LEFT_ALONE, reason, ticket.id if ticket else None)


def read_taken(taken: Taken) -> Taken:
    """Read what the letter says: commands where staff wrote it, prose where anybody else did.

    What cannot surely be filed, or may show a person another text than us, is never sure either.
    """
    if taken.filing.role is Role.STAFF and taken.letter.machine is None:
        return replace(taken, commands=parse_commands(taken.letter.fresh))
    if not taken.filing.click and taken.filing.beside and (another := _asks_for_another(taken)):
        filing = replace(taken.filing, ticket=None, doubt="")
        return replace(taken, reading=_as_sure_as(taken.letter, another), filing=filing)
    clicked = _clicked(taken)
    if taken.filing.click and clicked is None:
        taken = _as_written(taken)
    reading = _as_sure_as(taken.letter, clicked or _read(taken))
    if taken.filing.doubt:
        reading = replace(reading, certainty=Certainty.UNSURE)
    return replace(taken, reading=reading)


def _clicked(taken: Taken) -> Reading | None:
    """Return what a one-click answer says; None when it is none, or its writer added words to it."""
    filing = taken.filing
    if not filing.click or filing.firm is None:
        return None
    label = label_of(filing.click, filing.speaker, filing.firm)
    return reading_of(filing.click, label) if says_no_more(taken.letter, filing.click, label) else None


def _as_written(taken: Taken) -> Taken:
    """Take a click with words of its own for any answer on its thread; its subject is the link's."""
    ticket = taken.filing.ticket
    subject = f"Re: {ticket.subject}" if ticket else ""
    filing = replace(taken.filing, click="", speaker="")
    return replace(taken, letter=replace(taken.letter, subject=subject), filing=filing)


def _as_sure_as(letter: Letter, reading: Reading) -> Reading:
    """A letter that may show a person another text than us is asked back, whatever we read in it."""
    return replace(reading, certainty=Certainty.UNSURE) if letter.doubts else reading


def _read(taken: Taken) -> Reading:
    """Read a letter by what its ticket waits to hear; one that has ended waits for nothing, yet is told."""
    ticket = taken.filing.ticket
    reading = read_as(taken, QUESTION[ticket.stage] if ticket else Expecting.NEW)
    if ticket and ticket.ended and reading.intent is Intent.OTHER:
        return read_as(taken, Expecting.REVIEW)
    return reading


def read_as(taken: Taken, expecting: Expecting) -> Reading:
    """Read a letter as an answer to a question; its hours are on the firm's clock, not its writer's."""
    reading, firm = read_letter(taken.letter, context_of(taken, expecting)), taken.filing.firm
    return on_firms_clock(reading, firm.zone_of(taken.sender), firm.zone) if firm else reading


def _asks_for_another(taken: Taken) -> Reading | None:
    """Return what a letter of its own says, if it surely asks for another import than those under way.

    While a ticket waits for its date, or has this subject or this very hour, it may be the same one.
    """
    reading = read_as(taken, Expecting.NEW)
    if reading.intent is not Intent.IMPORT_REQUEST or reading.certainty is not Certainty.SURE:
        return None
    subject, when = plain_subject(taken.letter.subject), reading.when
    for ticket in taken.filing.beside:
        if ticket.plan is None or ticket.subject == subject:
            return None
        starts = ticket.plan.starts.local
        if (starts.date(), starts.time()) == (when.day, when.hour):
            return None
    return reading


def plain_subject(subject: str) -> str:
    """Return a subject without reply prefixes and tags: "RE: AW: import [IMP-3]" gives "import"."""
    words = [word for word in subject.split() if not word.startswith("[IMP-")]
    while words and words[0].lower() in REPLY_PREFIXES:
        words = words[1:]
    return " ".join(words) or "Data import"


def show_to_staff(work: Work, taken: Taken, house: House, why: str) -> Outcome:
    """Show a letter to staff: nothing moves, and nobody outside hears."""
    ticket, letter = taken.filing.ticket, taken.letter
    subject, words = letter.subject, letter.fresh[:QUOTED_AT_MOST]
    if taken.filing.role is Role.OUTSIDER:
        subject, words = masked(subject), masked(words)
    told = f"a letter from {taken.sender or 'nobody'}, “{subject}”: it {why}"
    facts = Facts(quote=words, by=taken.sender, why=told)
    mail = SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, facts)
    work.book(f"letter.{taken.unread.id}", Task(mail, house.clock.now()), ticket)
    return Outcome(Disposition.ASKED, f"shown to staff: it {why}", ticket.id if ticket else None)


def context_of(taken: Taken, expecting: Expecting) -> Context:
    """Return what reading a letter may depend on, by its firm and ticket."""
    firm, ticket = taken.filing.firm, taken.filing.ticket
    return Context(
        expecting=expecting,
        now=taken.unread.received_at,
        zone=firm.zone_of(taken.sender) if firm else NOBODYS_ZONE,
        locale=firm.locale if firm else "en-US",
        booked=ticket.plan.starts.at if ticket and ticket.plan else None,
        clients=ticket.ten.names if ticket else (),
    )
