"""How late is still right: until when each task may be done; found later it is not done, and staff are asked.

LATENESS is one table over every mail and every other task. What it lets wait for ever is looked at again just
before it is done: a mail that its ticket no longer wants is dropped, and a switch computes then which way.
`python -m bot.desk.lateness` prints it; docs/times.md holds what that prints, and a test compares the two.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never

from bot.desk.tasks import (
    ChooseTen,
    Do,
    FileCopy,
    Mail,
    Preflight,
    ReadFlow,
    RunChecks,
    SendMail,
    SwitchFlow,
    TakeBaseline,
)
from bot.desk.ticket import Ticket

HOURS = timedelta(hours=1)
A_DAY = 24 * HOURS


class Moment(StrEnum):
    """A moment of the ticket's plan."""

    TURN_OFF = "until the turn-off"
    WINDOW = "until the window to proceed ends"


Grace = timedelta | Moment | None  # after it was due; None: it is never too late


@dataclass(frozen=True, slots=True)
class Late:
    """How late a task is still right, and why."""

    grace: Grace
    why: str

    @property
    def in_words(self) -> str:
        match self.grace:
            case None:
                return "always"
            case Moment():
                return self.grace.value
            case timedelta():
                return f"for {self.grace // HOURS} hours"
            case _:
                assert_never(self.grace)


OF_ITS_TIME = Late(A_DAY, "it names days that pass")
WHILE_WANTED = Late(None, "it asks what is still open, and is dropped once it is not")
STAYS_TRUE = Late(None, "it stays true")
FOR_PEOPLE = Late(None, "our own people hear late rather than never")
BOOKED = Late(Moment.WINDOW, "the day must lie ahead")

M = Mail
LATENESS: Mapping[Mail | type[Do], Late] = {
    M.TIMING_CONFIRMED: BOOKED,
    M.RESCHEDULED: BOOKED,
    M.DATE_MISSING: OF_ITS_TIME,
    M.DATE_AMBIGUOUS: OF_ITS_TIME,
    M.DATE_CONTRADICTORY: OF_ITS_TIME,
    M.DATE_IMPOSSIBLE: OF_ITS_TIME,
    M.DAY_REFUSED: OF_ITS_TIME,
    M.WITH_STAFF: Late(A_DAY, "who waited a day should hear from a person"),
    M.A_PERSON_HAS_IT: Late(A_DAY, "who waited a day should hear from a person"),
    M.REMINDER: Late(Moment.TURN_OFF, "on the day itself it is no news"),
    M.PROCEED: Late(Moment.WINDOW, "nobody begins outside the agreed hours"),
    M.DO_NOT_START: Late(Moment.WINDOW, "after it the firm is let go"),
    M.PLEASE_STOP: Late(None, "harm goes on until it is read; dropped once the firm says that it is done"),
    M.STAYS_OFF: Late(2 * HOURS, "it sends a firm importing, on what the flow said then"),
    M.NUDGE: WHILE_WANTED,
    M.IS_IT_FINISHED: WHILE_WANTED,
    M.WAS_ANYTHING_LOADED: WHILE_WANTED,
    M.FLOW_LATE: WHILE_WANTED,
    M.DUPLICATES_FOUND: Late(None, "they stay until somebody puts them right"),
    M.REVIEW_REQUEST: WHILE_WANTED,
    M.REVIEW_REMINDER: WHILE_WANTED,
    M.REVIEW_INCOMPLETE: WHILE_WANTED,
    M.CANCELLED: STAYS_TRUE,
    M.RELEASED: STAYS_TRUE,
    M.COMPLETION_HEARD: STAYS_TRUE,
    M.FLOW_ON: STAYS_TRUE,
    M.REVIEW_MATCHED: STAYS_TRUE,
    M.REVIEW_MISMATCHED: STAYS_TRUE,
    M.SAID_IN_YOUR_NAME: STAYS_TRUE,
    M.WHO_REPORTS: STAYS_TRUE,
    M.STAFF_APPROVAL: FOR_PEOPLE,
    M.STAFF_ATTENTION: FOR_PEOPLE,
    M.STAFF_ANSWER: FOR_PEOPLE,
    M.STAFF_CHECKS: FOR_PEOPLE,
    M.STAFF_INVITATION: FOR_PEOPLE,
    M.STAFF_TEN: FOR_PEOPLE,
    M.STAFF_SWITCH: Late(2 * HOURS, "nobody turns a flow by hand on an old order"),
    M.DIGEST: Late(A_DAY, "the next one says it anew"),
    SwitchFlow: Late(None, "which way is computed when it is done"),
    ReadFlow: Late(None, "it reads what is so then"),
    Preflight: Late(Moment.TURN_OFF, "it looks at what lies ahead"),
    TakeBaseline: Late(Moment.TURN_OFF, "once the flow is off, the firm may begin at any moment"),
    RunChecks: Late(None, "it looks at the data as they are then"),
    FileCopy: Late(7 * A_DAY, "the mail is out, and a week later nobody looks for its copy"),
    ChooseTen: Late(None, "it looks at the data as they are then"),
}


def expires_at(do: Do, due_at: datetime, ticket: Ticket | None = None) -> datetime | None:
    """Return when a task that is due at `due_at` stops being right; None: never, or its ticket has no day."""
    rule = LATENESS[do.mail if isinstance(do, SendMail) else type(do)]
    match rule.grace:
        case None:
            return None
        case Moment():
            return _of_the_plan(rule.grace, ticket)
        case timedelta():
            return due_at + rule.grace
        case _:
            assert_never(rule.grace)


def _of_the_plan(moment: Moment, ticket: Ticket | None) -> datetime | None:
    if ticket is None or ticket.plan is None:
        return None
    return ticket.plan.off_at.at if moment is Moment.TURN_OFF else ticket.plan.proceed_until.at


def table() -> str:
    """Return LATENESS as a table in Markdown."""
    rows = (f"| {_name(kind)} | {late.in_words} | {late.why} |" for kind, late in LATENESS.items())
    return "\n".join(("| task | still right | because |", "| --- | --- | --- |", *rows))


def _name(kind: Mail | type[Do]) -> str:
    return f"mail `{kind.value}`" if isinstance(kind, Mail) else f"`{kind.__name__}`"


if __name__ == "__main__":
    sys.stdout.write(table() + "\n")
