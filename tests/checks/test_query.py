"""What a file must hold to be a check."""

from pathlib import Path

import pytest

from bot.checks.query import FIGURES, READY, read_figures, read_query
from bot.errors import Misconfigured

HEADER = (
    "-- name: Same address\n-- looks for: clients that share an address\n-- severity: stop\n-- keys: email\n"
)
SELECT = "SELECT email FROM clients WHERE firm = :firm"


def test_a_file_says_what_it_is(tmp_path: Path) -> None:
    """Its header is data, and what stands below, without the semicolon, is the query."""
    file = tmp_path / "address.sql"
    file.write_text(f"{HEADER}-- mask: tax_id\n-- a remark: of no meaning\n{SELECT};\n")
    query = read_query(file)
    assert (query.name, query.severity, query.keys) == ("Same address", "stop", ("email",))
    assert query.masked == {"tax_id"}
    assert query.select == SELECT
    assert len(query.sha256) == 64


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (SELECT, "the header lacks name, looks for, severity, keys"),
        (HEADER.replace("stop", "panic") + SELECT, "severity is stop or advise, not 'panic'"),
        (HEADER.replace("keys: email", "keys: a, b c") + SELECT, "'b c' is not the name of a column"),
        (HEADER + "DELETE FROM clients WHERE firm = :firm", "is not a SELECT but begins with 'DELETE"),
        (HEADER, "is not a SELECT but begins with ''"),
        (HEADER + SELECT + "; " + SELECT, "holds more than one statement"),
        (HEADER + SELECT + "; -- end\nDROP TABLE clients", "holds more than one statement"),
        (
            HEADER + "WITH gone AS (DELETE FROM clients RETURNING *) SELECT * FROM gone WHERE firm = :firm",
            "does more than read: DELETE",
        ),
        (HEADER + "SELECT email FROM clients", "for :firm and for nothing else; it asks for nothing"),
        (HEADER + SELECT + " AND office = :office", "it asks for :firm, :office"),
        (HEADER + "-- tested: SELECT 1\n" + SELECT, "must ask for :firm"),
    ],
)
def test_a_file_that_is_no_check_is_refused(tmp_path: Path, content: str, why: str) -> None:
    """With its name and what to mend; a query over all firms would show one firm's clients to another."""
    file = tmp_path / "address.sql"
    file.write_text(content)
    with pytest.raises(Misconfigured) as refused:
        read_query(file)
    assert str(refused.value).startswith("address.sql: ")
    assert why in str(refused.value)


@pytest.mark.parametrize(
    "select",
    [
        f"{SELECT} AND name <> 'a; DELETE'",
        'SELECT "drop", email FROM clients /* ; update */ WHERE firm = :firm -- ; insert',
        f"WITH ours AS ({SELECT}) SELECT * FROM ours",
        "SELECT created_at::date, $tag$ ; merge $tag$ AS x FROM clients WHERE firm = :firm ;\n",
    ],
)
def test_quoted_words_and_comments_are_no_statements(tmp_path: Path, select: str) -> None:
    """What SQL does not execute cannot make a query suspicious."""
    file = tmp_path / "address.sql"
    file.write_text(HEADER + select)
    assert read_query(file).name == "Same address"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    """Missing, or not text at all."""
    with pytest.raises(Misconfigured, match=r"gone\.sql: cannot be read \(No such file"):
        read_query(tmp_path / "gone.sql")
    (tmp_path / "odd.sql").write_bytes(b"\xff\xfe")
    with pytest.raises(Misconfigured, match=r"odd\.sql: is not UTF-8"):
        read_query(tmp_path / "odd.sql")


def test_the_ready_files_are_sound() -> None:
    """Each has a whole header and one SELECT for one firm; the sums have none."""
    checks = [file for file in READY.glob("*.sql") if file.name != FIGURES]
    assert [read_query(file).severity for file in checks] == ["stop", "stop"]
    assert read_figures(READY / FIGURES).startswith("SELECT")
