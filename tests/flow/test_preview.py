"""What a dry run shows: what would be sent to the letter, but for its secrets."""

import pytest

from bot.clock import SteppingClock
from bot.config.drivers import Driver, PersonDriver
from bot.errors import Misconfigured
from bot.flow.preview import Asked, preview
from tests.flow.rigs import SCRIPT, command_settings, sql_settings
from tests.flow.test_recipes import VALUES, documented


def shown(settings: Driver, asked: Asked = Asked.OFF) -> list[str]:
    return list(preview(settings, {**VALUES, "folder": "/srv/a b", "firm": "north"}, asked))


def test_a_login_that_comes_first_is_shown_first() -> None:
    """Then the request that uses what it fetches; all secrets are struck out."""
    assert shown(documented("airflow")) == [
        "POST https://flows.example:8080/auth/token",
        '  {"username": "***", "password": "***"}',
        "PATCH https://flows.example:8080/api/v2/dags/north%201?update_mask=is_paused",
        "  Authorization: Bearer ***",
        '  {"is_paused": true}',
    ]


def test_what_turning_on_would_set_going_is_shown() -> None:
    """What is asked before, and what the system does of itself."""
    lines = shown(documented("airbyte"), Asked.ON)
    assert lines[0] == (
        "first, unless staff order it: waits for their word while this tells of reset jobs,"
        " which empty what was loaded"
    )
    assert lines[1].startswith("GET https://api.airbyte.com/v1/jobs?connectionId=north%201&jobType=reset")
    assert lines[-1].startswith("once it is on: the next scheduled sync brings all that changed meanwhile")


def test_a_command_is_shown_as_a_shell_would_take_it() -> None:
    """Quoted where it must be, with the names of what it is given."""
    settings = command_settings(secrets={"FLOW_TOKEN": "env:FLOW_TOKEN"})
    assert shown(settings) == [f"FLOW_TOKEN=*** {SCRIPT} '/srv/a b' off"]


def test_a_statement_is_shown_with_what_is_bound() -> None:
    """And in which database, without its login."""
    settings = sql_settings("postgresql://sluice:hush@books.example/flows", off="update flows set on = false")
    assert shown(settings) == ["in postgresql books.example/flows", "  update flows set on = false"]
    assert shown(settings, Asked.STATUS)[1:3] == [
        "  SELECT state FROM flows WHERE name = :flow",
        "    :flow = 'north 1'",
    ]


def test_where_people_turn_the_flow_it_says_whom_it_asks() -> None:
    """Nothing is sent to any machine."""
    assert shown(PersonDriver(driver="person")) == ["staff turn off: the data flow of north"]


@pytest.mark.parametrize("asked", Asked)
@pytest.mark.parametrize("recipe", ["fivetran", "airbyte", "prefect", "launchdarkly", "unleash"])
def test_no_secret_is_shown(recipe: str, asked: Asked) -> None:
    """Not in a header, not in a body, and not packed for Basic."""
    text = "\n".join(shown(documented(recipe), asked))
    assert "***" in text
    assert "open-sesame" not in text
    assert "b3Blbi1zZXNhbWU" not in text


def test_what_cannot_be_filled_is_refused(clock: SteppingClock) -> None:
    """As when it is meant."""
    with pytest.raises(Misconfigured, match="nothing fills"):
        list(preview(documented("airflow"), {}, Asked.OFF))
