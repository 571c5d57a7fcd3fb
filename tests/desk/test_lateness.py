"""How late is still right: one table over all that can be done."""

from datetime import timedelta
from pathlib import Path
from typing import get_args

import pytest

from bot.desk.lateness import LATENESS, Moment, expires_at, table
from bot.desk.tasks import Audience, Do, Mail, ReadFlow, SendMail
from bot.desk.ticket import Stage
from tests.cast import PLAN, a_ticket
from tests.desk.telling import EVENING

TIMES = Path(__file__).parents[2] / "docs" / "times.md"


def test_everything_that_can_be_done_has_a_row() -> None:
    """A new mail or task cannot be forgotten here."""
    assert set(LATENESS) == {*Mail, *get_args(Do)} - {SendMail}


def test_the_docs_hold_the_table() -> None:
    """`python -m bot.desk.lateness` prints what docs/times.md shows."""
    assert table() in TIMES.read_text(encoding="utf-8")


@pytest.mark.parametrize("mail", [mail for mail, late in LATENESS.items() if isinstance(late.grace, Moment)])
def test_what_goes_stale_with_the_day_needs_a_day(mail: Mail) -> None:
    """A ticket without a plan gives it no end."""
    send = SendMail(mail, Audience.FIRM)
    assert expires_at(send, EVENING, a_ticket()) is None
    assert expires_at(send, EVENING, a_ticket(Stage.SCHEDULED)) in (PLAN.off_at.at, PLAN.proceed_until.at)


def test_a_grace_counts_from_when_it_was_due() -> None:
    """A question with days in it is right for a day; a reading always is."""
    assert expires_at(SendMail(Mail.DATE_MISSING, Audience.FIRM), EVENING) == EVENING + timedelta(days=1)
    assert expires_at(ReadFlow(), EVENING) is None
