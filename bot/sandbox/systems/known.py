"""The systems that can be started here, by the names of their recipes."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Final

from bot.errors import Misconfigured
from bot.sandbox.firm_flow import FirmFlow
from bot.sandbox.systems.airflow import airflow
from bot.sandbox.systems.dagster import dagster
from bot.sandbox.systems.prefect import prefect

INSTALLED: Final = Path(".systems")  # where make puts them, a folder each
KNOWN: Final[Mapping[str, Callable[[Path, Path], AbstractContextManager[FirmFlow]]]] = {
    "airflow": airflow,
    "dagster": dagster,
    "prefect": prefect,
}


@contextmanager
def open_system(name: str, folder: Path) -> Iterator[FirmFlow]:
    """Lend a system that is up, with one flow in it that is on.

    Args:
        name: One of `KNOWN`.
        folder: Where it keeps its files.

    Raises:
        Misconfigured: It is not known, or not installed.
        Unavailable: It does not come up; the end of its log is shown.
    """
    start = KNOWN.get(name)
    if start is None:
        raise Misconfigured(f"there is no system {name!r} here; known: {', '.join(KNOWN)}")
    home = (INSTALLED / name).absolute()
    if not (home / ".ready").exists():
        raise Misconfigured(f"{name} is not installed: make {INSTALLED / name / '.ready'}")
    own = folder / name
    own.mkdir()
    with start(home, own) as flow:
        yield flow
