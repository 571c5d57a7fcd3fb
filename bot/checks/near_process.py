"""The process that looks for near duplicates: a request on standard input, a finding on standard output.

Splink and DuckDB take much memory and hold a processor for long, so they never run in the daemon itself: here
DuckDB is held to a limit, and who asked ends the process when it takes too long. Nothing else imports this.
"""

import sys
from collections.abc import Iterator, Sequence
from itertools import islice

import duckdb
import pyarrow as pa
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.checks.cells import cell, shown
from bot.checks.known import digest_of, pack, unpack
from bot.checks.near import FINDING, REQUEST, Finding, Request
from bot.checks.near_model import Comparison, NearModel
from bot.checks.port import KnownGroups
from bot.checks.select import one_select
from bot.errors import SluiceError, Unavailable
from bot.outside_database import OutsideDatabase, reason

AT_ONCE = 10_000  # rows on their way from the firm's database


def main() -> int:
    """Answer one request."""
    request = REQUEST.validate_json(sys.stdin.buffer.read())
    try:
        finding = find(request)
    except SluiceError as error:
        finding = Finding(why=str(error))
    except SQLAlchemyError as error:
        finding = Finding(why=reason(error))
    except duckdb.Error as error:
        finding = Finding(why=" ".join(str(error).split())[:200])
    sys.stdout.buffer.write(FINDING.dump_json(finding))
    return 0


def find(request: Request) -> Finding:
    """Return the clusters of rows that are alike, those known from before the import told apart."""
    # Left to itself DuckDB puts aside what does not fit in the folder the daemon was started in.
    bounds: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": f"{request.memory_mb}MB",
        "threads": 2,
        "temp_directory": request.folder,
    }
    memory = duckdb.connect(config=bounds)
    tested = _fetch(memory, request)
    model = request.model
    expressions = "".join(f", {sql} AS {name}" for name, sql in model.prepare.items())
    memory.execute(f"CREATE TABLE prepared AS SELECT *{expressions} FROM fetched")  # noqa: S608 the admin's own file
    linker = Linker(
        DuckDBAPI(memory).register(memory.table("prepared")), splink_settings(model), log_level=None
    )
    pairs = linker.inference.predict(threshold_match_probability=model.threshold)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(
        pairs, threshold_match_probability=model.threshold
    )
    memory.execute(f"CREATE TABLE pairs AS FROM {pairs.physical_name}")
    memory.execute(f"CREATE TABLE clusters AS FROM {clusters.physical_name}")
    return _finding(memory, request, tested)


def splink_settings(model: NearModel) -> SettingsCreator:
    """Return the model as Splink takes it, for whichever of its backends."""
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name=model.id,
        comparisons=[_comparison(one) for one in model.compare],
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in model.block],
        probability_two_random_records_match=model.prior,
        retain_matching_columns=True,  # the levels that held are kept only with the columns
    )


def _comparison(one: Comparison) -> comparisons.CustomComparison:
    found = [
        (
            levels.ExactMatchLevel(level.same)
            if level.same
            else levels.JaroWinklerLevel(level.column, level.at_least)
        ).configure(m_probability=level.m, u_probability=level.u, label_for_charts=level.says)
        for level in one.levels
    ]
    rest = levels.ElseLevel().configure(
        m_probability=1 - sum(level.m for level in one.levels),
        u_probability=1 - sum(level.u for level in one.levels),
    )
    nothing = levels.NullLevel(one.levels[0].column)
    return comparisons.CustomComparison([nothing, *found, rest], output_column_name=_column(one))


def _column(one: Comparison) -> str:
    return "about_" + "".join(sign if sign.isalnum() else "_" for sign in one.about)


def _fetch(memory: duckdb.DuckDBPyConnection, request: Request) -> int:
    """Copy the rows over, at most so many, and return how many they are."""
    database = OutsideDatabase(request.database, writes=False, setting="checks.database")
    streamed = text(one_select(request.model.select)).execution_options(
        stream_results=True, max_row_buffer=AT_ONCE
    )
    tested = 0
    with database.transaction(request.seconds) as connection:
        answer = connection.execute(streamed, {"firm": request.firm})
        names = tuple(answer.keys())
        columns = ", ".join(f'"{name}" VARCHAR' for name in names)
        memory.execute(f"CREATE TABLE fetched ({columns})")
        while rows := answer.fetchmany(AT_ONCE):
            tested += len(rows)
            if tested > request.rows_at_most:
                raise Unavailable(f"there are more than {request.rows_at_most:,} rows")
            _copy(memory, names, rows)
    if not tested:
        raise Unavailable(f"there were no rows to test for {request.firm}")
    return tested


