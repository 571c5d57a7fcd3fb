"""What the checks found, as a person or a program reads it at the terminal."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from bot.checks.port import Baseline, CheckRun
from bot.checks.words import amount, compared, group_lines, line, lines, summary
from bot.errors import Misconfigured
from bot.steps.check import AGAIN_WHILE, recheck
from bot.steps.house import House
from bot.steps.order import stage_of


def look_again(house: House, number: int) -> tuple[CheckRun, CheckRun | None]:
    """Run an import's checks now; return the run and the one before it.

    Raises:
        Misconfigured: There is no such import, or it stands where nothing can be looked for.
    """
    with house.store.reading() as work:
        if work.ticket(number) is None:
            raise Misconfigured(f"there is no IMP-{number}")
        case, runs = work.case(number), work.check_runs(number)
    if case.ticket.stage not in AGAIN_WHILE:
        raise Misconfigured(f"{case.ticket.ref} is {stage_of(case.ticket)}: there is nothing to look for yet")
    if busy := [other.ref for other in case.others if other.wants_off]:
        raise Misconfigured(f"{', '.join(busy)} of the same firm is importing: wait until it is over")
    return recheck(house, number), runs[-1] if runs else None


def run_lines(run: CheckRun, last: CheckRun | None) -> tuple[str, ...]:
    """Return a run as lines: the sum of it, each check, the first groups, and the run before."""
    said = (*map(line, run.results), *group_lines(run.results), *(compared(run, last) if last else ()))
    return (f"{summary(run)}.", *(f"  {one}" for one in said))


def runs_table(baseline: Baseline | None, runs: Sequence[CheckRun]) -> Table:
    """Return a line for each check of each run, the baseline first."""
    table = Table("when (UTC)", "check", "groups", "extra rows", "tested", "there before", "took", "query")
    for when, run in (*((("before", baseline.run),) if baseline else ()), *(("after", run) for run in runs)):
        table.add_section()
        table.add_row(f"{when} {run.ended_at:%d %b %H:%M}", Text(_head(run), "dim"))
        for result in run.results:
            counts = (result.groups, result.extra_rows, result.rows_tested, result.old_groups)
            shown = ("not checked", "", "", "") if result.why else tuple(f"{count:,}" for count in counts)
            table.add_row("", Text(f"{result.name} {result.why}".strip()), *shown, f"{result.seconds:.1f} s",
                          result.query_sha256[:12])  # fmt: skip
    return table


def _head(run: CheckRun) -> str:
    sums = ", ".join(f"{figure.name} {amount(figure)}" for figure in run.figures) or run.figures_why
    return f"{run.database or 'no database'}, firm {run.firm}; {sums or 'no sums'}"


def runs_as_data(baseline: Baseline | None, runs: Sequence[CheckRun]) -> dict[str, object]:
    """Return all runs as plain data."""
    before = run_as_data(baseline.run) if baseline else None
    return {"before": before, "after": [run_as_data(run) for run in runs]}


def run_as_data(run: CheckRun) -> dict[str, object]:
    """Return a run as plain data, without the rows; moments are ISO 8601 in UTC."""
    return {
        "began_at": run.began_at.isoformat(),
        "ended_at": run.ended_at.isoformat(),
        "database": run.database,
        "parameters": {"firm": run.firm},
        "summary": summary(run),
        "lines": list(lines(run)),
        "figures": {figure.name: str(figure.value) for figure in run.figures},
        "checks": [
            {
                "name": result.name,
                "verdict": result.verdict.value,
                "severity": result.severity,
                "groups": result.groups,
                "extra_rows": result.extra_rows,
                "rows_tested": result.rows_tested,
                "groups_before": result.old_groups,
                "has_baseline": result.has_baseline,
                "why": result.why,
                "seconds": result.seconds,
                "query_sha256": result.query_sha256,
            }
            for result in run.results
        ],
    }
