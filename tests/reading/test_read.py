"""The one entry: machine mail, subjects, forwarded messages and answers between quoted lines."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.letter.letter import Machine
from bot.reading.reading import Certainty, Expecting, Intent, Kind
from tests.reading.test_letters import a_letter, reading_of

SURE_COMPLETE = (Intent.IMPORT_COMPLETE, Certainty.SURE)


@pytest.mark.parametrize(
    ("machine", "intent"),
    [
        (Machine.AUTO_REPLY, Intent.AUTO_REPLY),
        (Machine.RECEIPT, Intent.AUTO_REPLY),
        (Machine.BOUNCE, Intent.BOUNCE),
        (Machine.DELAY, Intent.BOUNCE),
        (Machine.CALENDAR, Intent.OTHER),
        (Machine.BULK, Intent.OTHER),
        (Machine.OWN, Intent.OTHER),
        (Machine.REPORT, Intent.OTHER),
    ],
)
def test_machine_mail_is_never_read_for_meaning(machine: Machine, intent: Intent) -> None:
    """It moves nothing even when it says "complete"."""
    letter = replace(a_letter("The import is complete."), machine=machine, machine_why="Auto-Submitted")
    assert reading_of(letter).intent is intent


def test_a_subject_may_be_the_whole_message() -> None:
    """(EOM) says that the subject is all there is."""
    assert (
        reading_of(a_letter("Yolanda", "RE: PE load - ALL LOADED, FLOW ON PLEASE (EOM)")).intent
        is Intent.IMPORT_COMPLETE
    )


def test_the_subject_of_an_empty_reply_is_not_taken_for_its_words() -> None:
    """A thread's subject was written before; an empty mail under it says nothing for sure."""
    assert reading_of(a_letter("", "Re: import complete")).certainty is Certainty.UNSURE


def test_the_old_subject_of_a_reply_is_no_news() -> None:
    """What stands after "Re:" was said earlier."""
    assert reading_of(a_letter("Thanks, noted.", "Re: import complete")).intent is Intent.OTHER


def test_a_request_passed_on_is_read_where_the_cover_points_there() -> None:
    """Somebody else's words count when the writer makes them theirs."""
    forwarded = "I'd like to import the Royal Oak clients on Jan 23rd, starting 7 in the morning."
    letter = a_letter("Please see Pam's note below and set this up.", "FW: Royal Oak", forwarded)
    reading = reading_of(letter, Expecting.NEW)
    assert (reading.intent, reading.when.day) == (Intent.IMPORT_REQUEST, date(2027, 1, 23))


def test_what_is_passed_on_without_a_word_is_never_sure() -> None:
    """Nobody said that it is meant."""
    reading = reading_of(
        a_letter("", "FW: Royal Oak", "Please schedule the import for January 23."), Expecting.NEW
    )
    assert (reading.intent, reading.certainty) == (Intent.IMPORT_REQUEST, Certainty.UNSURE)


def test_a_completion_passed_on_is_never_sure() -> None:
    """The writer may only be showing it."""
    reading = reading_of(a_letter("See below.", "FW: done", "The import is complete."))
    assert (reading.intent, reading.certainty) == (Intent.IMPORT_COMPLETE, Certainty.UNSURE)


def test_what_the_writer_says_outweighs_what_is_passed_on() -> None:
    """ "Not good, see below" over a job notice that says complete."""
    reading = reading_of(
        a_letter("Not good, see below. We will go again after lunch.", "Fwd: job", "Your import is complete.")
    )
    assert reading.intent is Intent.IMPORT_INCOMPLETE


@pytest.mark.parametrize(
    ("quoted", "answer", "said"),
    [
        ("Is the Flagstaff import complete?", "Yes.", SURE_COMPLETE),
        ("Please reply when the import is complete.", "It is.", SURE_COMPLETE),
        ("Is the import complete?", "No.", (Intent.IMPORT_INCOMPLETE, Certainty.SURE)),
    ],
)
def test_an_answer_is_read_with_the_line_above_it(
    quoted: str, answer: str, said: tuple[Intent, Certainty]
) -> None:
    """The fresh text has only the answer."""
    letter = a_letter(
        answer, whole=f"On Saturday support wrote:\n> Hello.\n> {quoted}\n\n{answer}\n\n> Thanks.\n"
    )
    reading = reading_of(letter)
    assert (reading.intent, reading.certainty) == said


@pytest.mark.parametrize("answer", ["Yes.", "Ok.", "Will do.", "Yes, but not AR.", "Sure, yes when it is."])
def test_a_bare_yes_to_a_wish_is_no_completion(answer: str) -> None:
    """ "Please reply when it is complete" - "Yes" promises, and says nothing is done."""
    letter = a_letter(answer, whole=f"> Please reply when the import is complete.\n\n{answer}\n")
    reading = reading_of(letter)
    assert (reading.intent, reading.certainty) != SURE_COMPLETE


def test_a_move_by_an_interval_counts_from_the_day_in_the_history() -> None:
    """The booked day may stand only in the quoted history."""
    letter = a_letter(
        "Please push us out exactly one week.",
        whole="Please push us out exactly one week.\n> You are confirmed for Saturday, February 20, 2027.",
    )
    assert reading_of(letter, Expecting.DAY).when.day == date(2027, 2, 27)


def test_the_kind_may_stand_in_the_subject() -> None:
    """A reply on the thread "Acquisition data load" asks for a second one."""
    letter = a_letter("We need a second one please: Saturday, February 20.", "RE: Acquisition data load")
    assert reading_of(letter, Expecting.DAY).kind is Kind.ACQUISITION


@pytest.mark.parametrize(
    "shape", ["the import is not ", "1,234.50 ", "a\n", "(", "if ", "> ", "and the ", "“", " "]
)
def test_a_text_of_one_megabyte_is_read_within_bounds(shape: str) -> None:
    """Only the first 64 KB are looked at, in linear time."""
    assert reading_of(a_letter(shape * (1_000_000 // len(shape))), Expecting.REVIEW).wants_person is False


PIECES = st.sampled_from(
    [
        *(
            "the import",
            " is ",
            "not ",
            "done",
            "complete",
            ". ",
            "if ",
            "until ",
            "“",
            '"',
            "(",
            "\n",
            "\n\n> ",
        ),
        *(
            "AR ",
            "10/10 ",
            "€1,234.50 ",
            "80% ",
            "Saturday ",
            "the 14th ",
            "5pm ",
            "👍",
            "\u200b",
            "n't ",
            "'s ",
        ),
        *("@sluice go", "\t", "|", "1. ok", "—", "re-", "é", "İ "),
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join), st.sampled_from(Expecting))
def test_whatever_is_written_is_read_without_a_fault(text: str, expecting: Expecting) -> None:
    """Bad input gets a reading, at worst an unsure one; evidence quotes the letter."""
    reading = reading_of(a_letter(text), expecting)
    assert all(evidence.words in text or evidence.words in "Re: Import" for evidence in reading.evidence)
