"""Run the duplicate queries once the data has landed, keep what they found, and say it as an event."""

from dataclasses import replace
from datetime import datetime, timedelta

from bot.checks.port import Baseline, CheckRun, CheckVerdict, Landing
from bot.checks.words import compared, lines, not_checked, summary
from bot.desk import events as e
from bot.desk.policy import OnDuplicates, Policy
from bot.desk.tasks import RunChecks
from bot.desk.ticket import Case, Stage, Ticket
from bot.steps.apply import apply
from bot.steps.gate import read_afresh
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.work import Work

LOOK_AGAIN = timedelta(minutes=10)  # while another ticket imports, or the data has not landed
AGAIN_WHILE = frozenset({Stage.CHECKING, Stage.REVIEWING, Stage.CLOSED})

Outcome = e.ChecksClean | e.ChecksHit | e.DuplicatesNoted | e.NotChecked


def check(house: House, claimed: Claimed) -> None:
    """Run every check for the ticket's firm, unless the ticket has moved on; once for all its tickets."""
    with house.store.reading() as work:
        case = work.case(claimed.ticket or 0)
    again = isinstance(claimed.do, RunChecks) and claimed.do.again
    if case.ticket.stage not in (AGAIN_WHILE if again else {Stage.CHECKING}):
        _drop(house, claimed, case.ticket)
    elif busy := [other.ref for other in case.others if other.wants_off]:
        _put_back(house, claimed, f"{', '.join(busy)} is importing")
    elif again:
        recheck(house, case.ticket.id, claimed)
    else:
        _check_once_landed(house, claimed, case)


def recheck(house: House, ticket_id: int, claimed: Claimed | None = None) -> CheckRun:
    """Run the checks once more for a ticket, keep what they find, and tell staff what has changed.

    Duplicates that are gone let an import go on that waited for it. Whatever else comes out moves nothing.

    Args:
        claimed: The task this is; None: somebody waits at the terminal.
    """
    with house.store.reading() as work:
        case, last = work.case(ticket_id), work.check_runs(ticket_id)
        ticket, policy = case.ticket, house.policy_of(case.firm)
        before = work.baseline(ticket_id) if ticket.baseline else None
    run = house.world.checks.run(ticket.firm, before)
    said = (*lines(run), *(compared(run, last[-1]) if last else ()))

    def write(work: Work) -> None:
        now, stage = house.clock.now(), work.case(ticket_id).ticket.stage
        if claimed:
            work.settle(claimed, TaskState.DONE, summary(run), now)
        work.keep_checks(ticket_id, run, now)
        apply(work, ticket_id, _again(run, said, stage, policy), house.settings.policy, now)

    house.store.transact(write)
    return run


def _again(run: CheckRun, said: tuple[str, ...], stage: Stage, policy: Policy) -> e.Event:
    event = outcome(run, policy)
    if stage is Stage.CHECKING and not isinstance(event, e.NotChecked):
        return replace(event, lines=said)
    return e.Rechecked(event.summary, said)


def _check_once_landed(house: House, claimed: Claimed, case: Case) -> None:
    ticket, now = case.ticket, house.clock.now()
    landing = _landed(house, ticket)
    if landing.landed:
        _check(house, claimed, case)
    elif now < _landed_by(ticket, house.policy_of(case.firm)):
        _put_back(house, claimed, f"the data has not landed: {landing.why}")
    else:
        _give_up(
            house, claimed, ticket, e.NotChecked(f"not checked (the data has not landed: {landing.why})")
        )


def _landed(house: House, ticket: Ticket) -> Landing:
    """Ask the firm's flow, if it tells when its last run was over; else what is said by the data."""
    on = ticket.on_read
    if on is None:
        return Landing(True)
    if on.synced_at is None:
        return house.world.checks.landed(ticket.firm, on.at)
    read_afresh(house, ticket.firm)
    with house.store.reading() as work:
        read = work.flow(ticket.firm).read
    if read is None or read.synced_at is None:
        return Landing(False, "the flow does not say when it was last in step")
    return Landing(read.synced_at > on.at, f"the flow was last in step at {read.synced_at:%d %b %H:%M} UTC")


def _landed_by(ticket: Ticket, policy: Policy) -> datetime:
    return (ticket.on_read.at if ticket.on_read else ticket.since) + timedelta(hours=policy.landing_hours)


def _check(house: House, claimed: Claimed, case: Case) -> None:
    ticket = case.ticket
    run = house.world.checks.run(ticket.firm, _oldest_baseline(house, ticket.firm))
    event = outcome(run, house.policy_of(case.firm))

    def write(work: Work) -> None:
        now = house.clock.now()
        work.settle(claimed, TaskState.DONE, event.summary, now)
        for one in _checking(work, ticket.firm):
            work.keep_checks(one.id, run, now)
            apply(work, one.id, event, house.settings.policy, now)

    house.store.transact(write)


def _oldest_baseline(house: House, firm: str) -> Baseline | None:
    """Of several imports checked at once the first one's baseline holds: what came since is one of theirs."""
    with house.store.reading() as work:
        taken = [work.baseline(ticket.id) for ticket in _checking(work, firm) if ticket.baseline]
    return min(filter(None, taken), key=lambda baseline: baseline.run.began_at, default=None)


def _checking(work: Work, firm: str) -> tuple[Ticket, ...]:
    return tuple(ticket for ticket in work.open_tickets(firm) if ticket.stage is Stage.CHECKING)


def outcome(run: CheckRun, policy: Policy) -> Outcome:
    """Say what a run comes to: any hit counts, and a check that did not run is never clean.

    What is only to be looked at stops nothing, whether it was found or could not be looked for.
    """
    stop = [result for result in run.results if result.severity == "stop"]
    if any(result.verdict is CheckVerdict.HITS for result in stop):
        goes_on = policy.on_duplicates is OnDuplicates.GO_ON
        return (e.DuplicatesNoted if goes_on else e.ChecksHit)(summary(run), lines(run))
    if not run.ran or any(result.verdict is CheckVerdict.NOT_CHECKED for result in stop):
        return e.NotChecked(not_checked(run))
    return e.ChecksClean(summary(run), lines(run))


def _give_up(house: House, claimed: Claimed, ticket: Ticket, event: e.NotChecked) -> None:
    def write(work: Work) -> None:
        now = house.clock.now()
        work.settle(claimed, TaskState.DONE, event.summary, now)
        apply(work, ticket.id, event, house.settings.policy, now)

    house.store.transact(write)


def _drop(house: House, claimed: Claimed, ticket: Ticket) -> None:
    with house.store.transaction() as work:
        why = f"{ticket.ref} is {ticket.stage.value} now"
        work.settle(claimed, TaskState.DROPPED, why, house.clock.now())


def _put_back(house: House, claimed: Claimed, why: str) -> None:
    with house.store.transaction() as work:
        work.put_back(claimed, house.clock.now() + LOOK_AGAIN, why)
