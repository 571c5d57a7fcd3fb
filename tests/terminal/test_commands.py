"""The command line, as a person types it: against a real database file, without any server."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from bot.desk.ticket import Stage
from bot.errors import Misconfigured
from bot.store.arrivals import Missed
from bot.store.tables import Acting
from bot.store.work import Store
from tests.cast import NORTH, a_ticket
from tests.store.given import arrive

DOCS = Path(__file__).parents[2] / "docs"
LETTER = b"""From: Anna <anna@northcpa.example>\r
To: support@aiwyn.example\r
Subject: import\r
Date: Mon, 23 Nov 2026 10:00:00 -0500\r
\r
We would like to import the Lindgren clients on Saturday, December 5 at 6pm.\r
"""


@pytest.fixture
def config(tmp_path: Path, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("TOKEN_KEY", "IMAP_PASSWORD", "SMTP_PASSWORD", "CHECKS_URL", "FLOW_TOKEN"):
        monkeypatch.setenv(f"SLUICE_{name}", "x")
    text = (DOCS / "sluice.example.toml").read_text().replace("sqlite:///sluice.db", sqlite_url)
    (tmp_path / "sluice.toml").write_text(text)
    return tmp_path / "sluice.toml"


def sluice(config: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, [*arguments, "--config", str(config)], env={"COLUMNS": "200"})


@pytest.fixture
def sqlite_store(config: Path, sqlite_url: str) -> Store:
    from bot.store.database import open_database
    from tests.conftest import TEST_IDS

    return Store(open_database(sqlite_url), TEST_IDS)


def test_firms_are_imported_from_the_example(config: Path) -> None:
    """Twice changes nothing but says so."""
    first = sluice(config, "firms", "import", str(DOCS / "firms.example.toml"))
    again = sluice(config, "firms", "import", str(DOCS / "firms.example.toml"))
    assert "2 firms added, 0 changed." in first.output
    assert "0 firms added" in again.output
    assert "Anna North" in sluice(config, "firms", "list").output


def test_our_own_address_is_no_contact(config: Path, tmp_path: Path) -> None:
    """Mail would go round for ever."""
    file = tmp_path / "firms.toml"
    file.write_text((DOCS / "firms.example.toml").read_text().replace("anna@northcpa", "support@aiwyn"))
    result = sluice(config, "firms", "import", str(file))
    assert isinstance(result.exception, Misconfigured)
    assert "support@aiwyn.example cannot be a contact" in str(result.exception)


def test_stop_and_go_are_kept(config: Path, sqlite_store: Store) -> None:
    """The next look of any daemon finds it."""
    for command, kept in (("stop", Acting.STOPPED), ("go", Acting.GOING)):
        sluice(config, command)
        with sqlite_store.reading() as work:
            assert work.acting() is kept


def test_tickets_and_their_story_are_shown_for_people_and_programs(config: Path, sqlite_store: Store) -> None:
    """The same facts in a table and as JSON."""
    with sqlite_store.transaction() as work:
        work.import_firms([NORTH])
        work.open_ticket(a_ticket(Stage.SCHEDULED))
    assert "IMP-1" in sluice(config, "tickets").output
    assert json.loads(sluice(config, "tickets", "--json").output)[0]["starts"] == "2026-12-05T23:00:00+00:00"
    assert json.loads(sluice(config, "show", "IMP-1", "--json").output)["stage"] == "scheduled"


@pytest.mark.parametrize("ref", ["IMP-7", "seven"])
def test_an_unknown_import_is_said_to_be_unknown(config: Path, ref: str) -> None:
    """A sentence, no traceback."""
    assert ref in str(sluice(config, "show", ref).exception)


def test_a_letter_is_explained_in_words_and_as_data(config: Path, tmp_path: Path) -> None:
    """The words it was read by, the day in full."""
    (tmp_path / "letter.eml").write_bytes(LETTER)
    runner = CliRunner()
    shown = runner.invoke(app, ["read", str(tmp_path / "letter.eml")]).output
    data = json.loads(runner.invoke(app, ["read", str(tmp_path / "letter.eml"), "--json"]).output)
    assert "Saturday, 5 December 2026" in shown
    assert (data["intent"], data["date"], data["time"]) == ("import_request", "2026-12-05", "18:00")


def test_lines_of_json_are_answered_line_for_line() -> None:
    """A line that is no JSON gets its error, and the next is read."""
    asked = {"id": "a", "stage": "new", "now": "2026-11-23T10:00:00-05:00", "body": "Thanks!"}
    lines = f"{json.dumps(asked)}\nnonsense\n".encode()
    answers = CliRunner().invoke(app, ["read", "--jsonl"], input=lines).output.splitlines()
    assert [json.loads(answer).get("intent") for answer in answers] == ["other", None]


def test_every_template_renders() -> None:
    """As `make check` has it."""
    assert "Every template renders." in CliRunner().invoke(app, ["check-templates"]).output


def test_a_missed_letter_is_listed_and_left_alone(config: Path, sqlite_store: Store) -> None:
    """Once settled it is listed no more, and there is nothing left to settle."""
    arrive(sqlite_store, missed=[Missed(4, "the server sent 0 of 512 bytes")])
    assert "INBOX, number 4" in sluice(config, "missed", "list").output
    assert "left alone" in sluice(config, "missed", "leave", "1").output
    assert "number 4" not in sluice(config, "missed", "list").output
    assert "no missed letter 1" in str(sluice(config, "missed", "retry", "1").exception)
