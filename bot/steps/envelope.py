"""From a task to a mail ready to go: the same bytes at every attempt, so that a second one is no second mail.

All recipients stand in the header, also those who have answered; only the envelope leaves them out.
"""

from dataclasses import dataclass

from bot.desk.events import ReviewMatched
from bot.desk.firm import Firm
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Ticket
from bot.digest.context import DigestContext
from bot.digest.gather import gather
from bot.post.answers import Answer, answer_links
from bot.post.compose import Automatic, Enclosed, Outgoing, compose, envelope_sender
from bot.post.context import MailContext, context_of
from bot.post.speech import Speech
from bot.post.worksheet import FILE_NAME, XLSX, worksheet
from bot.steps.click import question_of
from bot.steps.findings import SHOW_ROWS, findings_as_csv, groups_shown
from bot.steps.house import House
from bot.steps.invite_of import invite_of
from bot.store.claims import Claimed
from bot.store.threads import mark_of
from bot.store.work import Work

ABOUT_THE_DAY = frozenset(
    {
        Mail.WHO_REPORTS,
        Mail.RESCHEDULED,
        Mail.CANCELLED,
        Mail.REMINDER,
        Mail.PROCEED,
        Mail.DO_NOT_START,
        Mail.RELEASED,
        Mail.PLEASE_STOP,
        Mail.STAYS_OFF,
        Mail.NUDGE,
        Mail.IS_IT_FINISHED,
        Mail.WAS_ANYTHING_LOADED,
        Mail.COMPLETION_HEARD,
        Mail.FLOW_LATE,
        Mail.FLOW_ON,
    }
)


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail ready to go."""

    raw: bytes
    mailbox: str  # the settings' name of the one it goes out from
    sender: str
    recipients: tuple[str, ...]  # who has not answered yet


def everybody(house: House, send: SendMail, ticket: Ticket | None, firm: Firm | None) -> tuple[str, ...]:
    """Return all whom a mail is for; to a firm without a ticket, only named contacts the mail names."""
    people = house.settings.people
    match send.audience:
        case Audience.FIRM if ticket:
            audience = (*ticket.parties, *_delegates(send.mail, ticket))
        case Audience.FIRM:
            audience = tuple(to for to in send.to if firm and firm.contact(to))
        case Audience.STAFF:
            audience = people.staff
        case Audience.ADMINS:
            audience = people.admins
    return tuple(to for to in audience if to in send.to) if send.to else audience


def _delegates(mail: Mail, ticket: Ticket) -> tuple[str, ...]:
    """Those who speak for the firm from outside: they get what the day is about, and no figures."""
    return tuple(to for to in ticket.delegates if to not in ticket.parties) if mail in ABOUT_THE_DAY else ()


def envelope_of(
    house: House,
    work: Work,
    claimed: Claimed,
    send: SendMail,
    ticket: Ticket | None,
    to: tuple[str, ...],
    still: tuple[str, ...],
) -> Envelope:
    """Compose the mail of a task, or take it as an earlier attempt handed it over.

    The ticket and its thread may have changed since, and what was perhaps taken must go again unchanged.

    Args:
        to: Everybody it is for.
        still: Those of them whom the server has not answered for.
    """
    mailbox = house.mailbox(ticket.mailbox if ticket else "")
    sender = envelope_sender(mailbox.address, mark_of(claimed.message_id or ""), plus=mailbox.plus_addresses)
    raw = work.kept_mail(claimed.key) if claimed.begun_before else None
    if raw is None:
        raw = compose(_outgoing(house, work, claimed, send, ticket, to))
        work.keep_mail(claimed.key, raw)
    return Envelope(raw, mailbox.name, sender, still)


def _outgoing(
    house: House, work: Work, claimed: Claimed, send: SendMail, ticket: Ticket | None, to: tuple[str, ...]
) -> Outgoing:
    mailbox = house.mailbox(ticket.mailbox if ticket else "")
    context = _context(house, work, claimed, send, ticket)
    thread = work.thread_ids(ticket.id, send.audience) if ticket else ()
    return Outgoing(
        message_id=claimed.message_id or "",
        date=claimed.due_at,
        sender=mailbox.address,
        sender_name=house.settings.desk_name,
        to=to,
        words=house.templates.render(send.mail, context),
        automatic=Automatic.REPLIED if thread else Automatic.GENERATED,
        in_reply_to=thread[-1] if thread else None,
        references=thread,
        enclosed=_enclosed(work, send, ticket),
        invite=invite_of(house, work, claimed, send, ticket, to, context),
    )


def _context(
    house: House, work: Work, claimed: Claimed, send: SendMail, ticket: Ticket | None
) -> MailContext | DigestContext:
    if send.mail is Mail.DIGEST:
        return gather(work, house.settings, house.clock.now())
    firm = work.firm(claimed.firm) if claimed.firm else None
    address = house.mailbox(ticket.mailbox if ticket else "").address
    answers = _answers(work, claimed, send, ticket, address, Speech(firm)) if ticket else ()
    mark = mark_of(claimed.message_id or "") if ticket else ""
    seal = work.seal_of(ticket.id, ReviewMatched) if ticket and send.mail is Mail.REVIEW_MATCHED else None
    return context_of(
        send,
        ticket,
        firm,
        house.settings.desk_name,
        answers,
        mark=mark,
        seal=str(seal) if seal else "",
        groups=groups_shown(work, ticket, send),
    )


def _answers(
    work: Work, claimed: Claimed, send: SendMail, ticket: Ticket, to: str, says: Speech
) -> tuple[Answer, ...]:
    """Return the one-click answers of a mail, each token bound to ticket, question, answer and mail.

    The question is the answer's own, not what the ticket waits for by now: a later attempt carries the same.
    """

    def token(answer: str) -> str:
        question = question_of(answer, send.facts.speaker)
        return work.offer_answer(ticket.id, question, answer, claimed.message_id or "")

    days = map(says.offer, send.facts.free)
    return answer_links(send.mail, ticket, token, to, send.facts.speaker, days)


def _enclosed(work: Work, send: SendMail, ticket: Ticket | None) -> tuple[Enclosed, ...]:
    if ticket is None:
        return ()
    if send.mail is Mail.REVIEW_REQUEST:
        return (Enclosed(FILE_NAME, XLSX, worksheet(send.facts.ten)),)
    return findings_as_csv(work, ticket, send) if send.mail in SHOW_ROWS else ()
