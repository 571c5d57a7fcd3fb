"""The sql driver against a database that holds other firms' flows too."""

import socket
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlalchemy import text

from bot.clock import SteppingClock
from bot.errors import Misconfigured, Unavailable
from bot.flow.port import FlowState
from bot.flow.sql import SqlGate
from tests.flow.rigs import engine_of, sql, sql_settings

FOR_EVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n"


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, clock: SteppingClock, tmp_path: Path) -> Iterator[str]:
    """The URL of a database with the flows of firms North and South, both on."""
    (tmp_path / "books.db").touch()
    sqlite = f"sqlite:///{tmp_path}/books.db"
    found = sqlite if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    with sql(found, clock):
        yield found


def gate(url: str, clock: SteppingClock, flow: str = "north", **more: object) -> SqlGate:
    return SqlGate(sql_settings(url, **more), {"flow": flow}, clock)


def states(url: str) -> list[str]:
    with engine_of(url).connect() as connection:
        return [row[0] for row in connection.execute(text("SELECT state FROM flows ORDER BY name"))]


def test_one_firms_flow_is_switched_and_no_other(url: str, clock: SteppingClock) -> None:
    """South's row stays as it is."""
    gate(url, clock).switch(on=False)
    assert states(url) == ["off", "on"]


def test_a_switch_of_too_many_rows_is_undone(url: str, clock: SteppingClock) -> None:
    """A forgotten `where` moves nobody's flow."""
    with pytest.raises(Unavailable, match="would touch 2 rows, not 1; it was undone"):
        gate(url, clock, off="UPDATE flows SET state = 'off'").switch(on=False)
    assert states(url) == ["on", "on"]


def test_a_value_is_bound_and_never_becomes_sql(url: str, clock: SteppingClock) -> None:
    """Quotes and statements in a firm's value are a name that no flow has."""
    reading = gate(url, clock, flow="x' OR 'a' = 'a'; DROP TABLE flows; --").read()
    assert (reading.state, reading.why) == (FlowState.UNKNOWN, "the read-back found no row")


def test_reading_cannot_write(url: str, clock: SteppingClock) -> None:
    """A read-back that would change something is stopped by the database."""
    writing = "UPDATE flows SET state = 'off' WHERE name = :flow RETURNING state"
    assert gate(url, clock, read=writing, in_flight=None).read().state is FlowState.UNKNOWN
    assert states(url) == ["on", "on"]


def test_a_statement_ends_within_the_deadline(url: str, clock: SteppingClock) -> None:
    """Whatever the database is busy with."""
    began = time.monotonic()
    reading = gate(url, clock, read=FOR_EVER, in_flight=None, deadline_seconds=0.3).read()
    assert reading.state is FlowState.UNKNOWN
    assert time.monotonic() - began < 3


def test_a_switch_that_takes_too_long_is_undone_and_reads_so(url: str, clock: SteppingClock) -> None:
    """The database gives it up: nothing of it takes effect later."""
    slow = f"UPDATE flows SET state = 'off', runs = ({FOR_EVER}) WHERE name = :flow"
    north = gate(url, clock, off=slow, deadline_seconds=0.5)
    with pytest.raises(Unavailable, match=r"not done within|took too long"):
        north.switch(on=False)
    assert gate(url, clock).read().state is FlowState.ON


def test_a_server_that_never_answers_holds_nobody(clock: SteppingClock) -> None:
    """It takes the connection and says nothing: that costs the deadline and no more."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://sluice:hush@127.0.0.1:{silent.getsockname()[1]}/books"
        began = time.monotonic()
        with pytest.raises(Unavailable, match=r"the database was not done within 0\.3 s"):
            gate(url, clock, deadline_seconds=0.3).switch(on=False)
        assert time.monotonic() - began < 3


def test_a_probe_finds_a_statement_that_cannot_run(url: str, clock: SteppingClock) -> None:
    """The day before, and nothing is switched for it."""
    with pytest.raises(Unavailable, match=r"the database says: .*flos"):
        gate(url, clock, on="UPDATE flos SET state = 'on' WHERE name = :flow").probe()
    assert states(url) == ["on", "on"]


@pytest.mark.parametrize(
    ("read", "why"),
    [
        ("SELECT state FROM flows", "the read-back found more than one row"),
        ("SELECT 'paused'", "the answer says 'paused', which no setting explains"),
        ("SELECT NULL", "the answer says 'null', which no setting explains"),
    ],
)
def test_a_cell_that_does_not_say_it_reads_as_unknown(
    url: str, clock: SteppingClock, read: str, why: str
) -> None:
    """Never a guess; each with its reason."""
    assert gate(url, clock, read=read).read().why == why


def test_numbers_and_truths_are_compared_as_json_writes_them(url: str, clock: SteppingClock) -> None:
    """SQLite says 1 where PostgreSQL says true."""
    said = gate(url, clock, read="SELECT 1 = 1", off_is=["1", "true"], on_is=["0", "false"]).read()
    assert said.state is FlowState.OFF


def test_a_file_that_is_not_there_is_an_outage_and_stays_away(clock: SteppingClock, tmp_path: Path) -> None:
    """A mistyped path never becomes an empty database."""
    reading = gate(f"sqlite:///{tmp_path}/boks.db", clock).read()
    assert (reading.state, reading.why) == (
        FlowState.UNKNOWN,
        "the database cannot be reached: unable to open database file",
    )
    assert list(tmp_path.iterdir()) == []


def test_a_locked_database_is_an_outage(clock: SteppingClock, tmp_path: Path) -> None:
    """Somebody else writes: said within the deadline, and nothing is switched."""
    (tmp_path / "books.db").touch()
    url = f"sqlite:///{tmp_path}/books.db"
    with sql(url, clock):
        holder = sqlite3.connect(tmp_path / "books.db", isolation_level=None)
        holder.execute("BEGIN EXCLUSIVE")
        with pytest.raises(Unavailable, match=r"not done within|database is locked"):
            gate(url, clock, deadline_seconds=0.3).switch(on=False)
        holder.close()


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("mysql://sluice:hush@books.example/flows", "mysql cannot be held to a deadline; known: sqlite"),
        ("postgresql://sluice:hush@books.example:port/flows", "database is not a database URL"),
    ],
)
def test_a_database_that_cannot_be_used_is_refused_at_once(clock: SteppingClock, url: str, why: str) -> None:
    """Before the day, and without its password."""
    with pytest.raises(Misconfigured, match=why) as refused:
        gate(url, clock)
    assert "hush" not in str(refused.value)


def test_a_parameter_without_a_value_is_refused_at_once(clock: SteppingClock) -> None:
    """An empty name in a `where` might mean all, or none."""
    with pytest.raises(Misconfigured, match=r"nothing fills :flow in .*; known here: flow"):
        gate("sqlite:///books.db", clock, flow=" ")


def test_words_that_mean_two_things_are_refused() -> None:
    """What is off cannot be on as well."""
    with pytest.raises(ValidationError, match="share a value"):
        sql_settings("sqlite:///books.db", off_is=["0"], on_is=["0"])
