"""`python -m tests.bench`: what Sluice costs, each part against what else one might do, in one run.

python -m tests.bench                 everything
python -m tests.bench letters 500     one part; letters takes how many
"""

import logging
import sys
import tempfile
from pathlib import Path

import structlog
from rich.console import Console

from tests.bench.checks import bench_checks
from tests.bench.growth import bench_growth
from tests.bench.idle import bench_idle
from tests.bench.letters import bench_letters
from tests.bench.memory import bench_memory
from tests.bench.reading import bench_reading
from tests.servers import dovecot_program

PARTS = ("letters", "idle", "reading", "growth", "memory", "checks")


def main(arguments: list[str]) -> int:
    """Print one table for each part asked for."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    console = Console(width=110)
    wanted = [part for part in PARTS if part in arguments] or list(PARTS)
    number = next((int(a) for a in arguments if a.isdecimal()), 2000)
    if dovecot_program() is None:
        wanted = [part for part in wanted if part not in ("letters", "memory")]
        console.print("Dovecot is not installed: no letters, no memory. tests/install-dovecot says why.")
    with tempfile.TemporaryDirectory(prefix="sluice-bench-") as folder:
        if "letters" in wanted:
            bench_letters(console, Path(folder), number)
        if "idle" in wanted:
            bench_idle(console, Path(folder))
        if "reading" in wanted:
            bench_reading(console)
        if "growth" in wanted:
            bench_growth(console)
        if "memory" in wanted:
            bench_memory(console)
        if "checks" in wanted:
            bench_checks(console, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
