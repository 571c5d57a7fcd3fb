"""A simulation lives through thousands of errors: their log lines are kept out of the tests' output."""

from collections.abc import Iterator

import pytest
import structlog

from bot.log import log_nothing


@pytest.fixture(autouse=True)
def no_log_lines() -> Iterator[None]:
    """Log nothing while a simulation plays, and as before afterwards."""
    before = structlog.get_config()
    log_nothing()
    yield
    structlog.configure(**before)
