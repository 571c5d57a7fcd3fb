"""From an event to the database: decide with the case as it is now, and write all that follows at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog

from bot.desk.alarm import next_alarm
from bot.desk.decision import Decision
from bot.desk.events import Event
from bot.desk.lifecycle import decide
from bot.desk.policy import Policy
from bot.desk.ticket import Case, Ticket
from bot.letter.letter import Verdict
from bot.store.work import Work

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Source:
    """The letter that caused an event, for the journal."""

    letter: int | None = None
    verdict: Verdict | None = None


NO_LETTER = Source()


def apply(
    work: Work, ticket_id: int, event: Event, policy: Policy, now: datetime, source: Source = NO_LETTER
) -> Decision:
    """Let one event happen to a ticket.

    Raises:
        Conflict: The ticket changed meanwhile; begin the transaction anew and decide again.
    """
    case = with_full_days(work, work.case(ticket_id), policy, now)
    return apply_all(work, case, (event,), policy, now, source)[0]


def apply_all(
    work: Work, case: Case, events: Sequence[Event], policy: Policy, now: datetime, source: Source
) -> tuple[Decision, ...]:
    """Let several events happen, one after the other, and write what follows from them all at once.

    Args:
        case: As it stands in this transaction, the full days with it.
        policy: The desk's; what the firm has otherwise goes before it.

    Raises:
        Conflict: The ticket changed meanwhile; begin the transaction anew and decide again.
    """
    policy, decisions = case.firm.policy.over(policy), list[Decision]()
    for event in events:
        decisions.append(decide(case, event, policy, now))
        case = replace(case, ticket=decisions[-1].ticket)
    entries = tuple(entry for decision in decisions for entry in decision.entries)
    tasks = tuple(task for decision in decisions for task in decision.tasks)
    if entries:
        _save(work, case, Decision(case.ticket, entries, tasks), policy, source)
    for entry in entries:
        if entry.was is not entry.now:
            log.info("stage_changed", ticket=case.ticket.id, was=entry.was, now=entry.now)
    return tuple(decisions)


def keep(work: Work, ticket: Ticket, policy: Policy) -> None:
    """Store what is no event, such as who takes part; the alarm is set anew as well."""
    _save(work, work.case(ticket.id), Decision(ticket, ()), policy, NO_LETTER)


def with_full_days(work: Work, case: Case, policy: Policy, now: datetime) -> Case:
    """Return the case with the days that are full, where only so many imports may start on one.

    Args:
        policy: The desk's; what the firm has otherwise goes before it.
    """
    at_most = case.firm.policy.over(policy).imports_a_day
    if at_most is None:
        return case
    today = now.astimezone(case.firm.zone).date()
    return replace(case, full_days=work.full_days(at_most, today, case.ticket.id))


def _save(work: Work, case: Case, decision: Decision, policy: Policy, source: Source) -> None:
    alarm = next_alarm(replace(case, ticket=decision.ticket), case.firm.policy.over(policy))
    work.save(decision, alarm.at if alarm else None, source.letter, source.verdict)
