"""The data flow of the pretend firm: what an admin writes of it, and a hand on its runs past Sluice.

The town has a pretend one; `bot/sandbox/systems` starts real ones.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.sandbox.dataflow import DataFlow

PRETEND = """\
driver = "http"
secrets = {{ token = "env:SLUICE_FLOW_TOKEN" }}
off = [{{ method = "PATCH", url = "{url}/flows/{{flow}}", json_body = {{ paused = true }}, headers = {{ Authorization = "Bearer {{token}}" }} }}]
on = [{{ method = "PATCH", url = "{url}/flows/{{flow}}", json_body = {{ paused = false }}, headers = {{ Authorization = "Bearer {{token}}" }} }}]

[[driver.{name}.read]]
field = "paused"
off_is = ["true"]
on_is = ["false"]
in_flight_field = "runs"
in_flight_where = {{ status = ["running"] }}
request = {{ method = "GET", url = "{url}/flows/{{flow}}", headers = {{ Authorization = "Bearer {{token}}" }} }}
"""  # noqa: E501 one request a line


class FirmFlow(Protocol):
    """A flow that runs on this machine."""

    @property
    def title(self) -> str:
        """Return which system it is, as the demo says it: "Prefect 3.9.1"."""

    @property
    def values(self) -> Mapping[str, str]:
        """Return the firm's values for the driver."""

    @property
    def environment(self) -> Mapping[str, str]:
        """Return the secrets that the settings name."""

    def settings(self, name: str) -> str:
        """Return what stands in `[driver.NAME]`, as TOML."""

    def begin_run(self) -> None:
        """Start a run that goes on until it is told to end, and return once it is under way."""

    def end_run(self) -> None:
        """Let the run come to its own end, and return once it has."""


@dataclass(frozen=True, slots=True)
class PretendFlow:
    """Firm North's flow in the town's pretend data flow."""

    flows: DataFlow
    title: str = "a pretend data flow over HTTP"

    @property
    def values(self) -> Mapping[str, str]:
        return {"flow": "north"}

    @property
    def environment(self) -> Mapping[str, str]:
        return {"SLUICE_FLOW_TOKEN": DataFlow.token}

    def settings(self, name: str) -> str:
        return PRETEND.format(name=name, url=self.flows.url)

    def begin_run(self) -> None:
        self._runs(1)

    def end_run(self) -> None:
        self._runs(0)

    def _runs(self, count: int) -> None:
        with self.flows.lock:
            flow = self.flows.flows["north"]
            flow.runs, flow.run_takes = count, flow.run_takes.max
