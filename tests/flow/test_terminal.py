"""`sluice flow` as a person types it: a real database, a pretend flow, and no daemon."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.desk.tasks import SwitchFlow
from bot.desk.ticket import Stage
from bot.errors import Misconfigured
from bot.flow.port import FlowReading, FlowState
from bot.sandbox.dataflow import DataFlow
from bot.sandbox.faulty_flow import Fault
from bot.store.database import open_database
from bot.store.tables import Acting
from bot.store.work import Store
from tests.cast import NORTH, a_ticket
from tests.conftest import TEST_IDS

SETTINGS = """
database = "{database}"
token_key = "env:FLOW_TOKEN"
[[mailbox]]
name = "support"
address = "support@aiwyn.example"
host = "imap.aiwyn.example"
[smtp]
host = "smtp.aiwyn.example"
[people]
staff = ["sam@aiwyn.example"]
admins = ["ada@aiwyn.example"]
[driver.pretend]
driver = "http"
url = "{url}"
bearer = "env:FLOW_TOKEN"
resume_note = "it catches up."
off = [{{ method = "PATCH", url = "/flows/{{flow}}", json_body = {{ paused = true }} }}]
on = [{{ method = "PATCH", url = "/flows/{{flow}}", json_body = {{ paused = false }} }}]
[[driver.pretend.read]]
request = {{ method = "GET", url = "/flows/{{flow}}" }}
field = "paused"
off_is = ["true"]
on_is = ["false"]
in_flight_field = "runs"
in_flight_where = {{ status = ["running", "queued"] }}
"""
UNTIL_ITS_END = (
    "on after IMP-1: expected by Sun 06 Dec 00:00 America/New_York, limit Mon 07 Dec 00:00 America/New_York"
)

RISK = """
[[driver.pretend.resume_risk]]
request = { method = "GET", url = "/flows/{flow}" }
field = "runs"
where = { status = ["done"] }
what = "done runs"
"""


@pytest.fixture
def config(tmp_path: Path, sqlite_url: str, world: DataFlow) -> Path:
    (tmp_path / "sluice.toml").write_text(SETTINGS.format(database=sqlite_url, url=world.url))
    return tmp_path / "sluice.toml"


@pytest.fixture
def store(sqlite_url: str) -> Store:
    """A house that acts, with firm North in it."""
    store = Store(open_database(sqlite_url), TEST_IDS)
    with store.transaction() as work:
        work.import_firms([NORTH])
        work.set_acting(Acting.GOING)
    return store


@pytest.fixture
def importing(store: Store) -> Store:
    """North is in mid-import."""
    with store.transaction() as work:
        work.open_ticket(a_ticket(Stage.IMPORTING))
    return store


def sluice(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["flow", *arguments, "--config", str(config)])


def booked(store: Store) -> tuple[object, str | None] | None:
    """Take the one task in the diary."""
    task = store.claim(datetime(2100, 1, 1, tzinfo=UTC), "a daemon", lease_seconds=60)
    return (task.do, task.firm) if task else None


def test_status_is_read_from_the_flow_itself(config: Path, importing: Store, world: DataFlow) -> None:
    """How it stands now, and that it is wanted off, and for what; a flow left on in mid-import shows."""
    lines = sluice(config, "status", "north").output.splitlines()
    assert lines[0].startswith("North CPA (north): on, 0 in flight, read ")
    assert lines[1:] == [
        "  since: not read before",
        "  wanted: off: IMP-1 is importing",
        f"  next: {UNTIL_ITS_END}",
    ]


def test_status_says_it_to_programs_too(config: Path, importing: Store, world: DataFlow) -> None:
    """One object; null where nothing is known."""
    world.turn_by_hand("north", on=False)
    said = json.loads(sluice(config, "status", "north", "--json").output)
    assert (said["firm"], said["state"], said["in_flight"], said["since"]) == ("north", "off", 0, None)
    assert (said["turned_off_by"], said["wanted"]) == ("somebody else", "off")
    assert said["wanted_off_because"] == ["IMP-1 is importing"]


def test_status_tells_what_will_happen_once_it_is_on(config: Path, store: Store, world: DataFlow) -> None:
    """While it is off: what such a flow does of itself, and what waits in it now."""
    config.write_text(config.read_text() + RISK)
    world.turn_by_hand("north", on=False)
    lines = sluice(config, "status", "north").output.splitlines()
    assert lines[-2:] == ["  waits in it: done runs (1 waiting)", "  once it is on: it catches up."]


@pytest.mark.parametrize("more", [(), ("--json",)])
def test_a_flow_that_does_not_say_ends_with_1(
    config: Path, store: Store, world: DataFlow, more: tuple[str, ...]
) -> None:
    """A script need not read the words; a person finds the reason in them."""
    world.flows["north"].fault = Fault.FAILS
    result = sluice(config, "status", "north", *more)
    assert result.exit_code == 1
    assert "the flow answered 503: try later" in result.output


def test_an_order_says_it_to_programs_too(config: Path, store: Store) -> None:
    """What was asked, and what came of it."""
    said = json.loads(sluice(config, "off", "north", "--json").output)
    assert said["said"] == ["The flow of North CPA is being turned off, and stays off until you say on."]
    tried = json.loads(sluice(config, "on", "north", "--dry-run", "--json").output)
    assert tried["would_send"][1] == "  Authorization: Bearer ***"


def test_status_keeps_nothing(config: Path, store: Store) -> None:
    """To look moves no ticket: that is the daemon's to do."""
    sluice(config, "status", "North CPA")
    with store.reading() as work:
        assert work.flow("north").read is None


