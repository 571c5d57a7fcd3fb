"""A real Airflow, all its parts at once (`airflow standalone`), with one DAG: nightly."""

import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from bot.sandbox.systems.launch import free_port, launched, until

USER, PASSWORD = "sluice", "open-sesame"
FLOW = Path(__file__).with_name("nightly") / "airflow_flow.py"
DAG = "/api/v2/dags/nightly"


@dataclass(frozen=True, slots=True)
class Airflow:
    """One firm's DAG on a server that is up."""

    title: str
    url: str
    ended: Path  # while this file exists, a run ends at once
    client: httpx.Client  # logged in

    @property
    def values(self) -> Mapping[str, str]:
        return {"flow": "nightly"}

    @property
    def environment(self) -> Mapping[str, str]:
        return {"SLUICE_FLOW_USER": USER, "SLUICE_FLOW_PASSWORD": PASSWORD}

    def settings(self, name: str) -> str:  # noqa: ARG002 it has no tables
        secrets = '{ user = "env:SLUICE_FLOW_USER", password = "env:SLUICE_FLOW_PASSWORD" }'
        return f'recipe = "airflow"\nurl = "{self.url}"\nsecrets = {secrets}\n'

    def begin_run(self) -> None:
        self.ended.unlink(missing_ok=True)
        self.client.post(f"{DAG}/dagRuns", json={"logical_date": None}).raise_for_status()
        until(lambda: self._tasks("running") == 1, "a run of Airflow is under way")

    def end_run(self) -> None:
        self.ended.touch()
        until(lambda: self._tasks("running", "queued") == 0, "no task of Airflow is under way")

    def _tasks(self, *states: str) -> object:
        found = self.client.get(f"{DAG}/dagRuns/~/taskInstances", params={"state": states})
        return found.raise_for_status().json()["total_entries"]


@contextmanager
def airflow(home: Path, folder: Path) -> Iterator[Airflow]:
    """Lend a server that was installed in `home` and keeps its files in `folder`."""
    port, log, ended = free_port(), folder / "airflow.log", folder / "ended"
    url = f"http://127.0.0.1:{port}"
    (folder / "dags").mkdir()
    shutil.copy(FLOW, folder / "dags")
    (folder / "passwords.json").write_text(json.dumps({USER: PASSWORD}))
    environment = _environment(home, folder, ended, url, port)
    with (
        httpx.Client(base_url=url, trust_env=False, timeout=30) as client,
        launched([str(home / "bin" / "airflow"), "standalone"], environment, log),
    ):
        until(lambda: client.get("/api/v2/version").is_success, "Airflow is up", log)
        version = client.get("/api/v2/version").json()["version"]
        login = client.post("/auth/token", json={"username": USER, "password": PASSWORD}).raise_for_status()
        client.headers["Authorization"] = f"Bearer {login.json()['access_token']}"
        until(lambda: client.get(DAG).is_success, "the DAG is there", log)
        yield Airflow(f"Airflow {version}, DAG nightly", url, ended, client)


def _environment(home: Path, folder: Path, ended: Path, url: str, port: int) -> dict[str, str]:
    settings = {
        "CORE__DAGS_FOLDER": folder / "dags",
        "CORE__LOAD_EXAMPLES": False,
        "CORE__PARALLELISM": 2,
        "CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": folder / "passwords.json",
        "CORE__EXECUTION_API_SERVER_URL": f"{url}/execution/",
        "API__HOST": "127.0.0.1",
        "API__PORT": port,
        "API__WORKERS": 1,
        "API__BASE_URL": url,
        "USAGE_DATA_COLLECTION__ENABLED": False,
    }
    return {
        "PATH": f"{home / 'bin'}:/usr/bin:/bin",
        "HOME": str(folder),
        "AIRFLOW_HOME": str(folder),
        "NIGHTLY_UNTIL": str(ended),
        "NO_PROXY": "127.0.0.1",
        **{f"AIRFLOW__{name}": str(value) for name, value in settings.items()},
    }
