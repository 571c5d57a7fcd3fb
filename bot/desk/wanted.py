"""What is still worth saying: a mail waits for a server, a brake or a hold, and its ticket goes on meanwhile.

WANTED_WHILE is the one list of where a ticket stands while a mail is wanted; what a mail speaks of may have
changed besides. How late a mail may be is another matter: see `lateness`.
"""

from collections.abc import Mapping

from bot.desk.tasks import Mail, SendMail
from bot.desk.ticket import Plan, Stage, Ticket

ASKED_BEFORE = frozenset({Stage.REQUESTED, Stage.SCHEDULED})
UP_TO_THE_IMPORT = frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING})
DUPLICATES_MATTER = frozenset({Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED})

# Mails that are not named here are wanted wherever a ticket stands.
WANTED_WHILE: Mapping[Mail, frozenset[Stage]] = {
    Mail.TIMING_CONFIRMED: UP_TO_THE_IMPORT,
    Mail.RESCHEDULED: UP_TO_THE_IMPORT,
    Mail.DATE_MISSING: frozenset({Stage.REQUESTED, Stage.TURNING_ON}),
    Mail.DATE_AMBIGUOUS: ASKED_BEFORE,
    Mail.DATE_CONTRADICTORY: ASKED_BEFORE,
    Mail.DATE_IMPOSSIBLE: ASKED_BEFORE,
    Mail.DAY_REFUSED: ASKED_BEFORE,
    Mail.WITH_STAFF: ASKED_BEFORE,
    Mail.REMINDER: frozenset({Stage.SCHEDULED}),
    Mail.PROCEED: frozenset({Stage.IMPORTING}),
    Mail.DO_NOT_START: UP_TO_THE_IMPORT,
    Mail.PLEASE_STOP: frozenset({Stage.IMPORTING}),
    Mail.NUDGE: frozenset({Stage.IMPORTING}),
    Mail.STAYS_OFF: frozenset({Stage.IMPORTING}),
    Mail.IS_IT_FINISHED: frozenset({Stage.IMPORTING}),
    Mail.WAS_ANYTHING_LOADED: frozenset({Stage.TURNING_OFF, Stage.IMPORTING}),
    Mail.COMPLETION_HEARD: frozenset({Stage.TURNING_ON, Stage.CHECKING}),
    Mail.FLOW_LATE: frozenset({Stage.TURNING_ON}),
    Mail.FLOW_ON: DUPLICATES_MATTER,
    Mail.DUPLICATES_FOUND: DUPLICATES_MATTER,
    Mail.REVIEW_REQUEST: frozenset({Stage.REVIEWING}),
    Mail.REVIEW_REMINDER: frozenset({Stage.REVIEWING}),
    Mail.REVIEW_INCOMPLETE: frozenset({Stage.REVIEWING}),
}
NAMES_THE_DAY = frozenset({Mail.TIMING_CONFIRMED, Mail.RESCHEDULED, Mail.REMINDER})


def no_longer_wanted(send: SendMail, ticket: Ticket) -> str:
    """Say why a mail of this ticket is not to be sent any more; empty while it is."""
    if ticket.stage not in WANTED_WHILE.get(send.mail, frozenset(Stage)):
        return f"{ticket.ref} is {ticket.stage.value} now"
    facts = send.facts
    match send.mail:
        case mail if mail in NAMES_THE_DAY and facts.plan and _hours(facts.plan) != _hours(ticket.plan):
            return "another day is booked since"
        case Mail.WITH_STAFF if facts.plan and ticket.proposed is None:
            return "no day waits for staff any more"
        case Mail.DO_NOT_START if ticket.told_at:
            return "the firm was told to proceed since"
        case Mail.REVIEW_REQUEST if facts.ten.read_at != ticket.ten.read_at:
            return "our figures were read again since"
        case _:
            return ""


def _hours(plan: Plan | None) -> tuple[object, ...]:
    """What a firm reads of its plan: the hours on its wall, whatever moments they are by new rules."""
    return (plan.starts.local, plan.ends_by.local) if plan else ()
