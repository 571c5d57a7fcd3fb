"""What the duplicate queries come to."""

from dataclasses import replace

import pytest

from bot.checks.port import CheckResult, CheckRun, CheckVerdict
from bot.desk import events as e
from bot.steps.check import outcome
from tests.cast import MONDAY, POLICY

CLEAN = CheckResult("tax id", "the same tax id", "stop", CheckVerdict.CLEAN, rows_tested=10)
HITS = CheckResult(
    "tax id", "the same tax id", "stop", CheckVerdict.HITS, groups=1, extra_rows=2, rows_tested=10
)
HINT = CheckResult("names", "like names", "advise", CheckVerdict.HITS, groups=1, extra_rows=1, rows_tested=10)
UNRUN = CheckResult("names", "like names", "stop", CheckVerdict.NOT_CHECKED, why="no rows")


def a_run(*results: CheckResult) -> CheckRun:
    return CheckRun(MONDAY, MONDAY, results)


@pytest.mark.parametrize(
    ("results", "event"),
    [
        ((CLEAN,), e.ChecksClean),
        ((CLEAN, HINT), e.ChecksClean),
        ((CLEAN, HITS), e.ChecksHit),
        ((UNRUN, HITS), e.ChecksHit),
        ((CLEAN, UNRUN), e.NotChecked),
        ((CLEAN, replace(UNRUN, severity="advise")), e.ChecksClean),
        ((replace(UNRUN, severity="advise"),), e.NotChecked),
        ((), e.NotChecked),
    ],
)
def test_one_hit_counts_and_one_that_did_not_run_is_never_clean(
    results: tuple[CheckResult, ...], event: type[e.Event]
) -> None:
    """Duplicates stop; a query that found nothing to test says nothing."""
    assert type(outcome(a_run(*results), POLICY)) is event


def test_what_was_not_run_stands_beside_the_hits() -> None:
    """Staff read both."""
    hit = outcome(a_run(HITS, UNRUN), POLICY)
    assert isinstance(hit, e.ChecksHit)
    assert hit.lines[0] == "tax id (the same tax id): 1 group with 2 extra rows, 10 rows tested"
    assert hit.lines[1] == "names: not checked, no rows"
