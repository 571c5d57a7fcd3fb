"""What the checks brought back stays with the ticket."""

from dataclasses import replace

from bot.checks.port import Baseline, CheckResult, CheckRun, CheckVerdict, KnownGroups
from bot.store.work import Store
from tests.cast import MONDAY
from tests.store.given import DAY, has_ticket

CLEAN = CheckResult("tax-id", "clients with one tax id", "stop", CheckVerdict.CLEAN, rows_tested=40)
RUN = CheckRun(MONDAY, MONDAY, (CLEAN,), firm="north")


def test_every_run_is_kept_whole(store: Store) -> None:
    """Oldest first; the baseline is none of them."""
    ticket, again = has_ticket(store), CheckRun(MONDAY + DAY, MONDAY + DAY, ())
    with store.transaction() as work:
        work.keep_baseline(ticket.id, Baseline(RUN), MONDAY)
        work.keep_checks(ticket.id, RUN, MONDAY)
        work.keep_checks(ticket.id, again, MONDAY + DAY)
        assert work.check_runs(ticket.id) == (RUN, again)


def test_the_baseline_taken_last_counts(store: Store) -> None:
    """A day that moved has another one."""
    ticket = has_ticket(store)
    first = Baseline(RUN, (KnownGroups("a", 40, ""),))
    second = replace(first, known=(KnownGroups("a", 44, "", too_many=True),))
    with store.transaction() as work:
        assert work.baseline(ticket.id) is None
        for baseline in (first, second):
            work.keep_baseline(ticket.id, baseline, MONDAY)
        assert work.baseline(ticket.id) == second
