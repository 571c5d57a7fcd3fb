"""The eight rows of the process: a tick is an entry of the journal."""

from bot.desk import events as e
from bot.desk.checklist import checklist
from bot.desk.decision import Entry
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import MONDAY, OFF, PLAN
from tests.desk.telling import ANNA_SAID


def entry(event: e.Event, was: Stage = Stage.IMPORTING, now: Stage = Stage.IMPORTING) -> Entry:
    return Entry(event, was, now, MONDAY)


JOURNAL = (
    entry(e.DateAccepted(ANNA_SAID, PLAN)),
    entry(e.FlowReadOff(OFF)),
    entry(e.MailSent(Mail.PROCEED, MONDAY)),
    entry(e.Completed(ANNA_SAID, MONDAY)),
)


def ticked(*journal: Entry) -> list[int]:
    return [tick.row.number for tick in checklist(journal) if tick.proof]


def test_a_tick_is_an_entry_of_the_journal() -> None:
    """Nothing is ticked that nothing proves."""
    assert ticked() == []
    assert ticked(*JOURNAL) == [1, 2, 4, 5, 6]
    assert checklist(JOURNAL)[3].proof is JOURNAL[1]


def test_a_completion_that_was_taken_back_proves_nothing() -> None:
    """The flow goes off again, and so does the tick."""
    assert ticked(*JOURNAL, entry(e.Objected(ANNA_SAID, MONDAY))) == [1, 2, 4, 5]


def test_a_day_that_was_given_up_begins_anew() -> None:
    """What was proved of it is no proof of the next one."""
    given_up = entry(e.FlowReadOn(OFF), Stage.TURNING_ON, Stage.SCHEDULED)
    assert ticked(*JOURNAL, given_up) == [1, 2]
