"""The worksheet of the review: ten rows to fill in, the same bytes for the same clients.

openpyxl is loaded only when one is written, since most mails have none. A client's name comes from
outside, so it stands in its cell as text and never as a formula.
"""

import re
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.post.inert import NAME_LIMIT, inert_cell, one_line
from bot.reading.reading import ClientAmount

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FILE_NAME = "AR review.xlsx"
SHEET = "AR review"
HEADER = ("Client", "Practice management AR", "Aiwyn Firm Portal AR", "Note")
WIDTHS = {"A": 36, "B": 26, "C": 26, "D": 40}
ROWS = 10

_DATE = re.compile(rb"(W3CDTF\">)[^<]*")


def worksheet(clients: tuple[ClientAmount, ...] = ()) -> bytes:
    """Return the worksheet as xlsx, the known clients filled in and the rest of the ten rows empty."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = SHEET
    _lay_out(sheet)
    for number, client in enumerate(clients, start=2):
        _fill_in(sheet, number, client)
    book.properties.creator = "Sluice"
    saved = BytesIO()
    book.save(saved)
    return _without_times(saved)


def _lay_out(sheet: "Worksheet") -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    line = Side(style="thin", color="D5DEE5")
    box = Border(left=line, right=line, top=line, bottom=line)
    sheet.append(HEADER)
    for column, width in WIDTHS.items():
        sheet.column_dimensions[column].width = width
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E8EEF2")
        cell.alignment, cell.border = Alignment(vertical="center"), box
    for row in sheet.iter_rows(min_row=2, max_row=ROWS + 1, max_col=len(HEADER)):
        for cell in row:
            cell.border = box
        for cell in row[1:3]:
            cell.number_format = "#,##0.00"
    sheet.freeze_panes = "A2"


def _fill_in(sheet: "Worksheet", row: int, client: ClientAmount) -> None:
    name = sheet.cell(row, 1)
    name.value = inert_cell(one_line(client.name, NAME_LIMIT))
    name.data_type = "s"  # a string, whatever it looks like
    for column, amount in ((2, client.practice), (3, client.portal)):
        if amount is not None:
            sheet.cell(row, column).value = amount


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
