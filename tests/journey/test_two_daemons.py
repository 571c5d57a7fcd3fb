"""Two daemons share one PostgreSQL database: one follows the mailbox, and the other goes on when it dies."""

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.sandbox.town import ANNA
from tests.journey.land import COMPLETE, MATCHED, Daemon, Land


def kill_the_follower(land: Land, daemons: list[Daemon]) -> None:
    number = int(land.follower().holder.split(":")[-2])
    follower = next(d for d in daemons if d.process and d.process.pid == number)
    follower.kill()
    daemons.remove(follower)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("bare_database_url", ["postgresql"], indirect=True)
def test_the_second_daemon_goes_on_when_the_first_is_killed(land: Land) -> None:
    """An import that the first began is brought to its end by the second, and no mail goes out twice."""
    daemons = [Daemon(land.town).start(), land.daemon.start()]
    land.asks_for_an_import()
    land.wait_for("the firm to be told", lambda: land.mails_to(ANNA.address) and land.was_told(seconds_ago=1))
    land.wait_for("the mail to proceed", lambda: (t := land.task(Mail.PROCEED)) and t.done_at)
    kill_the_follower(land, daemons)
    land.writes(ANNA, COMPLETE, answer=True)
    land.wait_for("the review", lambda: land.stands_at(Stage.REVIEWING))
    land.wait_for("the mail about it", lambda: (t := land.task(Mail.REVIEW_REQUEST)) and t.done_at)
    land.writes(ANNA, MATCHED, answer=True)
    land.wait_for("the end", lambda: (t := land.task(Mail.REVIEW_MATCHED)) and t.done_at)
    daemons[0].kill()
    assert land.stands_at(Stage.CLOSED)
    assert [toggle.on for toggle in land.flow.toggles] == [False, True]
    land.must_have_sent_each_mail_once()
