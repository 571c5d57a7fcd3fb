"""A land on a real Dovecot, with each kind of database below the daemon."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journey.land import Land, open_land
from tests.servers import DovecotServer, dovecot

__all__ = ["dovecot"]


@pytest.fixture
def land(bare_database_url: str, dovecot: DovecotServer, tmp_path: Path) -> Iterator[Land]:
    """A land whose daemon keeps its memory in SQLite, then in PostgreSQL."""
    with open_land(tmp_path, dovecot, bare_database_url) as land:
        yield land


@pytest.fixture
def sandbox_land(tmp_path: Path) -> Iterator[Land]:
    """A land on the sandbox's own mail servers, with SQLite: it starts in no time."""
    with open_land(tmp_path, None, f"sqlite:///{tmp_path}/sluice.db") as land:
        yield land
