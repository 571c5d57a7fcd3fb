"""Runs inside Dagster's own environment: the job nightly and its schedule every_night.

A run goes on until the file NIGHTLY_UNTIL exists.
"""

import os
import time
from pathlib import Path

from dagster import DefaultScheduleStatus, Definitions, ScheduleDefinition, job, op


@op
def bring_new_data() -> None:
    while not Path(os.environ["NIGHTLY_UNTIL"]).exists():
        time.sleep(0.1)  # noqa: TID251 -- a program of its own, which polls on real time


@job
def nightly() -> None:
    bring_new_data()


every_night = ScheduleDefinition(
    name="every_night", job=nightly, cron_schedule="0 2 * * *", default_status=DefaultScheduleStatus.RUNNING
)
defs = Definitions(jobs=[nightly], schedules=[every_night])
