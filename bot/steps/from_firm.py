"""A firm's letter: it opens a ticket, is heard on one, or is other mail of the shared mailbox."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.booking import judge
from bot.desk.decision import Decision
from bot.desk.firm import Firm
from bot.desk.hearing import Statement, hear
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Stage, Ticket
from bot.letter.letter import Letter, Verdict
from bot.reading.reading import Certainty, Intent, Reading
from bot.reading.sentence import opening_of, sentence_with
from bot.steps.apply import apply_all, keep, with_full_days
from bot.steps.ask_first import ask_first
from bot.steps.click import token_in
from bot.steps.delegates import delegation
from bot.steps.house import House
from bot.steps.taken import Outcome, Taken, left_alone, plain_subject, show_to_staff
from bot.store.tables import Disposition
from bot.store.work import Work

# What a letter on no ticket may speak of; anything else in a shared mailbox is none of our business.
OUR_BUSINESS = frozenset(
    {
        Intent.IMPORT_REQUEST,
        Intent.IMPORT_COMPLETE,
        Intent.IMPORT_INCOMPLETE,
        Intent.RESCHEDULE,
        Intent.CANCEL,
        Intent.REVIEW_RESULT,
    }
)
ASKING = frozenset(
    {
        Mail.DATE_MISSING,
        Mail.DATE_AMBIGUOUS,
        Mail.DATE_CONTRADICTORY,
        Mail.DATE_IMPOSSIBLE,
        Mail.DAY_REFUSED,
        Mail.IS_IT_FINISHED,
        Mail.WAS_ANYTHING_LOADED,
        Mail.REVIEW_INCOMPLETE,
        Mail.STAFF_APPROVAL,
        Mail.STAFF_ATTENTION,
    }
)


def from_firm(work: Work, taken: Taken, reading: Reading, firm: Firm, house: House) -> Outcome:
    """Take a letter of somebody at a known firm."""
    ticket = taken.filing.ticket
    if _opens_a_ticket(reading, ticket):
        return request(work, taken, reading, firm, house)
    if ticket is None:
        return _about_nothing(work, taken, reading, house)
    _join(work, taken, ticket, firm, house)
    if taken.filing.click and not work.use_answer(token_in(taken.letter) or "", house.clock.now()):
        return left_alone("its one-click answer was used before", ticket)
    now, policy = house.clock.now(), house.policy_of(firm)
    case = with_full_days(work, work.case(ticket.id), policy, now)
    heard = hear(_statement(taken, reading), case, policy, now)
    answered = tuple(ask_first(work, event, taken, reading, firm, ticket) for event in heard)
    events = (*_who_speaks(work, taken, firm, ticket, house), *answered)
    decisions = apply_all(work, case, events, policy, now, taken.source)
    return Outcome(_disposition(decisions), f"{ticket.ref}: {_names(events)}", ticket.id)


def _who_speaks(work: Work, taken: Taken, firm: Firm, ticket: Ticket, house: House) -> tuple[e.Event, ...]:
    return () if ticket.ended else delegation(work, taken, firm, ticket, house)


def _opens_a_ticket(reading: Reading, ticket: Ticket | None) -> bool:
    """A sure request opens one, unless the ticket it speaks on still waits for its date."""
    if reading.intent is not Intent.IMPORT_REQUEST or reading.certainty is not Certainty.SURE:
        return False
    return ticket is None or ticket.stage is not Stage.REQUESTED


def request(work: Work, taken: Taken, reading: Reading, firm: Firm, house: House) -> Outcome:
    """Open a ticket, unless nothing proves who asks: then staff see it and nothing is sent."""
    if taken.letter.verdict is Verdict.UNPROVED:
        return show_to_staff(work, taken, house, f"asks for an import, but {taken.letter.verdict_why}")
    now, policy = house.clock.now(), house.policy_of(firm)
    said = _statement(taken, reading).said
    ticket = work.open_ticket(_new_ticket(taken, firm, now))
    audience = Audience.STAFF if taken.passed_on else Audience.FIRM
    work.remember_letter_on_ticket(taken.unread, ticket.id, audience)
    case = with_full_days(work, work.case(ticket.id), policy, now)
    dated = judge(reading.when, said, case, policy, now)
    events: list[e.Event] = [
        e.Requested(said, reading.kind),
        ask_first(work, dated, taken, reading, firm, None),
    ]
    events += _who_speaks(work, taken, firm, ticket, house)
    if reading.wants_person:
        events.append(e.PersonWanted(said))
    decisions = apply_all(work, case, events, policy, now, taken.source)
    return Outcome(_disposition(decisions), f"{ticket.ref}: {_names(events)}", ticket.id)


def _new_ticket(taken: Taken, firm: Firm, now: datetime) -> Ticket:
    return Ticket(
        id=0,
        firm=firm.key,
        stage=Stage.REQUESTED,
        subject=plain_subject(taken.letter.subject),
        requester=taken.sender,
        opened_at=now,
        since=now,
        mailbox=taken.unread.mailbox,
        parties=taken.letter.to if taken.passed_on and taken.letter.to else _parties(taken.letter, firm),
    )


def _about_nothing(work: Work, taken: Taken, reading: Reading, house: House) -> Outcome:
    """Import business on no ticket is shown to staff; other support mail is left alone."""
    if reading.intent in OUR_BUSINESS:
        spoken = reading.intent.value.replace("_", " ")
        return show_to_staff(work, taken, house, f"may be an {spoken}, and no import of theirs is open")
    return left_alone("it is no import business")


def _join(work: Work, taken: Taken, ticket: Ticket, firm: Firm, house: House) -> None:
    """Keep the letter with the ticket; the firm's people on a proved letter take part from now on."""
    work.remember_letter_on_ticket(taken.unread, ticket.id)
    if taken.letter.verdict is Verdict.UNPROVED or ticket.ended:
        return
    parties = tuple(dict.fromkeys((*ticket.parties, *_parties(taken.letter, firm))))
    if parties != ticket.parties:
        keep(work, replace(ticket, parties=parties), house.settings.policy)


def _parties(letter: Letter, firm: Firm) -> tuple[str, ...]:
    """The writer and everybody of the firm the letter went to; nobody else ever gets our mail."""
    people = (letter.sender or "", *letter.to, *letter.cc)
    return tuple(dict.fromkeys(address for address in people if firm.knows(address)))


def _statement(taken: Taken, reading: Reading) -> Statement:
    return Statement(
        reading=reading,
        by=taken.sender,
        role=taken.filing.role,
        verdict=taken.letter.verdict,
        arrived_at=taken.unread.received_at,
        sent_at=taken.letter.sent_at,
        words=_words(reading, taken.letter),
    )


def _words(reading: Reading, letter: Letter) -> str:
    """Return the sentence that a reading stands on; of a letter that nothing was read in, how it begins."""
    words = reading.evidence[0].words if reading.evidence else reading.when.words
    return sentence_with(words, letter.fresh) if words else opening_of(letter.fresh)


def _disposition(decisions: tuple[Decision, ...]) -> Disposition:
    """A letter that only raised a question has asked; any other that was heard has acted."""
    mails = {task.do.mail for d in decisions for task in d.tasks if isinstance(task.do, SendMail)}
    return Disposition.ASKED if mails and mails <= ASKING else Disposition.ACTED


def _names(events: Sequence[e.Event]) -> str:
    return ", ".join(e.in_words(type(event)) for event in events)
