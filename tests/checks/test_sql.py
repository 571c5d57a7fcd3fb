"""Checks on real databases, SQLite and PostgreSQL: what they count, and what they must never do."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.checks.port import CheckResult, CheckVerdict
from bot.checks.sql import SqlChecks
from bot.clock import SystemClock
from bot.config.settings import ChecksSettings
from bot.outside_database import OutsideDatabase
from tests.checks.conftest import writing
from tests.checks.test_query import HEADER, SELECT

Make = Callable[..., SqlChecks]
Insert = Callable[..., None]

ANNA = ("north", "1", "Anna Arden", "anna@a.example", "12-3456789", "X1")
ANNA_AGAIN = ("north", "2", "ANNA ARDEN ", "Anna@a.example", "123456789", "X2")
BERT = ("north", "3", "Bert Bloom", "bert@b.example", None, " ")
BERT_ABROAD = ("south", "4", "Bert Bloom", "bert@b.example", None, None)


def one(results: tuple[CheckResult, ...]) -> CheckResult:
    assert len(results) == 1
    return results[0]


def test_the_ready_checks_find_what_they_look_for(checks: Make, insert: Insert) -> None:
    """Groups, extra rows and rows tested for each; a tax id is shown by its last four signs."""
    insert(ANNA, ANNA_AGAIN, BERT)
    by_id, by_name = checks().run("north").results
    assert (by_id.name, by_id.verdict) == ("Same tax or external id", CheckVerdict.HITS)
    assert (by_id.groups, by_id.extra_rows, by_id.rows_tested) == (1, 1, 2)
    assert by_id.columns == ("shared", "value", "client_id", "name", "email")
    assert {row[:3] for row in by_id.sample} == {("tax id", "…6789", "1"), ("tax id", "…6789", "2")}
    assert (by_name.groups, by_name.extra_rows, by_name.rows_tested) == (1, 1, 3)


def test_letters_beyond_ascii_have_a_lower_case_too(checks_at: Make, tmp_path: Path) -> None:
    """SQLite alone would not see that MARÍA is María."""
    url = f"sqlite:///{tmp_path}/books.db"
    with writing(url).begin() as connection:
        connection.execute(
            text("CREATE TABLE clients (firm, client_id, name, email, tax_id, external_id, ar)")
        )
        connection.execute(
            text("INSERT INTO clients VALUES ('north', 1, 'María', 'm@m.example', '', '', '')")
        )
        connection.execute(
            text("INSERT INTO clients VALUES ('north', 2, 'MARÍA', 'm@m.example', '', '', '')")
        )
    assert checks_at(url).run("north").results[1].groups == 1


def test_clients_of_another_firm_are_no_duplicates(checks: Make, insert: Insert) -> None:
    """Nor do they count as tested."""
    insert(BERT, BERT_ABROAD)
    by_name = checks().run("south").results[1]
    assert (by_name.verdict, by_name.rows_tested, by_name.sample) == (CheckVerdict.CLEAN, 1, ())


def test_none_of_none_is_not_clean(checks: Make, insert: Insert) -> None:
    """No rows to test is "not checked", with the reason."""
    insert(BERT_ABROAD)
    results = checks().run("north").results
    assert [result.verdict for result in results] == [CheckVerdict.NOT_CHECKED] * 2
    assert results[0].why == "there were no rows to test for north"


def test_three_alike_are_one_group_and_two_extra_rows(checks: Make, insert: Insert) -> None:
    """The numbers are counted over all rows, and no more than the cap are shown."""
    insert(*(("north", str(number), "", f"{number // 3}@a.example", "", "") for number in range(9)))
    result = one(checks({"a.sql": HEADER + SELECT}, row_cap=4).run("north").results)
    assert (result.groups, result.extra_rows, result.rows_tested) == (3, 6, 9)
    assert result.sample == (("0@a.example",),) * 3 + (("1@a.example",),)


def test_a_row_without_a_key_is_not_tested(checks: Make, insert: Insert) -> None:
    """Two clients without an address do not share one."""
    insert(ANNA, ("north", "5", "x", None, None, None), ("north", "6", "y", None, None, None))
    result = one(checks({"a.sql": HEADER + SELECT}).run("north").results)
    assert (result.verdict, result.rows_tested) == (CheckVerdict.CLEAN, 1)


def test_a_query_may_count_for_itself(checks: Make, insert: Insert) -> None:
    """One that returns duplicates alone says how many rows it looked at, and may then be clean."""
    insert(ANNA, BERT)
    header = HEADER + "-- tested: SELECT count(*) FROM clients WHERE firm = :firm\n"
    few = "SELECT email FROM clients WHERE firm = :firm GROUP BY email HAVING count(*) > 1"
    result = one(checks({"a.sql": header + few}).run("north").results)
    assert (result.verdict, result.rows_tested) == (CheckVerdict.CLEAN, 2)


def test_a_count_that_is_no_number_is_no_result(checks: Make, insert: Insert) -> None:
    """Nor an error that escapes: the check is "not checked"."""
    insert(ANNA)
    header = HEADER + "-- tested: SELECT name FROM clients WHERE firm = :firm\n"
    assert one(checks({"a.sql": header + SELECT}).run("north").results).verdict is CheckVerdict.NOT_CHECKED


def test_one_bad_file_spoils_only_itself(checks: Make, insert: Insert) -> None:
    """A header with a fault and a query with one are "not checked", and the sound one runs."""
    insert(ANNA)
    broken = HEADER + "SELECT e_mail AS email FROM clients WHERE firm = :firm"
    results = checks({"a.sql": SELECT, "b.sql": broken, "c.sql": HEADER + SELECT}).run("north").results
    assert [result.verdict for result in results] == ["not_checked", "not_checked", "clean"]
    assert results[0].why.startswith("a.sql: the header lacks")
    assert "e_mail" in results[1].why


@pytest.mark.parametrize(
    "write",
    [
        "SELECT setval('n', 1) AS email WHERE :firm = :firm",
        "SELECT lo_create(77) AS email WHERE :firm = :firm",
    ],
)
def test_a_check_cannot_write(checks: Make, insert: Insert, database: str, write: str) -> None:
    """What no look at the text can see, the database itself refuses."""
    if database.startswith("postgresql"):
        with writing(database).begin() as connection:
            connection.execute(text("CREATE SEQUENCE IF NOT EXISTS n"))
    result = one(checks({"a.sql": HEADER + write}).run("north").results)
    assert result.verdict is CheckVerdict.NOT_CHECKED
    assert "read-only" in result.why or "no such function" in result.why


def test_the_connection_itself_is_read_only(checks: Make, insert: Insert, database: str) -> None:
    """Should a write ever slip past the look at the text, it changes nothing."""
    insert(ANNA)
    books = OutsideDatabase(database, writes=False)
    with pytest.raises(Exception, match=r"read-?only"), books.transaction(5) as connection:
        connection.execute(text("DELETE FROM clients"))
    assert one(checks({"a.sql": HEADER + SELECT}).run("north").results).rows_tested == 1


def test_a_slow_query_is_stopped(checks: Make, insert: Insert) -> None:
    """It is "not checked"; the next check runs all the same."""
    insert(ANNA)
    endless = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
        " SELECT i AS email FROM n WHERE :firm = 'north'"
    )
    began = time.monotonic()
    slow, quick = (
        checks({"a.sql": HEADER + endless, "b.sql": HEADER + SELECT}, statement_timeout_seconds=0.3)
        .run("north")
        .results
    )
    assert time.monotonic() - began < 5
    assert (slow.verdict, slow.why) == (CheckVerdict.NOT_CHECKED, "it took too long and was stopped")
    assert quick.verdict is CheckVerdict.CLEAN


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("sqlite:///{folder}/nothing.db", "the database cannot be reached: unable to open database file"),
        ("postgresql://bot:hush@127.0.0.1:1/books", "the database cannot be reached: connection"),
        ("mysql://bot:hush@127.0.0.1/books", "mysql cannot be held to a deadline; known: sqlite, postgresql"),
        ("bot:hush@books", "checks.database is not a database URL"),
        ("postgresql://bot:hush@127.0.0.1:port/books", "checks.database is not a database URL"),
    ],
)
def test_a_database_out_of_reach_is_said(checks_at: Make, tmp_path: Path, url: str, why: str) -> None:
    """Every check is "not checked" with the reason, without the password, and no file is made."""
    checks = checks_at(url.format(folder=tmp_path))
    results = checks.run("north").results
    assert [result.verdict for result in results] == [CheckVerdict.NOT_CHECKED] * 2
    assert results[0].why.startswith(why)
    assert "hush" not in results[0].why
    assert checks.compile_all()[0].startswith(why)
    assert list(tmp_path.iterdir()) == []


def test_no_database_is_no_checks() -> None:
    """The house then says "not checked" itself."""
    checks = SqlChecks(ChecksSettings(), SystemClock(), "secret")
    assert (checks.run("north").results, checks.compile_all()) == ((), ())


def test_the_day_before_names_every_fault(checks: Make, insert: Insert) -> None:
    """Headers and queries are tried against the tables without running anything."""
    broken = HEADER + "SELECT e_mail AS email FROM clients WHERE firm = :firm"
    faults = checks({"a.sql": SELECT, "b.sql": broken, "c.sql": HEADER + SELECT}).compile_all()
    assert [fault.partition(": ")[0] for fault in faults] == ["a.sql", "b.sql"]


def test_a_file_of_your_own_stands_in_place_of_a_ready_one(checks: Make, insert: Insert) -> None:
    """By its name, so that a ready check can be adapted."""
    insert(ANNA)
    own = {"same-id.sql": HEADER + SELECT}
    assert [result.name for result in checks(own, ready=True).run("north").results] == [
        "Same address",
        "Same name and e-mail address",
    ]


def test_a_folder_that_is_not_there_is_said(checks: Make, tmp_path: Path) -> None:
    """A mistyped folder must not look like a folder without findings."""
    result = one(checks({}, folder=tmp_path / "quereis").run("north").results)
    assert (result.verdict, result.name) == (CheckVerdict.NOT_CHECKED, "quereis")
