"""The ready recipes: each makes the calls that its system's own documentation asks for. None is sent."""

import json
from pathlib import Path

import httpx
import pytest
from pydantic import TypeAdapter, ValidationError

from bot.clock import SteppingClock
from bot.config.drivers import Driver, HttpDriver, Request
from bot.config.recipes import merged, recipe_names
from bot.errors import Misconfigured
from bot.flow.drivers import make_driver
from bot.flow.preview import Asked, preview
from bot.flow.request import Names, build, complete, located
from tests.flow.documented import DOCUMENTED, Call

VALUES = {
    "flow": "north 1", "project": "books", "environment": "production",
    "location": "etl", "repository": "books", "job": "nightly",
}  # fmt: skip


def settings_of(recipe: str, **more: object) -> HttpDriver:
    settings = TypeAdapter[object](Driver).validate_python({"recipe": recipe, **more})
    assert isinstance(settings, HttpDriver)
    return settings


def documented(recipe: str) -> HttpDriver:
    return settings_of(recipe, **DOCUMENTED[recipe].settings)


def built(request: Request, settings: HttpDriver) -> httpx.Request:
    secrets = {name: secret.get_secret_value() for name, secret in settings.secrets.items()}
    return build(request, Names(VALUES, {**secrets, "token": "fetched"}), plain_http=settings.plain_http)


def call(request: httpx.Request) -> Call:
    return f"{request.method} {request.url}", json.loads(request.content) if request.content else None


def calls(requests: tuple[Request, ...], settings: HttpDriver) -> tuple[Call, ...]:
    return tuple(call(built(complete(request, settings), settings)) for request in requests)


def test_every_recipe_is_held_against_its_documentation() -> None:
    """One that is added is added here too, and to the table people read."""
    assert tuple(sorted(DOCUMENTED)) == recipe_names()
    table = (Path(__file__).parents[2] / "docs" / "flows.md").read_text()
    assert [name for name in recipe_names() if f"| `{name}` |" not in table] == []


@pytest.mark.parametrize("recipe", DOCUMENTED)
def test_a_recipe_needs_only_what_its_admin_knows(clock: SteppingClock, recipe: str) -> None:
    """With the few settings it asks for, and a firm's values, it is a gate."""
    make_driver(documented(recipe), VALUES, clock)


@pytest.mark.parametrize("recipe", DOCUMENTED)
def test_a_recipe_makes_the_documented_calls(recipe: str) -> None:
    """Method, address and body, to the letter."""
    settings, wanted = documented(recipe), DOCUMENTED[recipe]
    assert calls(settings.off, settings) == (wanted.off,)
    assert calls(settings.on, settings) == (wanted.on,)
    reads = tuple(row.request for row in settings.read if row.request)
    assert calls(reads, settings) == wanted.read
    assert calls(tuple(risk.request for risk in settings.resume_risk), settings) == wanted.risks


@pytest.mark.parametrize("recipe", DOCUMENTED)
def test_a_recipe_says_what_its_system_does_once_it_is_on(recipe: str) -> None:
    """A sentence that staff read before they say on."""
    assert documented(recipe).resume_note.endswith(".")


@pytest.mark.parametrize("recipe", DOCUMENTED)
def test_a_recipe_logs_in_as_documented(recipe: str) -> None:
    """Every call carries the login; where there is one that comes first, it fetches it."""
    settings, wanted = documented(recipe), DOCUMENTED[recipe]
    reads = tuple(row.request for row in settings.read if row.request)
    sent = [built(complete(one, settings), settings) for one in (*settings.off, *settings.on, *reads)]
    assert {request.headers.get("Authorization") for request in sent} == {wanted.login}
    first = call(built(located(settings.token.request, settings), settings)) if settings.token else None
    assert first == wanted.first


def test_launchdarkly_wants_a_content_type_of_its_own() -> None:
    """Else the body is taken for a JSON patch and refused."""
    settings = documented("launchdarkly")
    request = built(complete(settings.off[0], settings), settings)
    assert request.headers["Content-Type"] == "application/json; domain-model=launchdarkly.semanticpatch"


def test_what_the_settings_say_stands_before_the_recipe() -> None:
    """Tables are merged key by key at any depth; everything else, a list too, is replaced whole."""
    below = {"a": {"x": 1, "y": {"p": 1}}, "rows": [1, 2], "b": 1}
    above = {"a": {"y": {"q": 2}}, "rows": [3], "c": 3}
    assert merged(below, above) == {"a": {"x": 1, "y": {"p": 1, "q": 2}}, "rows": [3], "b": 1, "c": 3}


def test_one_setting_of_a_recipe_may_be_another() -> None:
    """Kept in a private cloud, and slower than most."""
    settings = settings_of("fivetran", basic="env:FLOW_TOKEN", url="https://eu.example", deadline_seconds=120)
    assert (settings.url, settings.deadline_seconds) == ("https://eu.example", 120)
    assert settings.off[0].url == "/v1/connections/{flow}"


def test_a_firms_value_stands_before_the_drivers(clock: SteppingClock) -> None:
    """The same for all firms but one; what neither has is a fault."""
    settings = settings_of("unleash", url="https://u.example", secrets={"key": "env:FLOW_TOKEN"})
    for_all = settings.model_copy(update={"values": {"project": "books", "environment": "live"}})
    lines = preview(for_all, {"flow": "north", "environment": "trial"}, Asked.OFF)
    assert "/projects/books/features/north/environments/trial/off" in next(iter(lines))
    make_driver(for_all, {"flow": "north"}, clock)
    with pytest.raises(Misconfigured, match=r"nothing fills \{project\}"):
        make_driver(settings, {"flow": "north", "environment": "trial"}, clock)


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"recipe": "airflw"}, "there is no recipe 'airflw'; known: airbyte, airflow, "),
        ({"recipe": "airflow"}, "say where its system is"),
        ({"recipe": "airflow", "url": "https://a.example", "hosts": "x"}, "hosts"),
        ({"recipe": ["airflow"]}, r"there is no recipe \['airflow'\]"),
    ],
)
def test_a_recipe_that_cannot_be_used_is_a_fault_in_words(more: dict[str, object], why: str) -> None:
    """It is told with all other faults of the settings."""
    with pytest.raises(ValidationError, match=why):
        TypeAdapter[object](Driver).validate_python(more)
