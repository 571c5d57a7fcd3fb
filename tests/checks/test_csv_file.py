"""The file that staff open in a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest

from bot.checks.csv_file import to_csv
from bot.checks.port import CheckResult, CheckVerdict


def found(*rows: tuple[str, ...]) -> CheckResult:
    hit = CheckResult("Same address", "…", "stop", CheckVerdict.HITS, columns=("name", "email"), sample=rows)
    return replace(hit, sample_groups=tuple(range(1, len(rows) + 1)))


def test_the_rows_come_back_as_they_were() -> None:
    """Quotes, commas and letters of any script, known as UTF-8 by their first bytes."""
    rows = (('O\'Connell, "Bo"', "bo@a.example"), ("Zoë 李", ""))
    content = to_csv(found(*rows))
    assert content.startswith(b"\xef\xbb\xbfgroup,name,email\r\n")
    assert list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))[1:] == [
        [str(number), *row] for number, row in enumerate(rows, start=1)
    ]


@pytest.mark.parametrize(
    "cell", ["=cmd|'/C calc'!A0", "+1", "-1+2", "@SUM(A1)", "\t=1", "\r=1", "＝1", " =1"]
)
def test_no_cell_acts_as_a_formula(cell: str) -> None:
    """F4: Whatever a client is called, the spreadsheet shows it as text."""
    read = list(csv.reader(io.StringIO(to_csv(found((cell, ""))).decode("utf-8-sig"), newline="")))
    assert read[1][1] == f"'{cell}"
