"""Secrets are planted in a run that goes wrong everywhere, and then looked for in all it left behind."""

import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import structlog
from typer.testing import CliRunner

from bot.cli import app
from bot.clock import SteppingClock
from bot.config.firms_file import read_firms
from bot.config.settings import read_settings
from bot.daemon.opening import open_house
from bot.daemon.until_idle import work_until_idle
from bot.errors import Unavailable
from bot.log import set_up_logging
from bot.sandbox import town as towns
from bot.sandbox.town import ANNA, SUPPORT, Town, open_town
from bot.store.tables import Acting

PLANTED = {
    "SLUICE_TOKEN_KEY": "planted-token-key",
    "SLUICE_MAIL_PASSWORD": "planted-mail-password",
    "SLUICE_FLOW_TOKEN": "planted-flow-token",
    "SLUICE_CHECKS_DATABASE": "postgresql://reader:planted-checks-password@127.0.0.1:1/clients",
}
BEGINS = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)
REQUEST = "We would like to import the Lindgren clients on December 5, 2026 at 6 pm."


class Echo(BaseHTTPRequestHandler):
    """A flow that is out of order and, in its answer, repeats everything it was sent."""

    heard = ""

    def do_GET(self) -> None:
        Echo.heard += str(self.headers)
        self.send_response(500, "out of order")
        self.end_headers()
        self.wfile.write(f"you sent {dict(self.headers)}".encode())

    do_PATCH = do_GET  # noqa: N815 as the library wants it

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def logs() -> Iterator[None]:
    """Log as tests do again once the test has logged as the daemon does."""
    yield
    structlog.reset_defaults()


@contextmanager
def an_echo() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def live(town: Town, clock: SteppingClock, until: datetime) -> str:
    """Run the house until a moment, step by step; return every error it told, with its traceback."""
    told = ""
    with open_house(read_settings(town.settings), clock) as (house, mailboxes):
        with house.store.transaction() as work:
            work.import_firms(read_firms(town.firms))
            work.set_acting(Acting.GOING)
        while clock.now() < until:
            clock.advance_to(clock.now() + timedelta(hours=12))
            try:
                work_until_idle(house, mailboxes)
            except Unavailable as error:
                told += "".join(traceback.format_exception(error))
        told += f"{house!r} {house.world.checks.run('north')}"
    return told


def left_behind(town: Town) -> str:
    """Return the database as text, every mail, and what the commands print as data."""
    with sqlite3.connect(town.folder / "sluice.db") as database:
        told = "\n".join(database.iterdump())
    told += "".join(str(mail) for mail in town.sandbox.sent)
    told += "".join(mail.decode() for person in towns.PEOPLE for mail in town.sandbox.inbox(person.address))
    for command in (["tickets", "--json"], ["show", "IMP-1", "--json"], ["verify"], ["check-config"]):
        result = CliRunner().invoke(app, [*command, "--config", str(town.settings)])
        told += result.output + "".join(traceback.format_exception(result.exception))
    return told


@pytest.mark.timeout(60)
@pytest.mark.usefixtures("logs")
def test_no_secret_is_left_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """M1, M2: Not in logs, errors, JSON, journal, database or mail, whoever refuses or repeats them.

    It takes seconds, for it lives through twelve days with real servers.
    """
    clock = SteppingClock(BEGINS)
    monkeypatch.setattr(towns, "PASSWORD", PLANTED["SLUICE_MAIL_PASSWORD"])
    for name, value in PLANTED.items():
        monkeypatch.setenv(name, value)
    set_up_logging(verbose=True)
    with open_town(tmp_path, clock) as town, an_echo() as echo:
        settings = town.settings.read_text()
        town.settings.write_text(settings.replace(town.flows.url, echo))
        town.sandbox.deliver(ANNA.letter(SUPPORT, "Import", REQUEST, BEGINS), as_domain=ANNA.domain)
        monkeypatch.setenv("SLUICE_MAIL_PASSWORD", "planted-wrong-password")
        told = live(town, clock, BEGINS + timedelta(hours=12))
        assert "refused" in told
        monkeypatch.setenv("SLUICE_MAIL_PASSWORD", PLANTED["SLUICE_MAIL_PASSWORD"])
        told += live(town, clock, BEGINS + timedelta(days=12, hours=12)) + left_behind(town)
    told += "".join(capfd.readouterr())
    assert "IMP-1" in told
    assert PLANTED["SLUICE_FLOW_TOKEN"] in Echo.heard
    assert "planted-" not in told
    assert REQUEST not in logs_of(told)


def logs_of(told: str) -> str:
    return "\n".join(line for line in told.splitlines() if line.startswith('{"'))
