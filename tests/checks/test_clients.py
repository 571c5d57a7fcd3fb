"""The pretend firm's clients, on which the demo's checks run."""

from collections.abc import Callable
from pathlib import Path

from bot.checks.sql import SqlChecks
from bot.sandbox.clients import seed


def test_the_ready_checks_find_the_duplicates_made_on_purpose(
    checks_at: Callable[..., SqlChecks], tmp_path: Path
) -> None:
    """Those and no others; another firm in the same table stays clean."""
    books = tmp_path / "books.db"
    seed(books, "north", clients=500, duplicates=5)
    seed(books, "south", clients=300, duplicates=0)
    checks = checks_at(f"sqlite:///{books}")
    numbers = [
        (result.groups, result.rows_tested)
        for firm in ("north", "south")
        for result in checks.run(firm).results
    ]
    assert numbers == [(3, 503), (2, 502), (0, 300), (0, 300)]


def test_the_clients_are_the_same_at_every_start(tmp_path: Path) -> None:
    """A demo can be compared with yesterday's; seeding again replaces."""
    first, again = (seed(tmp_path / "books.db", "north") for _ in range(2))
    assert first == again
    assert seed(tmp_path / "books.db", "north", draw=2) != first
