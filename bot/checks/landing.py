"""Whether what a firm imported has arrived: by the time of its latest load, or by a count that rests.

One query, in the settings. `checks.latest_load` gives a moment: data has landed when that is later than the
flow was turned on. `checks.row_count` gives a number: it has when two looks in a row find the same one.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.checks.port import Landing
from bot.checks.select import one_select
from bot.config.settings import ChecksSettings
from bot.errors import Misconfigured


@dataclass
class LandingQuery:
    """How a desk knows that data has landed, and the counts seen so far."""

    sql: str = ""  # none: nothing tells
    counts_rows: bool = False
    _seen: dict[tuple[str, datetime], int] = field(default_factory=dict)

    def judge(self, firm: str, since: datetime, answer: object) -> Landing:
        """Say what the query's one cell means."""
        if self.counts_rows:
            return self._by_count(firm, since, answer)
        loaded_at = moment_of(answer)
        if loaded_at is None:
            return Landing(False, f"its latest load is {answer!r}, which is no moment")
        return Landing(loaded_at > since, f"its latest load was at {loaded_at:%d %b %H:%M} UTC")

    def _by_count(self, firm: str, since: datetime, answer: object) -> Landing:
        count = answer if isinstance(answer, int) else -1
        before = self._seen.get((firm, since))
        # Of older waits nothing needs to be known.
        self._seen = {key: seen for key, seen in self._seen.items() if key[0] != firm} | {
            (firm, since): count
        }
        if count < 0:
            return Landing(False, f"its rows are {answer!r}, which is no number")
        if before is None:
            return Landing(False, f"it has {count:,} rows so far")
        return Landing(count == before, f"it had {before:,} rows and has {count:,} now")


def landing_query(settings: ChecksSettings) -> LandingQuery:
    """Return the query of the settings.

    Raises:
        Misconfigured: It is not one SELECT for `:firm`.
    """
    name = "latest_load" if settings.latest_load else "row_count"
    sql = settings.latest_load or settings.row_count
    try:
        return LandingQuery(one_select(sql) if sql else "", counts_rows=name == "row_count")
    except ValueError as fault:
        raise Misconfigured(f"checks.{name}: {fault}") from fault


def moment_of(answer: object) -> datetime | None:
    """Return a moment as databases give it: aware, or naive or as ISO text, which then is UTC."""
    if isinstance(answer, str):
        try:
            answer = datetime.fromisoformat(answer.strip())
        except ValueError:
            return None
    if not isinstance(answer, datetime):
        return None
    return answer.replace(tzinfo=UTC) if answer.tzinfo is None else answer.astimezone(UTC)
