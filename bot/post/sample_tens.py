"""Made-up clients of a review, at every point it can come to: for the samples of the mails."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from bot.desk.heard import Heard
from bot.desk.ten import Chosen, Row, Standing, Ten

_ANNA, _ANNE_MARIE = "anna@northcpa.example", "amarie@northcpa.example"
_SAM = "sam@desk.example"
_NAMES = (
    ("Alder Dental PC", "27450.20"), ("Birch & Sons", "18310.45"), ("Cedar Holdings LLC", "9999.99"),
    ("Dogwood Farm", "-7500.50"), ("Elm Street Bakery", "412.10"), ("Fir Logistics Inc", "3300.00"),
    ("Gum Tree Theatre", "640.00"), ("Hazel Yoga", "120.00"), ("Ivy League Tutors", "0.00"),
    ("Juniper Wines and Spirits of the Lower Hudson Valley", "1250.00"),
)  # fmt: skip
_RULE = (*[Chosen.LARGEST] * 4, *[Chosen.CHANGED] * 3, *[Chosen.RANDOM] * 3)
_ASKED_AT = datetime(2026, 12, 6, 5, 15, tzinfo=UTC)
TEN = Ten(
    tuple(
        Row(name, portal=Decimal(amount), client=str(n), chosen=why)
        for n, ((name, amount), why) in enumerate(zip(_NAMES, _RULE, strict=True), start=1)
    ),
    seed="IMP-1",
    read_at=_ASKED_AT,
)
_FIRST_SEVEN = Heard(_ANNA, "1-7 ok, the rest tomorrow.", _ASKED_AT + timedelta(hours=9))
LAST_THREE = "8 and 9 match. 10 is 1,290.00 here."
_LAST_THREE = Heard(_ANNE_MARIE, LAST_THREE, _ASKED_AT + timedelta(hours=34))
_WAIVED = Heard(_SAM, "timing, posted on Monday", _ASKED_AT + timedelta(hours=36))


def _stands(
    first: int, last: int, standing: Standing, by: Heard, practice: str = "", returned: str = ""
) -> Ten:
    """Return the ten with some rows, counted from 1, as somebody left them."""
    own = Decimal(practice) if practice else None
    back = Decimal(returned) if returned else None
    rows = (
        replace(r, standing=standing, by=by, practice=own, returned=back) for r in TEN.rows[first - 1 : last]
    )
    return TEN.with_rows(rows)


SEVEN = _stands(1, 7, Standing.AGREED, _FIRST_SEVEN)
_NINE = SEVEN.with_rows(_stands(8, 9, Standing.AGREED, _LAST_THREE).rows[7:9])
OFF = _NINE.with_rows(_stands(10, 10, Standing.DIFFERS, _LAST_THREE, "1290.00", "1290.00").rows[9:])
DONE = _NINE.with_rows(_stands(10, 10, Standing.WAIVED, _WAIVED, "1290.00").rows[9:])
OWN = Ten(
    (
        Row(
            "Alder Dental PC",
            Decimal("27450.20"),
            Decimal("27450.20"),
            standing=Standing.AGREED,
            by=_FIRST_SEVEN,
        ),
        Row(
            "Cedar Holdings LLC",
            Decimal("9999.99"),
            Decimal("9990.99"),
            standing=Standing.DIFFERS,
            by=_FIRST_SEVEN,
        ),
    ),
    agreed=6,
)
OWN_DONE = replace(OWN.with_rows((replace(OWN.rows[1], standing=Standing.WAIVED, by=_WAIVED),)), agreed=8)
