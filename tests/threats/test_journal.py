"""The journal proves itself: in the digest, in the closing mail, and on the command line."""

from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bot.cli import app
from bot.desk.ticket import Stage
from bot.errors import SluiceError
from bot.terminal.verify import missing_seals, prove
from tests.cast import ANNA, SAM
from tests.scenarios.house import ALL_TEN, InMemory
from tests.scenarios.letters import text_of


def seal_in(words: str) -> str:
    """Return the seal that a mail shows."""
    return words.partition("IMP-1/")[2].split()[1].strip(",")


def a_closed_import(house: InMemory) -> str:
    """Play an import to its end; return its closing mail."""
    house.plays_to(Stage.REVIEWING)
    house.receives(ALL_TEN, answers="<letter-1@northcpa.example>")
    return text_of(house.last_to(ANNA))


def test_the_closing_mail_and_the_digest_carry_seals_that_stand(house: InMemory) -> None:
    """Whoever keeps either mail can prove later that nothing before it was changed."""
    closing = a_closed_import(house)
    house.advance(days=1)
    kept = (seal_in(closing), seal_in(house.digests()[-1]))
    with house.store.reading() as work:
        assert list(missing_seals(work, work.tickets(), kept)) == []
        assert list(missing_seals(work, work.tickets(), ("0" * 16,))) == ["0" * 16]


def test_a_changed_entry_breaks_the_chain_where_it_is(house: InMemory) -> None:
    """Even a change that goes through the database itself shows, with its place."""
    a_closed_import(house)
    with house.store.transaction() as work:
        whole = prove(work, work.tickets()[0])
        work.db.execute(text("UPDATE entries SET body = replace(body, 'anna@', 'otto@') WHERE sequence = 2"))
        assert whole.broken_at is None
        assert prove(work, work.tickets()[0]).broken_at == 2
        work.db.rollback()


def test_verify_tells_each_journal_and_fails_on_a_broken_one(
    house: InMemory, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`sluice verify` is for a person, and for a script that looks at its exit code."""
    a_closed_import(house)
    config = settings_for(sqlite_url, tmp_path, monkeypatch)
    assert "IMP-1: whole" in CliRunner().invoke(app, ["verify", "IMP-1", "--config", str(config)]).output
    with house.store.transaction() as work:
        work.db.execute(text("DELETE FROM entries WHERE sequence = 3"))
    broken = CliRunner().invoke(app, ["verify", "--config", str(config)])
    assert isinstance(broken.exception, SluiceError)
    assert "IMP-1: BROKEN at entry 3" in str(broken.exception)
    with house.store.transaction() as work:
        work.db.execute(text("DELETE FROM entries"))
        work.db.execute(text("UPDATE tickets SET head = :root, length = 0"), {"root": "0" * 64})
    house.mail_to(SAM)


def settings_for(url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write settings that point at a database."""
    monkeypatch.setenv("SECRET", "not told")
    config = tmp_path / "sluice.toml"
    config.write_text(
        f"""
database = "{url}"
token_key = "env:SECRET"
[[mailbox]]
name = "support"
address = "support@aiwyn.example"
host = "localhost"
tls = "none"
[smtp]
host = "localhost"
tls = "none"
[people]
staff = ["{SAM}"]
admins = ["admin@aiwyn.example"]
"""
    )
    return config
