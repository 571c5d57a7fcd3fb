"""The rows a check found as a CSV file for staff, who open it in a spreadsheet."""

import codecs
import csv
import io

from bot.checks.port import CheckResult

# A cell that begins so is run as a formula; the full-width forms are folded to these on opening.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


def to_csv(result: CheckResult) -> bytes:
    """Return the first rows of a check that hit, each with the number of its group.

    No cell in it can act as a formula.

    UTF-8 with a byte order mark, by which spreadsheets know it. Source: RFC 4180; OWASP, CSV Injection.
    """
    file = io.StringIO(newline="")
    rows = csv.writer(file)
    rows.writerow(("group", *map(_harmless, result.columns)))
    for group, row in zip(result.sample_groups, result.sample, strict=True):
        rows.writerow((group, *map(_harmless, row)))
    return codecs.BOM_UTF8 + file.getvalue().encode()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
