"""After the import: duplicate queries, then ten clients, to the cent."""

from bot.checks.port import CheckResult, CheckVerdict
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ANNA, SAM
from tests.scenarios.house import ALL_TEN, InMemory
from tests.scenarios.letters import text_of

HITS = CheckResult(
    "same tax id",
    "clients entered twice",
    "stop",
    CheckVerdict.HITS,
    groups=2,
    extra_rows=3,
    rows_tested=1000,
    columns=("tax_id", "name"),
    sample=(("11-22", "Lindgren"),),
    sample_groups=(1,),
    keys=1,
)
UNRUN = CheckResult(
    "same tax id", "clients entered twice", "stop", CheckVerdict.NOT_CHECKED, why="no row to test"
)
TABLE = "\n".join(f"Client {n}  100.{n:02d}  100.{n:02d}" for n in range(1, 11))


def test_duplicates_wait_for_staff_who_get_the_rows(house: InMemory) -> None:
    """It stays in checking until they say review."""
    house.checks.results = (HITS,)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.stage() is Stage.CHECKING
    findings = next(m for m in house.mail_to(SAM) if house.kind_of(m) is Mail.STAFF_CHECKS)
    assert [part.get_filename() for part in findings.walk() if part.get_filename()] == ["same tax id.csv"]
    house.commands("review IMP-1")
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]


def test_not_checked_is_never_clean(house: InMemory) -> None:
    """Staff are told, and the review goes out all the same."""
    house.checks.results = (UNRUN,)
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert house.kinds_to(SAM) == [Mail.STAFF_CHECKS]
    assert "not checked" in house.ticket().checked
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REQUEST]


def test_no_checks_at_all_is_not_checked(house: InMemory) -> None:
    """A desk without queries is told so each time."""
    house.checks.results = ()
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    assert "no checks are set up" in house.ticket().checked
    assert house.mail_to(SAM)
    house.mail_to(ANNA)


def test_the_review_request_brings_a_worksheet(house: InMemory) -> None:
    """Ten rows to fill in."""
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    names = [part.get_filename() for part in house.last_to(ANNA).walk() if part.get_filename()]
    assert len(names) == 1
    assert names[0]
    assert names[0].endswith(".xlsx")


def test_one_click_closes_the_review(house: InMemory) -> None:
    """All ten match, in one tap; the record of the whole import goes out."""
    house.plays_to(Stage.CHECKING)
    house.advance(hours=1)
    house.clicks("All of them match", house.last_to(ANNA))
    assert house.stage() is Stage.CLOSED
    assert house.kinds_to(ANNA)[-1] is Mail.REVIEW_MATCHED


def test_fewer_than_ten_are_asked_for_the_rest(house: InMemory) -> None:
    """Six now, four later: they add up."""
    house.plays_to(Stage.REVIEWING)
    house.receives("Six clients compared so far, and those six match.", answers="<letter-1@northcpa.example>")
    assert house.kinds_to(ANNA) == [Mail.REVIEW_INCOMPLETE]
    house.receives("The other four match as well.", answers=house.last_to(ANNA))
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA)


def test_a_mismatch_calls_staff_with_the_figures(house: InMemory) -> None:
    """And once it is put right, ten matches close it."""
    house.plays_to(Stage.REVIEWING)
    wrong = TABLE.replace("Client 3  100.03  100.03", "Client 3  100.03  90.03")
    house.receives(f"Here are the ten:\n\n{wrong}", answers="<letter-1@northcpa.example>")
    assert house.kinds_to(ANNA) == [Mail.REVIEW_MISMATCHED]
    assert "Client 3" in house.text_to(SAM)
    house.receives(ALL_TEN, answers=house.last_to(ANNA))
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA)


def test_a_table_of_ten_that_match_closes_it(house: InMemory) -> None:
    """Figures to the cent, in the reply itself."""
    house.plays_to(Stage.REVIEWING)
    house.receives(f"Here are the ten:\n\n{TABLE}", answers="<letter-1@northcpa.example>")
    assert house.stage() is Stage.CLOSED
    house.mail_to(ANNA)


def test_a_review_nobody_answers_is_reminded_twice_then_is_for_staff(house: InMemory) -> None:
    """Then one line in the digest, until staff close it as not reviewed."""
    house.plays_to(Stage.REVIEWING)
    house.advance(days=21)
    assert house.kinds_to(ANNA) == [Mail.REVIEW_REMINDER] * 2
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert "has not answered the review" in house.digests()[-1]
    assert "closed" in house.commands("close IMP-1")
    assert house.stage() is Stage.CLOSED


def test_a_review_cannot_be_signed_by_somebody_unproved(house: InMemory) -> None:
    """Closing is no danger, but it is a record."""
    house.plays_to(Stage.REVIEWING)
    house.receives(ALL_TEN, answers="<letter-1@northcpa.example>", proved=False)
    assert house.stage() is Stage.REVIEWING
    assert house.mail_to(SAM)
    assert house.kinds_to(ANNA) == [Mail.SAID_IN_YOUR_NAME]


def test_a_letter_on_a_closed_thread_changes_nothing_and_staff_see_it(house: InMemory) -> None:
    """A new request opens a new ticket; anything else is for a person."""
    house.plays_to(Stage.CLOSED)
    house.receives("The import is not complete after all.", answers="<letter-1@northcpa.example>")
    assert house.stage() is Stage.CLOSED
    assert house.mail_to(SAM)
    assert "closed" in text_of(house.mail_to(SAM)[-1])
