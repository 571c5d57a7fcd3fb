"""Letters we collected, each with what a careful person reads in it; a misread one joins them first."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.letter.letter import Letter, Verdict
from bot.reading.read import read_letter
from bot.reading.reading import Certainty, Context, Expecting, Intent, Loaded, Reading

HERE = Path(__file__).parent
LETTERS = [json.loads(line) for line in (HERE / "letters.jsonl").read_text("utf-8").splitlines()]
MUST_NOT = [json.loads(line) for line in (HERE / "must_not.jsonl").read_text("utf-8").splitlines()]
NEAR_MISSES = (HERE / "near_misses.txt").read_text("utf-8").splitlines()
ZONE = ZoneInfo("America/New_York")
NOW = datetime(2027, 1, 5, 10, tzinfo=ZONE)


def a_letter(text: str, subject: str = "Re: Import", forwarded: str = "", whole: str = "") -> Letter:
    return Letter(
        message_id="<1@north.example>",
        in_reply_to=(),
        references=(),
        sender="anna@north.example",
        sender_name="Anna",
        to=(),
        cc=(),
        subject=subject,
        sent_at=None,
        offset_minutes=None,
        fresh=text,
        forwarded=forwarded,
        whole=whole or text,
        attachments=(),
        machine=None,
        machine_why="",
        bounce=None,
        verdict=Verdict.PROVED,
        verdict_why="dmarc=pass",
    )


def reading_of(letter: Letter, expecting: Expecting = Expecting.COMPLETION) -> Reading:
    return read_letter(letter, Context(expecting, NOW, ZONE))


@pytest.mark.parametrize("row", LETTERS, ids=[row["text"][:60] for row in LETTERS])
def test_a_collected_letter_is_read_as_a_person_reads_it(row: dict[str, str]) -> None:
    """The intent is right; where it could do harm and is not right, it is at least not sure."""
    reading = reading_of(a_letter(row["text"], row["subject"]), Expecting(row["expecting"]))
    assert reading.intent is Intent(row["intent"])


@pytest.mark.parametrize("text", NEAR_MISSES, ids=NEAR_MISSES)
def test_a_near_miss_is_never_surely_complete(text: str) -> None:
    """The most dangerous mistake: a sure completion that is none."""
    reading = reading_of(a_letter(text))
    assert (reading.intent, reading.certainty) != (Intent.IMPORT_COMPLETE, Certainty.SURE)


@pytest.mark.parametrize("row", MUST_NOT, ids=[row["text"][:60] for row in MUST_NOT])
def test_what_would_do_harm_is_never_asserted_with_certainty(row: dict[str, str]) -> None:
    """A flight that was cancelled, a call that was moved: nothing that concerns the import."""
    subject = "hello" if row["expecting"] == "new" else "Re: Import"
    reading = reading_of(a_letter(row["text"], subject), Expecting(row["expecting"]))
    assert reading.certainty is Certainty.UNSURE or reading.intent.value not in row["must_not"]


@pytest.mark.parametrize("expecting", [Expecting.NEW, Expecting.DATE, Expecting.DAY, Expecting.REVIEW])
@pytest.mark.parametrize("text", ["Done.", "All done!", "Finished", "It is done.", "all in"])
def test_done_means_nothing_while_no_completion_is_awaited(text: str, expecting: Expecting) -> None:
    """What "it" is, is settled by what is awaited."""
    assert reading_of(a_letter(text), expecting).intent is not Intent.IMPORT_COMPLETE


def test_few_letters_leave_the_reader_unsure() -> None:
    """Asking back is safe, but a reader that always asks is of no use."""
    unsure = [
        row
        for row in LETTERS
        if reading_of(a_letter(row["text"], row["subject"]), Expecting(row["expecting"])).certainty
        is Certainty.UNSURE
    ]
    assert len(unsure) <= 0.15 * len(LETTERS)


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("Not one record has gone in.", Loaded.NONE),
        (
            "We have to call it for today, nothing has been imported. Please rebook us for tomorrow.",
            Loaded.NONE,
        ),
        ("Half of the clients are in.", Loaded.SOME),
        ("Everything is in except WIP.", Loaded.SOME),
        ("The import is complete.", Loaded.ALL),
        ("Nothing after that row was written.", Loaded.UNSAID),
        ("Please cancel.", Loaded.UNSAID),
        ("I think nothing was loaded.", Loaded.UNSAID),
        ("If nothing was loaded we cancel.", Loaded.UNSAID),
        ("The clients loaded, but nothing was loaded for AR.", Loaded.SOME),
    ],
)
def test_how_much_is_loaded_is_a_fact_of_its_own(text: str, loaded: Loaded) -> None:
    """Only a plain word that nothing was loaded lets a flow come on again in mid-import."""
    assert reading_of(a_letter(text)).loaded is loaded


@pytest.mark.parametrize(
    "text",
    ["person", "Person please", "Can I speak to someone?", "Please call me on my cell.", "I need a human."],
)
def test_a_wish_for_a_person_is_heard(text: str) -> None:
    """Every mail of ours says "write person"; it must work in any stage."""
    assert all(reading_of(a_letter(text), expecting).wants_person for expecting in Expecting)


def test_a_reading_names_its_words_and_its_rule() -> None:
    """Each reading can be traced to the words it stands on."""
    (evidence,) = reading_of(a_letter("Hi,\nthe import is complete.\nAnna")).evidence
    assert (evidence.words, evidence.rule) == ("import is complete", "the import is done")
