"""How every loop takes what goes wrong: an outage is waited out, an error of ours logged, and it goes on."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

from bot.errors import Unavailable
from bot.store.trouble import Conflict

log = structlog.get_logger()

AFTER_AN_OUTAGE = 5.0  # seconds before a loop tries again; the edges wait longer by themselves


@contextmanager
def survived(what: str) -> Iterator[list[Exception]]:
    """Log what goes wrong and go on; the list it lends is empty when nothing did."""
    failure: list[Exception] = []
    try:
        yield failure
    except Conflict:
        pass  # somebody else was faster: look again at once
    except Unavailable as error:
        failure.append(error)
        log.warning("unavailable", loop=what, why=str(error))
    except Exception as error:
        failure.append(error)
        log.exception("our_error", loop=what)
