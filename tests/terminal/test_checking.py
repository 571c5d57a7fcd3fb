"""`sluice checks` and `sluice recheck`, against a real database of clients."""

import json
from pathlib import Path

import pytest

from bot.checks.port import Baseline, CheckRun
from bot.desk.ticket import Stage
from bot.sandbox.clients import seed
from bot.store.work import Store
from tests.cast import MONDAY, NORTH, a_ticket
from tests.terminal.test_commands import config, sluice, sqlite_store

__all__ = ["config", "sqlite_store"]  # fixtures


@pytest.fixture
def clients(config: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a desk whose firm has clients, five of them twice."""
    seed(tmp_path / "books.db", "north", clients=50, duplicates=5)
    monkeypatch.setenv("SLUICE_CHECKS_URL", f"sqlite:///{tmp_path}/books.db")
    text = config.read_text()
    config.write_text(text.partition("[checks.near]")[0] + "\n" + text[text.index("# One way to switch") :])
    return config


def has_ticket(store: Store, stage: Stage) -> None:
    with store.transaction() as work:
        work.import_firms([NORTH])
        work.open_ticket(a_ticket(stage))


def test_looking_once_more_prints_and_keeps_what_it_finds(clients: Path, sqlite_store: Store) -> None:
    """The second look is compared with the first, and staff get a mail."""
    has_ticket(sqlite_store, Stage.REVIEWING)
    first, second = (sluice(clients, "recheck", "IMP-1") for _ in range(2))
    assert "5 groups with 5 extra rows" in first.output
    assert "no baseline" in first.output
    assert "Same tax or external id: 3 now, 3 at the last look" in second.output
    with sqlite_store.reading() as work:
        assert len(work.check_runs(1)) == 2
        assert len(work.tasks_of(1)) == 2


def test_every_look_is_shown_with_its_query(clients: Path, sqlite_store: Store) -> None:
    """Counts, times, and which text was run, also as data."""
    has_ticket(sqlite_store, Stage.CLOSED)
    with sqlite_store.transaction() as work:
        work.keep_baseline(1, Baseline(CheckRun(MONDAY, MONDAY, ())), MONDAY)
    sluice(clients, "recheck", "IMP-1")
    data = json.loads(sluice(clients, "checks", "IMP-1", "--json").output)
    (run,) = data["after"]
    assert [check["groups"] for check in run["checks"]] == [3, 2]
    assert all(len(check["query_sha256"]) == 64 for check in run["checks"])
    assert (run["parameters"], run["database"][:6]) == ({"firm": "north"}, "sqlite")
    assert data["before"]["began_at"] == MONDAY.isoformat()
    assert "Same tax or external id" in sluice(clients, "checks", "IMP-1").output


@pytest.mark.parametrize(("ref", "said"), [("IMP-9", "there is no"), ("IMP-1", "nothing to look for yet")])
def test_where_there_is_nothing_to_look_for_it_says_so(
    clients: Path, sqlite_store: Store, ref: str, said: str
) -> None:
    """No such import, or one that has not begun."""
    has_ticket(sqlite_store, Stage.SCHEDULED)
    result = sluice(clients, "recheck", ref)
    assert result.exit_code != 0
    assert said in str(result.exception)
