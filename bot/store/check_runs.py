"""What the checks brought back, kept with the ticket: the baseline before its import, each run after it."""

from datetime import datetime

from sqlalchemy import insert, select
from sqlmodel import col

from bot.checks.port import Baseline, CheckRun
from bot.store.codec import as_json, from_json
from bot.store.part import Part
from bot.store.tables import CheckRunRow

ADD = insert(CheckRunRow)


class CheckRuns(Part):
    def keep_baseline(self, ticket_id: int, baseline: Baseline, at: datetime) -> None:
        """Keep what stood in the firm's data before the import."""
        kept = {"ticket": ticket_id, "at": at, "body": as_json(baseline.run)}
        self.db.execute(ADD, {**kept, "known": as_json(baseline)})

    def keep_checks(self, ticket_id: int, run: CheckRun, at: datetime) -> None:
        """Keep what the checks found after the import."""
        self.db.execute(ADD, {"ticket": ticket_id, "at": at, "body": as_json(run), "known": None})

    def baseline(self, ticket_id: int) -> Baseline | None:
        """Return the baseline taken last for the ticket."""
        newest = (
            select(col(CheckRunRow.known))
            .where(col(CheckRunRow.ticket) == ticket_id, col(CheckRunRow.known).is_not(None))
            .order_by(col(CheckRunRow.id).desc())
            .limit(1)
        )
        known = self.db.execute(newest).scalar_one_or_none()
        return from_json(Baseline, known) if known else None

    def check_runs(self, ticket_id: int) -> tuple[CheckRun, ...]:
        """Return every run after the ticket's import, oldest first."""
        bodies = (
            select(col(CheckRunRow.body))
            .where(col(CheckRunRow.ticket) == ticket_id, col(CheckRunRow.known).is_(None))
            .order_by(col(CheckRunRow.id))
        )
        return tuple(from_json(CheckRun, body) for body in self.db.execute(bodies).scalars())
