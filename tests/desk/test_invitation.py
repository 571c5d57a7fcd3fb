"""When calendars change, and when they do not."""

from dataclasses import replace

from bot.desk import events as e
from bot.desk.decision import Decision
from bot.desk.lifecycle import decide
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Invitation, Stage, Ticket
from tests.cast import ANNA, LATER_PLAN, MONDAY, PLAN, POLICY, SAM, a_case, a_ticket

ANNA_SAID, SAM_SAID = e.Said(ANNA, "so"), e.Said(SAM, "so", staff=True)
BOOKED = a_ticket(Stage.SCHEDULED, invitation=Invitation(0, PLAN))


def after(ticket: Ticket, event: e.Event) -> Decision:
    return decide(a_case(ticket), event, POLICY, MONDAY)


def entries(decision: Decision) -> dict[Mail, Invitation]:
    """Return which mails of a decision carry an entry, and which."""
    sends = [task.do for task in decision.tasks if isinstance(task.do, SendMail)]
    return {send.mail: send.facts.invitation for send in sends if send.facts.invitation}


def test_the_same_day_again_is_the_same_invitation() -> None:
    """Who has accepted it is not asked anew, and staff hear nothing new."""
    again = after(BOOKED, e.DateAccepted(ANNA_SAID, PLAN))
    assert entries(again) == {Mail.RESCHEDULED: Invitation(0, PLAN)}
    assert again.ticket.invitation == BOOKED.invitation


def test_another_day_is_its_next_version() -> None:
    """For the firm and for staff alike."""
    moved = after(BOOKED, e.DateAccepted(ANNA_SAID, LATER_PLAN))
    now = Invitation(1, LATER_PLAN)
    assert entries(moved) == {Mail.RESCHEDULED: now, Mail.STAFF_INVITATION: now}


def test_a_day_that_waits_for_approval_changes_no_calendar() -> None:
    """Until then the old one stands."""
    waiting = after(BOOKED, e.DateNeedsApproval(ANNA_SAID, LATER_PLAN))
    assert entries(waiting) == {}


def test_who_takes_the_place_of_another_gets_the_invitation_that_stands() -> None:
    """Under its own number: nobody else's calendar changes."""
    failed = after(BOOKED, e.MailFailed(Mail.TIMING_CONFIRMED, "550 nobody here"))
    assert entries(failed) == {Mail.TIMING_CONFIRMED: Invitation(0, PLAN)}


def test_a_ticket_that_staff_close_in_silence_still_clears_the_calendars() -> None:
    """Its day fell when nothing could be asked any more, so no mail had taken it back."""
    fallen = replace(BOOKED, stage=Stage.REQUESTED)
    closed = after(fallen, e.ClosedByStaff(SAM_SAID))
    assert entries(closed)[Mail.CANCELLED] == Invitation(1, PLAN, off=True)


def test_a_desk_may_do_without_copies_for_staff() -> None:
    """Then only the firm's mail carries an entry."""
    quiet = replace(POLICY, staff_invitations=False)
    decision = decide(a_case(a_ticket()), e.DateAccepted(ANNA_SAID, PLAN), quiet, MONDAY)
    sends = [task.do for task in decision.tasks if isinstance(task.do, SendMail)]
    assert [send.audience for send in sends] == [Audience.FIRM]
