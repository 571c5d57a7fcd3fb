"""Writing a row that may be there already, in one statement.

PostgreSQL's insert is what SQLite understands as well; SQLite's own does not compile for PostgreSQL.
"""

from sqlalchemy.dialects.postgresql import Insert, insert

from bot.store.tables import Row


def put(table: type[Row]) -> Insert:
    """Return a statement that adds a row, or changes all of the row with the same primary key."""
    key, new = _key(table), insert(table)
    changes = {
        column.name: new.excluded[column.name] for column in table.__table__.c if column.name not in key
    }
    return new.on_conflict_do_update(index_elements=key, set_=changes)


def add_unless_there(table: type[Row]) -> Insert:
    """Return a statement that adds a row, and changes nothing where one has the same primary key."""
    return insert(table).on_conflict_do_nothing(index_elements=_key(table))


def _key(table: type[Row]) -> list[str]:
    return [column.name for column in table.__table__.primary_key]
