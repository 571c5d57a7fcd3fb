"""Before and after an import: the baseline, landing, what a hit does, looking once more."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.checks.port import CheckResult, CheckVerdict, Landing
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.fakes import CLEAN
from tests.scenarios.house import COMPLETE, FINISHED_AT, REQUEST, InMemory
from tests.scenarios.letters import attachment_names, text_of

HITS = CheckResult(
    "same tax id",
    "clients entered twice",
    "stop",
    CheckVerdict.HITS,
    groups=1,
    extra_rows=1,
    rows_tested=1000,
    columns=("tax_id", "name"),
    sample=(("…6789", "Lindgren"), ("…6789", "Lindgren & Sons")),
    sample_groups=(1, 1),
    keys=1,
)
ALIKE = replace(HITS, name="near", severity="advise", sample=(), sample_groups=())
UNRUN = replace(HITS, verdict=CheckVerdict.NOT_CHECKED, groups=0, extra_rows=0, why="the database is away")


# --- the baseline --------------------------------------------------------------------------------


def test_what_stood_there_before_is_noted_down_before_the_turn_off(house: InMemory) -> None:
    """And the checks after the import are given it."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at - timedelta(minutes=1))
    assert (house.stage(), house.checks.baselines) == (Stage.SCHEDULED, 1)
    assert house.ticket().baseline == "no duplicates in 1,000 rows tested, 1 check"
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(hours=1)
    assert house.checks.before is not None
    assert house.kinds_to(ANNA)[-1] is Mail.REVIEW_REQUEST


def test_the_turn_off_does_not_wait_for_a_baseline_and_its_lack_is_said(house: InMemory) -> None:
    """The house slept over it: old duplicates cannot be told from new ones, and staff read so."""
    house.receives(REQUEST)
    house.advance_to(PLAN.off_at.at - timedelta(hours=1))
    house.sleep_until(PLAN.off_at.at)
    assert (house.stage(), house.checks.baselines) == (Stage.IMPORTING, 0)
    house.checks.results = (HITS,)
    house.advance_to(FINISHED_AT)
    house.receives(COMPLETE, answers=house.last_to(ANNA))
    house.advance(hours=1)
    assert "no baseline: old duplicates cannot be told from new ones" in house.ticket().checked
    findings = next(m for m in house.mail_to(SAM) if house.kind_of(m) is Mail.STAFF_CHECKS)
    assert "no baseline" in " ".join(text_of(findings).split())
    house.mail_to(ANNA)


def test_a_baseline_that_cannot_be_taken_is_journalled_and_stops_nothing(house: InMemory) -> None:
    """No checks are set up: the day goes on."""
    house.checks.stood_there = ()
    house.plays_to(Stage.IMPORTING)
    assert "BaselineMissed" in house.events()
    assert house.ticket().baseline == ""


def test_another_day_gets_a_baseline_of_its_own(house: InMemory) -> None:
    """What was noted down for the first day is not what stands there on the second."""
    house.receives(REQUEST)
    house.advance_to(PLAN.off_at.at - timedelta(minutes=10))
    assert house.checks.baselines == 1
    house.commands("reschedule IMP-1 2026-12-12 18:00")
    assert house.ticket().baseline == ""
    house.advance(days=8)
    assert house.checks.baselines == 2
    house.puts_mail_away()


# --- landing -------------------------------------------------------------------------------------


def test_checks_wait_until_the_data_has_landed(house: InMemory) -> None:
    """Looking too early would find nothing and call it clean."""
    house.checks.landing = Landing(False, "its latest load was on Friday")
    house.plays_to(Stage.CHECKING)
    house.advance(hours=3)
    assert (house.checks.ran, house.stage()) == (0, Stage.CHECKING)
    house.checks.landing = Landing(True)
    house.advance(minutes=10)
    assert (house.checks.ran, house.stage()) == (1, Stage.REVIEWING)
    house.mail_to(ANNA)


def test_data_that_never_lands_is_not_checked(house: InMemory) -> None:
    """After the limit staff are told why, and the review goes out all the same."""
    house.checks.landing = Landing(False, "its latest load was on Friday")
    house.plays_to(Stage.CHECKING)
    house.advance(hours=13)
    assert house.checks.ran == 0
    assert house.ticket().checked == "not checked (the data has not landed: its latest load was on Friday)"
    assert house.kinds_to(SAM) == [Mail.STAFF_CHECKS]
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]


