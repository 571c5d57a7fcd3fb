"""A token endpoint on the loopback that answers as it is told, as Microsoft's and Google's do."""

import json
import threading
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl

import pytest


@dataclass
class TokenServer:
    """Hands out `token`, unless something else is to be said first."""

    token: str = "the-token"
    expires_in: object = 3600
    more: dict[str, object] = field(default_factory=dict)
    answers: deque[tuple[int, dict[str, str], object]] = field(default_factory=deque)  # these come first
    asked: list[dict[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                server.asked.append(dict(parse_qsl(body)))
                status, headers, answer = (
                    server.answers.popleft() if server.answers else (200, {}, server.good())
                )
                raw = answer.encode() if isinstance(answer, str) else json.dumps(answer).encode()
                self.send_response(status)
                for name, value in ({"Content-Length": str(len(raw))} | headers).items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(raw)

            def log_message(self, *_: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        self.url = f"http://127.0.0.1:{self._http.server_port}/token"

    def good(self) -> dict[str, object]:
        return {"token_type": "Bearer", "access_token": self.token, "expires_in": self.expires_in} | self.more

    def close(self) -> None:
        self._http.shutdown()
        self._http.server_close()


@pytest.fixture
def token_server() -> Iterator[TokenServer]:
    server = TokenServer()
    yield server
    server.close()
