"""A real Prefect server with one served deployment: nightly/north, every night at two."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.sandbox.systems.launch import free_port, launched, until

LOGIN = "sluice:open-sesame"
FLOW = Path(__file__).with_name("nightly") / "prefect_flow.py"


@dataclass(frozen=True, slots=True)
class Prefect:
    """One firm's deployment on a server that is up."""

    title: str
    url: str  # of its API
    deployment: str  # its id
    ended: Path  # while this file exists, a run ends at once
    client: httpx.Client

    @property
    def values(self) -> Mapping[str, str]:
        return {"flow": self.deployment}

    @property
    def environment(self) -> Mapping[str, str]:
        return {"SLUICE_FLOW_LOGIN": LOGIN}

    def settings(self, name: str) -> str:  # noqa: ARG002 it has no tables
        return f'recipe = "prefect"\nurl = "{self.url}"\nbasic = "env:SLUICE_FLOW_LOGIN"\n'

    def begin_run(self) -> None:
        self.ended.unlink(missing_ok=True)
        run = self._post(f"/deployments/{self.deployment}/create_flow_run", {})
        until(lambda: self._state(run["id"]) == "RUNNING", "a run of Prefect is under way")

    def end_run(self) -> None:
        self.ended.touch()
        of_it = {"deployments": {"id": {"any_": [self.deployment]}}}
        running = {**of_it, "flow_runs": {"state": {"type": {"any_": ["RUNNING", "PENDING"]}}}}
        until(lambda: not self._post("/flow_runs/filter", running), "the run of Prefect has ended")

    def _state(self, run: str) -> object:
        return self.client.get(f"/flow_runs/{run}").raise_for_status().json()["state"]["type"]

    def _post(self, path: str, body: object) -> dict[str, str]:
        answer: dict[str, str] = self.client.post(path, json=body).raise_for_status().json()
        return answer


@contextmanager
def prefect(home: Path, folder: Path) -> Iterator[Prefect]:
    """Lend a server that was installed in `home` and keeps its files in `folder`."""
    port, log, ended = free_port(), folder / "prefect.log", folder / "ended"
    url = f"http://127.0.0.1:{port}/api"
    environment = {
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "HOME": str(folder),
        "PREFECT_HOME": str(folder),
        "PREFECT_API_URL": url,
        "PREFECT_API_AUTH_STRING": LOGIN,
        "PREFECT_SERVER_API_AUTH_STRING": LOGIN,
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_UI_ENABLED": "false",
        "PREFECT_RUNNER_POLL_FREQUENCY": "1",
        "DO_NOT_TRACK": "1",
    }
    program = str(home / "bin" / "prefect")
    server = [program, "server", "start", "--host", "127.0.0.1", "--port", str(port)]
    user, _, password = LOGIN.partition(":")
    with (
        httpx.Client(base_url=url, auth=(user, password), trust_env=False) as client,
        launched(server, environment, log),
    ):
        until(lambda: client.get("/health").is_success, "Prefect is up", log)
        version = client.get("/admin/version").raise_for_status().json()
        with launched([str(home / "bin" / "python"), str(FLOW), str(ended)], environment, log):
            found = "/deployments/name/nightly/north"
            until(lambda: client.get(found).is_success, "the deployment is there", log)
            deployment = client.get(found).json()["id"]
            yield Prefect(f"Prefect {version}, deployment nightly/north", url, deployment, ended, client)
