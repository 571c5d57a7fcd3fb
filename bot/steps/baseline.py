"""Note down what stands in a firm's data before its import, so that the checks can tell old from new.

It is taken while nothing of the import can be in: what is done only after the firm was told to proceed, or
while another import of the firm is under way, is no baseline. The turn-off never waits for it.
"""

from bot.checks.port import Baseline
from bot.checks.words import baseline_summary, not_checked
from bot.desk import events as e
from bot.desk.ticket import Stage, Ticket
from bot.steps.apply import apply
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.work import Work

BEFORE_IT_BEGINS = frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING})


def take_baseline(house: House, claimed: Claimed) -> None:
    """Take the baseline of the ticket's firm; while another of its imports is under way, that one's holds."""
    with house.store.reading() as work:
        case = work.case(claimed.ticket or 0)
        busy = [other for other in case.others if other.told_at and other.wants_off]
        shared = work.baseline(busy[0].id) if busy and busy[0].baseline else None
    baseline = None if busy else house.world.checks.baseline(case.ticket.firm)

    def write(work: Work) -> None:
        ticket, now = work.case(case.ticket.id).ticket, house.clock.now()
        event = _outcome(ticket, baseline or shared)
        said = event.summary if isinstance(event, e.BaselineTaken) else event.why
        work.settle(claimed, TaskState.DONE, said, now)
        if ticket.stage not in BEFORE_IT_BEGINS:
            return
        if isinstance(event, e.BaselineTaken) and (kept := baseline or shared):
            work.keep_baseline(ticket.id, kept, now)
        apply(work, ticket.id, event, house.settings.policy, now)

    house.store.transact(write)


def _outcome(ticket: Ticket, baseline: Baseline | None) -> e.BaselineTaken | e.BaselineMissed:
    if baseline is None:
        return e.BaselineMissed("another import of the firm is under way, and it has none")
    if ticket.told_at:
        return e.BaselineMissed("it was not done before the firm was told to proceed")
    if not baseline.known:
        return e.BaselineMissed(not_checked(baseline.run))
    return e.BaselineTaken(baseline_summary(baseline.run))
