"""What the answer of somebody's calendar comes to: it is kept, or a person looks; nothing ever moves on it.

Staff's answers, answers to an older invitation, and those to a day that is over or off are only kept.
"""

from datetime import datetime

from bot.desk import events as e
from bot.desk.firm import Role
from bot.desk.policy import Policy
from bot.desk.ticket import Case, Plan
from bot.desk.timing import SkippedHour, plan_for
from bot.letter.letter import CalendarEntry, Verdict

CalendarEvent = e.InvitationAnswered | e.InvitationDeclined | e.TimeProposed

ANSWERS = {
    "ACCEPTED": e.Answered.ACCEPTED,
    "TENTATIVE": e.Answered.TENTATIVE,
    "DECLINED": e.Answered.DECLINED,
}
UNREADABLE = "the time that is proposed could not be read: please look at the letter"


def hear_calendar(
    entry: CalendarEntry, said: e.Said, role: Role, verdict: Verdict, case: Case, policy: Policy
) -> CalendarEvent | None:
    """Return what follows from an entry that answers the ticket's invitation; None where it says nothing.

    Args:
        said: By whom, with the comment that came along.
        role: What the sender is to the ticket; who takes no part in it is not heard at all.
    """
    ticket, answer = case.ticket, _answer_of(said.by, entry)
    proved = verdict is not Verdict.UNPROVED
    doubt = "" if proved else f"nothing proves that {said.by} sent it"
    standing = ticket.invitation
    older = standing is None or entry.sequence < standing.sequence
    if standing is None or older or standing.off or ticket.ended or role is Role.STAFF:
        return e.InvitationAnswered(said, answer, older, proved) if answer else None
    if entry.method == "COUNTER" and (instead := _plan_in(entry, standing.plan, case, policy)):
        return e.TimeProposed(said, instead, doubt)
    if answer is e.Answered.DECLINED:
        return e.InvitationDeclined(said, doubt)
    if entry.method == "COUNTER":
        return e.TimeProposed(said, None, doubt or UNREADABLE)
    return e.InvitationAnswered(said, answer, older, proved) if answer else None


def _answer_of(sender: str, entry: CalendarEntry) -> e.Answered | None:
    """Return the sender's own answer; where somebody answers for another, the only one there is."""
    said = dict(entry.answers)
    lone = next(iter(said.values()), "") if len(said) == 1 else ""
    return ANSWERS.get(said.get(sender, lone))


def _plan_in(entry: CalendarEntry, booked: Plan, case: Case, policy: Policy) -> Plan | None:
    """Lay out the day that is proposed; the entry begins with the turn-off, ahead of the import."""
    begins, zone = entry.starts, case.firm.zone
    if not isinstance(begins, datetime):  # a day alone names no hour
        return None
    local = begins.astimezone(zone).replace(tzinfo=None) if begins.tzinfo else begins
    starts = local + (booked.starts.at - booked.off_at.at)
    try:
        instead = plan_for(starts.date(), starts.time(), None, zone, policy)
    except SkippedHour:
        return None
    return instead if instead.starts.at != booked.starts.at else None
