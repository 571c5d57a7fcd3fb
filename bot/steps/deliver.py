"""Send one mail, once: look again whether it is still right, compose it, hand it over, record who took it.

The task and its Message-ID were committed before. A crash then sends twice under one id; the other way
round loses it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.desk import events as e
from bot.desk.dangerous import clock_went_back, may_tell_to_proceed
from bot.desk.tasks import Audience, Mail, SendMail
from bot.desk.ticket import Ticket
from bot.desk.wanted import no_longer_wanted
from bot.errors import Unavailable
from bot.flow.port import FlowState
from bot.post.port import ACCEPTED, Refused, Unclear
from bot.post.port import Delivery as Answer
from bot.steps.apply import apply
from bot.steps.back_off import back_off
from bot.steps.brakes import braked, count_mail
from bot.steps.envelope import Envelope, envelope_of, everybody
from bot.steps.file_copy import book_copy
from bot.steps.gate import read_afresh
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import Acting, TaskState
from bot.store.tasks import Delivery, DeliveryState
from bot.store.work import Work

AT_ONCE = timedelta(seconds=2)
AGAIN_SOON = timedelta(seconds=30)
AGAIN_LATER = timedelta(minutes=5)
UNCLEAR_AT_MOST = 4  # ends that nobody could tell, of one mail

# These let a firm import: none goes out but on a flow that was just read.
GO_ON = frozenset({Mail.PROCEED, Mail.STAYS_OFF})

# These go out even while a ticket is held or a brake holds: they keep a firm from doing harm.
SAFETY = frozenset({Mail.DO_NOT_START, Mail.PLEASE_STOP, Mail.STAYS_OFF, Mail.RELEASED})


@dataclass(frozen=True, slots=True)
class Wait:
    """What keeps a mail from going now, and when to look again."""

    why: str
    span: timedelta = AGAIN_LATER


def deliver(house: House, claimed: Claimed) -> None:
    """Send the mail of a claimed task, or put it back, or drop it with the reason."""
    send = claimed.do
    if not isinstance(send, SendMail):
        raise TypeError(f"not a mail: {send!r}")
    if send.mail in GO_ON:
        read_afresh(house, claimed.firm or "")
    envelope = house.store.transact(lambda work: _prepare(house, work, claimed, send))
    if envelope is None:
        return
    try:
        answers = house.world.post.send(envelope.raw, envelope.sender, envelope.recipients)
    except Unclear as error:
        _after_an_unclear_end(house, claimed, send, str(error))
    except Unavailable as error:
        _put_back(house, claimed, str(error))
    else:
        _record(house, claimed, send, envelope, answers)


def _prepare(house: House, work: Work, claimed: Claimed, send: SendMail) -> Envelope | None:
    """Look at the ticket again; None when the mail waits or was dropped."""
    now = house.clock.now()
    ticket = work.ticket(claimed.ticket) if claimed.ticket is not None else None
    if ticket and (why := no_longer_wanted(send, ticket)):
        work.settle(claimed, TaskState.DROPPED, why, now)
        return None
    if ticket and send.mail is Mail.STAYS_OFF and work.flow(ticket.firm).state is FlowState.ON:
        work.settle(claimed, TaskState.DROPPED, "the flow is on, and the firm was asked to stop", now)
        return None
    firm = work.firm(claimed.firm) if claimed.firm and not ticket else None
    to = everybody(house, send, ticket, firm)
    still = _unanswered(work, claimed, to)
    if not still:
        work.settle(claimed, TaskState.DROPPED, "there is nobody to send it to", now)
        return None
    if wait := _waits(house, work, send, ticket, to, now):
        work.put_back(claimed, now + wait.span, wait.why)
        return None
    if send.mail is Mail.PROCEED and ticket:
        # It counts as told from the first attempt: this is committed before the mail can leave.
        apply(work, ticket.id, e.ProceedBegun(now), house.settings.policy, now)
    return envelope_of(house, work, claimed, send, ticket, to, still)


def _unanswered(work: Work, claimed: Claimed, to: tuple[str, ...]) -> tuple[str, ...]:
    """Return those whom the server neither took nor refused for good."""
    heard = work.deliveries(claimed.key) if claimed.begun_before else {}
    return tuple(one for one in to if one not in heard or heard[one].state is DeliveryState.DEFERRED)


def _waits(
    house: House, work: Work, send: SendMail, ticket: Ticket | None, to: tuple[str, ...], now: datetime
) -> Wait | None:
    """Say what keeps a mail to a firm from going now; staff and admins hear in any case."""
    if send.audience is not Audience.FIRM:
        return None
    if work.acting() is not Acting.GOING:
        return Wait("the house does not act")
    if ticket and ticket.held and send.mail not in SAFETY:
        return Wait(f"{ticket.ref} is held")
    if send.mail not in SAFETY and (wait := _held_back(house, work, send, ticket, to)):
        return wait
    if send.mail is Mail.STAYS_OFF and ticket and work.flow(ticket.firm).state is not FlowState.OFF:
        return Wait("the flow does not read off", AGAIN_SOON)
    if send.mail is Mail.PROCEED and ticket:
        case = work.with_inbox(work.case(ticket.id))
        against = clock_went_back(work.seen_at(), now)
        against += may_tell_to_proceed(case, house.policy_of(case.firm), now)
        return Wait("; ".join(against), AGAIN_SOON) if against else None
    return None


def _held_back(
    house: House, work: Work, send: SendMail, ticket: Ticket | None, to: tuple[str, ...]
) -> Wait | None:
    """What the house itself holds against a mail: others may have sent meanwhile, or too many went."""
    mailbox = house.mailbox(ticket.mailbox if ticket else "").name
    if work.read_to_end_at(mailbox) is None or work.sent_mail_unread(mailbox):
        return Wait("the folder of sent mail was not looked into yet", AT_ONCE)
    held = braked(work, send.mail, ticket, to)
    return Wait(f"a brake holds: {', '.join(held)}") if held else None


def _after_an_unclear_end(house: House, claimed: Claimed, send: SendMail, why: str) -> None:
    """Send the very same again later; but a server that never says what it took is not fed for ever."""
    if claimed.unclear + 1 < UNCLEAR_AT_MOST:
        _put_back(house, claimed, why, unclear=True)
        return
    now, told = (
        house.clock.now(),
        f"it went out {UNCLEAR_AT_MOST} times, and nobody can say whether it was taken",
    )

    def write(work: Work) -> None:
        work.settle(claimed, TaskState.DROPPED, told, now)
        if claimed.ticket is not None and send.audience is Audience.FIRM:
            apply(work, claimed.ticket, e.MailFailed(send.mail, told), house.settings.policy, now)

    house.store.transact(write)


def _put_back(house: House, claimed: Claimed, why: str, *, unclear: bool = False) -> None:
    now = house.clock.now()
    with house.store.transaction() as work:
        work.put_back(claimed, now + _again_after(claimed), why, unclear=unclear)


def _again_after(claimed: Claimed) -> timedelta:
    """How long a mail rests that could not go; what a firm waits for on its day never rests for long."""
    rest = back_off(claimed.fence)
    urgent = isinstance(claimed.do, SendMail) and claimed.do.mail in GO_ON | SAFETY
    return min(rest, AGAIN_LATER) if urgent else rest


def _record(
    house: House, claimed: Claimed, send: SendMail, envelope: Envelope, answers: Mapping[str, Answer]
) -> None:
    """Write down what became of it for each recipient; those refused for now hear again later."""
    now = house.clock.now()
    refused = {to: answer for to, answer in answers.items() if isinstance(answer, Refused)}
    for_good = {to: answer.reply for to, answer in refused.items() if answer.permanent}
    taken = tuple(to for to, answer in answers.items() if answer == ACCEPTED)

    def write(work: Work) -> None:
        work.record_deliveries(claimed.key, [_noted(to, answer) for to, answer in answers.items()])
        if len(for_good) < len(refused):
            work.put_back(claimed, now + _again_after(claimed), "an address was refused for now")
        else:
            work.settle(claimed, TaskState.DONE, f"taken for {len(taken)} of {len(answers)}", now)
        if taken and send.audience is Audience.FIRM:
            book_copy(work, house, claimed, envelope)
        if claimed.ticket is not None and send.audience is Audience.FIRM:
            _tell_ticket(house, work, claimed.ticket, send, taken, for_good)

    # The mail is out: that another transaction got in between must not make it go out again.
    house.store.transact(write)


def _noted(to: str, answer: Answer) -> Delivery:
    if isinstance(answer, Refused):
        state = DeliveryState.REFUSED if answer.permanent else DeliveryState.DEFERRED
        return Delivery(to, state, answer.reply)
    return Delivery(to, DeliveryState.ACCEPTED, "")


def _tell_ticket(
    house: House, work: Work, number: int, send: SendMail, taken: tuple[str, ...], for_good: Mapping[str, str]
) -> None:
    """Let the ticket know who has it, and count it against the brakes."""
    policy, now = house.settings.policy, house.clock.now()
    if taken:
        sent = apply(work, number, e.MailSent(send.mail, now, tuple(for_good)), policy, now)
        count_mail(house, work, send.mail, sent.ticket, taken)
    if for_good:
        why = "; ".join(f"{to}: {reply}" for to, reply in for_good.items())
        apply(work, number, e.MailFailed(send.mail, why, reached=bool(taken)), policy, now)
