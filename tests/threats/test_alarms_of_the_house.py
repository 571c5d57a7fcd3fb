"""What the house notices about itself: a clock that jumps, a restored database, verdicts that stop coming."""

import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.mailbox.port import Arrived
from bot.steps.clock_jump import ClockWatch, note_jump
from bot.steps.restored import stop_if_restored
from bot.store.database import open_database
from bot.store.tables import Acting
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, SAM
from tests.conftest import TEST_IDS
from tests.scenarios.fakes import FakeMailbox
from tests.scenarios.house import COMPLETE, REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"


@dataclass
class JumpyClock:
    """Two clocks that need not agree."""

    wall: datetime = MONDAY
    steady: float = 0.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady


def test_a_clock_that_jumps_by_hours_is_told_either_way(house: InMemory) -> None:
    """Staff hear once of each jump; a clock that is set right by minutes is nobody's business."""
    clock = JumpyClock()
    watch = ClockWatch(clock)
    for jump in (timedelta(hours=3), timedelta(hours=-2), timedelta(minutes=4)):
        clock.wall += jump + timedelta(seconds=30)
        clock.steady += 30
        note_jump(house.house, watch)
        house.advance(minutes=1)
    house.settle()
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION] * 2
    assert "2.0 hours back" in house.text_to(SAM)


def test_time_that_merely_passes_is_no_jump(house: InMemory) -> None:
    """Two days with nothing to do are two days."""
    watch = ClockWatch(house.clock)
    house.advance(days=2)
    assert watch.jumped() == timedelta(0)


def test_a_restored_database_does_not_act(house: InMemory, sqlite_url: str, tmp_path: Path) -> None:
    """It would write to the firm again; so it stops, and staff read why."""
    house.receives(REQUEST)
    house.store.copy_to(tmp_path / "backup.db")
    house.advance(days=12)  # the reminder goes out after the backup, and lies in the folder of sent mail
    assert Mail.REMINDER in house.kinds_to(ANNA)
    restored = Store(
        open_database(f"sqlite:///{shutil.copy(tmp_path / 'backup.db', tmp_path / 'r.db')}"), TEST_IDS
    )
    old = replace(house.house, store=restored)
    sent = sent_folder_of(house)
    assert stop_if_restored(old, sent, "support")
    assert not stop_if_restored(house.house, sent, "support")
    with restored.reading() as work:
        assert work.acting() is Acting.STOPPED
    restored.close()


def sent_folder_of(house: InMemory) -> FakeMailbox:
    """The folder of sent mail as the server has it: our copies are letters in it."""
    return FakeMailbox(
        [
            Arrived("support", "Sent", 1, n, raw, MONDAY, len(raw), abridged=False)
            for n, raw in enumerate(house.sent.filed, start=1)
        ]
    )


def test_verdicts_that_stop_coming_are_told_once(house: InMemory) -> None:
    """When the server was changed and vouches for nobody, all would stand still in silence."""
    house.plays_to(Stage.IMPORTING)
    for n in range(8):
        house.receives(f"Number {n}: nothing new.", answers=FIRST, proved=False)
    told = [str(mail) for mail in house.mail_to(SAM)]
    assert sum("does the mail" in text for text in told) == 1
    house.mail_to(ANNA)


def test_a_proved_letter_begins_the_count_anew(house: InMemory) -> None:
    """A forger among honest letters is no failure of the server."""
    house.plays_to(Stage.IMPORTING)
    for n in range(8):
        house.receives(f"{COMPLETE} {n}", answers=FIRST, proved=False)
        house.receives(f"Still importing, part {n}.", answers=FIRST)
    assert "does the mail" not in "".join(str(mail) for mail in house.mail_to(SAM))
    house.mail_to(ANNA)


def test_while_watching_the_digest_says_how_many_letters_are_proved(house: InMemory) -> None:
    """Whoever starts with the wrong name of the mail server sees it on the first morning."""
    with house.store.transaction() as work:
        work.set_acting(Acting.WATCHING)
    house.receives(REQUEST)
    house.receives(COMPLETE, proved=False)
    house.advance(days=1)
    words = " ".join(house.digests()[-1].split())
    assert "mailbox support: 1 of the last 2 letters were proved" in words
    assert "dmarc=fail for northcpa.example" in words
