"""A pretend data flow behind HTTP, as firms have them: it can be paused, drains slowly and misbehaves.

The demo, `sluice sandbox` and the tests talk to the same one. Its runs end by the clock it is given, so
it follows a stepped clock too; only `Fault.SILENT` and `Fault.DRIP` take real time.

    GET   /flows/NAME                      -> {"name", "paused", "state", "runs": [{"id", "status"}, ...]}
    PATCH /flows/NAME  {"paused": true}    -> the same, afterwards
    POST  /login       {"password": "..."} -> {"access_token": "..."}
"""

import json
import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from bot.clock import Clock
from bot.flow.fake import Toggle
from bot.sandbox.faulty_flow import Fault, Flow


class DataFlow:
    """A running server with one flow for each name it was given."""

    token = "open-sesame"  # noqa: S105 nothing real opens with it
    password = "let-me-in"  # noqa: S105
    echo_status = 403

    def __init__(self, clock: Clock, *names: str, port: int = 0, tls: ssl.SSLContext | None = None) -> None:
        self.clock = clock
        self.flows = {name: Flow() for name in names}
        self.lock = threading.Lock()  # held while a flow is looked at or moved
        self.stopped = threading.Event()
        self._server = _Server(("127.0.0.1", port), _Handler, self)
        self._scheme = "https" if tls else "http"
        if tls:  # the handshake waits for the first read, which is in the request's own thread
            self._server.socket = tls.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )

    @property
    def url(self) -> str:
        """Where it listens, without a trailing slash."""
        return f"{self._scheme}://127.0.0.1:{self._server.server_port}"

    def turn_by_hand(self, name: str, *, on: bool) -> None:
        """Move a flow as a person in its console would, past Sluice."""
        with self.lock:
            self.flows[name].turn(Toggle(on, self.clock.now(), by_hand=True))

    @contextmanager
    def serving(self) -> Iterator["DataFlow"]:
        """Answer requests until the block ends; silent requests are let go then."""
        thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.stopped.set()
            self._server.shutdown()
            self._server.server_close()
            thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, address: tuple[str, int], handler: type["_Handler"], house: DataFlow) -> None:
        super().__init__(address, handler)
        self.house = house

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about callers who hang up; some do it at their deadline."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._serve()

    def do_PATCH(self) -> None:
        self._serve()

    def do_POST(self) -> None:
        house, body = self.server.house, self._body()
        if self.path == "/login" and body.get("password") == house.password:
            self._answer(200, json.dumps({"access_token": house.token}).encode())
        else:
            self._answer(401, b'{"error": "who are you?"}')

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the demo's."""

    def _serve(self) -> None:
        house, body = self.server.house, self._body()
        flow = house.flows.get(self.path.removeprefix("/flows/"))
        if self.headers.get("Authorization") != f"Bearer {house.token}":
            self._answer(401, b'{"error": "who are you?"}')
        elif flow is None:
            self._answer(404, b'{"error": "no such flow"}')
        else:
            with house.lock:
                fault = flow.next_fault()
                if fault not in (Fault.STUCK, Fault.FAILS) and isinstance(body.get("paused"), bool):
                    flow.turn(Toggle(not body["paused"], house.clock.now()))
                state = self._state(flow, house.clock.now())
            self._misbehave(fault, state)

    def _body(self) -> dict[str, object]:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        try:
            body = json.loads(raw)
        except ValueError:
            body = None
        return body if isinstance(body, dict) else {}

    def _state(self, flow: Flow, now: datetime) -> bytes:
        running = flow.in_flight(now)
        state = "running" if flow.on else "pausing" if running else "paused"
        runs = [{"id": number, "status": "running"} for number in range(running)]
        runs.append({"id": -1, "status": "done"})
        name = self.path.removeprefix("/flows/")
        return json.dumps({"name": name, "paused": not flow.on, "state": state, "runs": runs}).encode()

    def _misbehave(self, fault: Fault | None, state: bytes) -> None:
        match fault:
            case Fault.DENIES:
                self._answer(500, b"<html>\x1b[31mInternal\r\nServer Error</html>")
            case Fault.FAILS:
                self._answer(503, b"try later")
            case Fault.SILENT:
                self.server.house.stopped.wait()
            case Fault.DRIP:
                self._drip()
            case Fault.GARBLED:
                self._answer(200, b'{"paused": tru')
            case Fault.ENDLESS:
                self._answer(200, b'{"padding": "' + b"x" * (4 << 20) + b'"}')
            case Fault.ECHO:
                self._answer(
                    self.server.house.echo_status, f"not with {self.headers['Authorization']}".encode()
                )
            case Fault.ELSEWHERE:
                self._answer(307, b"", Location="http://elsewhere.example/flows")
            case Fault.STUCK | None:
                self._answer(200, state)

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(body)

    def _drip(self) -> None:
        self._send(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while not self.server.house.stopped.wait(0.05) and self._send(b"x"):
            pass

    def _send(self, data: bytes) -> bool:
        """Send, unless the caller has gone; True if it was there."""
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            self.close_connection = True
            return False
        return True
