"""Worksheets and CSV files that come with a letter, as rows of text; nothing in them is ever executed.

An xlsx file is a zip from a stranger: what it would inflate to is counted before anything is inflated, and
XML that declares a document type (the way to entity bombs) is refused.
"""

import csv
import io
import warnings
import zipfile
from itertools import islice
from typing import Final

from bot.letter.letter import Attachment
from bot.reading.tables import ROWS_AT_MOST, Row

SIZE_AT_MOST: Final = 2_000_000  # bytes as sent
INFLATED_AT_MOST: Final = 20_000_000  # bytes, all members together
RATIO_AT_MOST: Final = 200
MEMBERS_AT_MOST: Final = 200
COLUMNS_AT_MOST: Final = 30
SHEETS_AT_MOST: Final = 5
CELL_AT_MOST: Final = 200  # characters

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NOT_READ = (".xls", ".xlsb", ".ods", ".numbers", ".pdf", ".docx", ".doc")  # figures often come in these
COMMA_SEPARATED = frozenset(
    ("text/csv", "text/comma-separated-values", "application/csv", "text/tab-separated-values")
)
_DECLARATIONS = tuple(b"<!DOCTYPE".decode().encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))


class Refused(Exception):
    """The file is not read; the message says why."""


def rows_of(attachment: Attachment) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of each sheet, as text; nothing for a file that can hold no figures.

    Raises:
        Refused: It may hold some, and is of a kind we do not read, or too large, broken or hostile.
    """
    content, name = attachment.content, attachment.name.lower()
    if name.endswith(NOT_READ):
        raise Refused(f"a {name.rpartition('.')[2]} file is not read, only xlsx and CSV")
    if content is None:
        if name.endswith((".xlsx", ".xlsm", ".csv", ".tsv")):
            raise Refused("the file is too large to be read")
        return ()
    if attachment.content_type == WORKBOOK or name.endswith((".xlsx", ".xlsm")):
        return _sheets(content)
    if attachment.content_type in COMMA_SEPARATED or name.endswith((".csv", ".tsv")):
        return (_separated(content),)
    return ()


def _separated(content: bytes) -> tuple[Row, ...]:
    if len(content) > SIZE_AT_MOST:
        raise Refused("the file is larger than 2 MB")
    text = _decoded(content)
    first = text.partition("\n")[0]
    separator = max(",;\t|", key=first.count)
    lines = io.StringIO(text, newline="")
    try:
        return tuple(
            tuple(cell[:CELL_AT_MOST] for cell in row[:COLUMNS_AT_MOST])
            for row in islice(csv.reader(lines, delimiter=separator), ROWS_AT_MOST)
        )
    except csv.Error as error:
        raise Refused(f"the file is no CSV: {error}") from error


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _sheets(content: bytes) -> tuple[tuple[Row, ...], ...]:
    _refuse_bombs(content)
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of styles and extensions that do not matter to us
            book = openpyxl.load_workbook(
                io.BytesIO(content), read_only=True, data_only=True, keep_links=False
            )
            return tuple(
                tuple(
                    tuple(map(_cell_text, row))
                    for row in sheet.iter_rows(
                        max_row=ROWS_AT_MOST, max_col=COLUMNS_AT_MOST, values_only=True
                    )
                )
                for sheet in book.worksheets[:SHEETS_AT_MOST]
            )
    except Exception as error:  # openpyxl raises whatever a broken part provokes
        raise Refused(f"the worksheet cannot be opened: {type(error).__name__}") from error


def _cell_text(cell: object) -> str:
    if isinstance(cell, float):
        return f"{cell:.2f}"  # 1200.1 is stored as 1200.1000000000001
    return "" if cell is None else str(cell)[:CELL_AT_MOST]


def _refuse_bombs(content: bytes) -> None:
    if len(content) > SIZE_AT_MOST:
        raise Refused("the worksheet is larger than 2 MB")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            inflated = sum(member.file_size for member in members)
            if len(members) > MEMBERS_AT_MOST or inflated > min(
                INFLATED_AT_MOST, RATIO_AT_MOST * len(content)
            ):
                raise Refused("the worksheet would unpack to too much")
            for member in members:
                _refuse_entities(archive, member)
    # zipfile says NotImplementedError of a packing it does not know, RuntimeError of a locked member.
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError, ValueError) as error:
        raise Refused("the worksheet is no proper xlsx file") from error


def _refuse_entities(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Read one part, never more than it claims, and refuse a document type declaration."""
    with archive.open(member) as part:
        data = part.read(member.file_size + 1)
    if len(data) > member.file_size:
        raise Refused("the worksheet says less than it unpacks to")
    if any(declaration in data for declaration in _DECLARATIONS):
        raise Refused("the worksheet declares a document type")
