"""Commands against a town of real servers: what is wrong is told before the day, a day can be rehearsed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from rich.console import Console

from bot.clock import SteppingClock
from bot.config.firms_file import read_firms
from bot.config.settings import Settings, read_settings
from bot.daemon.opening import open_store
from bot.daemon.rehearsal import rehearse
from bot.desk.tasks import SwitchFlow, Task
from bot.flow.port import FlowReading, FlowState
from bot.sandbox.script import ACTS, BEGINS
from bot.sandbox.town import ANNA, SUPPORT, Town, open_town
from bot.store.tables import Acting
from bot.terminal.check_config import faults_of


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(BEGINS)


@pytest.fixture
def town(tmp_path: Path, clock: SteppingClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    with open_town(tmp_path, clock) as town:
        for name, value in town.environment.items():
            monkeypatch.setenv(name, value)
        yield town


@pytest.fixture
def settings(town: Town) -> Settings:
    settings = read_settings(town.settings)
    store = open_store(settings)
    with store.transaction() as work:
        work.import_firms(read_firms(town.firms))
        work.set_acting(Acting.GOING)
    store.close()
    return settings


def changed(settings: Settings, **changes: object) -> Settings:
    return settings.model_copy(update=changes)


def test_a_town_that_is_well_has_no_fault(settings: Settings) -> None:
    """Mailbox, post, database, checks and every firm's flow were tried for real."""
    assert list(faults_of(settings)) == []


def test_everything_that_is_wrong_is_told_at_once(settings: Settings, town: Town) -> None:
    """Each with its place; nobody finds one fault a start."""
    nowhere = {"port": 1, "timeout_seconds": 0.5}
    broken = changed(
        settings,
        mailbox=(settings.mailbox[0].model_copy(update=nowhere),),
        smtp=settings.smtp.model_copy(update=nowhere),
        driver={},
    )
    places = [fault.partition(":")[0] for fault in faults_of(broken)]
    assert places == ["mailbox support", "smtp", "firm north"]


def test_a_wrong_password_is_told_without_showing_it(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence goes into logs and tickets."""
    monkeypatch.setenv("SLUICE_MAIL_PASSWORD", "not-the-password")
    wrong = settings.smtp.model_validate(
        {**settings.smtp.model_dump(), "password": "env:SLUICE_MAIL_PASSWORD"}
    )
    (fault,) = faults_of(changed(settings, smtp=wrong))
    assert fault.startswith("smtp: ")
    assert "not-the-password" not in fault


def test_a_rehearsed_day_prints_what_would_happen_and_does_nothing(
    settings: Settings, town: Town, clock: SteppingClock, capsys: pytest.CaptureFixture[str]
) -> None:
    """Mails and switches are only taken note of, and the database is a copy."""
    request = ACTS[0]
    town.sandbox.deliver(
        ANNA.letter(SUPPORT, request.subject, request.text, request.at), as_domain=ANNA.domain
    )
    until = request.at + timedelta(days=12, hours=8)  # the firm may proceed by then
    rehearse(changed(settings, sandbox=False), request.at, until, Console(width=200))
    printed = capsys.readouterr().out
    assert "would turn the flow of north off" in printed
    assert printed.count(f"would send to {ANNA.address}: ") == 3  # confirmed, reminded, told to proceed
    assert town.sandbox.sent == []
    assert town.flows.flows["north"].toggles == []
    store = open_store(settings)
    with store.reading() as work:
        assert work.tickets() == ()
    store.close()


def test_a_rehearsal_begins_with_the_flows_as_they_were_read(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    """One that is off is turned on there, and not taken for on."""
    store = open_store(settings)
    with store.transaction() as work:
        off = FlowReading(FlowState.OFF, BEGINS, in_flight=0)
        work.save_flow(replace(work.flow("north"), read=off, ours=True))
        work.book("on", Task(SwitchFlow(), BEGINS), None, "north")
    store.close()
    rehearse(changed(settings, sandbox=False), BEGINS, BEGINS + timedelta(minutes=5), Console(width=200))
    assert "would turn the flow of north on" in capsys.readouterr().out
