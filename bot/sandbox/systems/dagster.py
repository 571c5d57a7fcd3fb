"""A real Dagster web server with one job, nightly, and its schedule, every_night.

Runs are started by the web server itself; there is no Dagster daemon, so the schedule has no ticks.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.sandbox.systems.launch import free_port, launched, until

FLOW = Path(__file__).with_name("nightly") / "dagster_flow.py"
INSTANCE = """\
telemetry:
  enabled: false
run_coordinator:
  module: dagster.core.run_coordinator
  class: DefaultRunCoordinator
"""
LAUNCH = "mutation($p: ExecutionParams!) { launchRun(executionParams: $p) { __typename } }"
RUNS = "{ runsOrError(limit: 1) { ... on Runs { results { status } } } }"


@dataclass(frozen=True, slots=True)
class Dagster:
    """One firm's schedule on a server that is up."""

    title: str
    url: str
    ended: Path  # while this file exists, a run ends at once
    client: httpx.Client

    @property
    def values(self) -> Mapping[str, str]:
        return {
            "flow": "every_night",
            "job": "nightly",
            "repository": "__repository__",
            "location": "dagster_flow.py",
        }

    @property
    def environment(self) -> Mapping[str, str]:
        return {}

    def settings(self, name: str) -> str:  # noqa: ARG002 it has no tables
        return f'recipe = "dagster"\nurl = "{self.url}"\n'

    def begin_run(self) -> None:
        self.ended.unlink(missing_ok=True)
        of = {"repositoryLocationName": "dagster_flow.py", "repositoryName": "__repository__"}
        self._ask(LAUNCH, {"p": {"selector": {**of, "jobName": "nightly"}, "runConfigData": {}}})
        until(lambda: "STARTED" in self._ask(RUNS), "a run of Dagster is under way")

    def end_run(self) -> None:
        self.ended.touch()
        until(lambda: "SUCCESS" in self._ask(RUNS), "the run of Dagster has ended")

    def _ask(self, query: str, variables: Mapping[str, object] | None = None) -> str:
        body = {"query": query, "variables": variables or {}}
        return self.client.post("/graphql", json=body).raise_for_status().text


@contextmanager
def dagster(home: Path, folder: Path) -> Iterator[Dagster]:
    """Lend a server that was installed in `home` and keeps its files in `folder`."""
    port, log, ended = free_port(), folder / "dagster.log", folder / "ended"
    url = f"http://127.0.0.1:{port}"
    (folder / "dagster.yaml").write_text(INSTANCE)
    environment = {
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "HOME": str(folder),
        "DAGSTER_HOME": str(folder),
        "NIGHTLY_UNTIL": str(ended),
    }
    program = str(home / "bin" / "dagster-webserver")
    server = [program, "--host", "127.0.0.1", "--port", str(port), "--python-file", str(FLOW)]
    with httpx.Client(base_url=url, trust_env=False) as client, launched(server, environment, log):
        until(lambda: client.get("/server_info").is_success, "Dagster is up", log)
        version = client.get("/server_info").json()["dagster_version"]
        yield Dagster(f"Dagster {version}, schedule every_night", url, ended, client)
