"""A signal ends the daemon soon, whatever its neighbours do, and leaves nothing half done."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.clock import SystemClock
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.sandbox.town import ANNA
from bot.store.tables import TaskState
from tests.journey.holds import When
from tests.journey.land import Land, open_land


@pytest.fixture
def patient_land(tmp_path: Path) -> Iterator[Land]:
    """A land whose daemon waits long for its neighbours."""
    with open_land(tmp_path, None, f"sqlite:///{tmp_path}/sluice.db", deadline_seconds=60) as land:
        yield land


def test_a_stopped_daemon_hands_the_mailbox_over(sandbox_land: Land) -> None:
    """It ends by itself within five seconds, and the next one need not wait for its lease to run out."""
    land = sandbox_land
    land.asks_for_an_import()
    land.daemon.start()
    land.wait_for("the import to be going on", lambda: land.stands_at(Stage.IMPORTING))
    land.daemon.signal()
    assert land.daemon.ends_within(5) == 0
    assert land.follower().until <= SystemClock().now()


def test_a_silent_neighbour_does_not_hold_up_the_end(patient_land: Land) -> None:
    """What waits for an answer after five seconds is left, and the next daemon sends it under its one id."""
    land = patient_land
    hold = land.office.hold_next(ANNA.address, When.ASKED)
    land.asks_for_an_import()
    land.daemon.start()
    land.wait_for("SMTP to be silent", hold.reached.is_set)
    land.daemon.signal()
    assert land.daemon.ends_within(5) == 0
    hold.let_go()
    land.daemon.start()
    task = land.task(Mail.TIMING_CONFIRMED)
    assert task
    land.wait_for("the mail", lambda: task.message_id in dict(land.mails_to(ANNA.address)))


def test_a_second_signal_ends_it_at_once(patient_land: Land) -> None:
    """Nobody who is in a hurry has to wait; the mail in hand is not lost."""
    land = patient_land
    hold = land.office.hold_next(ANNA.address, When.ASKED)
    land.asks_for_an_import()
    land.daemon.start()
    land.wait_for("SMTP to be silent", hold.reached.is_set)
    land.daemon.signal()
    with pytest.raises(subprocess.TimeoutExpired):
        land.daemon.ends_within(1)
    land.daemon.signal()
    assert land.daemon.ends_within(1) == 1
    hold.let_go()
    task = land.task(Mail.TIMING_CONFIRMED)
    assert task
    assert task.state is TaskState.CLAIMED