def test_a_flow_that_tells_when_it_was_in_step_is_asked(house: InMemory) -> None:
    """Its last run must have ended after it was turned on; the query is not needed then."""
    house.gate.synced_at = PLAN.off_at.at
    house.checks.landing = Landing(False, "nobody asks")
    house.plays_to(Stage.CHECKING)
    house.advance(hours=2)
    assert house.checks.ran == 0
    house.gate.synced_at = house.clock.now()
    house.advance(minutes=10)
    assert house.checks.ran == 1
    house.mail_to(ANNA)


# --- what a hit does -----------------------------------------------------------------------------


def test_staff_may_tell_the_firm_which_clients_look_alike(house: InMemory) -> None:
    """In plain words, with the rows, private fields masked; nothing was changed."""
    house.checks.results = (HITS, ALIKE)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.kinds_to(ANNA) == []
    assert "shown the duplicates" in house.commands("tell IMP-1")
    assert house.kinds_to(ANNA) == [Mail.DUPLICATES_FOUND]
    assert "same tax id: …6789: Lindgren; Lindgren & Sons" in house.text_to(ANNA)
    assert attachment_names(house.last_to(ANNA)) == ["same tax id.csv"]
    assert house.stage() is Stage.CHECKING


def test_nobody_is_told_of_duplicates_that_are_not_there(house: InMemory) -> None:
    """The order is refused with the reason."""
    house.plays_to(Stage.REVIEWING)
    assert "no duplicates of IMP-1 are known" in house.commands("tell IMP-1")
    assert house.mail_to(ANNA) == []


@pytest.mark.parametrize(
    ("on_duplicates", "stage", "mails"),
    [
        ("staff", Stage.CHECKING, []),
        ("tell-firm", Stage.CHECKING, [Mail.DUPLICATES_FOUND]),
        ("go-on", Stage.REVIEWING, [Mail.REVIEW_REQUEST]),
    ],
)
def test_the_desk_says_what_a_hit_does(
    a_house: Callable[..., InMemory], on_duplicates: str, stage: Stage, mails: list[Mail]
) -> None:
    """Staff get the rows in any case."""
    house = a_house(policy={"on_duplicates": on_duplicates, "read_every_minutes": 30})
    house.checks.results = (HITS,)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.stage() is stage
    assert house.kinds_to(ANNA) == mails
    assert Mail.STAFF_CHECKS in house.kinds_to(SAM)


def test_what_only_looks_alike_stops_nothing_and_staff_see_it(house: InMemory) -> None:
    """The review goes out, and staff get the rows beside it."""
    house.checks.results = (CLEAN, ALIKE)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]
    assert house.kinds_to(SAM) == [Mail.STAFF_CHECKS]


# --- looking once more ---------------------------------------------------------------------------


def test_duplicates_that_are_gone_let_the_import_go_on(house: InMemory) -> None:
    """Staff look once more after they were dealt with; the mail compares the two looks."""
    house.checks.results = (HITS,)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    house.checks.results = (replace(CLEAN, name=HITS.name),)
    house.commands("recheck IMP-1")
    assert house.stage() is Stage.REVIEWING
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]
    assert "same tax id: 0 now, 1 at the last look" in " ".join(map(text_of, house.mail_to(SAM)))


def test_a_look_that_fails_lets_nothing_go_on(house: InMemory) -> None:
    """Duplicates were found; that the database is away now does not clear them."""
    house.checks.results = (HITS,)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    house.checks.results = (UNRUN,)
    house.commands("recheck IMP-1")
    assert house.stage() is Stage.CHECKING
    assert "not checked" in house.ticket().checked
    assert house.kinds_to(SAM)[-1] is Mail.STAFF_CHECKS
    assert house.mail_to(ANNA) == []


@pytest.mark.parametrize("stage", [Stage.REVIEWING, Stage.CLOSED])
def test_a_later_look_is_kept_and_told_and_moves_nothing(house: InMemory, stage: Stage) -> None:
    """Whatever it finds."""
    house.plays_to(stage)
    house.checks.results = (HITS,)
    house.commands("recheck IMP-1")
    with house.store.reading() as work:
        assert [len(run.results) for run in work.check_runs(1)] == [1, 1]
    assert house.stage() is stage
    assert house.kinds_to(SAM)[-1] is Mail.STAFF_CHECKS
    assert house.mail_to(ANNA) == []


def test_before_the_import_there_is_nothing_to_look_for(house: InMemory) -> None:
    """The order is refused where it means nothing."""
    house.plays_to(Stage.IMPORTING)
    assert "means nothing" in house.commands("recheck IMP-1")
    assert house.checks.ran == 0
