"""Runs inside Prefect's own environment: serves the deployment nightly/north until it is stopped.

A run goes on until the file it was given exists.
"""

import sys
import time
from pathlib import Path

from prefect import flow


@flow
def nightly(until: str) -> None:
    while not Path(until).exists():
        time.sleep(0.1)  # noqa: TID251 -- a program of its own, which polls on real time


if __name__ == "__main__":
    nightly.serve(name="north", cron="0 2 * * *", parameters={"until": sys.argv[1]}, pause_on_shutdown=False)
