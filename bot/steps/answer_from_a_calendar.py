"""What somebody's calendar answers to an invitation of ours: journalled or shown to staff, never answered.

Its ticket is found by the UID we gave, and only who takes part in that ticket is heard.
"""

from dataclasses import replace

from bot.desk import events as e
from bot.desk.firm import Role, role_of
from bot.desk.hear_calendar import hear_calendar
from bot.letter.letter import CalendarEntry
from bot.steps.apply import apply
from bot.steps.house import House
from bot.steps.taken import Outcome, Taken, left_alone, show_to_staff
from bot.store.tables import Disposition
from bot.store.work import Work

ANSWERS = frozenset({"REPLY", "COUNTER"})
WORDS_AT_MOST = 200


def answer_from_a_calendar(work: Work, taken: Taken, entry: CalendarEntry, house: House) -> Outcome:
    """Take an answer or a counter-proposal; any other calendar mail is none of our business."""
    number = work.invited_ticket(entry.uid) if entry.method in ANSWERS else None
    if number is None:
        return left_alone(f"calendar: {taken.letter.machine_why}; it answers no invitation of ours")
    case = work.case(number)
    role = role_of(taken.sender, case.firm, staff=house.staff, delegates=case.ticket.delegates)
    if role is Role.OUTSIDER:
        return left_alone("calendar: an answer from somebody who takes no part", case.ticket)
    said = e.Said(taken.sender, entry.comment[:WORDS_AT_MOST])
    event = hear_calendar(entry, said, role, taken.letter.verdict, case, house.policy_of(case.firm))
    if event is None:
        return left_alone("calendar: an answer that says nothing", case.ticket)
    apply(work, number, event, house.settings.policy, house.clock.now(), taken.source)
    if entry.comment and isinstance(event, e.InvitationAnswered):
        here = replace(taken, filing=replace(taken.filing, ticket=case.ticket))
        show_to_staff(work, here, house, f"answers the invitation of {case.ticket.ref}: “{entry.comment}”")
    return Outcome(Disposition.ACTED, f"{case.ticket.ref}: {e.in_words(type(event))}", number)
