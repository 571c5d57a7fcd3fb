"""What an import costs does not grow with all the imports before it."""

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

from bot.desk.ticket import Stage
from tests.scenarios.house import InMemory

# A table that is read from its beginning to its end; an index of open work may be.
WHOLE_TABLE = re.compile(r"SCAN (?!CONSTANT ROW|\d|\()\w+$")


def statements_of(play: Callable[[], None]) -> dict[str, Any]:
    """Return each statement that was asked meanwhile, and what it was last asked with."""
    asked: dict[str, Any] = {}

    def note(_db: object, _cursor: object, sql: str, values: Any, _context: object, many: bool) -> None:
        asked[sql] = values[0] if many else values

    event.listen(Engine, "before_cursor_execute", note)
    play()
    event.remove(Engine, "before_cursor_execute", note)
    return {sql: values for sql, values in asked.items() if not sql.startswith("BEGIN")}


def test_no_statement_of_a_whole_import_reads_a_whole_table(house: InMemory) -> None:
    """From the first letter to the closed ticket, with a day's digest: every one is answered by an index.

    The plan of an INSERT tells what SQLite would scan if a foreign key were broken, and none is.
    """

    def play() -> None:
        house.plays_to(Stage.CLOSED)
        house.advance(days=1)
        house.puts_mail_away()

    asked = statements_of(play)
    assert len(asked) > 50
    with house.store.reading() as work:
        plans = {
            sql: work.db.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values).all()
            for sql, values in asked.items()
        }
    asking = {sql: plan for sql, plan in plans.items() if not sql.startswith("INSERT")}
    whole = [
        f"{row[-1]}: {sql}" for sql, plan in asking.items() for row in plan if WHOLE_TABLE.match(row[-1])
    ]
    assert not whole, "\n".join(whole)
