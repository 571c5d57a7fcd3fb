"""`sluice run --until-idle` does what is due and says in a sentence which neighbour kept it from the rest."""

import re
import socket

import pytest

from bot.desk.tasks import Mail
from bot.sandbox.town import ANNA
from bot.store.tables import TaskState
from tests.journey.land import Land


def nobody_listens() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def elsewhere(land: Land, written: str, instead: str) -> None:
    """Change the settings: one neighbour is looked for at a port where nobody listens."""
    settings = land.town.settings.read_text()
    assert written in settings
    land.town.settings.write_text(settings.replace(written, instead.format(port=nobody_listens())))


def test_all_that_is_due_is_done(sandbox_land: Land) -> None:
    """From the letter to the mail and the flow in one go, with nobody waiting."""
    sandbox_land.asks_for_an_import()
    ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 0, ran.stderr
    assert len(sandbox_land.mails_to(ANNA.address)) == 2, "confirmed, and told to proceed"
    assert [toggle.on for toggle in sandbox_land.flow.toggles] == [False]


def test_again_at_once_is_harmless(sandbox_land: Land) -> None:
    """A second run finds the mailbox free and nothing to do."""
    sandbox_land.asks_for_an_import()
    for _ in range(2):
        ran = sandbox_land.daemon.run("run", "--until-idle")
        assert ran.returncode == 0, ran.stderr
    assert len(sandbox_land.mails_to(ANNA.address)) == 2


def test_without_the_mailbox_nothing_is_lost(sandbox_land: Land) -> None:
    """The sentence names the mailbox, and the letter is read when it is there again."""
    sandbox_land.asks_for_an_import()
    with sandbox_land.office.down():
        ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 1
    assert "sluice: mailbox support at 127.0.0.1: connecting failed: Connection refused" in ran.stderr
    assert sandbox_land.daemon.run("run", "--until-idle").returncode == 0
    assert len(sandbox_land.mails_to(ANNA.address)) == 2


def test_without_smtp_the_mail_waits(sandbox_land: Land) -> None:
    """The sentence names the server, and the mail stays in the table for the next try."""
    sandbox_land.asks_for_an_import()
    elsewhere(sandbox_land, f"port = {sandbox_land.office.smtp_port}", "port = {port}")
    ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 1
    assert re.search(r"sluice: 127\.0\.0\.1:\d+: .*no mail could be sent", ran.stderr)
    task = sandbox_land.task(Mail.TIMING_CONFIRMED)
    assert task
    assert task.state is TaskState.WAITING


def test_without_the_flow_the_firm_is_not_told_to_proceed(sandbox_land: Land) -> None:
    """The sentence names the flow; the firm hears of its date, and nothing more."""
    sandbox_land.asks_for_an_import()
    elsewhere(sandbox_land, sandbox_land.town.flows.url, "http://127.0.0.1:{port}")
    ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 1
    assert "the flow at 127.0.0.1 cannot be reached" in ran.stderr
    assert len(sandbox_land.mails_to(ANNA.address)) == 1


@pytest.mark.parametrize(
    ("database", "sentence"),
    [
        ("postgresql://127.0.0.1:{port}/sluice", "the database cannot be reached"),
        ("sqlite:////nowhere/at/all/sluice.db", "the database cannot be used: its file cannot be opened"),
    ],
)
def test_without_its_database_it_does_nothing(sandbox_land: Land, database: str, sentence: str) -> None:
    """One sentence says that it cannot be used, and no letter is fetched."""
    elsewhere(sandbox_land, f"sqlite:///{sandbox_land.town.folder}/sluice.db", database)
    ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 1
    assert sentence in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
