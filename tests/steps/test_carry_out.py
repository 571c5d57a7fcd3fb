"""How long a claim lasts."""

import pytest

from bot.desk.tasks import ReadFlow, RunChecks, SendMail, SwitchFlow
from bot.steps.carry_out import claim_seconds
from tests.scenarios.house import settings

HTTP = {
    "driver": "http",
    "deadline_seconds": 20,
    "off": [{"url": "http://localhost/off"}],
    "on": [{"url": "http://localhost/on"}],
    "read": [{"field": "state", "request": {"method": "GET", "url": "http://localhost/"}}],
}


@pytest.mark.parametrize(
    ("kind", "deadlines"),
    [(SendMail, 120 + 3 * 20), (SwitchFlow, 5 * 20), (ReadFlow, 3 * 20), (RunChecks, 60)],
)
def test_a_claim_outlasts_all_deadlines_of_its_task(kind: type[SendMail], deadlines: float) -> None:
    """Else a slow neighbour would make two of us do one thing."""
    assert claim_seconds(settings(driver={"pretend": HTTP}), (kind,)) > deadlines
