"""Read by Airflow's own processes: the DAG nightly, every night at two, of two tasks.

A run goes on until the file NIGHTLY_UNTIL exists.
"""

import os
import time
from pathlib import Path

from airflow.sdk import dag, task


@task
def bring_new_data() -> None:
    while not Path(os.environ["NIGHTLY_UNTIL"]).exists():
        time.sleep(0.1)  # noqa: TID251 -- a program of its own, which polls on real time


@task
def write_it_down() -> None:
    """Come after the first, which a paused DAG never does: its run then hangs between the two."""


@dag(dag_id="nightly", schedule="0 2 * * *", catchup=False, is_paused_upon_creation=False)
def nightly() -> None:
    bring_new_data() >> write_it_down()


nightly()
