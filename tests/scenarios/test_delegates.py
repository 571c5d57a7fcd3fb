"""A vendor speaks for a firm only once it named him, and as long as it does."""

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ABEL, ANNA, BERT, CORA, MIKE, OTTO, PLAN, SAM, SUPPORT
from tests.scenarios.house import COMPLETE, FINISHED_AT, REQUEST, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"
NAMES_MIKE = f"Mike at DataMove ({MIKE}) will tell you when it's complete."


def importing(house: InMemory) -> None:
    """Play to an import under way, near its end."""
    house.plays_to(Stage.IMPORTING)
    house.advance_to(FINISHED_AT)


def test_a_vendor_whom_a_confirmer_named_reports(house: InMemory) -> None:
    """His own proved letter is the firm's word; he hears what the day is about."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST, cc=MIKE)
    assert house.kinds_to(MIKE) == [Mail.WHO_REPORTS]
    assert f"{MIKE} speaks for you on this import" in house.text_to(ANNA)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE))
    assert house.stage() is Stage.TURNING_ON
    assert house.kinds_to(MIKE) == [Mail.WHO_REPORTS, Mail.COMPLETION_HEARD]


def test_a_vendor_may_be_named_with_the_request(house: InMemory) -> None:
    """Long before the day; on the day he is told to proceed as the firm is."""
    house.receives(f"{REQUEST}\n\n{NAMES_MIKE}", cc=MIKE)
    assert house.ticket().delegates == (MIKE,)
    house.advance_to(PLAN.starts.at)
    assert house.kinds_to(MIKE) == [Mail.WHO_REPORTS, Mail.REMINDER, Mail.PROCEED]
    house.mail_to(ANNA)


def test_a_vendor_gets_no_figures_of_the_firm(house: InMemory) -> None:
    """The comparison of clients is between the firm and us."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE))
    house.advance(hours=1)
    assert house.stage() is Stage.REVIEWING
    assert Mail.FLOW_ON in house.kinds_to(MIKE)
    assert Mail.REVIEW_REQUEST not in house.kinds_to(MIKE)
    house.mail_to(ANNA)


def test_his_fresh_letter_on_no_thread_is_asked_back(house: InMemory) -> None:
    """He writes anew, as vendors do: the question goes to him and the firm, and his click is their word."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives("The Lindgren import is complete.", MIKE, subject="Lindgren data")
    assert house.kinds_to(MIKE) == [Mail.WHO_REPORTS, Mail.IS_IT_FINISHED]
    assert house.stage() is Stage.IMPORTING
    house.clicks("The import is complete", house.last_to(MIKE), MIKE)
    assert house.stage() is Stage.TURNING_ON
    house.mail_to(ANNA)


def test_his_fresh_wait_stops_a_turn_on(house: InMemory) -> None:
    """Off is cheap: his "not finished" counts, wherever it stands."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE))
    house.receives("Wait, it is not finished yet.", MIKE, subject="Stop please")
    house.advance(hours=1)
    assert (house.stage(), house.gate.on) == (Stage.IMPORTING, False)
    house.mail_to(ANNA), house.mail_to(MIKE)


def test_a_vendor_of_two_firms_is_shown_to_staff(house: InMemory) -> None:
    """His fresh letter moves neither import, and neither firm reads it."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives(REQUEST, BERT)
    house.commands(f"delegate IMP-2 {MIKE}")
    house.puts_mail_away()
    house.receives(COMPLETE, MIKE, subject="Done")
    assert f"{MIKE} speaks for several firms: IMP-1, IMP-2" in house.text_to(SAM)
    assert house.stage() is Stage.IMPORTING


def test_a_vendor_is_an_outsider_again_when_the_import_is_over(house: InMemory) -> None:
    """What he writes then is no party's word."""
    house.receives(f"{REQUEST}\n\n{NAMES_MIKE}")
    house.commands("cancel IMP-1")
    house.puts_mail_away()
    house.receives(COMPLETE, MIKE, subject="Done")
    assert "belongs to no firm we know" in house.text_to(SAM)


