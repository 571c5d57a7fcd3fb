"""Logs as JSON lines on standard error: the name is constant, the facts are fields.

Ids, never bodies, subjects or addresses; control characters are escaped by JSON, so nothing forges a line.
"""

import logging
import sys

import structlog
from structlog.tracebacks import ExceptionDictTransformer

WHERE_ALONE = ExceptionDictTransformer(show_locals=False)  # a frame's variables are people's letters


def log_nothing() -> None:
    """Log nothing at all: a simulation tells its own story, and lives through thousands of errors."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    logging.getLogger("alembic").setLevel(logging.WARNING)


def set_up_logging(*, verbose: bool = False) -> None:
    """Log from `info` on, or from `debug` on when verbose."""
    level = logging.DEBUG if verbose else logging.INFO
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.ExceptionRenderer(WHERE_ALONE),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    for name in ("apscheduler", "httpx", "imapclient", "alembic"):  # none of them below a warning
        logging.getLogger(name).setLevel(logging.WARNING)
