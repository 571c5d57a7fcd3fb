"""What the column types promise, on both databases."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import insert, select
from sqlalchemy.exc import StatementError

from bot.store.database import Purpose, open_database, transaction
from bot.store.tables import LeaseRow
from bot.store.work import Store


def test_a_moment_comes_back_in_utc(database_url: str) -> None:
    """A moment of any zone is kept to the microsecond and given back in UTC."""
    evening = datetime(2026, 12, 5, 18, 0, 0, 123456, tzinfo=timezone(timedelta(hours=-5)))
    engine = open_database(database_url)
    with transaction(engine, Purpose.DECIDE) as db:
        row = {"name": "it", "holder": "me", "fence": 1, "since": evening, "until": evening}
        db.execute(insert(LeaseRow), row)
        back = db.execute(select(LeaseRow)).one().until
    assert (back, back.tzinfo) == (evening, UTC)
    engine.dispose()


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    """A naive moment never becomes another one in silence."""
    with pytest.raises(StatementError, match="without a zone"), store.transaction() as work:
        work.due_alarms(datetime(2026, 12, 5))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "kept"), [("a\0b", "ab"), ("half \ud83d", "half ?"), ("héllo", "héllo"), ("", "")]
)
def test_text_is_cleaned_of_what_a_database_refuses(store: Store, text: str, kept: str) -> None:
    """G14: NUL and half surrogates do not stop the house on any database."""
    with store.transaction() as work:
        work.set_state("words", text)
        assert work.state("words") == kept
