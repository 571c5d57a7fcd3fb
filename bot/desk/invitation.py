"""When people's calendars must change: a booked day is invited to, a day that has fallen is taken back.

The invitation goes with the mail that tells the firm the same in words, never in one of its own; staff get
theirs in a short mail. Its number rises with every change, so a calendar never follows an older one.
"""

from dataclasses import replace
from datetime import datetime

from bot.desk import events as e
from bot.desk.tasks import Audience, Mail, SendMail, Task
from bot.desk.then import Draft, mail_firm
from bot.desk.ticket import WANTS_OFF, Invitation, Stage, Ticket

BOOKS = frozenset({Mail.TIMING_CONFIRMED, Mail.RESCHEDULED})  # the mails that name a day as booked


def invite(draft: Draft) -> Draft:
    """Let the firm's mail of a decision carry what its calendars should show, where that has changed."""
    standing = draft.ticket.invitation
    if isinstance(draft.event, e.MailFailed):
        # Who takes the place of others gets what they got.
        return _carry(draft, standing, BOOKS) if standing and not standing.off else draft
    plan, stands = draft.ticket.plan, _day_stands(draft.ticket, draft.now)
    if plan and stands and _mails(draft) & BOOKS:
        if standing and not standing.off and standing.plan == plan:
            return _carry(draft, standing, BOOKS)
        return _change(draft, Invitation(standing.sequence + 1 if standing else 0, plan))
    if standing is None or standing.off or stands:
        return draft
    return _take_back(draft, standing)


def _day_stands(ticket: Ticket, now: datetime) -> bool:
    """Whether the day of the ticket's plan is still the day; once it has begun it stays in the calendars."""
    match ticket.stage:
        case Stage.SCHEDULED:
            return True
        case Stage.REQUESTED | Stage.CANCELLED:
            return False
        case Stage.TURNING_ON if ticket.bound_for in (Stage.REQUESTED, Stage.CANCELLED):
            return False
        case _ if ticket.stage in WANTS_OFF:
            return True
        case _:  # afterwards: only a review that staff ordered comes before its day
            return ticket.plan is None or ticket.plan.off_at.at <= now


def _take_back(draft: Draft, standing: Invitation) -> Draft:
    """The next mail to the firm takes the day back; a ticket that ends without one gets one."""
    if not _mails(draft):
        if draft.ticket.stage is not Stage.CANCELLED:
            return draft
        draft = mail_firm(Mail.CANCELLED)(draft)
    return _change(draft, replace(standing, sequence=standing.sequence + 1, off=True))


def _change(draft: Draft, invitation: Invitation) -> Draft:
    draft = replace(draft, ticket=replace(draft.ticket, invitation=invitation))
    draft = _carry(draft, invitation, BOOKS & _mails(draft) or _mails(draft))
    if not draft.policy.staff_invitations:
        return draft
    facts = replace(draft.facts, plan=invitation.plan, invitation=invitation)
    return draft.do(SendMail(Mail.STAFF_INVITATION, Audience.STAFF, facts))


def _carry(draft: Draft, invitation: Invitation, mails: frozenset[Mail]) -> Draft:
    return replace(draft, tasks=tuple(_with(task, invitation, mails) for task in draft.tasks))


def _with(task: Task, invitation: Invitation, mails: frozenset[Mail]) -> Task:
    send = task.do
    if not isinstance(send, SendMail) or send.audience is not Audience.FIRM or send.mail not in mails:
        return task
    return replace(task, do=replace(send, facts=replace(send.facts, invitation=invitation)))


def _mails(draft: Draft) -> frozenset[Mail]:
    """Return which mails of the decision go to the firm."""
    sends = (task.do for task in draft.tasks if isinstance(task.do, SendMail))
    return frozenset(send.mail for send in sends if send.audience is Audience.FIRM)
