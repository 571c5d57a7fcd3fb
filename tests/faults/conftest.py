"""Empty databases, one after the other, on each kind."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from tests.conftest import empty

FreshDatabase = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgresql"])
def fresh_database(request: pytest.FixtureRequest, tmp_path: Path) -> FreshDatabase:
    """Return the URL of an empty database with our tables, as often as it is asked."""
    if request.param == "sqlite":
        template, numbers = request.getfixturevalue("sqlite_with_tables"), count()
        return lambda: f"sqlite:///{shutil.copy(template, tmp_path / f'{next(numbers)}.db')}"
    url = str(request.getfixturevalue("postgres_with_tables"))

    def emptied() -> str:
        empty(url)
        return url

    return emptied
