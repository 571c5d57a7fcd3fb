"""Ten of the imported clients by a rule that can be repeated."""

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from bot.checks.ten import SqlClients
from bot.config.settings import ClientsSettings
from bot.desk.ten import Chosen, Ten
from bot.errors import Unavailable
from tests.cast import NORTH, SOUTH

SINCE = datetime(2026, 12, 5, 22, 30, tzinfo=UTC)
QUERY = "SELECT client, name, ar, change FROM imported WHERE at >= :since AND firm = :firm"

Imported = tuple[str, str, float, float | None]
Make = Callable[..., SqlClients]


@pytest.fixture
def clients(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Make:
    """A function that makes the clients of North from rows: client, name, ar, change."""
    monkeypatch.setenv("BOOKS", f"sqlite:///{tmp_path}/books.db")

    def make(*rows: Imported, query: str = QUERY, key: str = "default") -> SqlClients:
        with sqlite3.connect(tmp_path / "books.db") as books:
            books.execute("DROP TABLE IF EXISTS imported")
            books.execute("CREATE TABLE imported (firm, at, client, name, ar, change)")
            stored = [("north", "2026-12-06 01:00:00", *row) for row in rows]
            books.executemany("INSERT INTO imported VALUES (?, ?, ?, ?, ?, ?)", stored)
            books.execute(
                "INSERT INTO imported VALUES ('north', '2026-12-01 00:00:00', 'old', 'Old', 9e9, 9e9)"
            )
        (tmp_path / "ten.sql").write_text(query)
        raw = {"database": "env:BOOKS", "query": str(tmp_path / "ten.sql")}
        return SqlClients({key: ClientsSettings.model_validate(raw)})

    return make


def many(number: int) -> list[Imported]:
    """Clients 1, 2, … that owe 1.00, 2.00, … of which the small ones changed most."""
    return [(f"c{n}", f"Client {n}", float(n), float(number - n)) for n in range(1, number + 1)]


def ten_of(clients: SqlClients, seed: str = "IMP-1") -> Ten:
    ten = clients.choose(NORTH, SINCE, seed, 10)
    assert ten is not None
    return ten


def test_the_rule_is_four_largest_three_most_changed_three_at_random(clients: Make) -> None:
    """What came before the import is none of it, and the rule says itself."""
    ten = ten_of(clients(*many(500)))
    assert [row.client for row in ten.rows[:7]] == ["c500", "c499", "c498", "c497", "c1", "c2", "c3"]
    assert [row.chosen for row in ten.rows[7:]] == [Chosen.RANDOM] * 3
    assert ten.rule() == "4 largest balances, 3 most changed, 3 at random (seed IMP-1)"


def test_one_seed_draws_the_same_clients_in_whatever_order_they_come(clients: Make) -> None:
    """And another seed draws others."""
    first, turned = ten_of(clients(*many(500))), ten_of(clients(*reversed(many(500))))
    assert first == turned
    assert ten_of(clients(*many(500)), "IMP-2").rows[7:] != first.rows[7:]


def test_a_credit_counts_by_its_size_and_a_client_once(clients: Make) -> None:
    """A join that doubles rows does not fill the list with one client."""
    rows = [*many(20), ("debt", "Debt", -900.0, None), ("debt", "Debt", -900.0, None)]
    ten = ten_of(clients(*rows))
    assert (ten.rows[0].client, ten.rows[0].portal) == ("debt", Decimal("-900.00"))
    assert len({row.client for row in ten.rows}) == 10


def test_fewer_than_ten_are_all_of_them(clients: Make) -> None:
    """The review then wants that number."""
    ten = ten_of(clients(*many(6)))
    assert (len(ten.rows), ten.wanted(10)) == (6, 6)


def test_where_nothing_tells_a_change_more_are_drawn(clients: Make) -> None:
    """The stated rule says so too."""
    ten = ten_of(clients(*many(50), query="SELECT client, name, ar FROM imported WHERE at >= :since"))
    assert ten.rule() == "4 largest balances, 6 at random (seed IMP-1)"


def test_clients_of_one_name_are_told_apart(clients: Make) -> None:
    """By their keys."""
    names = [row.name for row in ten_of(clients(("a", "Smith", 2.0, None), ("b", "Smith", 1.0, None))).rows]
    assert names == ["Smith (a)", "Smith (b)"]


def test_the_figures_of_the_chosen_are_read_again(clients: Make) -> None:
    """A client that is gone has none."""
    read = clients(*many(20)).read_again(NORTH, SINCE, ("c7", "gone"))
    assert read == {"c7": Decimal("7.00")}


def test_the_query_of_a_firm_goes_before_that_of_all(clients: Make) -> None:
    """Where there is none for a firm, it picks its own."""
    made = clients(*many(20), key="north")
    assert ten_of(made).laid_out
    assert made.choose(SOUTH, SINCE, "IMP-1", 10) is None


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("SELECT client, name FROM imported WHERE at >= :since", "no column ar"),
        ("DELETE FROM imported WHERE at >= :since", "is not a SELECT"),
        ("SELECT client, name, ar FROM imported", "must ask for :since"),
        ("SELECT client, name, ar FROM nowhere WHERE at >= :since", "no such table"),
        ("SELECT client, name, 'much' AS ar FROM imported WHERE at >= :since", "where an amount should be"),
        ("SELECT client, name, ar FROM imported WHERE at > '2099' AND at >= :since", "found no client"),
    ],
)
def test_what_is_wrong_with_a_query_is_said(clients: Make, query: str, why: str) -> None:
    """The firm then picks its own ten, and staff hear why."""
    with pytest.raises(Unavailable, match=why):
        clients(*many(20), query=query).choose(NORTH, SINCE, "IMP-1", 10)


def test_a_fault_is_known_before_the_day(clients: Make) -> None:
    """`sluice check-config` names the setting."""
    assert list(clients(*many(3)).compile_all()) == []
    (fault,) = clients(query="SELECT 1").compile_all()
    assert fault.startswith("clients.default: ten.sql: must ask for :since")
