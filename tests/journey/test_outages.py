"""Neighbours that go away in the middle are waited for, and then everything goes on by itself."""

import psycopg
import pytest

from bot.desk.tasks import Mail, SwitchFlow
from bot.desk.ticket import Stage
from bot.sandbox.faulty_flow import Fault
from bot.sandbox.town import ANNA
from tests.journey.land import Land
from tests.servers import DovecotServer


def flow_was_tried(land: Land) -> bool:
    with land.store.reading() as work:
        return any(isinstance(task.do, SwitchFlow) for task in work.tried_tasks())


@pytest.mark.parametrize("bare_database_url", ["sqlite"], indirect=True)
def test_a_mailbox_that_comes_back_is_read_on(land: Land, dovecot: DovecotServer) -> None:
    """A letter that came while the IMAP server was dead is read soon after it lives again."""
    land.daemon.start()
    land.wait_for("the first look", lambda: "started" in land.daemon.log())
    dovecot.kill()
    land.asks_for_an_import()
    land.wait_for("the outage to be noticed", lambda: "unavailable" in land.daemon.log())
    assert land.ticket() is None
    dovecot.start()
    land.wait_for("the letter to be read", land.ticket, seconds=20)


@pytest.mark.parametrize("bare_database_url", ["sqlite"], indirect=True)
def test_mail_and_flow_that_come_back_are_tried_again(land: Land) -> None:
    """The firm gets its mails and the flow its switch, each once, though both were down at first."""
    land.flow.fault = Fault.FAILS
    with land.office.down():
        land.asks_for_an_import()
        land.daemon.start()
        land.wait_for("a try to send", lambda: (t := land.task(Mail.TIMING_CONFIRMED)) and t.attempts)
        land.wait_for("a try to switch", lambda: flow_was_tried(land))
    land.flow.fault = None
    land.wait_for("the mail to proceed", lambda: len(land.mails_to(ANNA.address)) == 2)
    assert land.stands_at(Stage.IMPORTING)
    assert [toggle.on for toggle in land.flow.toggles] == [False]


@pytest.mark.parametrize("bare_database_url", ["postgresql"], indirect=True)
def test_lost_database_connections_are_made_anew(land: Land, bare_database_url: str) -> None:
    """A database server that cuts every connection costs a moment, and no letter."""
    land.daemon.start()
    land.wait_for("the first look", lambda: "started" in land.daemon.log())
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
    with psycopg.connect(bare_database_url, autocommit=True) as connection:
        connection.execute(f"{others} AND pid <> pg_backend_pid()".encode())
    land.asks_for_an_import()
    land.wait_for("the firm to be told", lambda: len(land.mails_to(ANNA.address)) == 2, seconds=30)
