"""`make try-recipes`: start each system, try its recipe, print the table. Ends with 0 if all is well."""

import os
import sys
import tempfile
from pathlib import Path
from unittest.mock import patch

from rich.console import Console
from rich.table import Table

from bot.errors import SluiceError
from bot.sandbox.firm_flow import FirmFlow
from bot.sandbox.systems.known import KNOWN, open_system
from tests.recipes.mischief import Mischief
from tests.recipes.trial import CASES, NoSuchCase, Trial, address_of, settings_of

WELL, NONE = "✔", "none"


def main(names: list[str]) -> int:
    console = Console(width=160)
    tried = {name: _try(name, console) for name in names or KNOWN}
    table = Table(
        "recipe", "system", *CASES, title="The recipes against the real systems", title_justify="left"
    )
    for name, (title, marks) in tried.items():
        table.add_row(name, title, *marks)
    console.print(table)
    return 0 if all(mark in (WELL, NONE) for _, marks in tried.values() for mark in marks) else 1


def _try(name: str, console: Console) -> tuple[str, list[str]]:
    """Return which system it was, and a mark for each case."""
    console.print(f"Starting {name} …")
    try:
        with (
            tempfile.TemporaryDirectory(prefix=f"sluice-{name}-") as folder,
            open_system(name, Path(folder)) as flow,
        ):
            return flow.title, _all_cases(flow, console)
    except SluiceError as error:
        console.print(f"{name}: {error}", markup=False, style="red")
        return "did not start", [""] * len(CASES)


def _all_cases(flow: FirmFlow, console: Console) -> list[str]:
    host, path = address_of(flow)
    with patch.dict(os.environ, flow.environment), Mischief(host).serving() as mischief:
        trial = Trial(flow, settings_of(flow, mischief.url + path), mischief)
        return [_mark(trial, case, console) for case in CASES]


def _mark(trial: Trial, case: str, console: Console) -> str:
    try:
        CASES[case](trial)
    except NoSuchCase:
        return NONE
    except (AssertionError, SluiceError) as fault:
        console.print(f"{trial.flow.title}, {case}: {fault}", markup=False, style="red")
        return "✘"
    return WELL


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
