"""Is it finished? Whose word, when, and what happens when somebody says "wait"."""

from datetime import timedelta

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from tests.cast import ABEL, ANNA, CORA, PLAN, SAM
from tests.scenarios.house import ADMIN, COMPLETE, FINISHED_AT, REQUEST, InMemory
from tests.scenarios.letters import one_click

FIRST = "<letter-1@northcpa.example>"
WAIT = "Please wait, the import is not finished after all."
HEDGED = "I think it is finished."


def test_a_completion_before_the_flow_was_off_pauses_everything(house: InMemory) -> None:
    """It answers no open question: nothing turns, no reminder goes, and staff hear at once."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(COMPLETE, answers=FIRST)
    assert "has imported, and the flow was never off" in house.text_to(SAM)
    house.advance_to(PLAN.starts.at - timedelta(minutes=1))
    assert house.gate.on
    assert house.mail_to(ANNA) == []


def test_an_early_completion_that_is_true_goes_on_to_checks_and_review(house: InMemory) -> None:
    """Loaded with the flow on: staff say review, and duplicates are looked for all the same."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(COMPLETE, answers=FIRST)
    house.commands("review IMP-1")
    house.advance(hours=2)
    assert house.checks.ran == 1
    assert house.kinds_to(ANNA) == [Mail.FLOW_ON, Mail.REVIEW_REQUEST]


def test_second_thoughts_keep_the_flow_off(house: InMemory) -> None:
    """Who says wait within minutes is in time: the flow never moves."""
    house.plays_to(Stage.TURNING_ON)
    house.advance(minutes=3)
    house.receives(WAIT, answers=house.last_to(ANNA) if house.mail_to(ANNA) else FIRST)
    house.advance(hours=1)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA) == [Mail.STAYS_OFF]
    assert [toggle.on for toggle in house.gate.toggles] == [False]


def test_anybody_of_the_firm_can_stop_a_turn_on_even_unproved(house: InMemory) -> None:
    """Off is cheap: Cora is no confirmer, and nothing proves that she wrote it."""
    house.plays_to(Stage.TURNING_ON)
    house.receives(WAIT, CORA, answers=FIRST, proved=False)
    house.advance(hours=1)
    assert not house.gate.on
    assert house.kinds_to(ANNA) == [Mail.STAYS_OFF]


@pytest.mark.parametrize("second_thought", ["Please hold the flow.", "Actually wait, WIP is still running."])
def test_a_second_thought_below_the_signature_is_heard(house: InMemory, second_thought: str) -> None:
    """It was once cut away with the signature, and what stood above it turned the flow on."""
    house.plays_to(Stage.IMPORTING)
    signed = "The import is complete.\n\nAnna\n\n--\nAnna North, CPA\nNorth CPA | 617.555.0142"
    house.receives(f"{signed}\n\n{second_thought}", answers=FIRST)
    house.advance(hours=1)
    assert house.stage() is Stage.IMPORTING
    assert [toggle.on for toggle in house.gate.toggles] == [False]
    house.puts_mail_away()


