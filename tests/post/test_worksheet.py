"""The worksheet: what a firm opens, fills in and sends back."""

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from bot.post.worksheet import HEADER, worksheet
from bot.reading.reading import ClientAmount

ALDER = ClientAmount("Alder Dental PC", Decimal("1250.00"), None)


def rows(content: bytes) -> list[tuple[object, ...]]:
    sheet = load_workbook(BytesIO(content))["AR review"]
    return list(sheet.iter_rows(min_row=1, max_row=11, max_col=4, values_only=True))


def test_ten_rows_wait_below_a_header_that_stays() -> None:
    """It opens in a spreadsheet as it is: header, ten rows, the header frozen."""
    header, *ten = rows(worksheet())
    assert header == HEADER
    assert ten == [(None, None, None, None)] * 10
    assert load_workbook(BytesIO(worksheet()))["AR review"].freeze_panes == "A2"


def test_known_clients_are_filled_in() -> None:
    """A figure is a number that can be summed; an unknown one is left empty."""
    assert rows(worksheet((ALDER,)))[1] == ("Alder Dental PC", 1250, None, None)


@pytest.mark.parametrize("name", ['=HYPERLINK("https://x.example")', "+1", "@SUM(A1)", "-2+3"])
def test_a_clients_name_is_never_a_formula(name: str) -> None:
    """The cell is a string, and marked as text for programs that would still compute it."""
    cell = load_workbook(BytesIO(worksheet((ClientAmount(name, None, None),))))["AR review"]["A2"]
    assert (cell.value, cell.data_type) == (f"'{name}", "s")


def test_the_same_clients_give_the_same_bytes() -> None:
    """A second attempt sends the very attachment of the first."""
    assert worksheet((ALDER,)) == worksheet((ALDER,))
    packed = ZipFile(BytesIO(worksheet()))
    assert {member.date_time[0] for member in packed.infolist()} == {1980}
    assert packed.read("docProps/core.xml").count(b">2000-01-01T00:00:00Z<") == 2
