"""The journal proves itself: in the digest, in the closing mail, and on the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, text
from typer.testing import CliRunner

from bot.cli import app
from bot.desk.events import Voiced
from bot.desk.ticket import Stage
from bot.errors import Misconfigured, SluiceError
from bot.steps.forget import forget
from bot.store.work import Work
from bot.terminal.verify import missing_seals, prove
from tests.cast import ANNA, SAM
from tests.scenarios.house import ALL_TEN, REQUEST, InMemory
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


def test_what_was_erased_is_gone_and_the_chain_still_holds(house: InMemory) -> None:
    """Nobody reads it in journal, ticket, mails or letters; who did what stands, and the seals too."""
    closing = a_closed_import(house)
    with house.store.transaction() as work:
        forget(work, house.ticket(), "sam", house.house.settings.policy, house.clock.now())
    with house.store.reading() as work:
        proof = prove(work, house.ticket())
        assert list(missing_seals(work, work.tickets(), (seal_in(closing),))) == []
        told = [line.entry.event.said for line in work.entries(1) if isinstance(line.entry.event, Voiced)]
        kept = "".join(str(row) for table in ("entries", "tasks", "tickets") for row in rows_of(work, table))
        assert [work.letter_bytes(letter.id) for letter in work.letters_of(1)] == [None] * 3
    assert proof.broken_at is None
    assert "words erased in 1, 2" in str(proof)
    assert {(said.by, said.words) for said in told} == {(ANNA, "")}
    assert "Lindgren" not in kept
    house.mail_to(ANNA)


@pytest.mark.parametrize("change", ['body = replace(body, \'"words":""\', \'"words":"x"\')', "digest = 'x'"])
def test_what_is_put_in_place_of_erased_words_shows(house: InMemory, change: str) -> None:
    """An erased line vouches for no words at all."""
    a_closed_import(house)
    with house.store.transaction() as work:
        forget(work, house.ticket(), "sam", house.house.settings.policy, house.clock.now())
        work.db.execute(text(f"UPDATE entries SET {change} WHERE sequence = 2"))
        assert prove(work, work.tickets()[0]).broken_at == 2
        work.db.rollback()


def test_words_of_an_import_under_way_are_not_erased(house: InMemory) -> None:
    """What was said still counts."""
    house.receives(REQUEST)
    with pytest.raises(Misconfigured, match="IMP-1 is scheduled"), house.store.transaction() as work:
        forget(work, house.ticket(), "sam", house.house.settings.policy, house.clock.now())
    house.mail_to(ANNA)


def test_words_go_when_the_agreed_time_is_over(a_house: Callable[..., InMemory]) -> None:
    """Not a day before, and the journal says that it was so."""
    house = a_house(keep_words_days=30)
    a_closed_import(house)
    house.advance(days=29)
    assert "WordsErased" not in house.events()
    house.advance(days=2)
    assert house.events()[-1] == "WordsErased"
    assert house.events().count("WordsErased") == 1


def rows_of(work: Work, table: str) -> list[Row[Any]]:
    return list(work.db.execute(text(f"SELECT * FROM {table}")))


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
