from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.clock import SteppingClock
from bot.sandbox.dataflow import DataFlow
from tests.flow import rigs
from tests.flow.rigs import Rig

MACHINES = ("fake", "http", "command", "sqlite", "postgresql")
GATES = (*MACHINES, "person")


@pytest.fixture(autouse=True)
def _token(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOW_TOKEN", "open-sesame")


@pytest.fixture
def clock() -> SteppingClock:
    return SteppingClock(datetime(2026, 12, 5, 22, 30, tzinfo=UTC))


@pytest.fixture(params=GATES)
def rig(request: pytest.FixtureRequest, clock: SteppingClock, tmp_path: Path) -> Iterator[Rig]:
    """Every gate, in turn."""
    with _rig(request, clock, tmp_path) as made:
        yield made


@pytest.fixture(params=MACHINES)
def machine(request: pytest.FixtureRequest, clock: SteppingClock, tmp_path: Path) -> Iterator[Rig]:
    """Every gate that moves and reads itself, in turn."""
    with _rig(request, clock, tmp_path) as made:
        yield made


def _rig(request: pytest.FixtureRequest, clock: SteppingClock, folder: Path) -> AbstractContextManager[Rig]:
    if request.param == "postgresql":
        return rigs.sql(request.getfixturevalue("postgres_url"), clock)
    make: Callable[[SteppingClock, Path], AbstractContextManager[Rig]] = getattr(rigs, request.param)
    return make(clock, folder)


@pytest.fixture
def world(clock: SteppingClock) -> Iterator[DataFlow]:
    """A pretend data flow with firm North's flow in it."""
    with DataFlow(clock, "north").serving() as serving:
        yield serving
