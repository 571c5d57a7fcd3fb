"""A letter that ends the process which reads it, as a fault of a C library would, and what follows."""

import signal
from pathlib import Path

import pytest

from bot.sandbox.town import ANNA
from bot.steps.read_one import ATTEMPTS
from bot.store.tables import Disposition
from tests.journey.land import ALWAYS, OTTO, Land

DEADLY = """
import os, signal
import bot.steps.read_one as reading

sound = reading.open_letter

def open_letter(raw, *more):
    if b"POISON" in raw:
        os.kill(os.getpid(), signal.SIGKILL)
    return sound(raw, *more)

reading.open_letter = open_letter
"""


@pytest.fixture
def deadly_letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every Python process begun from here die of a letter that holds the word POISON."""
    (tmp_path / "sitecustomize.py").write_text(DEADLY)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("deadly_letters")
def test_a_letter_that_kills_the_process_is_set_aside(sandbox_land: Land) -> None:
    """G2: Each death counts, since the attempt is written down first; then the next has its turn.

    It takes seconds: four processes begin, one after the other.
    """
    sandbox_land.writes(OTTO, "POISON", "An odd letter")
    sandbox_land.asks_for_an_import()
    deaths = [sandbox_land.daemon.run("run", "--until-idle").returncode for _ in range(ATTEMPTS)]
    assert deaths == [-signal.SIGKILL] * ATTEMPTS
    ran = sandbox_land.daemon.run("run", "--until-idle")
    assert ran.returncode == 0, ran.stderr
    with sandbox_land.store.reading() as work:
        read = [letter.disposition for letter in work.letters_between(*ALWAYS) if letter.disposition]
    assert read[:2] == [Disposition.QUARANTINED, Disposition.ACTED]
    assert len(sandbox_land.mails_to(ANNA.address)) == 2, "confirmed, and told to proceed"
    assert "POISON" not in ran.stdout + ran.stderr
    assert f"reading it failed {ATTEMPTS} times" in sandbox_land.daemon.run("quarantine", "list").stdout
