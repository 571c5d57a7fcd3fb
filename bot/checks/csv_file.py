"""The rows a check found as a CSV file for staff, who open it in a spreadsheet."""

import codecs
import csv
import io

from bot.checks.port import CheckResult

# A cell that begins so is run as a formula; the full-width forms are folded to these on opening.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def to_csv(result: CheckResult) -> bytes:
    """Return the columns and the first rows of a check that hit; no cell in it can act as a formula.

    UTF-8 with a byte order mark, by which spreadsheets know it. Source: RFC 4180; OWASP, CSV Injection.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    for row in (result.columns, *result.sample):
        rows.writerow(_harmless(cell) for cell in row)
    return codecs.BOM_UTF8 + file.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