@pytest.mark.parametrize("stage", [Stage.CHECKING, Stage.REVIEWING])
def test_wait_after_the_switch_turns_the_flow_off_again(house: InMemory, stage: Stage) -> None:
    """At once, with "please stop" to the firm, and staff alarmed."""
    house.plays_to(stage)
    house.receives(WAIT, answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    assert not house.gate.on
    assert house.kinds_to(ANNA) == [Mail.PLEASE_STOP]
    assert "not complete after all" in house.text_to(SAM).lower()


def test_an_objection_stands_until_its_writer_lifts_it(house_on_both: InMemory) -> None:
    """Anna cannot speak over Abel; when he says so himself, the flow goes on."""
    house = house_on_both
    house.plays_to(Stage.TURNING_ON)
    house.receives(WAIT, ABEL, answers=FIRST)
    house.receives(COMPLETE, answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    assert f"{ABEL} objected" in house.text_to(SAM)
    house.receives(COMPLETE, ABEL, answers=FIRST)
    house.advance(minutes=10)
    house.mail_to(ANNA)
    assert house.gate.on


def test_staff_can_lift_an_objection(house: InMemory) -> None:
    """Their `done` settles what two people of a firm disagree about."""
    house.plays_to(Stage.TURNING_ON)
    house.receives(WAIT, ABEL, answers=FIRST)
    house.commands("done IMP-1")
    house.advance(minutes=10)
    house.mail_to(ANNA)
    assert house.gate.on


def test_unsure_words_are_asked_back_once(house: InMemory) -> None:
    """The question quotes the words, offers two answers, and the flow stays off."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]
    assert f"> {HEDGED}" in house.text_to(ANNA)
    assert house.stage() is Stage.IMPORTING


def test_one_click_says_it_is_complete(house: InMemory) -> None:
    """The token in the subject finds the question without any other header."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    house.clicks("The import is complete", house.last_to(ANNA))
    assert house.stage() is Stage.TURNING_ON
    assert house.kinds_to(ANNA)[-1] is Mail.COMPLETION_HEARD


def test_one_click_says_not_yet(house: InMemory) -> None:
    """The firm goes on importing and is left in peace."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    house.clicks("Not finished yet", house.last_to(ANNA))
    assert house.stage() is Stage.IMPORTING
    assert house.events()[-1] == "ProgressTold"


def test_a_click_that_nothing_proves_moves_nothing(house: InMemory) -> None:
    """C10: Whoever forwards a mail forwards its links: the token does not say who clicked."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    question = house.last_to(ANNA)
    house.clicks("The import is complete", question, proved=False)
    house.clicks("The import is complete", question, CORA)
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(SAM)
    assert house.kinds_to(ANNA)[-1] is Mail.SAID_IN_YOUR_NAME


@pytest.mark.parametrize(
    ("written", "stage"),
    [
        ("The import is NOT complete, AR is still running.", Stage.IMPORTING),
        ("The import is complete.\n\nExcept for the AR, which is still running.", Stage.IMPORTING),
        ("Call me before you do anything.", Stage.IMPORTING),
        ("The import is complete.\n\nThanks a lot for staying up!\nAnna", Stage.TURNING_ON),
        ("", Stage.TURNING_ON),
    ],
)
def test_who_types_into_a_click_is_read_by_their_own_words(
    house: InMemory, written: str, stage: Stage
) -> None:
    """A link opens a reply, and people change it: what they wrote counts, never the link's subject."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    subject, _ = one_click(house.last_to(ANNA), "The import is complete")
    house.receives(written, subject=subject)
    house.advance(minutes=1)
    assert house.stage() is stage
    house.mail_to(ANNA), house.mail_to(SAM)


def test_a_click_counts_once(house: InMemory) -> None:
    """After "wait", the old link is no answer any more: we ask anew."""
    house.plays_to(Stage.IMPORTING)
    house.receives(HEDGED, answers=FIRST)
    question = house.last_to(ANNA)
    house.clicks("The import is complete", question)
    house.receives(WAIT, answers=FIRST)
    house.clicks("The import is complete", question)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA)[-1] is Mail.IS_IT_FINISHED


def test_a_click_on_an_old_mail_answers_no_later_question(house: InMemory) -> None:
    """I6: The proceed mail's link, clicked when the review is open, does not turn the flow."""
    house.receives(REQUEST)
    house.advance_to(FINISHED_AT)
    proceed = house.last_to(ANNA)
    house.receives(COMPLETE, answers=proceed)
    house.advance(hours=1)
    house.clicks("The import is complete", proceed)
    assert house.stage() is Stage.REVIEWING
    house.mail_to(ANNA)


def test_a_completion_written_before_proceed_does_not_count(house: InMemory) -> None:
    """A11, I6: A letter that was long on its way cannot know of the question."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, answers=FIRST, sent_at=PLAN.off_at.at - timedelta(hours=3))
    assert house.stage() is Stage.IMPORTING
    assert "written before the firm was told to proceed" in house.text_to(SAM)


def test_a_silent_firm_is_nudged_then_staff_are(house: InMemory) -> None:
    """Silence is never fine while a flow is off."""
    house.plays_to(Stage.IMPORTING)
    house.advance(hours=18)
    assert house.kinds_to(ANNA) == [Mail.NUDGE, Mail.NUDGE]
    assert "silent and its flow is off" in house.text_to(SAM).lower()
    house.mail_to(ADMIN)


def test_a_person_is_had_by_asking(house: InMemory) -> None:
    """The word that every mail names calls staff, at any stage."""
    house.plays_to(Stage.IMPORTING)
    house.receives("*person*", answers=FIRST)
    assert house.kinds_to(ANNA) == [Mail.A_PERSON_HAS_IT]
    assert "wants a person" in house.text_to(SAM)


def test_a_letter_on_no_thread_is_not_sure(house: InMemory) -> None:
    """A new mail that may mean this import is asked back, not believed."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, subject="Done")
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]


def test_a_reply_without_headers_is_found_by_the_mark_in_its_text(house: InMemory) -> None:
    """A relay that drops References leaves the last line of our mail in the quote."""
    house.receives(REQUEST)
    house.advance_to(FINISHED_AT)
    mark = str(house.last_to(ANNA)["Message-ID"]).strip("<").partition("@")[0]
    house.receives(f"{COMPLETE}\n\n> This import is IMP-1 ({mark}).", subject="Re: import")
    assert house.stage() is Stage.TURNING_ON
    house.mail_to(ANNA)


def test_a_made_up_token_is_no_answer(house: InMemory) -> None:
    """What we did not write stands for nothing; the words beside it are read as any others."""
    house.plays_to(Stage.IMPORTING)
    house.receives("The import is complete.", subject="The import is complete [IMP-1] aaaabbbbccccddddeeee")
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]
