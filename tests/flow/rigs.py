"""The same gate six times, each with a hand on the world behind it, for the contract test."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, NullPool, create_engine, make_url, text

from bot.clock import SteppingClock
from bot.config.drivers import CommandDriver, HttpDriver, PersonDriver, SqlDriver
from bot.flow.drivers import make_driver
from bot.flow.fake import FakeGate
from bot.flow.person import Word
from bot.flow.port import FlowDriver, FlowState
from bot.sandbox.dataflow import DataFlow
from bot.sandbox.faulty_flow import Fault

SCRIPT = str(Path(__file__).with_name("pretend-flow"))
SAM = "sam@desk.example"


@dataclass
class Rig:
    """A gate, and what its world can be made to do."""

    gate: FlowDriver
    turn_by_hand: Callable[[bool], None]  # for a person: staff say so
    break_down: Callable[[], None]
    stick: Callable[[], None]
    leave_in_flight: Callable[[int], None]
    deny: Callable[[], None]  # from now on an order ends in an error, whether or not it worked
    is_on: Callable[[], bool]  # the truth, asked past the gate


@contextmanager
def fake(clock: SteppingClock, folder: Path) -> Iterator[Rig]:
    gate = FakeGate(clock)
    yield Rig(
        gate,
        turn_by_hand=lambda on: gate.turn_by_hand(on=on),
        break_down=lambda: setattr(gate, "down", True),
        stick=lambda: setattr(gate, "stuck", True),
        leave_in_flight=lambda runs: setattr(gate, "in_flight", runs),
        deny=lambda: setattr(gate, "denies", True),
        is_on=lambda: gate.on,
    )


def http_settings(url: str, /, **more: object) -> HttpDriver:
    request = {"url": url + "/flows/{flow}", "headers": {"Authorization": "Bearer {token}"}}
    ready = {
        "driver": "http",
        "deadline_seconds": 10,
        "secrets": {"token": "env:FLOW_TOKEN"},
        "off": [{**request, "method": "PATCH", "json_body": {"paused": True}}],
        "on": [{**request, "method": "PATCH", "json_body": {"paused": False}}],
        "read": [
            {
                "request": {**request, "method": "GET"},
                "field": "paused",
                "off_is": ["true"],
                "on_is": ["false"],
                "in_flight_field": "runs",
                "in_flight_where": {"status": ["running", "queued"]},
            }
        ],
    }
    return HttpDriver.model_validate({**ready, **more})


@contextmanager
def http(clock: SteppingClock, folder: Path) -> Iterator[Rig]:
    with DataFlow(clock, "north").serving() as world:
        flow = world.flows["north"]

        def leave_in_flight(runs: int) -> None:
            flow.runs, flow.run_takes = runs, flow.run_takes.max

        yield Rig(
            make_driver(http_settings(world.url), {"flow": "north"}, clock),
            turn_by_hand=lambda on: world.turn_by_hand("north", on=on),
            break_down=lambda: setattr(flow, "fault", Fault.FAILS),
            stick=lambda: setattr(flow, "fault", Fault.STUCK),
            leave_in_flight=leave_in_flight,
            deny=lambda: flow.faults.append(Fault.DENIES),
            is_on=lambda: flow.on,
        )


def command_settings(verb: str = "read", **more: object) -> CommandDriver:
    ready = {
        "driver": "command",
        "deadline_seconds": 10,
        "off": [SCRIPT, "{folder}", "off"],
        "on": [SCRIPT, "{folder}", "on"],
        "read": [{"argv": [SCRIPT, "{folder}", verb], "field": "state", "in_flight_field": "runs"}],
    }
    return CommandDriver.model_validate({**ready, **more})


@contextmanager
def command(clock: SteppingClock, folder: Path) -> Iterator[Rig]:
    (folder / "state").write_text("on")
    (folder / "runs").write_text("0")
    yield Rig(
        make_driver(command_settings(), {"folder": str(folder)}, clock),
        turn_by_hand=lambda on: void((folder / "state").write_text("on" if on else "off")),
        break_down=(folder / "broken").touch,
        stick=(folder / "stuck").touch,
        leave_in_flight=lambda runs: void((folder / "runs").write_text(str(runs))),
        deny=(folder / "denies").touch,
        is_on=lambda: (folder / "state").read_text().strip() == "on",
    )


COLUMNS = "name TEXT PRIMARY KEY, state TEXT NOT NULL, asked TEXT, stuck INT, runs INT"
BOTH_ON = "INSERT INTO flows VALUES ('north', 'on', 'on', 0, 0), ('south', 'on', 'on', 0, 0)"
TABLES = ("DROP TABLE IF EXISTS flows", f"CREATE TABLE flows ({COLUMNS})", BOTH_ON)
THAT_REFUSE = ("DROP TABLE flows", f"CREATE TABLE flows ({COLUMNS}, CHECK (asked <> 'off'))", BOTH_ON)
SWITCH = (
    "UPDATE flows SET asked = '{0}', state = CASE stuck WHEN 1 THEN state ELSE '{0}' END WHERE name = :flow"
)


def sql_settings(url: str, **more: object) -> SqlDriver:
    ready = {
        "driver": "sql",
        "deadline_seconds": 10,
        "off": SWITCH.format("off"),
        "on": SWITCH.format("on"),
        "read": "SELECT state FROM flows WHERE name = :flow",
        "in_flight": "SELECT runs FROM flows WHERE name = :flow",
    }
    return SqlDriver.model_validate({**ready, "database": at(url), **more})


def at(url: str) -> str:
    """Keep a URL where a secret may be."""
    os.environ["FLOW_DATABASE"] = url
    return "env:FLOW_DATABASE"


def engine_of(url: str) -> Engine:
    return create_engine(make_url(url.replace("postgresql:", "postgresql+psycopg:")), poolclass=NullPool)


@contextmanager
def sql(url: str, clock: SteppingClock) -> Iterator[Rig]:
    def do(*statements: str) -> None:
        with engine_of(url).begin() as connection:
            for statement in statements:
                connection.execute(text(statement))

    def is_on() -> bool:
        with engine_of(url).connect() as connection:
            found = connection.execute(text("SELECT state FROM flows WHERE name = 'north'"))
            return bool(found.scalar_one() == "on")

    do(*TABLES)
    yield Rig(
        make_driver(sql_settings(url), {"flow": "north"}, clock),
        turn_by_hand=lambda on: do(f"UPDATE flows SET state = '{'on' if on else 'off'}'"),
        break_down=lambda: do("DROP TABLE flows"),
        stick=lambda: do("UPDATE flows SET stuck = 1"),
        leave_in_flight=lambda runs: do(f"UPDATE flows SET runs = {runs}"),
        deny=lambda: do(*THAT_REFUSE),
        is_on=is_on,
    )


@contextmanager
def sqlite(clock: SteppingClock, folder: Path) -> Iterator[Rig]:
    (folder / "books.db").touch()
    with sql(f"sqlite:///{folder}/books.db", clock) as rig:
        yield rig


@contextmanager
def person(clock: SteppingClock, folder: Path) -> Iterator[Rig]:
    words: list[Word] = []

    def say(on: bool) -> None:
        words.append((FlowState.ON if on else FlowState.OFF, clock.now(), SAM))

    yield Rig(
        make_driver(
            PersonDriver(driver="person"),
            {"firm": "North CPA"},
            clock,
            last_word=lambda: words[-1] if words else None,
        ),
        turn_by_hand=say,
        break_down=words.clear,
        stick=lambda: None,
        leave_in_flight=lambda runs: None,
        deny=lambda: None,
        is_on=lambda: words[-1][0] is FlowState.ON,
    )


def void(_: object) -> None:
    """Drop a value that nobody wants."""
