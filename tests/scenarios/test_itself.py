"""The house itself: its first start, its digest, letters that break it, sleep."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.letter.open import open_letter as open_sound_letter
from bot.steps.read_one import ATTEMPTS
from bot.store.tables import Acting, Disposition
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import COMPLETE, REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"


def watches(house: InMemory) -> None:
    with house.store.transaction() as work:
        work.set_acting(Acting.WATCHING)


# --- the first start -----------------------------------------------------------------------------


def test_the_first_start_watches_only(house: InMemory) -> None:
    """Nothing is opened, sent or switched; each letter notes what would have come of it."""
    watches(house)
    house.receives(REQUEST)
    house.advance(days=1)
    assert house.tickets() == ()
    assert house.mail_to(ANNA) == []
    assert house.last_letter.reason.startswith("watching only; would have: IMP-1")


def test_the_digest_lists_what_it_would_have_done(house: InMemory) -> None:
    """That is what staff read before they say go."""
    watches(house)
    house.receives(REQUEST)
    house.advance(days=1)
    assert "would have" in house.digests()[-1]


def test_go_begins_to_act(house: InMemory) -> None:
    """From the next letter on."""
    watches(house)
    house.commands("go")
    house.receives(REQUEST)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


# --- letters that break it -----------------------------------------------------------------------


def poisoned(house: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one letter fail in our own code at each attempt; then another comes."""

    def open_letter(raw: bytes, *more: object) -> object:
        if b"POISON" in raw:
            raise RecursionError("our own fault")
        return open_sound_letter(raw, *more)  # type: ignore[arg-type]

    monkeypatch.setattr("bot.steps.read_one.open_letter", open_letter)
    for _ in range(ATTEMPTS):
        with pytest.raises(RecursionError):
            house.receives("POISON") if not house.mailbox.letters else house.settle()
    house.receives(REQUEST, subject="Another letter")


def test_a_letter_that_fails_three_times_is_set_aside(
    house: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bytes are kept, and the next letter gets its turn."""
    poisoned(house, monkeypatch)
    assert [letter.disposition for letter in house.letters()] == [Disposition.QUARANTINED, Disposition.ACTED]
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]
    house.mail_to(SAM)


def test_staff_see_a_letter_that_was_set_aside(house: InMemory, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once by mail, and in the digest until somebody settles it."""
    poisoned(house, monkeypatch)
    house.mail_to(ANNA)
    assert "set aside" in house.text_to(SAM)
    house.advance(days=1)
    assert "set aside" in house.digests()[-1]


def test_a_letter_without_a_sender_is_set_aside(house: InMemory) -> None:
    """Nobody's word is nobody's."""
    house.arrives(b"Subject: import\r\n\r\nThe import is complete.")
    assert house.last_letter.disposition is Disposition.QUARANTINED
    house.mail_to(SAM)


def test_a_flow_is_not_turned_on_past_a_letter_set_aside(house: InMemory) -> None:
    """It may be the firm's "wait": a person looks first."""
    house.plays_to(Stage.TURNING_ON)
    house.arrives(b"Subject: import\r\n\r\nWait!")
    house.advance(hours=1)
    assert not house.gate.on
    house.mail_to(SAM)
    house.mail_to(ANNA)


# --- sleep ---------------------------------------------------------------------------------------


def test_two_days_asleep_tell_nobody_to_proceed_at_night(house_on_both: InMemory) -> None:
    """What is no longer right is not done, and that is told."""
    house = house_on_both
    house.plays_to(Stage.SCHEDULED)
    house.sleep_until(PLAN.starts.at + timedelta(days=2))
    house.advance(hours=1)
    assert Mail.PROCEED not in house.kinds_to(ANNA)
    assert house.kinds_to(ANNA)[-1] is Mail.RELEASED
    assert "day went by" in house.text_to(SAM)
    assert house.gate.asked == []


def test_asleep_in_mid_import_a_completion_is_read_when_awake(house: InMemory) -> None:
    """The letter waited in the mailbox; nothing was lost, and nothing is doubled."""
    house.plays_to(Stage.IMPORTING)
    house.clock.advance_to(PLAN.ends_by.at + timedelta(days=1))
    house.receives(COMPLETE, answers=FIRST)
    house.advance(hours=1)
    assert house.stage() is Stage.REVIEWING
    assert house.kinds_to(ANNA)[-1] is Mail.REVIEW_REQUEST
    house.mail_to(SAM)


def test_a_late_start_turns_the_flow_off_while_it_still_helps(house: InMemory) -> None:
    """Awake again within the window, the day goes on."""
    house.plays_to(Stage.SCHEDULED)
    house.sleep_until(PLAN.starts.at + timedelta(minutes=30))
    house.advance(minutes=10)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED


# --- the digest ----------------------------------------------------------------------------------


def test_a_quiet_day_has_a_digest_too(house: InMemory) -> None:
    """Silence would look like a house that has died."""
    house.advance(days=1)
    assert len(house.digests()) == 2
    assert "nothing needs you" in house.digests()[-1].lower()


def test_a_digest_goes_once_a_day_whatever_happens(house: InMemory) -> None:
    """Also when the house was restarted or slept."""
    house.advance(days=5)
    assert len(house.digests()) == 6


def test_a_busy_digest_says_what_needs_a_person_and_what_comes(house: InMemory) -> None:
    """Worst first, each with the line that settles it."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Can you help us with the mapping?", answers=FIRST)
    digest = house.digest_now()
    assert "IMP-1 north: the firm asks something" in digest
    assert "@sluice" in digest
    assert "north: off" in digest
    house.mail_to(SAM)


def test_a_digest_that_does_not_add_up_shouts(house: InMemory) -> None:
    """A letter that got lost in between shows as a sum that does not balance."""
    house.plays_to(Stage.SCHEDULED)
    with house.store.transaction() as work:
        work.db.exec_driver_sql("UPDATE batches SET seen = seen + 1")
    house.clock.advance_to(house.clock.now() + timedelta(minutes=1))
    assert "MAIL IS UNACCOUNTED FOR" in house.digest_now()
    with house.store.transaction() as work:
        work.db.exec_driver_sql("UPDATE batches SET seen = seen - 1")


def test_a_brake_that_holds_stands_in_the_digest(house: InMemory) -> None:
    """Until somebody says go."""
    house.plays_to(Stage.IMPORTING)
    for _ in range(22):
        house.receives("*person*", answers=FIRST)
    assert f"no mail goes by address {ANNA}" in house.digest_now()
    house.mail_to(ANNA)
    house.mail_to(SAM)


# --- the log -------------------------------------------------------------------------------------


def test_the_log_says_what_changed_and_nothing_anybody_wrote(house: InMemory) -> None:
    """Ids and states: no address, no subject, no words of a letter."""
    with capture_logs() as log:
        house.plays_to(Stage.CLOSED)
    assert {"letter_read", "stage_changed", "task_done", "flow_read"} <= {line["event"] for line in log}
    assert [word for word in ("@", "Lindgren", "complete.") if word in str(log)] == []