def test_off_is_staffs_own_word(config: Path, store: Store, world: DataFlow) -> None:
    """It holds the flow off; the daemon switches it, so that one hand alone is at the gate."""
    result = sluice(config, "off", "north")
    assert result.output == "The flow of North CPA is being turned off, and stays off until you say on.\n"
    with store.reading() as work:
        assert work.flow("north").staff_off
    assert booked(store) == (SwitchFlow(), "north")
    assert world.flows["north"].on
    assert sluice(config, "status", "north").output.splitlines()[2] == "  wanted: off: staff said off"


@pytest.mark.parametrize("more", [(), ("--dry-run",)])
def test_on_is_refused_in_mid_import(config: Path, importing: Store, more: tuple[str, ...]) -> None:
    """In the same words as by mail, tried out or meant."""
    refused = sluice(config, "on", "north", *more).exception
    assert isinstance(refused, Misconfigured)
    assert str(refused) == "not done: IMP-1 is importing; if it is over, say @sluice done IMP-1"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("off", ["PATCH {url}/flows/north", "  Authorization: Bearer ***", '  {{"paused": true}}']),
        (
            "on",
            [
                "PATCH {url}/flows/north",
                "  Authorization: Bearer ***",
                '  {{"paused": false}}',
                "once it is on: it catches up.",
            ],
        ),
        ("status", ["GET {url}/flows/north", "  Authorization: Bearer ***"]),
    ],
)
def test_a_dry_run_shows_and_sends_nothing(
    config: Path, store: Store, world: DataFlow, asked: str, shown: list[str]
) -> None:
    """What would go out, without its secret; nothing is kept either."""
    result = sluice(config, asked, "north", "--dry-run")
    assert result.output.splitlines() == [line.format(url=world.url) for line in shown]
    with store.reading() as work:
        assert not work.flow("north").staff_off
    assert booked(store) is None
    assert world.flows["north"].toggles == []


def look_ahead(config: Path, ref: str) -> Result:
    return CliRunner().invoke(app, ["preflight", ref, "--config", str(config)])


@pytest.fixture
def booked_import(store: Store) -> Store:
    """North's import is booked."""
    with store.transaction() as work:
        work.open_ticket(a_ticket(Stage.SCHEDULED))
    return store


def test_a_preflight_by_hand_reads_the_real_flow(config: Path, booked_import: Store, world: DataFlow) -> None:
    """It prints each point, keeps nothing, and turns nothing."""
    result = look_ahead(config, "IMP-1")
    assert result.output.splitlines() == [
        "data flow: on, nothing in flight",
        "other imports: none of the firm at that time",
        "duplicate checks: nothing against them",
        "contacts: our mail reaches them, and nobody said to be away",
        "who says it is complete: anna@northcpa.example, abel@northcpa.example",
    ]
    assert result.exception is None
    with booked_import.reading() as work:
        assert work.flow("north").read is None
        assert work.entries(1) == ()
    assert world.flows["north"].toggles == []


def test_a_red_point_ends_it_with_an_error(config: Path, booked_import: Store, world: DataFlow) -> None:
    """So that a script may look ahead as well."""
    world.flows["north"].on = False
    result = look_ahead(config, "imp-1")
    assert "data flow: red, it reads off already; nobody here wants it off" in result.output
    assert str(result.exception) == "1 of 5 points stand in the way of IMP-1"


def test_nothing_to_look_ahead_to_is_said(config: Path, store: Store) -> None:
    """No such import, or one without a day."""
    with store.transaction() as work:
        work.open_ticket(a_ticket())
    assert str(look_ahead(config, "IMP-1").exception) == "IMP-1 has no day to look ahead to"
    assert str(look_ahead(config, "IMP-7").exception) == "there is no IMP-7"


def test_all_flows_are_listed(config: Path, importing: Store) -> None:
    """As the daemon read them last: since when, by whose hand, what comes next."""
    at = datetime(2026, 12, 5, 22, 30, tzinfo=UTC)
    with importing.transaction() as work:
        reading = FlowReading(FlowState.OFF, at, in_flight=0)
        work.save_flow(replace(work.flow("north"), read=reading, ours=True))
    result = CliRunner().invoke(app, ["flows", "--json", "--config", str(config)])
    (line,) = json.loads(result.output)
    assert line == {
        "firm": "north",
        "state": "off",
        "since": "05 Dec 22:30",
        "turned_off_by": "Sluice, for IMP-1",
        "next_change": UNTIL_ITS_END,
        "last_read": "05 Dec 22:30:00",
    }
    table = CliRunner().invoke(app, ["flows", "--config", str(config)], env={"COLUMNS": "200"}).output
    assert "Sluice, for IMP-1" in table


def test_while_the_house_does_not_act_it_says_so(config: Path, store: Store) -> None:
    """Else a person would wait for a flow that no one turns."""
    with store.transaction() as work:
        work.set_acting(Acting.STOPPED)
    assert "nothing is switched until `sluice go`" in sluice(config, "off", "north").output


@pytest.mark.parametrize("asked", ["status", "off", "on"])
def test_an_unknown_firm_is_said_to_be_unknown(config: Path, store: Store, asked: str) -> None:
    """With the one that comes near."""
    refused = sluice(config, asked, "nroth").exception
    assert str(refused) == "not done: no firm is called nroth; near it: north"
