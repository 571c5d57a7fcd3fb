"""What a run of the checks found, in the words that mail, record, digest and terminal all use.

Always three numbers: groups, extra rows, rows tested. "Not checked" is said of whatever did not run, and a
missing baseline is said wherever it leaves old duplicates among new ones.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.checks.port import CheckResult, CheckRun, CheckVerdict, Figure

NO_BASELINE = "no baseline: old duplicates cannot be told from new ones"
GROUPS_SHOWN = 20  # of one check, in a mail; the rest is in the CSV


def summary(run: CheckRun) -> str:
    """Return a run in one sentence, without its full stop."""
    ran = [result for result in run.results if result.verdict is not CheckVerdict.NOT_CHECKED]
    parts = [_found(ran, len(run.results))] if ran else []
    parts += _before(ran)
    parts += [f"{result.name} was not checked ({result.why})" for result in _unrun(run)]
    parts += _figures(run)
    return "; ".join(parts) or "no checks are set up"


def not_checked(run: CheckRun) -> str:
    """Return why a run is no proof, in one sentence without its full stop."""
    whys = {result.why: result.name for result in reversed(_unrun(run))}
    why = "; ".join(f"{name}: {why}" for why, name in reversed(whys.items()))
    return f"not checked ({why or 'no checks are set up'})"


def baseline_summary(run: CheckRun) -> str:
    """Return what stood there before the import, in one sentence without its full stop."""
    ran = [result for result in run.results if result.verdict is not CheckVerdict.NOT_CHECKED]
    return "; ".join([_found(ran, len(run.results)), *(f"{f.name} {amount(f)}" for f in run.figures)])


def lines(run: CheckRun) -> tuple[str, ...]:
    """Return a line for each check that found something or did not run, and for the sums."""
    found = [result for result in run.results if result.verdict is not CheckVerdict.CLEAN]
    why = (f"The sums before and after are not known: {run.figures_why}",) if run.figures_why else ()
    return (*map(line, found), *why)


def line(result: CheckResult) -> str:
    """Return one check's outcome in a line."""
    if result.verdict is CheckVerdict.NOT_CHECKED:
        return f"{result.name}: not checked, {result.why}"
    found = f"{_groups(result.groups, result.extra_rows)}, {rows(result.rows_tested)} tested"
    advice = ", to look at only" if result.severity == "advise" else ""
    old = (
        f", {_groups(result.old_groups, result.old_extra_rows)} before the import"
        if result.old_groups
        else ""
    )
    return f"{result.name} ({result.looks_for}): {found}{old}{advice}"


def compared(run: CheckRun, last: CheckRun) -> tuple[str, ...]:
    """Return a line for each check: its groups now, and in an earlier run."""
    before = {result.name: result for result in last.results}
    return tuple(
        f"{now.name}: {now.groups} now, {was.groups} at the last look, on {last.ended_at:%d %b at %H:%M} UTC"
        for now in run.results
        if (was := before.get(now.name)) and CheckVerdict.NOT_CHECKED not in (now.verdict, was.verdict)
    )


def group_lines(results: Sequence[CheckResult]) -> tuple[str, ...]:
    """Return a line for each of the first groups of each check: the rows that look alike."""
    return tuple(f"{result.name}: {group}" for result in results for group in _group_lines(result))


def amount(figure: Figure) -> str:
    """Return a sum as people write it: "1,904", "145,310.45"."""
    value = figure.value
    return (
        f"{value:,.0f}"
        if value == value.to_integral_value() and value.as_tuple().exponent == 0
        else f"{value:,.2f}"
    )


def rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"


def _found(ran: Sequence[CheckResult], checks: int) -> str:
    groups = sum(result.groups for result in ran)
    extra = sum(result.extra_rows for result in ran)
    tested = max((result.rows_tested for result in ran), default=0)
    new = "new " if ran and all(result.has_baseline for result in ran) else ""
    found = _groups(groups, extra) if groups else f"no {new}duplicates"
    return f"{found} in {rows(tested)} tested, {checks} check{'' if checks == 1 else 's'}"


def _before(ran: Sequence[CheckResult]) -> Iterator[str]:
    old, extra = sum(r.old_groups for r in ran), sum(r.old_extra_rows for r in ran)
    if old:
        yield f"{_groups(old, extra)} stood there before the import"
    if any(result.groups and not result.has_baseline for result in ran):
        yield NO_BASELINE


def _figures(run: CheckRun) -> Iterator[str]:
    before = {figure.name: figure for figure in run.figures_before}
    for now in run.figures:
        was = before.get(now.name)
        yield (
            f"{now.name} {amount(was)} before and {amount(now)} after" if was else f"{now.name} {amount(now)}"
        )


def _unrun(run: CheckRun) -> tuple[CheckResult, ...]:
    return tuple(result for result in run.results if result.verdict is CheckVerdict.NOT_CHECKED)


def _groups(groups: int, extra: int) -> str:
    return f"{groups:,} group{'' if groups == 1 else 's'} with {extra:,} extra row{'' if extra == 1 else 's'}"


def _group_lines(result: CheckResult) -> Iterator[str]:
    """The key of each group, then what stands in the other columns of its rows."""
    numbered = zip(result.sample_groups, result.sample, strict=True)
    for number, group in groupby(numbered, lambda pair: pair[0]):
        if number > GROUPS_SHOWN:
            return
        members = [row for _, row in group]
        others = "; ".join(" ".join(filter(None, row[result.keys :])) for row in members)
        yield f"{', '.join(members[0][: result.keys])}: {others}"
