"""A database that cannot be used says so in a sentence, and in one of our errors."""

import sqlite3
import stat
import threading
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from bot.errors import Misconfigured, Unavailable
from bot.store import database
from bot.store.database import Purpose, open_database, transaction
from bot.store.migrate import migrate
from bot.store.trouble import Conflict
from bot.store.work import Store
from tests.cast import NORTH
from tests.conftest import TEST_IDS


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://host/sluice", "'mysql' is unknown"),
        ("not a url", "not a URL"),
        ("sqlite://", "needs a file"),
        ("sqlite:///:memory:", "needs a file"),
        ("sqlite:///x.db?mode=ro", "no options"),
    ],
)
def test_a_url_we_cannot_use_is_refused(url: str, said: str) -> None:
    """The admin hears which setting is wrong, and what would be right."""
    with pytest.raises(Misconfigured, match=said):
        open_database(url)


def test_a_password_is_never_told() -> None:
    """An unreachable server is named without the password."""
    engine = open_database("postgresql://sluice:secret-word@127.0.0.1:1/sluice")
    with pytest.raises(Unavailable, match="cannot be reached") as caught, transaction(engine, Purpose.READ):
        pass
    assert "secret-word" not in f"{caught.value}{caught.value.__cause__}"


def test_parameters_are_not_shown_in_errors(store: Store) -> None:
    """M2: What people wrote does not reach a log by way of a database error."""
    with pytest.raises(Exception) as caught, store.transaction() as work:
        work.db.execute(text("SELECT :words FROM nowhere"), {"words": "my secret words"})
    assert "my secret words" not in str(caught.value)


def test_sqlite_keeps_what_was_committed(sqlite_url: str) -> None:
    """Commits survive a power cut, rows keep their parents, readers do not wait for the writer."""
    engine = open_database(sqlite_url)
    with transaction(engine, Purpose.READ) as db:
        pragmas = ("journal_mode", "synchronous", "foreign_keys")
        assert [db.execute(text(f"PRAGMA {name}")).scalar() for name in pragmas] == ["wal", 2, 1]
    engine.dispose()


def test_the_file_is_for_our_eyes_only(tmp_path: Path) -> None:
    """Other users of the machine cannot read people's mail."""
    engine = open_database(f"sqlite:///{tmp_path}/new.db")
    migrate(engine)
    assert {stat.S_IMODE(file.stat().st_mode) for file in tmp_path.glob("new.db*")} == {0o600}
    engine.dispose()


def test_a_locked_sqlite_is_unavailable(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else's long write is told as such, and nothing is written."""
    monkeypatch.setattr(database, "SQLITE_SETTINGS", ("PRAGMA busy_timeout = 1",))
    engine = open_database(sqlite_url)
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unavailable, match="holds its write lock"), transaction(engine, Purpose.DECIDE):
        pass
    with transaction(engine, Purpose.READ) as db:  # reading goes on
        db.execute(text("SELECT 1"))
    other.close()
    engine.dispose()


def test_a_full_disk_is_unavailable(sqlite_url: str) -> None:
    """A full disk stops the intake with a sentence; what was committed stays."""
    engine = open_database(sqlite_url)
    store = Store(engine, TEST_IDS)
    with store.transaction() as work:
        pages = work.db.execute(text("PRAGMA page_count")).scalar_one()
        work.set_state("before", "kept")
    with store.transaction() as work:
        work.db.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(Unavailable, match="disk is full"), store.transaction() as work:
        work.set_state("big", "x" * 100_000)
    with store.reading() as work:
        assert (work.state("before"), work.state("big")) == ("kept", None)
    store.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    """A mistaken path is named as such."""
    (tmp_path / "letter.eml").write_text("Subject: hello\n" * 100)
    engine = open_database(f"sqlite:///{tmp_path}/letter.eml")
    with pytest.raises(Unavailable, match="no SQLite database"), transaction(engine, Purpose.READ):
        pass


def test_an_error_leaves_nothing_behind(store: Store) -> None:
    """A transaction that fails half-way has written nothing."""
    with suppress(ZeroDivisionError), store.transaction() as work:
        work.set_state("half", "done")
        work.set_state("whole", str(1 / 0))
    with store.reading() as work:
        assert work.state("half") is None


def test_two_that_decide_on_the_same_do_not_both_win(store: Store) -> None:
    """L4: Of two transactions that each read what the other writes, one is told to decide again."""
    both_read = threading.Barrier(2, timeout=5)
    outcomes: list[str] = []

    def decide(mine: str, other: str) -> None:
        try:
            with store.transaction() as work:
                assert work.state(other) is None
                if work.db.dialect.name == "postgresql":  # SQLite lets only one in at a time
                    both_read.wait()
                work.set_state(mine, "off")
            outcomes.append("won")
        except (Conflict, AssertionError):
            outcomes.append("again")

    threads = [threading.Thread(target=decide, args=pair) for pair in (("a", "b"), ("b", "a"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["again", "won"]


def test_a_reader_does_not_hold_up_a_writer(store: Store) -> None:
    """Looking at the house takes nobody's turn, and sees one moment however long it looks."""
    with store.reading() as reader:
        assert reader.firms() == ()
        with store.transaction() as writer:
            writer.import_firms([NORTH])
        assert reader.firms() == ()


def test_a_server_that_was_restarted_is_found_again(postgres_with_tables: str) -> None:
    """A connection that broke costs one try, and nothing that was half written stays."""
    store = Store(open_database(postgres_with_tables), TEST_IDS)
    with psycopg.connect(postgres_with_tables, autocommit=True) as server:
        end_others = (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE state LIKE 'idle%' AND datname = current_database()"
        )
        with suppress(Unavailable), store.transaction() as work:
            work.set_state("half", "done")
            server.execute(end_others)
            work.set_state("whole", "done")
    with store.transaction() as work:
        assert work.state("half") is None
    store.close()
