"""Quiet hours: what can wait waits for the morning on the firm's wall, and nothing else does."""

from dataclasses import replace
from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from bot.desk import events as e
from bot.desk.quiet import CAN_WAIT, goes_out_at
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import NEW_YORK, PLAN, POLICY, a_ticket
from tests.desk.telling import SAM_SAID

NIGHTS = replace(POLICY, quiet_from=time(20), quiet_until=time(7))
NOON = replace(POLICY, quiet_from=time(12), quiet_until=time(14))
CLEAN = e.ChecksClean("no duplicates")


def on_the_wall(clock: str, zone: ZoneInfo = NEW_YORK) -> datetime:
    return datetime.fromisoformat(clock).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("now", "policy", "goes"),
    [
        ("2026-12-05 23:35", NIGHTS, "2026-12-06 07:00"),
        ("2026-12-06 02:00", NIGHTS, "2026-12-06 07:00"),
        ("2026-12-05 20:00", NIGHTS, "2026-12-06 07:00"),
        ("2026-12-06 07:00", NIGHTS, "2026-12-06 07:00"),
        ("2026-12-05 19:59", NIGHTS, "2026-12-05 19:59"),
        ("2026-12-05 13:00", NOON, "2026-12-05 14:00"),
        ("2026-12-05 15:00", NOON, "2026-12-05 15:00"),
        ("2026-12-05 23:35", POLICY, "2026-12-05 23:35"),
        ("2027-03-13 23:35", NIGHTS, "2027-03-14 07:00"),  # the clocks go forward that night
    ],
)
def test_a_review_request_waits_for_the_morning(now: str, policy: object, goes: str) -> None:
    """Over midnight or within a day, in the firm's own zone."""
    ticket, at = a_ticket(Stage.REVIEWING), on_the_wall(now)
    told = goes_out_at(Mail.REVIEW_REQUEST, CLEAN, ticket, NEW_YORK, policy, at)  # type: ignore[arg-type]
    assert told == on_the_wall(goes)


@pytest.mark.parametrize("mail", [mail for mail in Mail if mail not in CAN_WAIT])
def test_nothing_else_waits(mail: Mail) -> None:
    """A proceed, a "please stop" and every answer go out at any hour."""
    night = on_the_wall("2026-12-05 23:35")
    assert goes_out_at(mail, CLEAN, a_ticket(Stage.IMPORTING), NEW_YORK, NIGHTS, night) == night


def test_what_staff_order_does_not_wait() -> None:
    """`@sluice review` at night means now."""
    night, ordered = on_the_wall("2026-12-05 23:35"), e.ReviewOrdered(SAM_SAID)
    assert (
        goes_out_at(Mail.REVIEW_REQUEST, ordered, a_ticket(Stage.CHECKING), NEW_YORK, NIGHTS, night) == night
    )


def test_a_reminder_that_would_come_too_late_goes_out_at_once() -> None:
    """Rather at night than after the flow is off."""
    early = replace(PLAN, off_at=replace(PLAN.off_at, at=on_the_wall("2026-12-05 05:00")))
    ticket, night = a_ticket(Stage.SCHEDULED, plan=early), on_the_wall("2026-12-05 02:00")
    assert goes_out_at(Mail.REMINDER, e.PreflightPassed(()), ticket, NEW_YORK, NIGHTS, night) == night
