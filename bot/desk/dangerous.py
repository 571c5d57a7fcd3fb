"""The two dangerous acts. Each function returns all that stands against it; empty means it may be done.

They are asked when deciding, and again just before the effect.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.desk.policy import Policy
from bot.desk.ticket import Case, Inbox, Stage, Ticket
from bot.flow.port import FlowReading, FlowState

Reason = str
CLOCKS_DIFFER = timedelta(minutes=5)  # those of two machines, and one that is set right by a little


def may_turn_on(case: Case, policy: Policy, now: datetime) -> tuple[Reason, ...]:
    """Return all that stands against turning the firm's flow on."""
    waiting = [t for t in (case.ticket, *case.others) if t.stage is Stage.TURNING_ON]
    against = [*_wanted_off(case)]
    if not waiting:
        against.append("no ticket of the firm waits for it")
    for ticket in waiting:
        against.extend(_unfinished(ticket, policy, now))
        against.extend(_unread(case.inbox, _thought_over_at(ticket, policy)))
    if not case.flow.ours and case.flow.state is not FlowState.ON:
        against.append("we did not turn it off")
    return tuple(against)


def may_tell_to_proceed(case: Case, policy: Policy, now: datetime) -> tuple[Reason, ...]:
    """Return all that stands against telling the firm to proceed."""
    return (
        *_not_the_moment(case.ticket, now),
        *_not_surely_off(case.flow.read, policy, now),
        *_mailbox_behind(case.inbox, policy, now),
    )


def clock_went_back(seen: datetime | None, now: datetime) -> tuple[Reason, ...]:
    """Return what stands against either act while the clock is behind a time seen before."""
    if seen is None or seen - now <= CLOCKS_DIFFER:
        return ()
    return (f"the clock went back: it was {seen:%Y-%m-%d %H:%M} UTC already",)


def _wanted_off(case: Case) -> Iterator[Reason]:
    if case.flow.staff_off:
        yield "staff hold it off"
    for ticket in (case.ticket, *case.others):
        if ticket.wants_off:
            yield f"{ticket.ref} is {ticket.stage.value.replace('_', ' ')}"


def _unfinished(ticket: Ticket, policy: Policy, now: datetime) -> Iterator[Reason]:
    word = ticket.completed or ticket.nothing_loaded
    if ticket.held:
        yield f"{ticket.ref} is held"
    if ticket.objection:
        yield f"{ticket.objection.by} objected to {ticket.ref}"
    if ticket.loaded and not ticket.completed:
        yield f"part of {ticket.ref} is loaded"
    if ticket.told_at and (word is None or word.at < ticket.told_at):
        yield f"the firm was told to proceed with {ticket.ref} and has not said that it is over"
    if word and now < word.at + timedelta(minutes=policy.second_thoughts_minutes):
        yield f"time for second thoughts on {ticket.ref}"


def _thought_over_at(ticket: Ticket, policy: Policy) -> datetime:
    """Until then a "wait" comes in time; the mailbox is read since then, not just since the word."""
    word = ticket.completed or ticket.nothing_loaded
    return word.at + timedelta(minutes=policy.second_thoughts_minutes) if word else ticket.since


def _unread(inbox: Inbox, since: datetime) -> Iterator[Reason]:
    if inbox.unfiled:
        yield "a letter of the firm is not read yet"
    if inbox.read_to_end_at is None or inbox.read_to_end_at < since:
        yield "the mailbox was not read to its end since"


def _not_the_moment(ticket: Ticket, now: datetime) -> Iterator[Reason]:
    if ticket.stage is not Stage.IMPORTING:
        yield f"{ticket.ref} is {ticket.stage.value.replace('_', ' ')}"
    if ticket.held:
        yield f"{ticket.ref} is held"
    if ticket.bound_for:
        yield "the firm wants to move or cancel"
    if ticket.untold:
        yield "the firm began without our word: only a person tells it to go on"
    if ticket.plan is None or not ticket.plan.off_at.at <= now < ticket.plan.proceed_until.at:
        yield "it is outside the plan's window"


def _not_surely_off(read: FlowReading | None, policy: Policy, now: datetime) -> Iterator[Reason]:
    if read is None or read.state is not FlowState.OFF:
        yield "the flow does not read off"
        return
    if read.in_flight:
        yield f"{read.in_flight} runs are still in flight"
    machine, person = policy.fresh_read_seconds, policy.person_word_minutes * 60
    if now - read.at > timedelta(seconds=person if read.by_person else machine):
        yield "the read-back is too old"


def _mailbox_behind(inbox: Inbox, policy: Policy, now: datetime) -> Iterator[Reason]:
    limit = timedelta(minutes=policy.mailbox_read_minutes)
    if inbox.read_to_end_at is None or now - inbox.read_to_end_at > limit:
        yield "the mailbox was not read to its end in the last minutes"
