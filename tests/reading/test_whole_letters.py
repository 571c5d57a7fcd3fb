"""Letters as they come off the wire, each with what a careful person reads in it; the reader saw none before.

`whole_letters.txt` has a line `=== expecting | intents | subject` before each; an intent may be followed by
`day=`, `hour=`, `loaded=`, `match=` or `differ=` (numbers of `CLIENTS`). Where the reader cannot tell it may
be unsure, never sure and wrong.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.reading.read import read_letter
from bot.reading.reading import Certainty, Context, Expecting, Intent, Loaded, Reading, ReviewReading

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 24, 10, tzinfo=ZONE)
BOOKED = datetime(2026, 12, 5, 18, tzinfo=ZONE)
CLIENTS = (
    "Harbor Bakery LLC",
    "Delgado Family Trust",
    "Pine Ridge Dental",
    "Whitmore & Sons",
    "Kestrel Logistics Inc",
    "Ana Souza",
    "Blue Heron Cafe",
    "Ottmar Steel",
    "Greta Lindholm",
    "Sunrise Daycare Co",
)
AFTER_BOOKING = (Expecting.DAY, Expecting.COMPLETION, Expecting.REVIEW)

HEADER = """\
From: Anna Berg <anna@north.example>
To: support@desk.example
Subject: {subject}
Message-ID: <1@north.example>
Date: Tue, 24 Nov 2026 10:00:00 -0500
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

"""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A letter with what it says; several intents where people would disagree."""

    expecting: Expecting
    intents: frozenset[Intent]
    facts: dict[str, str]
    subject: str
    text: str


def labelled(block: str) -> Labelled:
    head, _, text = block.partition("\n")
    expecting, said, subject = (part.strip() for part in head.split("|"))
    intents, *facts = said.split()
    return Labelled(
        Expecting(expecting),
        frozenset(map(Intent, intents.split(","))),
        dict(fact.split("=", 1) for fact in facts),
        subject,
        text.strip("\n"),
    )


PAGE = (Path(__file__).parent / "whole_letters.txt").read_text("utf-8")
LETTERS = [labelled(block) for block in re.split(r"^=== ", PAGE, flags=re.MULTILINE)[1:]]


def raw_of(letter: Labelled) -> bytes:
    return (HEADER.format(subject=letter.subject) + letter.text + "\n").encode()


def read(letter: Labelled) -> Reading:
    booked = BOOKED if letter.expecting in AFTER_BOOKING else None
    clients = CLIENTS if letter.expecting is Expecting.REVIEW else ()
    context = Context(letter.expecting, NOW, ZONE, booked=booked, clients=clients)
    return read_letter(open_letter(raw_of(letter), Receiver("none")), context)


@pytest.mark.parametrize("letter", LETTERS, ids=[f"{x.subject}: {x.text[:50]}" for x in LETTERS])
def test_a_letter_is_read_rightly_or_not_for_sure(letter: Labelled) -> None:
    """What is read for sure is what the writer says; so are the day, the hour and how much is in."""
    reading, facts = read(letter), letter.facts
    if reading.certainty is Certainty.UNSURE:
        return
    assert reading.intent in letter.intents
    if "day" in facts and reading.when.trouble is None:
        assert str(reading.when.day) == facts["day"]
    if "hour" in facts and reading.when.hour:
        assert f"{reading.when.hour:%H:%M}" == facts["hour"]
    if reading.loaded is Loaded.NONE or "loaded" in facts:
        assert reading.loaded.value == facts["loaded"]
    if reading.review and "match" in facts:
        assert str(reading.review.all_match) == facts["match"]
    if reading.review and "differ" in facts:
        assert differing(reading.review) == facts["differ"]


def differing(review: ReviewReading) -> str:
    """Return the numbers of the clients that are said, or counted, to differ: "3,7"."""
    said = {one.number for one in review.said if one.agrees is False and one.number}
    counted = {
        CLIENTS.index(c.name) + 1 for c in review.clients if c.practice != c.portal and c.name in CLIENTS
    }
    return ",".join(map(str, sorted(said | counted)))


def test_few_of_them_must_be_asked_back() -> None:
    """Asking is safe, and a fifth here were written to mislead; the common plain letter is read at once."""
    unsure = [letter for letter in LETTERS if read(letter).certainty is Certainty.UNSURE]
    assert len(unsure) <= 0.18 * len(LETTERS)
