"""How Alembic reaches the database: by a connection, inside a transaction, both lent by the caller."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext

from bot.store.columns import CleanText, UtcMoment
from bot.store.tables import Row


def render_item(kind: str, item: object, _: AutogenContext) -> str | Literal[False]:
    """Write our column types as plain ones: a revision must not change when today's code does."""
    if kind == "type" and isinstance(item, CleanText):
        return "sa.Text()"
    if kind == "type" and isinstance(item, UtcMoment):
        return "sa.DateTime(timezone=True)"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    render_item=render_item,
)
context.run_migrations()