def _copy(memory: duckdb.DuckDBPyConnection, names: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    columns = [pa.array([_text(row[n]) for row in rows], pa.string()) for n in range(len(names))]
    memory.register("batch", pa.table(columns, names=list(names)))
    memory.execute("INSERT INTO fetched SELECT * FROM batch")
    memory.unregister("batch")


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _finding(memory: duckdb.DuckDBPyConnection, request: Request, tested: int) -> Finding:
    found = _clusters(memory, request)
    known = unpack(request.known) if request.known else {}
    secret = bytes.fromhex(request.secret)
    new = [one for one in found if digest_of(one, secret) not in known]
    packed, too_many = pack(((len(one), *one) for one in found), secret, request.most_kept)
    columns, sample, groups = _sample(memory, request, new)
    return Finding(
        groups=len(new),
        extra_rows=sum(map(len, new)) - len(new),
        old_groups=len(found) - len(new),
        old_extra_rows=sum(map(len, found)) - sum(map(len, new)) - (len(found) - len(new)),
        rows_tested=tested,
        known=KnownGroups(request.model.sha256, tested, packed, too_many),
        columns=columns,
        sample=sample,
        sample_groups=groups,
    )


def _clusters(memory: duckdb.DuckDBPyConnection, request: Request) -> list[tuple[str, ...]]:
    """Return the ids of each set of rows that are alike, the likeliest first."""
    unique = request.model.id
    answer = memory.execute(
        f"""
        SELECT list(DISTINCT member ORDER BY member) FROM (
            SELECT cluster_id, clusters.{unique} AS member, match_probability AS p
            FROM clusters JOIN pairs ON clusters.{unique} IN ({unique}_l, {unique}_r)
        ) GROUP BY cluster_id ORDER BY max(p) DESC, min(member)"""  # noqa: S608 a column's name
    )
    return [tuple(row[0]) for row in answer.fetchall()]


def _sample(
    memory: duckdb.DuckDBPyConnection, request: Request, new: Sequence[tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...], tuple[int, ...]]:
    """Return the first rows of new clusters, each with the reasons of its likeliest pair."""
    columns = ("why", *request.model.show)
    rows: list[tuple[str, ...]] = []
    numbers: list[int] = []
    for number, members in enumerate(new, start=1):
        why = _reasons(memory, request.model, members)
        for row in islice(_rows(memory, request.model, members), request.row_cap - len(rows)):
            rows.append((why, *shown(row, request.model.show, request.masked)))
            numbers.append(number)
        if len(rows) >= request.row_cap:
            break
    return columns, tuple(rows), tuple(numbers)


def _rows(
    memory: duckdb.DuckDBPyConnection, model: NearModel, members: tuple[str, ...]
) -> Iterator[tuple[object, ...]]:
    listed = ", ".join(model.show)
    sql = f"SELECT {listed} FROM fetched WHERE list_contains(?, {model.id}) ORDER BY {model.id}"  # noqa: S608
    yield from memory.execute(sql, [list(members)]).fetchall()


def _reasons(memory: duckdb.DuckDBPyConnection, model: NearModel, members: tuple[str, ...]) -> str:
    """Return what the likeliest pair among the members has in common, in words."""
    listed = ", ".join(f"gamma_{_column(one)}" for one in model.compare)
    likeliest = memory.execute(
        f"SELECT {listed} FROM pairs WHERE list_contains(?, {model.id}_l) AND list_contains(?, {model.id}_r)"  # noqa: S608
        " ORDER BY match_probability DESC LIMIT 1",
        [list(members), list(members)],
    ).fetchone()
    held = zip(model.compare, likeliest or (), strict=False)
    # Splink numbers levels from the last, "neither", as 0.
    return cell(", ".join(one.levels[len(one.levels) - g].says for one, g in held if g and g > 0))


if __name__ == "__main__":
    sys.exit(main())
