"""A proxy before a real system that lets requests through and spoils the answer of one."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

KEPT = ("authorization", "content-type", "accept")


class Spoilt(StrEnum):
    """What becomes of an answer whose request did what it asked for."""

    DENIED = "500"
    SILENT = "no answer"


class Mischief:
    """What will be spoilt, and when: after how many more requests."""

    def __init__(self, upstream: str) -> None:
        self.client = httpx.Client(base_url=upstream, trust_env=False, timeout=60)
        self.spoilt: Spoilt | None = None
        self.spared = 0
        self.over = threading.Event()
        self.server = _Server(self)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"

    def spoil(self, spoilt: Spoilt, after: int) -> None:
        self.spoilt, self.spared = spoilt, after

    def fate(self) -> Spoilt | None:
        """Return what becomes of this answer."""
        if self.spoilt is None or self.spared:
            self.spared = max(0, self.spared - 1)
            return None
        fate, self.spoilt = self.spoilt, None
        return fate

    @contextmanager
    def serving(self) -> Iterator["Mischief"]:
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield self
        finally:
            self.over.set()
            self.server.shutdown()
            self.server.server_close()
            self.client.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, mischief: Mischief) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.mischief = mischief


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def handle_any(self) -> None:
        mischief = self.server.mischief
        fate = mischief.fate()
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        headers = {name: value for name, value in self.headers.items() if name.lower() in KEPT}
        answer = mischief.client.request(self.command, self.path, headers=headers, content=body)
        match fate:
            case None:
                self.answer(answer.status_code, answer.content)
            case Spoilt.DENIED:
                self.answer(500, b"something went wrong")
            case Spoilt.SILENT:
                mischief.over.wait()

    do_GET = do_POST = do_PUT = do_PATCH = handle_any  # noqa: N815 the names that the library looks for

    def answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the terminal is the table's."""
