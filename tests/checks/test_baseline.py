"""What stood in the data before an import is told from what came with it, on real databases."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import text

from bot.checks.known import pack, sift, unpack
from bot.checks.port import CheckResult, CheckVerdict, Figure, KnownGroups
from bot.checks.sql import SqlChecks
from bot.checks.words import summary
from tests.checks.conftest import writing
from tests.checks.test_query import HEADER, SELECT

Make = Callable[..., SqlChecks]
Insert = Callable[..., None]

AT = datetime(2026, 12, 5, 23, 0, tzinfo=UTC)


def client(number: int, email: str) -> tuple[str, ...]:
    return ("north", str(number), "x", email, "", "")


def test_old_duplicates_are_counted_apart_and_new_ones_are_shown(checks: Make, insert: Insert) -> None:
    """One pair stood there, one comes with the import: only that is the import's."""
    looks = checks({"a.sql": HEADER + SELECT})
    insert(client(1, "a@a.example"), client(2, "a@a.example"), client(3, "b@b.example"))
    before = looks.baseline("north")
    insert(client(4, "b@b.example"))
    run = looks.run("north", before)
    (found,) = run.results
    assert (found.groups, found.extra_rows, found.rows_tested) == (1, 1, 4)
    assert (found.has_baseline, found.old_groups, found.old_extra_rows) == (True, 1, 1)
    assert found.sample == (("b@b.example",),) * 2
    assert "1 group with 1 extra row in 4 rows tested, 1 check; 1 group with 1 extra row stood" in summary(
        run
    )


def test_a_group_that_grew_is_the_imports_by_so_many_rows(checks: Make, insert: Insert) -> None:
    """Two stood there and two came: two extra rows, and one from before."""
    looks = checks({"a.sql": HEADER + SELECT})
    insert(client(1, "a@a.example"), client(2, "a@a.example"))
    before = looks.baseline("north")
    insert(client(3, "a@a.example"), client(4, "a@a.example"))
    (found,) = looks.run("north", before).results
    assert (found.groups, found.extra_rows, found.old_extra_rows) == (1, 2, 1)


def test_nothing_new_is_clean_whatever_stood_there(checks: Make, insert: Insert) -> None:
    """And says what did."""
    looks = checks({"a.sql": HEADER + SELECT})
    insert(client(1, "a@a.example"), client(2, "a@a.example"))
    run = looks.run("north", looks.baseline("north"))
    assert run.results[0].verdict is CheckVerdict.CLEAN
    assert summary(run).startswith("no new duplicates in 2 rows tested, 1 check; 1 group with 1 extra row")


def test_fewer_rows_than_before_are_never_clean(checks: Make, insert: Insert, database: str) -> None:
    """Some of the data is not there: what was not found in the rest proves nothing."""
    looks = checks({"a.sql": HEADER + SELECT})
    insert(client(1, "a@a.example"), client(2, "b@b.example"))
    before = looks.baseline("north")
    with writing(database).begin() as connection:
        connection.execute(text("DELETE FROM clients WHERE client_id = '2'"))
    (found,) = looks.run("north", before).results
    assert found.verdict is CheckVerdict.NOT_CHECKED
    assert found.why == "only 1 of the 2 rows before the import were there"


@pytest.mark.parametrize("how", ["changed", "too many", "none"])
def test_where_nothing_can_be_told_apart_it_is_said(checks: Make, insert: Insert, how: str) -> None:
    """The query was changed since, more groups stood there than are kept, or no baseline was taken."""
    looks = checks({"a.sql": HEADER + SELECT}, baseline_groups=1)
    insert(client(1, "a@a.example"), client(2, "a@a.example"))
    if how == "too many":
        insert(client(3, "b@b.example"), client(4, "b@b.example"))
    before = looks.baseline("north")
    if how == "changed":
        looks = checks({"a.sql": HEADER + SELECT + " -- changed"})
    run = looks.run("north", None if how == "none" else before)
    assert run.results[0].verdict is CheckVerdict.HITS
    assert "no baseline: old duplicates cannot be told from new ones" in summary(run)


def test_sums_are_shown_before_and_after(checks: Make, insert: Insert, database: str) -> None:
    """Clients and AR, to the cent."""
    looks = checks()
    insert(client(1, "a@a.example"))
    with writing(database).begin() as connection:
        connection.execute(text("UPDATE clients SET ar = '1200.10'"))
    before = looks.baseline("north")
    insert(client(2, "b@b.example"))
    run = looks.run("north", before)
    assert run.figures == (Figure("clients", Decimal(2)), Figure("AR", Decimal("1200.1")))
    assert "clients 1 before and 2 after; AR 1,200.10 before and 1,200.10 after" in summary(run)


def test_what_is_kept_of_a_group_does_not_show_its_key() -> None:
    """Another secret gives other bytes: nobody can try all tax ids against them."""
    rows = [(2, "12-3456789")]
    assert pack(rows, b"one", 10) != pack(rows, b"other", 10)
    assert "3456789" not in pack(rows, b"one", 10)[0]


def test_a_million_rows_in_one_group_need_no_memory() -> None:
    """Rows are looked at as they come, and the first ones kept."""
    rows = ((1_000_000, "key", n) for n in range(1_000_000))
    sifted = sift(rows, 1, {}, b"", 3)
    assert (sifted.groups, sifted.extra_rows, len(sifted.sample)) == (1, 999_999, 3)


def test_groups_come_back_as_they_were_kept() -> None:
    """Twelve bytes each, and their rows by digest."""
    packed, too_many = pack([(2, "a"), (7, "b")], b"s", 10)
    assert not too_many
    assert sorted(unpack(KnownGroups("", 9, packed)).values()) == [2, 7]


# --- landing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("loaded", "landed"), [("2026-12-06 00:10:00", True), ("2026-12-05 21:00", False)])
def test_data_has_landed_once_it_was_loaded_after_the_turn_on(
    checks: Make, database: str, loaded: str, landed: bool
) -> None:
    """A moment without a zone is UTC."""
    looks = checks({}, latest_load=f"SELECT '{loaded}' WHERE :firm = :firm")
    assert looks.landed("north", AT).landed is landed


def test_data_has_landed_once_its_rows_rest(checks: Make, insert: Insert) -> None:
    """Two looks in a row find as many; what was seen after an earlier turn-on does not count."""
    looks = checks({}, row_count="SELECT count(*) FROM clients WHERE firm = :firm")
    insert(client(1, "a@a.example"))
    assert [looks.landed("north", AT).landed for _ in range(2)] == [False, True]
    assert not looks.landed("north", AT + timedelta(days=9)).landed
    insert(client(2, "b@b.example"))
    assert not looks.landed("north", AT + timedelta(days=9)).landed


@pytest.mark.parametrize(
    "sql", ["SELECT nope FROM clients WHERE firm = :firm", "SELECT 1", "SELECT 'x' || :firm"]
)
def test_a_landing_query_that_fails_has_not_landed(checks: Make, database: str, sql: str) -> None:
    """With the reason, and check-config names it before the day where it can be known."""
    looks = checks({}, latest_load=sql)
    assert looks.landed("north", AT).why
    assert not looks.landed("north", AT).landed


def test_masked_columns_are_masked_in_every_check(checks: Make, insert: Insert) -> None:
    """Whatever its file says."""
    insert(client(1, "anna@a.example"), client(2, "anna@a.example"))
    (found,) = checks({"a.sql": HEADER + SELECT}, mask=["EMAIL"]).run("north").results
    assert found == replace(found, sample=(("…mple",),) * 2)
    assert isinstance(found, CheckResult)
