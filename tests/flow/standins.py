"""Stand-ins for the systems whose recipes we have: each answers as its documentation says, or misbehaves.

One flow each, with runs that can be under way. What a system answers to a read stands in `ANSWERS`, cut down
to what a client could need; what turns it off and on, in `ORDERS`.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Answer = Callable[["System", str], object]  # from the system and the address asked


class Mishap(StrEnum):
    """What happens to every answer from now on; the first two to orders alone, which were obeyed."""

    DENIED = "denied"
    CUT = "cut"
    UNAUTHORIZED = "401"
    NOT_FOUND = "404"
    TOO_MANY = "429"
    OTHER_JSON = "other JSON"
    ELSEWHERE = "elsewhere"


@dataclass
class System:
    """One of them, with the firm's flow."""

    recipe: str
    on: bool = True
    runs: int = 0
    mishap: Mishap | None = None
    url: str = ""
    orders: list[str] = field(default_factory=list)

    def obey(self, method: str, path: str, body: str) -> bool:
        """Carry out what is an order; False if it is none."""
        said = f"{method} {path} {body}"
        for on, marks in enumerate(ORDERS[self.recipe]):
            if all(mark in said for mark in marks):
                self.on = bool(on)
                self.orders.append("on" if on else "off")
                return True
        return False


def _kafka_connect(system: System, _: str) -> object:
    connector = "RUNNING" if system.on else "PAUSED"
    task = "RUNNING" if system.on or system.runs else "PAUSED"
    return {"connector": {"state": connector}, "tasks": [{"id": 0, "state": task}]}


def _fivetran(system: System, _: str) -> object:
    sync = "syncing" if system.runs else "scheduled" if system.on else "paused"
    return {"code": "Success", "data": {"paused": not system.on, "status": {"sync_state": sync}}}


def _airbyte(system: System, path: str) -> object:
    if "applications/token" in path:
        return {"access_token": "fetched", "token_type": "Bearer"}
    if "/jobs?" in path:
        running = [{"status": "running"}] * system.runs if "jobType=clear" in path else []
        return {"data": [{"status": "succeeded"}, *running]}
    return {"status": "active" if system.on else "inactive"}


def _airflow(system: System, path: str) -> object:
    if path.startswith("/auth/token"):
        return {"access_token": "fetched"}
    return {"total_entries": system.runs} if "taskInstances" in path else {"is_paused": not system.on}


def _prefect(system: System, path: str) -> object:
    if path.endswith("/filter"):
        return [{"auto_scheduled": False}] * system.runs
    return {"paused": not system.on}


def _dagster(system: System, _: str) -> object:
    status = "RUNNING" if system.on else "STOPPED"
    schedule = {"scheduleState": {"id": "fetched", "status": status}}
    runs = [{"runId": str(number)} for number in range(system.runs)]
    return {"data": {"scheduleOrError": schedule, "runsOrError": {"results": runs}}}


def _launchdarkly(system: System, _: str) -> object:
    return {"environments": {"production": {"on": system.on}}}


def _unleash(system: System, _: str) -> object:
    return {"name": "production", "enabled": system.on}


ANSWERS: Mapping[str, Answer] = {
    "airbyte": _airbyte,
    "airflow": _airflow,
    "dagster": _dagster,
    "fivetran": _fivetran,
    "kafka-connect": _kafka_connect,
    "launchdarkly": _launchdarkly,
    "prefect": _prefect,
    "unleash": _unleash,
}
# What an order has in it: off, on.
ORDERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "airbyte": (("PATCH", '"inactive"'), ("PATCH", '"active"')),
    "airflow": (("PATCH", '"is_paused":true'), ("PATCH", '"is_paused":false')),
    "dagster": (("stopRunningSchedule",), ("startSchedule",)),
    "fivetran": (("PATCH", '"paused":true'), ("PATCH", '"paused":false')),
    "kafka-connect": (("PUT", "/pause"), ("PUT", "/resume")),
    "launchdarkly": (("PATCH", "turnFlagOff"), ("PATCH", "turnFlagOn")),
    "prefect": (("POST", "/pause_deployment"), ("POST", "/resume_deployment")),
    "unleash": (("POST", "/off"), ("POST", "/on")),
}


@contextmanager
def standing_in(recipe: str) -> Iterator[System]:
    """Lend a system that listens until the block ends."""
    system = System(recipe)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"system": system}))
    server.daemon_threads = True
    system.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield system
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    system: System

    def any_method(self) -> None:
        system = self.system
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        ordered = system.obey(self.command, self.path, body.replace(": ", ":"))
        match system.mishap:
            case Mishap.CUT if ordered:
                self.close_connection = True  # without a word
            case Mishap.DENIED if ordered:
                self.answer(500, {"message": "something went wrong"})
            case Mishap.UNAUTHORIZED:
                self.answer(401, {"message": f"not with {self.headers['Authorization']}"})
            case Mishap.NOT_FOUND:
                self.answer(404, {"message": "no such thing"})
            case Mishap.TOO_MANY:
                self.answer(429, {"message": "slow down"}, **{"Retry-After": "30"})
            case Mishap.OTHER_JSON:
                self.answer(200, {"unexpected": [True]})
            case Mishap.ELSEWHERE:
                self.answer(302, {}, Location="http://elsewhere.example/")
            case _:
                self.answer(200, ANSWERS[system.recipe](system, self.path))

    do_GET = do_POST = do_PUT = do_PATCH = any_method  # noqa: N815 the names that the library looks for

    def answer(self, status: int, body: object, **headers: str) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        for name, value in {**headers, "Content-Length": str(len(raw))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        """Say nothing."""
