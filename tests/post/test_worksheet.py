"""The worksheet: what a firm opens, fills in and sends back."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.desk.ten import Row, Ten
from bot.post.worksheet import HEADER, worksheet

ALDER = Row("Alder Dental PC", portal=Decimal("1250.00"), client="7")
CHOSEN = Ten((ALDER,), seed="IMP-1")


def rows(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(content))["AR review"]
    return list(sheet.iter_rows(min_row=1, max_row=11, max_col=5, values_only=True))


def test_ten_rows_wait_below_a_header_that_stays() -> None:
    """It opens in a spreadsheet as it is: header, ten rows, the header frozen."""
    header, *ten = rows(worksheet())
    assert header == HEADER
    assert ten == [(number, None, None, None, None) for number in range(1, 11)]
    assert load_workbook(BytesIO(worksheet()))["AR review"].freeze_panes == "A2"


def test_the_clients_we_chose_are_filled_in() -> None:
    """Ours is a number that can be summed, theirs is left empty; there are as many rows as clients."""
    _, alder, *rest = rows(worksheet(CHOSEN))
    assert alder == (1, "Alder Dental PC", None, 1250, None)
    assert not any(map(any, rest))


@pytest.mark.parametrize("name", ['=HYPERLINK("https://x.example")', "+1", "@SUM(A1)", "-2+3"])
def test_a_clients_name_is_never_a_formula(name: str) -> None:
    """F4: The cell is a string, and marked as text for programs that would still compute it."""
    cell = load_workbook(BytesIO(worksheet(Ten((Row(name),)))))["AR review"]["B2"]
    assert (cell.value, cell.data_type) == (f"'{name}", "s")


def test_the_same_clients_give_the_same_bytes() -> None:
    """A second attempt sends the very attachment of the first."""
    assert worksheet(CHOSEN) == worksheet(CHOSEN)
    packed = ZipFile(BytesIO(worksheet()))
    assert {member.date_time[0] for member in packed.infolist()} == {1980}
    assert packed.read("docProps/core.xml").count(b">2000-01-01T00:00:00Z<") == 2
