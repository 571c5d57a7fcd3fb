"""Near duplicates, with the real Splink in its own process."""

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.checks import near
from bot.checks.near_model import READY
from bot.checks.port import CheckResult, CheckVerdict
from bot.checks.sql import SqlChecks

Make = Callable[..., SqlChecks]
Insert = Callable[..., None]

BAKERY = ("north", "C1", "Harbor Bakery LLC", "hello@harbor.example", "12-3456789", "")
BAKERY_AGAIN = ("north", "D1", "Harbor Bakery, Inc.", None, "123456789", "")
DENTAL = ("north", "C2", "Elm Street Dental", "elm@dental.example", "98-7654321", "")
LENA = ("north", "C3", "Lena Thornton", "lena@t.example", None, "")
LENA_AGAIN = ("north", "D3", "Lena Thorntan", "lena@t.example", None, "")


@pytest.fixture
def alike(checks: Make, insert: Insert) -> Callable[..., CheckResult]:
    """A function that adds clients and returns what is alike among all there are."""
    looks = checks({}, near={}, mask=["email"])

    def look(*clients: object) -> CheckResult:
        insert(*clients)
        return looks.run("north").results[-1]

    return look


def test_rows_that_are_alike_come_with_the_reasons(alike: Callable[..., CheckResult]) -> None:
    """People read why, and see the rows; private fields are masked."""
    found = alike(BAKERY, BAKERY_AGAIN, DENTAL)
    assert (found.verdict, found.groups, found.extra_rows, found.rows_tested) == ("hits", 1, 1, 3)
    assert found.severity == "advise"
    why, *rest = found.sample[0]
    assert why == "same name but for Inc., LLC and the like, same last four digits of the tax id"
    assert rest[:3] == ["C1", "Harbor Bakery LLC", "…mple"]


def test_nothing_alike_is_clean(alike: Callable[..., CheckResult]) -> None:
    """One piece of weak evidence is not enough."""
    assert alike(BAKERY, DENTAL, LENA).verdict is CheckVerdict.CLEAN


def test_what_was_alike_before_the_import_is_told_apart(checks: Make, insert: Insert) -> None:
    """Of the same kind as exact duplicates: old ones are counted, new ones are shown."""
    looks = checks({}, near={})
    insert(BAKERY, BAKERY_AGAIN)
    before = looks.baseline("north")
    insert(LENA, LENA_AGAIN)
    found = looks.run("north", before).results[-1]
    assert (found.has_baseline, found.old_groups, found.groups) == (True, 1, 1)
    assert {row[1] for row in found.sample} == {"C3", "D3"}


def test_more_rows_than_the_limit_are_not_checked(checks: Make, insert: Insert) -> None:
    """Memory stays bounded, whatever a firm has."""
    insert(BAKERY, BAKERY_AGAIN, DENTAL)
    found = checks({}, near={"rows_at_most": 2}).run("north").results[-1]
    assert (found.verdict, found.why) == (CheckVerdict.NOT_CHECKED, "there are more than 2 rows")


def test_a_process_that_takes_too_long_is_ended(checks: Make, insert: Insert) -> None:
    """The run goes on without it."""
    insert(BAKERY)
    found = checks({}, near={"timeout_seconds": 0.01}).run("north").results[-1]
    assert (found.verdict, found.why) == (CheckVerdict.NOT_CHECKED, "it took too long and was stopped")


def test_nothing_of_the_clients_is_left_behind(
    checks: Make, insert: Insert, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither where it was started nor where it puts aside what does not fit; not even if it is ended."""
    (tmp_path / "here").mkdir()
    (tmp_path / "aside").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "aside"))
    insert(BAKERY, BAKERY_AGAIN)
    for seconds in (60, 0.01):
        checks({}, near={"timeout_seconds": seconds, "memory_mb": 64}).run("north")
    assert [*(tmp_path / "here").iterdir(), *(tmp_path / "aside").iterdir()] == []


def test_without_splink_it_is_said_at_once(
    checks: Make, insert: Insert, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By check-config before the day, and by the result on it."""
    monkeypatch.setattr(near, "find_spec", lambda name: None)
    insert(BAKERY)
    looks = checks({}, near={})
    assert looks.compile_all() == (near.MISSING,)
    assert looks.run("north").results[-1].why == near.MISSING


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('select = "DELETE FROM clients"', "is not a SELECT"),
        ("block = []", "block: "),
        ("prior = 2", "prior: "),
        ('colour = "red"', "colour: "),
    ],
)
def test_a_model_with_a_fault_is_refused(
    checks: Make, insert: Insert, tmp_path: Path, line: str, why: str
) -> None:
    """With its file's name and the place."""
    key = line.partition(" ")[0]
    ready = READY.read_text()
    kept = [one for one in ready.splitlines() if not one.startswith(f"{key} =")]
    (tmp_path / "mine.toml").write_text("\n".join([line, *kept]))
    (fault,) = checks({}, near={"model": tmp_path / "mine.toml"}).compile_all()
    assert fault.startswith("mine.toml: ")
    assert why in fault
