"""A country changes its clocks: the hours that were agreed stay, their moments move, and staff hear of it."""

import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from importlib import resources
from pathlib import Path

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.steps.zone_data import ZONE_DATA, keep_wall_times, zone_data_release
from tests.cast import ANNA, NORTH, SAM
from tests.scenarios.house import REQUEST, InMemory

CAIRO = "Africa/Cairo"  # of no firm of the cast: what is loaded anew here is nobody else's


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Path]:
    """A folder that zones are read from first, once it is named; at the end all is as it was."""
    was = zoneinfo.TZPATH
    yield tmp_path / "zoneinfo"
    zoneinfo.reset_tzpath(was)
    zoneinfo.ZoneInfo.clear_cache(only_keys=[CAIRO])


def new_rules(folder: Path, like: str) -> None:
    """Publish new zone data: in Cairo the clocks go as they do in another place."""
    area, _, name = like.partition("/")
    rules = resources.files("tzdata.zoneinfo").joinpath(area, name).read_bytes()
    (folder / "Africa").mkdir(parents=True, exist_ok=True)
    (folder / CAIRO).write_bytes(rules)
    (folder / "tzdata.zi").write_text("# version 2099a\n")
    zoneinfo.reset_tzpath([str(folder)])
    zoneinfo.ZoneInfo.clear_cache(only_keys=[CAIRO])


@pytest.fixture
def house_in_cairo(house: InMemory, elsewhere: Path) -> InMemory:
    """North lives in Cairo, two hours ahead of UTC, and has its import booked for six in the evening."""
    with house.store.transaction() as work:
        work.import_firms([replace(NORTH, zone=zoneinfo.ZoneInfo(CAIRO))])
    assert keep_wall_times(house.house) == 0
    house.receives(REQUEST)
    house.puts_mail_away()
    return house


def test_the_agreed_hour_stays_and_its_moment_moves(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """Six in the evening is six by the new clocks: the flow goes off at half past five by them."""
    house, was = house_in_cairo, house_in_cairo.ticket().plan
    new_rules(elsewhere, like="Asia/Dubai")
    assert keep_wall_times(house.house) == 1
    plan = house.ticket().plan
    assert was
    assert plan
    assert plan.starts.local == was.starts.local == datetime.fromisoformat("2026-12-05T18:00")
    assert (was.starts.at, plan.starts.at) == (at_utc(16), at_utc(14))
    house.advance_to(at_utc(13, 29))
    assert house.gate.on
    house.advance_to(at_utc(13, 31))
    assert not house.gate.on
    assert house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED]
    house.mail_to(SAM)


def test_staff_hear_what_moved_and_the_firm_need_not(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """The mail names both moments, the journal keeps it, and the journal's chain holds."""
    house = house_in_cairo
    new_rules(elsewhere, like="Asia/Dubai")
    keep_wall_times(house.house)
    house.settle()
    text = house.text_to(SAM)
    assert "The clocks of its zone have new rules" in text
    assert "Sat 05 Dec 2026 18:00 Africa/Cairo, was 16:00 UTC and is 14:00 UTC now" in text
    assert house.events()[-1] == "ClocksChanged"
    assert house.mail_to(ANNA) == []


def test_at_the_next_start_nothing_moves_again(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """The new moments are stored with the release they follow from."""
    house = house_in_cairo
    new_rules(elsewhere, like="Asia/Dubai")
    assert [keep_wall_times(house.house) for _ in range(2)] == [1, 0]
    with house.store.reading() as work:
        assert work.state(ZONE_DATA) == "2099a"
    house.settle()
    house.mail_to(SAM)


def test_rules_that_leave_this_import_alone_are_no_news(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """Another release in which that day is as it was."""
    new_rules(elsewhere, like="Africa/Johannesburg")
    assert keep_wall_times(house_in_cairo.house) == 0


def test_a_process_with_older_rules_moves_nothing(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """Two machines do not move an import to and fro; the newer rules win."""
    house = house_in_cairo
    with house.store.transaction() as work:
        work.set_state(ZONE_DATA, "2100a")
    new_rules(elsewhere, like="Asia/Dubai")
    assert keep_wall_times(house.house) == 0
    assert house.stage() is Stage.SCHEDULED


def test_an_hour_the_new_rules_skip_is_named(house_in_cairo: InMemory, elsewhere: Path) -> None:
    """It becomes the hour after the gap, and staff hear that the firm must choose another."""
    house = house_in_cairo
    house.commands("reschedule IMP-1 2027-10-03 02:30")
    new_rules(elsewhere, like="Australia/Sydney")
    assert keep_wall_times(house.house) == 1
    house.settle()
    assert "the new rules skip 02:30 that day" in house.text_to(SAM)
    house.mail_to(ANNA)


def test_the_release_is_that_of_the_rules_in_use(elsewhere: Path) -> None:
    """The system's own where it has them."""
    new_rules(elsewhere, like="Asia/Dubai")
    assert zone_data_release() == "2099a"
    zoneinfo.reset_tzpath([])
    assert zone_data_release().startswith("20")


def at_utc(hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 12, 5, tzinfo=UTC) + timedelta(hours=hour, minutes=minute)
