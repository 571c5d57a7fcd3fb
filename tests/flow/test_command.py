"""The command driver against a script with a will of its own."""

import threading
import time
from pathlib import Path

import pytest

from bot.clock import SteppingClock
from bot.errors import Misconfigured, Unavailable
from bot.flow.command import CommandGate
from bot.flow.port import FlowState
from tests.flow.rigs import SCRIPT, command_settings


def test_a_command_that_hangs_is_killed_with_its_children(clock: SteppingClock, tmp_path: Path) -> None:
    """At the deadline the whole group goes: nothing of it may wake up later and switch."""
    pids = tmp_path / "pids"
    hang = ["sh", "-c", 'sleep 60 & echo $! $$ > "$0"; wait', str(pids)]
    gate = CommandGate(command_settings(off=hang, deadline_seconds=0.3), {"folder": str(tmp_path)}, clock)
    began = time.monotonic()
    with pytest.raises(Unavailable, match=r"not done within 0\.3 s"):
        gate.switch(on=False)
    assert time.monotonic() - began < 3
    assert all(_dies(int(pid)) for pid in pids.read_text().split())


def test_a_command_that_hangs_after_its_work_is_settled_by_reading(
    clock: SteppingClock, tmp_path: Path
) -> None:
    """It is killed at the deadline; what it did before stays done, and reads so."""
    (tmp_path / "state").write_text("on")
    (tmp_path / "runs").write_text("0")
    (tmp_path / "lost").touch()
    gate = CommandGate(command_settings(deadline_seconds=0.5), {"folder": str(tmp_path)}, clock)
    with pytest.raises(Unavailable, match="not done within"):
        gate.switch(on=False)
    assert gate.read().state is FlowState.OFF


def _dies(pid: int) -> bool:
    """Wait a moment for it: a kill takes effect when the system next gives the process its turn."""
    return any(not _lives(pid) or threading.Event().wait(0.02) for _ in range(100))


def _lives(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.split(")")[1].split()[0] != "Z"


def test_a_child_that_keeps_the_pipe_open_holds_nobody(clock: SteppingClock, tmp_path: Path) -> None:
    """A daemon left behind in another session does not hold us beyond the deadline."""
    stay = ["sh", "-c", "setsid sleep 5 & exit 0"]
    gate = CommandGate(command_settings(off=stay, deadline_seconds=0.3), {"folder": str(tmp_path)}, clock)
    began = time.monotonic()
    with pytest.raises(Unavailable, match="not done within"):
        gate.switch(on=False)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("verb", "why"),
    [
        ("flood", "the command wrote more than 1 MiB"),
        ("leak", f"the command {SCRIPT} ended with status 3: not with ***"),
        ("nothing", "the answer is not JSON: it is empty"),
    ],
)
def test_a_command_of_no_use_reads_as_unknown(
    clock: SteppingClock, tmp_path: Path, verb: str, why: str
) -> None:
    """Each with its reason, and without the secret it was given."""
    settings = command_settings(verb, secrets={"FLOW_TOKEN": "env:FLOW_TOKEN"})
    reading = CommandGate(settings, {"folder": str(tmp_path)}, clock).read()
    assert (reading.state, reading.why) == (FlowState.UNKNOWN, why)


def test_a_command_that_is_not_there_is_an_outage(clock: SteppingClock, tmp_path: Path) -> None:
    """It may be installed by tomorrow: the reason names it."""
    gate = CommandGate(command_settings(on=["no-such-command"]), {"folder": str(tmp_path)}, clock)
    with pytest.raises(Unavailable, match="no-such-command cannot be started: No such file"):
        gate.switch(on=True)


def test_a_value_is_one_argument_and_never_a_shell_word(clock: SteppingClock, tmp_path: Path) -> None:
    """Spaces, quotes and semicolons arrive as they are."""
    value = "a b; touch oops $(id) 'q'"
    read = [{"argv": ["printf", "%s", "{flow}"], "field": "", "off_is": [value]}]
    settings = command_settings(off=["true"], on=["true"], read=read)
    assert CommandGate(settings, {"flow": value}, clock).read().state is FlowState.OFF


def test_a_value_never_becomes_an_option(clock: SteppingClock) -> None:
    """`pause {flow}` with the value `--all` would pause everything."""
    with pytest.raises(Misconfigured, match=r"'--all' for '\{folder\}' would be read as an option"):
        CommandGate(command_settings(), {"folder": "--all"}, clock)


def test_a_command_sees_its_own_secrets_and_none_of_ours(
    clock: SteppingClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The mailbox password in our environment is not its business."""
    monkeypatch.setenv("MAILBOX_PASSWORD", "hush")
    tell = 'echo "${FLOW_TOKEN:+given} ${MAILBOX_PASSWORD:-kept}"'
    read = [{"argv": ["sh", "-c", tell], "field": "", "off_is": ["given kept"]}]
    settings = command_settings(read=read, secrets={"FLOW_TOKEN": "env:FLOW_TOKEN"})
    assert CommandGate(settings, {"folder": str(tmp_path)}, clock).read().state is FlowState.OFF
