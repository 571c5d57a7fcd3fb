"""Run the duplicate queries, keep what they found with the ticket, and say it as an event."""

from datetime import timedelta

from bot.checks.csv_file import to_csv
from bot.checks.port import CheckResult, CheckVerdict
from bot.desk import events as e
from bot.desk.ticket import Stage, Ticket
from bot.post.compose import Enclosed
from bot.steps.apply import apply
from bot.steps.house import House
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.work import Work

WHILE_ANOTHER_IMPORTS = timedelta(minutes=10)


def check(house: House, claimed: Claimed) -> None:
    """Run every check for the ticket's firm, unless the ticket has moved on; once for all its tickets."""
    with house.store.reading() as work:
        case = work.case(claimed.ticket or 0)
    ticket, others = case.ticket, case.others
    now = house.clock.now()
    if ticket.stage is not Stage.CHECKING:
        with house.store.transaction() as work:
            work.settle(claimed, TaskState.DROPPED, f"{ticket.ref} is {ticket.stage.value} now", now)
        return
    if busy := [t.ref for t in others if t.wants_off]:
        with house.store.transaction() as work:
            work.put_back(claimed, now + WHILE_ANOTHER_IMPORTS, f"{', '.join(busy)} is importing")
        return
    results = house.world.checks.run(ticket.firm)
    event, now = outcome(results), house.clock.now()

    def write(work: Work) -> None:
        work.settle(claimed, TaskState.DONE, event.summary, now)
        for one in work.open_tickets(ticket.firm):
            if one.stage is Stage.CHECKING:
                work.keep_checks(one.id, results, now)
                apply(work, one.id, event, house.settings.policy, now)

    house.store.transact(write)


def outcome(results: tuple[CheckResult, ...]) -> e.ChecksClean | e.ChecksHit | e.NotChecked:
    """Say what the checks come to: any hit counts, and one that did not run is never clean."""
    hits = [result for result in results if result.verdict is CheckVerdict.HITS]
    unrun = [result for result in results if result.verdict is CheckVerdict.NOT_CHECKED]
    if any(hit.severity == "stop" for hit in hits):
        return e.ChecksHit(_summary(results), tuple(_line(result) for result in (*hits, *unrun)))
    if unrun or not results:
        why = "; ".join(f"{result.name}: {result.why}" for result in unrun) or "no checks are set up"
        return e.NotChecked(f"not checked ({why})")
    return e.ChecksClean(_summary(results))


def findings_as_csv(work: Work, ticket: Ticket) -> tuple[Enclosed, ...]:
    """Return the rows of the ticket's last run, a file for each check that hit."""
    runs = work.check_runs(ticket.id)
    hits = [r for r in runs[-1].results if r.verdict is CheckVerdict.HITS] if runs else []
    return tuple(Enclosed(f"{hit.name}.csv", "text/csv", to_csv(hit)) for hit in hits)


def _summary(results: tuple[CheckResult, ...]) -> str:
    groups = sum(result.groups for result in results)
    extra = sum(result.extra_rows for result in results)
    tested = max((result.rows_tested for result in results), default=0)
    found = f"{groups} groups with {extra} extra rows" if groups else "no duplicates"
    return f"{found} in {tested} rows, {len(results)} checks"


def _line(result: CheckResult) -> str:
    if result.verdict is CheckVerdict.NOT_CHECKED:
        return f"{result.name}: not checked, {result.why}"
    return (
        f"{result.name} ({result.looks_for}): {result.groups} groups, "
        f"{result.extra_rows} extra rows, {result.rows_tested} rows tested"
    )
