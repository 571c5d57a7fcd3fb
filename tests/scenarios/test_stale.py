"""Mail that waited while things went on: what is no longer so is not said."""

from datetime import timedelta

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"
MOVED = "We need to move the import to December 12, 2026 at 9 am."


def test_a_confirmation_that_waited_names_no_day_given_up_since(house: InMemory) -> None:
    """The mail server was down while the firm moved its day: it hears of the new one alone."""
    house.post.down = True
    house.receives(REQUEST)
    house.advance(minutes=30)
    house.receives(MOVED, answers=FIRST)
    house.post.down = False
    house.advance(hours=2)
    assert house.kinds_to(ANNA) == [Mail.RESCHEDULED]


def test_a_confirmation_that_waited_says_nothing_of_an_import_called_off(house: InMemory) -> None:
    """Nobody gets a day confirmed after having called it off."""
    house.post.down = True
    house.receives(REQUEST)
    house.advance(minutes=30)
    house.receives("Please cancel the import, we do not need it any more.", answers=FIRST)
    house.post.down = False
    house.advance(hours=2)
    assert house.kinds_to(ANNA) == [Mail.CANCELLED]


def test_a_question_about_the_day_is_not_asked_once_it_is_settled(house: InMemory) -> None:
    """The firm gave its day while our question for it could not leave."""
    house.post.down = True
    house.receives("We bought a practice and would like to import their clients.")
    house.advance(minutes=30)
    house.receives("December 5, 2026 at 6 pm.", answers=FIRST)
    house.post.down = False
    house.advance(hours=2)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_do_not_start_is_not_said_after_proceed(house: InMemory) -> None:
    """The flow stuck past the start and the mail server was down: what is said last is to proceed."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at - timedelta(minutes=1))
    house.puts_mail_away()
    house.gate.stuck, house.post.down = True, True
    house.advance_to(PLAN.starts.at + timedelta(minutes=13))
    house.gate.stuck = False
    house.advance_to(PLAN.starts.at + timedelta(minutes=17, seconds=50))
    house.post.down = False
    house.advance_to(PLAN.proceed_until.at)
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED
    assert house.mail_to(SAM)
