"""The alarm clock: APScheduler calls at the right moments. The database is the diary, and a lost alarm costs
at most one interval.
"""

from collections.abc import Callable
from datetime import datetime

from apscheduler.schedulers.background import BackgroundScheduler

EVERY_SECONDS = 30
NEXT = "next due moment"


class AlarmClock:
    """Calls `ring` every half minute, and besides at the moment it was last set to."""

    def __init__(self, ring: Callable[[], None]) -> None:
        # Its default grace of one second drops late jobs; a late ring is as good as one in time.
        late = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = BackgroundScheduler(timezone="UTC", job_defaults=late)
        self._ring = ring
        self._scheduler.add_job(ring, "interval", seconds=EVERY_SECONDS)

    def start(self) -> None:
        self._scheduler.start()

    def set(self, moment: datetime) -> None:
        """Ring at `moment` too; it replaces the moment set before."""
        self._scheduler.add_job(self._ring, "date", run_date=moment, id=NEXT, replace_existing=True)

    def stop(self) -> None:
        self._scheduler.shutdown(wait=False)
