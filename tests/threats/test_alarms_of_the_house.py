"""What the house notices about itself: a clock that jumps, a restored database, verdicts that stop coming."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.mailbox.port import Arrived
from bot.steps.carry_out import carry_out_one
from bot.steps.clock_jump import ClockWatch, note_jump
from bot.steps.restored import begin_anew
from bot.steps.sweep import sweep
from bot.store.database import open_database
from bot.store.tables import Acting
from bot.store.work import Store
from tests.cast import ANNA, MONDAY, PLAN, SAM
from tests.conftest import TEST_IDS
from tests.scenarios.house import COMPLETE, REQUEST, InMemory
from tests.scenarios.letters import text_of

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


def test_a_clock_that_jumps_ahead_by_hours_is_told(house: InMemory) -> None:
    """I5: Staff hear once; a clock that is set right by minutes is nobody's business."""
    clock = JumpyClock()
    watch = ClockWatch(clock)
    for jump in (timedelta(hours=3), timedelta(minutes=-4), timedelta(minutes=4)):
        clock.wall += jump + timedelta(seconds=30)
        clock.steady += 30
        note_jump(house.house, watch)
        house.advance(minutes=1)
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert "3.0 hours ahead" in house.text_to(SAM)


def test_a_jump_while_nobody_ran_is_told_by_the_next_process(house: InMemory) -> None:
    """It measures from the latest time that the database has seen."""
    house.settle()
    with house.store.reading() as work:
        seen = work.seen_at()
    note_jump(house.house, ClockWatch(JumpyClock(MONDAY + timedelta(hours=30)), seen))
    house.settle()
    assert "30.0 hours ahead, or it slept or was stopped" in house.text_to(SAM)


def was_ahead(house: InMemory, hours: float) -> None:
    """An earlier process saw a later time, and the clock was set back since."""
    with house.store.transaction() as work:
        work.keep_seen(house.clock.now() + timedelta(hours=hours))


@pytest.mark.parametrize("settle", ["time", "staff"])
def test_after_a_clock_went_back_no_flow_is_turned_on(house: InMemory, settle: str) -> None:
    """Not by a new process either; once time has caught up, or staff have looked, all goes on."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, answers=FIRST)
    house.advance(minutes=4)
    was_ahead(house, 2)
    house.advance(minutes=90)
    assert not house.gate.on
    told = [" ".join(text_of(mail).split()) for mail in house.mail_to(SAM)]
    assert "minutes back: no flow is turned on and nobody is told to proceed" in told[0]
    assert [text for text in told[1:] if "minutes back" in text] == []
    assert "the clock went back" in house.digest_now()
    if settle == "staff":
        house.commands("go")
        assert "the clock went back" not in house.digest_now()
    house.advance(minutes=45)
    assert house.gate.on
    house.puts_mail_away()


def test_after_a_clock_went_back_nobody_is_told_to_proceed(house: InMemory) -> None:
    """It is not yet the hour it seems to be; the flow is off all the same."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at - timedelta(minutes=1))
    was_ahead(house, 3)
    house.puts_mail_away()
    house.advance_to(PLAN.starts.at - timedelta(minutes=5))
    assert not house.gate.on
    assert Mail.PROCEED not in house.kinds_to(ANNA)
    house.puts_mail_away()


def test_time_that_merely_passes_is_no_jump(house: InMemory) -> None:
    """Two days with nothing to do are two days."""
    watch = ClockWatch(house.clock)
    house.advance(days=2)
    assert watch.ran_ahead() == timedelta(0)


def a_restored_house(house: InMemory, folder: Path) -> InMemory:
    """Let a reminder go out after the backup; return the house as the backup has it, on that day."""
    house.receives(REQUEST)
    house.store.copy_to(folder / "backup.db")
    house.advance(days=12)
    assert Mail.REMINDER in house.kinds_to(ANNA)
    old = Store(open_database(f"sqlite:///{folder / 'backup.db'}"), TEST_IDS)
    restored = InMemory(old, at=house.clock.now())
    restored.mailbox, restored.sent.letters = house.mailbox, sent_folder_of(house)
    begin_anew(restored.house)
    return restored


def test_a_restored_database_does_not_act(house: InMemory, tmp_path: Path) -> None:
    """L5: It would write to the firm again; so it stops, and staff read why."""
    restored = a_restored_house(house, tmp_path)
    restored.settle()
    assert restored.mail_to(ANNA) == []
    assert "restored from an older state" in restored.text_to(SAM)
    with restored.store.reading() as work:
        assert work.acting() is Acting.STOPPED
    restored.store.close()


def test_nothing_is_sent_before_the_sent_mail_was_looked_at(house: InMemory, tmp_path: Path) -> None:
    """L5: Where the mail server is down when a restored database starts, all waits for the check."""
    restored = a_restored_house(house, tmp_path)
    for _ in range(5):
        sweep(restored.house)
        while carry_out_one(restored.house):
            pass
        restored.clock.advance_to(restored.clock.now() + timedelta(seconds=30))
    assert restored.mail_to(ANNA) == []
    assert restored.events()[-1] == "PreflightPassed"
    restored.store.close()


def test_a_new_life_on_a_sound_database_goes_on(house: InMemory) -> None:
    """Its sent mail is all known, so the next mail waits for one look and no longer."""
    house.receives(REQUEST)
    house.sent.letters = sent_folder_of(house)
    begin_anew(house.house)
    house.advance(days=12)
    assert Mail.REMINDER in house.kinds_to(ANNA)


def sent_folder_of(house: InMemory) -> list[Arrived]:
    """The folder of sent mail as the server has it: our copies are letters in it."""
    return [
        Arrived("support", "Sent", 1, n, raw, MONDAY, len(raw), abridged=False)
        for n, raw in enumerate(house.sent.filed, start=1)
    ]


def test_verdicts_that_stop_coming_are_told_once(house: InMemory) -> None:
    """A2: When the server was changed and vouches for nobody, all would stand still in silence."""
    house.plays_to(Stage.IMPORTING)
    for n in range(8):
        house.receives(f"Number {n}: nothing new.", answers=FIRST, proved=False)
    told = [str(mail) for mail in house.mail_to(SAM)]
    assert sum("does the mail" in text for text in told) == 1
    house.mail_to(ANNA)


def test_a_proved_letter_begins_the_count_anew(house: InMemory) -> None:
    """A2: A forger among honest letters is no failure of the server."""
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
