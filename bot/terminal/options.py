"""What the commands share: their options, and the store they look into."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import Misconfigured

if TYPE_CHECKING:
    from bot.store.work import Store

ConfigOption = Annotated[Path, typer.Option("--config", help="The settings.", envvar="SLUICE_CONFIG")]
FirmArgument = Annotated[str, typer.Argument(help="Its key, or its name.")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Show what would be sent; send nothing.")]
JsonOption = Annotated[bool, typer.Option("--json", help="As data.")]
CONFIG = Path("sluice.toml")


@contextmanager
def opened(config: Path) -> "Iterator[Store]":
    """Lend the store that the settings name.

    Raises:
        Misconfigured: The settings do not hold, or a newer Sluice has changed the database.
        Unavailable: It cannot be used now.
    """
    from bot.config.settings import read_settings
    from bot.daemon.opening import open_store

    store = open_store(read_settings(config))
    try:
        yield store
    finally:
        store.close()


def number_of(ref: str) -> int:
    """Return the number in "IMP-1".

    Raises:
        Misconfigured: It is none.
    """
    number = ref.upper().removeprefix("IMP-")
    if not number.isdecimal():
        raise Misconfigured(f"{ref!r} names no import; write IMP-1")
    return int(number)
