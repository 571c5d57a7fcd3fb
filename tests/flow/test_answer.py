"""What answers of real systems mean; each row is a system's documented answer, cut short."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.config.drivers import ReadBack
from bot.flow.answer import fill_paths, judge
from bot.flow.port import FlowReading, FlowState

AT = datetime(2026, 12, 5, 22, 30, tzinfo=UTC)

AIRFLOW = (
    ReadBack(field="is_paused", off_is=("true",), on_is=("false",)),
    ReadBack(in_flight_field="total_entries"),
)
AIRBYTE = (
    ReadBack(field="status", off_is=("inactive",), on_is=("active",)),
    ReadBack(in_flight_field="data", in_flight_where={"status": ("pending", "running")}),
)
KAFKA_CONNECT = tuple(
    ReadBack(field=field, off_is=("PAUSED",), on_is=("RUNNING",), moving_is=("UNASSIGNED", "RESTARTING"))
    for field in ("connector.state", "tasks.*.state")
)
FIVETRAN = (
    ReadBack(field="data.paused", off_is=("true",), on_is=("false",)),
    ReadBack(
        field="data.status.sync_state", off_is=("paused",), on_is=("scheduled", "syncing", "rescheduled")
    ),
)
PREFECT = (
    ReadBack(field="paused", off_is=("true",), on_is=("false",)),
    ReadBack(in_flight_field=""),
)
UNLEASH = (ReadBack(field="enabled", off_is=("false",), on_is=("true",)),)


def read(rows: tuple[ReadBack, ...], *answers: object) -> FlowReading:
    texts = [answer if isinstance(answer, str) else json.dumps(answer) for answer in answers]
    return judge(rows, texts * (len(rows) // len(texts)), AT)


def kafka(connector: str, *tasks: str) -> object:
    return {"connector": {"state": connector}, "tasks": [{"id": 0, "state": task} for task in tasks]}


@pytest.mark.parametrize(
    ("reading", "state"),
    [
        (read(AIRFLOW, {"is_paused": True}, {"total_entries": 0}), FlowState.OFF),
        (read(AIRFLOW, {"is_paused": True}, {"total_entries": 2}), FlowState.MOVING),
        (read(AIRFLOW, {"is_paused": False}, {"total_entries": 2}), FlowState.ON),
        (read(AIRFLOW, {"is_paused": True}, {"detail": "Not Found"}), FlowState.UNKNOWN),
        (read(AIRBYTE, {"status": "inactive"}, {"data": []}), FlowState.OFF),
        (read(AIRBYTE, {"status": "inactive"}, {"data": [{"status": "succeeded"}]}), FlowState.OFF),
        (read(AIRBYTE, {"status": "inactive"}, {"data": [{"status": "running"}]}), FlowState.MOVING),
        (read(AIRBYTE, {"status": "inactive"}, {"data": [{}]}), FlowState.UNKNOWN),
        (read(AIRBYTE, {"status": "locked"}, {"data": []}), FlowState.UNKNOWN),
        (read(KAFKA_CONNECT, kafka("PAUSED", "PAUSED", "PAUSED")), FlowState.OFF),
        (read(KAFKA_CONNECT, kafka("PAUSED", "PAUSED", "RUNNING")), FlowState.MOVING),
        (read(KAFKA_CONNECT, kafka("PAUSED", "UNASSIGNED")), FlowState.MOVING),
        (read(KAFKA_CONNECT, kafka("PAUSED", "FAILED")), FlowState.UNKNOWN),
        (read(KAFKA_CONNECT, kafka("PAUSED")), FlowState.UNKNOWN),
        (read(KAFKA_CONNECT, kafka("RUNNING", "RUNNING")), FlowState.ON),
        (read(FIVETRAN, {"data": {"paused": True, "status": {"sync_state": "paused"}}}), FlowState.OFF),
        (read(FIVETRAN, {"data": {"paused": True, "status": {"sync_state": "syncing"}}}), FlowState.MOVING),
        (read(FIVETRAN, {"data": {"paused": False, "status": {"sync_state": "scheduled"}}}), FlowState.ON),
        (read(FIVETRAN, {"data": {"paused": None, "status": {"sync_state": "paused"}}}), FlowState.UNKNOWN),
        (read(PREFECT, {"paused": True}, []), FlowState.OFF),
        (read(PREFECT, {"paused": True}, [{"id": "a"}]), FlowState.MOVING),
        (read(UNLEASH, {"enabled": False}), FlowState.OFF),
        (read(UNLEASH, {"enabled": "false"}), FlowState.OFF),
        (read(UNLEASH, {"enabled": 0}), FlowState.UNKNOWN),
        (read(UNLEASH, []), FlowState.UNKNOWN),
        (read(UNLEASH, "[" * 100_000), FlowState.UNKNOWN),
        (read(UNLEASH, ""), FlowState.UNKNOWN),
    ],
)
def test_an_answer_means_what_the_settings_say(reading: FlowReading, state: FlowState) -> None:
    """Off needs every sign; a word, a field or a list that is not there is unknown, never a guess."""
    assert reading.state is state, reading.why


@pytest.mark.parametrize("number", [-1, True, 1.5, None, "2", {}])
def test_what_is_in_flight_must_be_countable(number: object) -> None:
    """A count that makes no sense is no nought."""
    row = ReadBack(field="off", off_is=("true",), on_is=("false",), in_flight_field="running")
    reading = read((row,), {"off": True, "running": number})
    assert (reading.state, reading.why) == (FlowState.UNKNOWN, "running is neither a number nor a list")


ANYTHING = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["PAUSED", "RUNNING"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["connector", "tasks", "state"]), inner),
)


@given(answer=st.text() | ANYTHING.map(json.dumps))
def test_no_answer_is_off_by_accident(answer: str) -> None:
    """Whatever comes is read without an error, and off only where every sign says so."""
    if judge(KAFKA_CONNECT, [answer, answer], AT).state is FlowState.OFF:
        said = json.loads(answer)
        assert {said["connector"]["state"], *(task["state"] for task in said["tasks"])} == {"PAUSED"}


def test_an_unknown_word_is_shown() -> None:
    """Staff see which field said what, cut short and clean."""
    assert read(UNLEASH, {"enabled": "\x1b[1mperhaps"}).why == (
        "enabled says '[1mperhaps', which no setting explains"
    )


def test_a_path_may_depend_on_the_firm() -> None:
    """One recipe serves all environments of a flag service."""
    row = ReadBack(field="environments.{environment}.on", off_is=("false",), on_is=("true",))
    filled = fill_paths(row, {"environment": "production"})
    assert read((filled,), {"environments": {"production": {"on": False}}}).state is FlowState.OFF


def test_when_a_run_last_ended_well_is_told_with_the_state() -> None:
    """The latest of all that is told; what is no moment tells nothing, and spoils nothing."""
    row = ReadBack(field="paused", off_is=("true",), on_is=("false",), synced_at_field="runs.*.ended")
    runs = [{"ended": "2026-12-05T21:00:00Z"}, {"ended": "2026-12-05T17:30:00-05:00"}, {"ended": None}]
    assert read((row,), {"paused": False, "runs": runs}).synced_at == AT
    untold = read((row,), {"paused": False})
    assert (untold.state, untold.synced_at) == (FlowState.ON, None)
