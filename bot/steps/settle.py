"""What becomes of one letter: heard on a ticket, obeyed, shown to staff, or left alone with the reason.

Every way out gives a disposition and one sentence, so that each letter is accounted for.
"""

from bot.desk import events as e
from bot.desk.firm import Role
from bot.desk.tasks import Audience
from bot.desk.ticket import Stage
from bot.letter.letter import Machine, Verdict
from bot.reading.reading import Intent
from bot.steps.answer_from_a_calendar import answer_from_a_calendar
from bot.steps.apply import apply
from bot.steps.away import note_absence
from bot.steps.bounced import bounced
from bot.steps.from_firm import OUR_BUSINESS, from_firm
from bot.steps.house import House
from bot.steps.in_your_name import tell_the_real_one
from bot.steps.obey import obey
from bot.steps.passed_on import passed_on
from bot.steps.restored import is_of_our_making, stop_as_restored
from bot.steps.taken import Outcome, Taken, left_alone, show_to_staff
from bot.steps.tell_staff import tell_staff
from bot.steps.verdicts import note_verdict
from bot.store.tables import Direction, Disposition
from bot.store.work import Work


def settle(work: Work, taken: Taken, house: House) -> Outcome:
    """Write all that follows from one letter into this transaction, and say how it ended."""
    letter, filing = taken.letter, taken.filing
    if taken.unread.direction is Direction.SENT:
        return _by_a_colleague(work, taken, house)
    if letter.machine is not None:
        return _by_a_machine(work, taken, house)
    if filing.role is Role.STAFF:
        return _by_staff(work, taken, house)
    if letter.sender is None:
        return Outcome(Disposition.QUARANTINED, "it has no usable From")
    if filing.firm is None or filing.role is Role.OUTSIDER or taken.reading is None:
        return _by_a_stranger(work, taken, house)
    note_verdict(work, taken, house)
    tell_the_real_one(work, taken, house)
    return from_firm(work, taken, taken.reading, filing.firm, house)


def _by_staff(work: Work, taken: Taken, house: House) -> Outcome:
    ticket = taken.filing.ticket
    if ticket:
        work.remember_letter_on_ticket(taken.unread, ticket.id, Audience.STAFF)
    if not taken.commands:
        proved = taken.letter.verdict is Verdict.PROVED and not taken.letter.doubts
        if proved and (outcome := passed_on(work, taken, house)):
            return outcome
        return left_alone("staff wrote, and gave no command", ticket)
    if taken.letter.verdict is not Verdict.PROVED:
        return show_to_staff(work, taken, house, f"gives commands, but {taken.letter.verdict_why}")
    if taken.letter.doubts:
        return show_to_staff(work, taken, house, f"gives commands, but {taken.letter.doubts[0]}")
    said = e.Said(taken.sender, staff=True)
    obey(work, taken.commands, ticket, said, house, taken.unread)
    return Outcome(Disposition.ACTED, "staff's commands were carried out", ticket.id if ticket else None)


def _by_a_colleague(work: Work, taken: Taken, house: House) -> Outcome:
    """Our own mail is known by its id; what a person sent on a thread makes ours wait for staff's word."""
    if taken.unread.message_id and work.sent_mail(taken.unread.message_id):
        return left_alone("our own mail, filed as sent")
    if is_of_our_making(work, taken.unread.message_id):
        stop_as_restored(work, house, taken.unread.mailbox)
        return left_alone("a mail of ours that this database does not know: it was restored")
    opened = [ticket for ticket in taken.filing.thread if not ticket.ended]
    if not opened:
        return left_alone("a colleague's mail on none of our threads")
    said = e.Said(taken.sender, taken.letter.fresh[:200], staff=True)
    for ticket in opened:
        work.remember_letter_on_ticket(taken.unread, ticket.id)
        apply(work, ticket.id, e.ColleagueWrote(said), house.settings.policy, house.clock.now(), taken.source)
    return Outcome(Disposition.ACTED, f"{opened[0].ref}: a colleague answered", opened[0].id)


def _by_a_machine(work: Work, taken: Taken, house: House) -> Outcome:
    """Automatic mail is never answered and moves nothing; that a mail of ours came back is told."""
    letter = taken.letter
    why = f"{letter.machine}: {letter.machine_why}"
    if letter.machine is Machine.REPORT and "feedback-report" in letter.machine_why:
        return show_to_staff(work, taken, house, "is a complaint about mail of ours")
    if letter.machine is Machine.CALENDAR and letter.entry:
        return answer_from_a_calendar(work, taken, letter.entry, house)
    if letter.machine is Machine.OWN and letter.message_id and work.sent_mail(letter.message_id):
        return _our_own_came_back(work, taken, house)
    if letter.machine is Machine.AUTO_REPLY and (away := note_absence(work, taken, house)):
        return left_alone(f"{why}; noted on {away.ref} that its writer is away", away)
    if letter.machine is Machine.BOUNCE and letter.bounce:
        return bounced(work, taken, letter.bounce, house)
    return left_alone(why)


def _our_own_came_back(work: Work, taken: Taken, house: House) -> Outcome:
    """Somewhere our mail is sent back to us: that may become a loop, so staff hear, once a week."""
    now = house.clock.now()
    year, week, _ = now.isocalendar()
    why = f"a mail of ours came back to us, “{taken.letter.subject}”: some address forwards to this mailbox"
    tell_staff(work, f"own-mail-back.{year}-{week}", why, now)
    return left_alone("our own mail came back; staff hear of it once a week")


def _by_a_stranger(work: Work, taken: Taken, house: House) -> Outcome:
    """An outsider gets no mail; what concerns imports is shown to staff, the rest is left alone."""
    reading, filing = taken.reading, taken.filing
    if filing.thread:
        _ask_the_firm(work, taken, house)
        where = ", ".join(ticket.ref for ticket in filing.thread)
        return show_to_staff(work, taken, house, f"stands on the thread of {where}, but {filing.doubt}")
    if filing.role is Role.DELEGATE:
        return show_to_staff(work, taken, house, f"does not say which import it means: {filing.doubt}")
    if reading is not None and reading.intent in OUR_BUSINESS:
        spoken = reading.intent.value.replace("_", " ")
        who = filing.doubt or "the sender belongs to no firm we know"
        return show_to_staff(work, taken, house, f"may be an {spoken}, but {who}")
    return left_alone("no party of ours, and no import business")


def _ask_the_firm(work: Work, taken: Taken, house: House) -> None:
    """A vendor's completion is for the firm to say: it gets one question with one click, never his words.

    Not so for somebody whom nothing proves, or of another firm: one customer never hears of another.
    """
    importing = [t for t in taken.filing.thread if t.stage is Stage.IMPORTING and t.told_at]
    said_complete = taken.reading is not None and taken.reading.intent is Intent.IMPORT_COMPLETE
    if len(importing) != 1 or not said_complete or taken.letter.verdict is not Verdict.PROVED:
        return
    if work.firms_of(taken.sender):
        return
    why = f"So wrote {taken.sender}, who was not named to speak for you. Is that so?"
    unsure = e.CompletionUnsure(e.Said(taken.sender), why)
    apply(work, importing[0].id, unsure, house.settings.policy, house.clock.now(), taken.source)
