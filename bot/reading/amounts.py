"""Amounts of money in every common notation: `$1,234.50`, `(45.00)`, `12 450,00 $`, `300.00 CR`.

What tells a decimal comma from one that groups thousands is the number itself: exactly two digits behind
the last mark are cents, three are thousands. Credits in brackets, with a minus or CR are negative.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

_CURRENCY = r"(?:(?:US|A|AU|C|CA|NZ|CDN)?[$€£]A?|(?:USD|AUD|CAD|NZD|EUR|GBP|ZAR|R)\b|R(?=\s?\d))"
# Dots, commas, apostrophes and no-break spaces part thousands anywhere. A plain space does so only after a
# currency sign or before a decimal comma: in "Suite 3 450.00" it parts a name from its amount.
_CENTS = r"(?:[.,]\d{1,2})?"
_GROUPED = rf"\d{{1,3}}(?:[,.'’\u00a0\u202f\u2009]\d{{3}})+(?!\d){_CENTS}"
_SPACED = r"\d{1,3}(?: \d{3})+(?!\d)"
_NUMBER = rf"(?:{_SPACED},\d\d|{_GROUPED}|\d{{1,12}}{_CENTS})(?![\d%]|[.,:/]\d)"
# A dash parts a name from its amount where a space stands behind it: "Abbott Farms - 1,200.00".
AMOUNT = re.compile(
    rf"(?<![\w.,:/-])(?P<open>[(<])?\s?(?P<minus>\A[-−]|[-−](?=\S))?(?P<before>{_CURRENCY})?\s?(?P<inner>[-−])?"
    rf"(?P<number>(?(before)(?:{_SPACED}{_CENTS}(?!\d)|{_NUMBER})|{_NUMBER}))"
    rf"(?P<after>\s?{_CURRENCY}(?![\s-]?\d))?(?P<credit>\s?(?:CR|DR|Cr|Dr|cr|dr)\b\.?|[-−](?![\w]))?\s?(?P<close>[)>])?"
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount and where it stands in its line."""

    value: Decimal
    start: int
    end: int
    plain: bool  # a bare whole number: it may as well be a count, a year or a house number


def find_amounts(line: str) -> Iterator[Amount]:
    """Return all amounts of one line, from left to right."""
    for found in AMOUNT.finditer(line):
        number = found["number"]
        bracketed = found["open"] is not None and found["close"] is not None
        marked = found["before"] or found["after"] or found["credit"] or bracketed
        # A lone bracket belongs to the sentence.
        start = found.start() if bracketed or not found["open"] else found.start() + 1
        end = found.end() if bracketed or not found["close"] else found.end() - 1
        value = _decimal(number)
        negative = (
            bracketed
            or found["minus"]
            or found["inner"]
            or (found["credit"] or "").strip().lower().rstrip(".") in ("cr", "-", "−")
        )
        yield Amount(-value if negative else value, start, end, plain=not marked and number.isdigit())


def parse_amount(text: str) -> Decimal | None:
    """Return the amount that a cell holds, and nothing else beside it; None when it holds none."""
    cell = re.sub(r"(?<=\d)\s(?=\d{3})", "", text)
    found = tuple(find_amounts(cell))
    if len(found) != 1 or any(map(str.isalpha, cell[: found[0].start] + cell[found[0].end :])):
        return None
    return found[0].value


def _decimal(number: str) -> Decimal:
    last = max(number.rfind("."), number.rfind(","))
    fraction = number[last + 1 :] if last >= 0 and len(number) - last - 1 <= 2 else ""
    whole = number[:last] if fraction else number
    return Decimal("".join(filter(str.isdigit, whole)) + ("." + fraction if fraction else ""))