def test_one_click_makes_a_vendor_the_firms_voice(house: InMemory) -> None:
    """Asked whether it is so, a confirmer can say that it is, and that he speaks for them."""
    importing(house)
    house.receives(COMPLETE, MIKE, answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    house.clicks(f"It is complete, and {MIKE} speaks for us", house.last_to(ANNA))
    assert (house.stage(), house.ticket().delegates) == (Stage.TURNING_ON, (MIKE,))
    house.mail_to(SAM), house.mail_to(ANNA), house.mail_to(MIKE)


def test_one_click_takes_his_voice_and_his_last_word_back(house: InMemory) -> None:
    """What he said, and what has not come about yet, counts no more."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    named = house.last_to(ANNA)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE))
    house.clicks(f"{MIKE} does not speak for us", named, ABEL)
    assert (house.stage(), house.ticket().delegates) == (Stage.IMPORTING, ())
    house.receives(COMPLETE, MIKE, answers=FIRST)
    house.advance(hours=1)
    assert house.gate.on is False
    house.mail_to(SAM), house.mail_to(ANNA), house.mail_to(ABEL), house.mail_to(MIKE)


def test_staff_name_and_dismiss_a_vendor(house: InMemory) -> None:
    """By a command, and the answer says what was done."""
    importing(house)
    assert f"{MIKE} speaks for the firm" in house.commands(f"delegate IMP-1 {MIKE}")
    assert f"{MIKE} does not speak for the firm any more" in house.commands(f"undelegate IMP-1 {MIKE}")
    assert "does not speak for the firm on IMP-1" in house.commands(f"undelegate IMP-1 {MIKE}")
    house.receives(COMPLETE, MIKE, answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    house.mail_to(SAM), house.mail_to(ANNA), house.mail_to(MIKE)


def test_staff_who_dismiss_a_vendor_stop_what_rests_on_his_word(house: InMemory) -> None:
    """He said that it is complete, and within the minutes for second thoughts his voice is taken away."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE))
    answer = " ".join(house.commands(f"undelegate IMP-1 {MIKE}").split())
    assert "nor does what it said last count. It is importing now" in answer
    house.advance(hours=1)
    assert not house.gate.on
    house.mail_to(ANNA), house.mail_to(MIKE)


def test_his_own_letter_needs_a_proof_of_its_own(house: InMemory) -> None:
    """Who forges the vendor turns nothing on."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST)
    house.receives(COMPLETE, MIKE, answers=house.last_to(MIKE), proved=False)
    assert house.stage() is Stage.IMPORTING
    assert f"nothing proves that {MIKE} wrote it" in house.text_to(SAM).replace("Nothing", "nothing")
    house.mail_to(ANNA)


@pytest.mark.parametrize(
    ("text", "sender", "proved", "why"),
    [
        (NAMES_MIKE, ANNA, False, "proves that anna@northcpa.example wrote it"),
        (NAMES_MIKE, CORA, True, "cannot name who speaks for the firm"),
        (NAMES_MIKE.replace(MIKE, BERT), ANNA, True, "belongs to South Tax"),
        (NAMES_MIKE.replace(MIKE, SUPPORT), ANNA, True, "is our own address"),
        (NAMES_MIKE.replace(MIKE, SAM), ANNA, True, "is staff"),
    ],
)
def test_nobody_is_named_by_a_letter_that_may_not(
    house: InMemory, text: str, sender: str, proved: bool, why: str
) -> None:
    """Forged, not entitled, of another firm, ourselves, or staff: staff read why, and nothing changes."""
    importing(house)
    house.receives(text, sender, answers=FIRST, proved=proved)
    assert house.ticket().delegates == ()
    assert why in " ".join(" ".join(text_of(mail).split()) for mail in house.mail_to(SAM))
    house.mail_to(ANNA)


def test_a_colleague_of_the_firm_may_be_named_too(house: InMemory) -> None:
    """Cora is no confirmer, and on this import she is as good as one."""
    importing(house)
    house.receives(NAMES_MIKE.replace(MIKE, CORA), answers=FIRST)
    house.receives(COMPLETE, CORA, answers=house.last_to(ANNA))
    assert house.stage() is Stage.TURNING_ON
    house.mail_to(ANNA), house.mail_to(CORA)


def test_an_outsider_nobody_named_is_no_voice(house: InMemory) -> None:
    """Otto on copy of the letter that names Mike is still nobody."""
    importing(house)
    house.receives(NAMES_MIKE, answers=FIRST, cc=f"{MIKE}, {OTTO}")
    house.receives(COMPLETE, OTTO, answers=FIRST)
    assert (house.stage(), house.ticket().delegates) == (Stage.IMPORTING, (MIKE,))
    assert house.mail_to(OTTO) == []
    house.mail_to(SAM), house.mail_to(ANNA), house.mail_to(MIKE)
