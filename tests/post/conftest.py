"""Real servers for the post: the sandbox's, and ones that misbehave as told."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.config.settings import Smtp
from bot.post.smtp import SmtpPost
from bot.sandbox.servers import Sandbox
from tests.post.scripted import ScriptedServer

SUPPORT = "support@desk.example"
PASSWORD = "swordfish-4711"


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    running = Sandbox()
    running.start()
    for address in (SUPPORT, "anna@northcpa.example", "cora@northcpa.example"):
        running.add_account(address, PASSWORD)
    yield running
    running.stop()


@pytest.fixture
def settings_for(tmp_path: Path) -> Callable[..., Smtp]:
    """Return a maker of settings for a server on this machine."""
    secret = tmp_path / "password"
    secret.write_text(PASSWORD)

    def make(port: int, **more: Any) -> Smtp:
        return Smtp.model_validate({"host": "localhost", "port": port, "password": f"file:{secret}", **more})

    return make


@pytest.fixture
def posts() -> Iterator[Callable[[Smtp], SmtpPost]]:
    """Return a maker of posts that are closed when the test ends."""
    made: list[SmtpPost] = []

    def make(settings: Smtp) -> SmtpPost:
        made.append(SmtpPost(settings, SystemClock()))
        return made[-1]

    yield make
    for post in made:
        post.close()


@pytest.fixture
def server() -> Iterator[Callable[[Mapping[str, str]], ScriptedServer]]:
    """Return a maker of servers that follow a script."""
    made: list[ScriptedServer] = []

    def make(script: Mapping[str, str]) -> ScriptedServer:
        made.append(ScriptedServer(script))
        return made[-1]

    yield make
    for one in made:
        one.stop()
