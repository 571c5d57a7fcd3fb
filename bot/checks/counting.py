"""The SQL around an author's SELECT: it counts groups and rows, and brings those that share a key.

All of it is made of plain joins and one common table expression, so that it means the same on SQLite and
PostgreSQL and the author's query is run once for each statement.
"""

from bot.checks.query import Query

# The names begin with sluice_, so that they hide no table of the author's.
_GROUPED = """
WITH sluice_rows AS (
{select}
), sluice_groups AS (
    SELECT {keys}, count(*) AS sluice_n FROM sluice_rows WHERE {present} GROUP BY {keys} HAVING count(*) > 1
)"""
_NUMBERS = """
SELECT (SELECT count(*) FROM sluice_groups),
       (SELECT coalesce(sum(sluice_n - 1), 0) FROM sluice_groups),
       CAST(({tested}) AS bigint)"""
_TESTED = "SELECT count(*) FROM sluice_rows WHERE {present}"
_GROUPS = """
SELECT sluice_n, {keys} FROM sluice_groups"""
_ROWS = """
SELECT sluice_n, {ordered}, sluice_rows.* FROM sluice_rows JOIN sluice_groups ON {same}
ORDER BY {ordered}"""


def numbers(query: Query) -> str:
    """Return SQL for one row, given `:firm`: groups, extra rows, rows tested."""
    return (_GROUPED + _NUMBERS).format(**_parts(query))


def groups(query: Query) -> str:
    """Return SQL, given `:firm`, for a row for each group: how many rows it has, and its key."""
    return (_GROUPED + _GROUPS).format(**_parts(query))


def grouped_rows(query: Query) -> str:
    """Return SQL, given `:firm`, for every row in a group, by group: its size, key and author's columns."""
    return (_GROUPED + _ROWS).format(**_parts(query))


def _parts(query: Query) -> dict[str, str]:
    """Return what fills the SQL; keys are known to be plain names, and the rest is the admin's own file."""
    present = " AND ".join(f"{key} IS NOT NULL" for key in query.keys)
    return {
        "select": query.select,
        "keys": ", ".join(query.keys),
        "present": present,
        "tested": query.tested or _TESTED.format(present=present),
        "same": " AND ".join(f"sluice_rows.{key} = sluice_groups.{key}" for key in query.keys),
        "ordered": ", ".join(f"sluice_rows.{key}" for key in query.keys),
    }
