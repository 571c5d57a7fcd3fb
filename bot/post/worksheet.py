"""The worksheet of the review: a row for each client, the same bytes for the same clients.

openpyxl is loaded only when one is written, since most mails have none. A client's name comes from
outside, so it stands in its cell as text and never as a formula.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.desk.ten import NO_TEN, Row, Ten
from bot.post.inert import NAME_LIMIT, inert_cell, one_line

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAME = "AR review.xlsx"
SHEET = "AR review"
HEADER = ("#", "Client", "Practice management AR", "Aiwyn Firm Portal AR", "Note")
WIDTHS = {"A": 5, "B": 36, "C": 26, "D": 26, "E": 40}
ROWS = 10

_DATE = re.compile(rb"(W3CDTF\">)[^<]*")


def worksheet(ten: Ten = NO_TEN) -> bytes:
    """Return the worksheet as xlsx: our figures filled in where we chose the clients, theirs where known."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = SHEET
    _lay_out(sheet, len(ten.rows) if ten.laid_out else ROWS)
    for number, row in enumerate(ten.rows, start=1):
        _fill_in(sheet, number, row)
    book.properties.creator = "Sluice"
    saved = BytesIO()
    book.save(saved)
    return _without_times(saved)


def _lay_out(sheet: "Worksheet", rows: int) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="D5DEE5")
    box = Border(left=line, right=line, top=line, bottom=line)
    sheet.append(HEADER)
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF2")
        cell.alignment, cell.border = Alignment(vertical="center"), box
    for number, row in enumerate(sheet.iter_rows(min_row=2, max_row=rows + 1, max_col=len(HEADER)), start=1):
        row[0].value = number
        for cell in row:
            cell.border = box
        for cell in row[2:4]:
            cell.number_format = "#,##0.00"
    sheet.freeze_panes = "A2"


def _fill_in(sheet: "Worksheet", number: int, row: Row) -> None:
    name = sheet.cell(number + 1, 2)
    name.value = inert_cell(one_line(row.name, NAME_LIMIT))
    name.data_type = "s"  # a string, whatever it looks like
    for column, amount in ((3, row.practice), (4, row.portal)):
        if amount is not None:
            sheet.cell(number + 1, column).value = amount


def _without_times(saved: BytesIO) -> bytes:
    """Return the file packed anew: openpyxl writes the hour into its properties and each member's date."""
    packed = BytesIO()
    with ZipFile(saved) as old, ZipFile(packed, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            if member == "docProps/core.xml":
                content = _DATE.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            new.writestr(ZipInfo(member), content, ZIP_DEFLATED)
    return packed.getvalue()
