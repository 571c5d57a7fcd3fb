"""Send one mail, once: look again whether it is still right, compose it, hand it over, record who took it.

The task and its Message-ID were committed before. A crash then sends twice under one id; the other way
round loses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.dangerous import may_tell_to_proceed
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import QUESTION, Stage, Ticket
from bot.digest.context import DigestContext
from bot.digest.gather import gather
from bot.errors import Unavailable
from bot.post.answers import Answer, answer_links
from bot.post.compose import Automatic, Enclosed, Outgoing, compose
from bot.post.context import MailContext, context_of
from bot.post.port import ACCEPTED, Delivery, Refused, Unclear
from bot.post.worksheet import FILE_NAME, XLSX, worksheet
from bot.steps.apply import apply
from bot.steps.back_off import back_off
from bot.steps.check import findings_as_csv
from bot.steps.gate import read_afresh
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import Acting, TaskState
from bot.store.tasks import DeliveryState
from bot.store.work import Work

AGAIN_SOON = timedelta(seconds=30)

# While a ticket stands elsewhere, such a mail is no longer wanted; mails not named here do not go stale.
WANTED_WHILE: Mapping[Mail, frozenset[Stage]] = {
    Mail.REMINDER: frozenset({Stage.SCHEDULED}),
    Mail.PROCEED: frozenset({Stage.IMPORTING}),
    Mail.DO_NOT_START: frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING}),
    Mail.NUDGE: frozenset({Stage.IMPORTING}),
    Mail.IS_IT_FINISHED: frozenset({Stage.IMPORTING}),
    Mail.WAS_ANYTHING_LOADED: frozenset({Stage.TURNING_OFF, Stage.IMPORTING}),
    Mail.COMPLETION_HEARD: frozenset({Stage.TURNING_ON, Stage.CHECKING}),
    Mail.FLOW_LATE: frozenset({Stage.TURNING_ON}),
    Mail.FLOW_ON: frozenset({Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED}),
    Mail.REVIEW_REQUEST: frozenset({Stage.REVIEWING}),
    Mail.REVIEW_REMINDER: frozenset({Stage.REVIEWING}),
    Mail.REVIEW_INCOMPLETE: frozenset({Stage.REVIEWING}),
}

# These go out even while a ticket is held: they keep a firm from doing harm.
SAFETY = frozenset({Mail.DO_NOT_START, Mail.PLEASE_STOP, Mail.STAYS_OFF, Mail.RELEASED})


@dataclass(frozen=True, slots=True)
class Envelope:
    """A mail ready to go."""

    raw: bytes
    mailbox: str  # the settings' name of the one it goes out from
    sender: str
    recipients: tuple[str, ...]


def deliver(house: House, claimed: Claimed) -> None:
    """Send the mail of a claimed task, or put it back, or drop it with the reason."""
    send = claimed.do
    if not isinstance(send, SendMail):
        raise TypeError(f"not a mail: {send!r}")
    if send.mail is Mail.PROCEED:
        read_afresh(house, claimed.firm or "")
    with house.store.transaction() as work:
        envelope = _prepare(house, work, claimed, send)
    if envelope is None:
        return
    try:
        answers = house.world.post.send(envelope.raw, envelope.sender, envelope.recipients)
    except Unclear as error:
        _put_back(house, claimed, str(error), unclear=True)
    except Unavailable as error:
        _put_back(house, claimed, str(error))
    else:
        _record(house, claimed, send, envelope, answers)


def _prepare(house: House, work: Work, claimed: Claimed, send: SendMail) -> Envelope | None:
    """Look at the ticket again; None when the mail waits or was dropped."""
    now = house.clock.now()
    ticket = work.ticket(claimed.ticket) if claimed.ticket is not None else None
    if ticket and ticket.stage not in WANTED_WHILE.get(send.mail, frozenset(Stage)):
        work.settle(claimed, TaskState.DROPPED, f"{ticket.ref} is {ticket.stage.value} now", now)
        return None
    if work.acting() is not Acting.GOING and send.audience is Audience.FIRM:
        work.put_back(claimed, now + timedelta(minutes=5), "the house does not act")
        return None
    if ticket and ticket.held and send.audience is Audience.FIRM and send.mail not in SAFETY:
        work.put_back(claimed, now + timedelta(minutes=5), f"{ticket.ref} is held")
        return None
    if send.mail is Mail.PROCEED and ticket:
        against = may_tell_to_proceed(work.case(ticket.id), house.settings.policy, now)
        if against:
            work.put_back(claimed, now + AGAIN_SOON, "; ".join(against))
            return None
        # It counts as told from the first attempt: this is committed before the mail can leave.
        apply(work, ticket.id, e.ProceedBegun(now), house.settings.policy, now)
    answered = {
        d.recipient for d in work.deliveries(claimed.key).values() if d.state is not DeliveryState.DEFERRED
    }
    recipients = tuple(to for to in _recipients(house, send, ticket) if to not in answered)
    if not recipients:
        work.settle(claimed, TaskState.DROPPED, "there is nobody to send it to", now)
        return None
    return _envelope(house, work, claimed, send, ticket, recipients)


def _recipients(house: House, send: SendMail, ticket: Ticket | None) -> tuple[str, ...]:
    people = house.settings.people
    match send.audience:
        case Audience.FIRM:
            everybody = ticket.parties if ticket else ()
        case Audience.STAFF:
            everybody = people.staff
        case Audience.ADMINS:
            everybody = people.admins
    return tuple(to for to in everybody if to in send.to) if send.to else everybody


def _envelope(
    house: House,
    work: Work,
    claimed: Claimed,
    send: SendMail,
    ticket: Ticket | None,
    recipients: tuple[str, ...],
) -> Envelope:
    firm = work.firm(claimed.firm) if claimed.firm else None
    mailbox = house.mailbox(ticket.mailbox if ticket else "")
    if send.mail is Mail.DIGEST:
        context: MailContext | DigestContext = gather(work, house.settings, house.clock.now())
    else:
        answers = _answers(work, claimed, send.mail, ticket, mailbox.address) if ticket else ()
        context = context_of(send, ticket, firm, house.settings.desk_name, answers)
    thread = work.thread_ids(ticket.id, send.audience) if ticket else ()
    outgoing = Outgoing(
        message_id=claimed.message_id or "",
        date=claimed.due_at,
        sender=mailbox.address,
        sender_name=house.settings.desk_name,
        to=recipients,
        words=house.templates.render(send.mail, context),
        automatic=Automatic.REPLIED if thread else Automatic.GENERATED,
        in_reply_to=thread[-1] if thread else None,
        references=thread,
        enclosed=_enclosed(work, send, ticket),
    )
    return Envelope(compose(outgoing), mailbox.name, mailbox.address, recipients)


def _answers(work: Work, claimed: Claimed, mail: Mail, ticket: Ticket, to: str) -> tuple[Answer, ...]:
    """Return the one-click answers of a mail, each token bound to ticket, question, answer and mail."""
    question = QUESTION[ticket.stage].value

    def token(answer: str) -> str:
        return work.offer_answer(ticket.id, question, answer, claimed.message_id or "")

    return answer_links(mail, ticket, token, to)


def _enclosed(work: Work, send: SendMail, ticket: Ticket | None) -> tuple[Enclosed, ...]:
    if ticket is None:
        return ()
    if send.mail is Mail.REVIEW_REQUEST:
        return (Enclosed(FILE_NAME, XLSX, worksheet(ticket.amounts)),)
    if send.mail is Mail.STAFF_CHECKS:
        return findings_as_csv(work, ticket)
    return ()


def _put_back(house: House, claimed: Claimed, why: str, *, unclear: bool = False) -> None:
    now = house.clock.now()
    with house.store.transaction() as work:
        work.put_back(claimed, now + back_off(claimed.fence), why, unclear=unclear)


def _record(
    house: House, claimed: Claimed, send: SendMail, envelope: Envelope, answers: Mapping[str, Delivery]
) -> None:
    """Write down what became of it for each recipient; those refused for now hear again later."""
    now = house.clock.now()
    refused = {to: answer for to, answer in answers.items() if isinstance(answer, Refused)}
    for_good = {to: answer.reply for to, answer in refused.items() if answer.permanent}
    taken = [to for to, answer in answers.items() if answer == ACCEPTED]
    with house.store.transaction() as work:
        for to, answer in answers.items():
            work.record_delivery(claimed.key, to, *_noted(answer))
        if len(for_good) < len(refused):
            work.put_back(claimed, now + back_off(claimed.fence), "an address was refused for now")
        else:
            work.settle(claimed, TaskState.DONE, f"taken for {len(taken)} of {len(answers)}", now)
        _tell_ticket(house, work, claimed, send, bool(taken), for_good, now)
    if taken:
        house.world.file_sent(envelope.mailbox, envelope.raw)


def _noted(answer: Delivery) -> tuple[DeliveryState, str]:
    if isinstance(answer, Refused):
        return (DeliveryState.REFUSED if answer.permanent else DeliveryState.DEFERRED), answer.reply
    return DeliveryState.ACCEPTED, ""


def _tell_ticket(
    house: House,
    work: Work,
    claimed: Claimed,
    send: SendMail,
    taken: bool,
    for_good: Mapping[str, str],
    now: datetime,
) -> None:
    if claimed.ticket is None or send.audience is not Audience.FIRM:
        return
    policy = house.settings.policy
    if taken:
        apply(work, claimed.ticket, e.MailSent(send.mail, now, tuple(for_good)), policy, now)
    if for_good:
        why = "; ".join(f"{to}: {reply}" for to, reply in for_good.items())
        apply(work, claimed.ticket, e.MailFailed(send.mail, why), policy, now)
