"""One-click answers: the token in a subject is looked up, and what it stands for is a sure reading.

The token does not prove who clicked: entitlement and verdict are judged as for any other letter.
"""

import re
from collections.abc import Mapping
from datetime import datetime

from bot.desk.ticket import ENDED, Stage
from bot.letter.letter import Letter
from bot.post.answers import DAY, LABEL, OneClick
from bot.reading.reading import Certainty, Evidence, Intent, Loaded, Reading, ReviewReading, When
from bot.store.answers import Answer
from bot.store.work import Work

TOKEN = re.compile(r"\b[a-z2-7]{20}\b", re.IGNORECASE)


def _says(
    click: OneClick, intent: Intent, loaded: Loaded = Loaded.UNSAID, review: ReviewReading | None = None
) -> Reading:
    evidence = (Evidence(LABEL[click], "one-click answer"),)
    return Reading(intent, Certainty.SURE, evidence, loaded=loaded, review=review)


READINGS: Mapping[OneClick, Reading] = {
    OneClick.COMPLETE: _says(OneClick.COMPLETE, Intent.IMPORT_COMPLETE, Loaded.ALL),
    OneClick.NOT_FINISHED: _says(OneClick.NOT_FINISHED, Intent.IMPORT_INCOMPLETE),
    OneClick.NOTHING_LOADED: _says(OneClick.NOTHING_LOADED, Intent.IMPORT_INCOMPLETE, Loaded.NONE),
    OneClick.SOME_LOADED: _says(OneClick.SOME_LOADED, Intent.IMPORT_INCOMPLETE, Loaded.SOME),
    OneClick.ALL_MATCH: _says(OneClick.ALL_MATCH, Intent.REVIEW_RESULT, review=ReviewReading(all_match=True)),
    OneClick.ANOTHER_DATE: _says(OneClick.ANOTHER_DATE, Intent.RESCHEDULE),
    OneClick.SPEAKS_FOR_US: _says(OneClick.COMPLETE, Intent.IMPORT_COMPLETE, Loaded.ALL),
    OneClick.NOT_OURS: _says(OneClick.NOT_OURS, Intent.OTHER),
}


def reading_of(answer: str) -> Reading:
    """Return what a one-click answer says."""
    if not answer.startswith(DAY):
        return READINGS[OneClick(answer)]
    local = datetime.fromisoformat(answer.removeprefix(DAY))
    words = f"{local:%Y-%m-%d %H:%M}"
    when = When(local.date(), local.time(), words=words)
    return Reading(Intent.RESCHEDULE, Certainty.SURE, (Evidence(words, "one-click answer"),), when=when)


# What each answer answers. It goes into the token, so it must not depend on where the ticket stands by then.
QUESTION_OF: Mapping[OneClick, str] = {
    OneClick.COMPLETE: "is it finished",
    OneClick.NOT_FINISHED: "is it finished",
    OneClick.NOTHING_LOADED: "was anything loaded",
    OneClick.SOME_LOADED: "was anything loaded",
    OneClick.ALL_MATCH: "do ten clients match",
    OneClick.ANOTHER_DATE: "is the day right",
    OneClick.SPEAKS_FOR_US: "does {speaker} speak for you",
    OneClick.NOT_OURS: "does {speaker} speak for you",
}
ABOUT_A_SPEAKER = re.compile(r"does (\S+) speak for you")

# Where a ticket stands while an answer is awaited.
OPEN_WHILE: Mapping[OneClick, frozenset[Stage]] = {
    OneClick.COMPLETE: frozenset({Stage.IMPORTING}),
    OneClick.NOT_FINISHED: frozenset({Stage.IMPORTING}),
    OneClick.NOTHING_LOADED: frozenset({Stage.TURNING_OFF, Stage.IMPORTING}),
    OneClick.SOME_LOADED: frozenset({Stage.TURNING_OFF, Stage.IMPORTING}),
    OneClick.ALL_MATCH: frozenset({Stage.REVIEWING}),
    OneClick.ANOTHER_DATE: frozenset({Stage.SCHEDULED, Stage.TURNING_OFF, Stage.IMPORTING}),
    OneClick.SPEAKS_FOR_US: frozenset({Stage.IMPORTING}),
    OneClick.NOT_OURS: frozenset(Stage) - ENDED,
}
WHICH_DAY = "which day"
DAY_IS_OPEN_WHILE = frozenset({Stage.REQUESTED, Stage.SCHEDULED})


def question_of(answer: str, speaker: str) -> str:
    """Return the question that a one-click answer answers, about an outside voice where it is about one."""
    return WHICH_DAY if answer.startswith(DAY) else QUESTION_OF[OneClick(answer)].format(speaker=speaker)


def open_while(answer: str) -> frozenset[Stage]:
    """Return where a ticket stands while the answer is awaited."""
    return DAY_IS_OPEN_WHILE if answer.startswith(DAY) else OPEN_WHILE[OneClick(answer)]


def token_in(letter: Letter) -> str | None:
    """Return what may be a token in the subject; mail programs may add words around it."""
    found = TOKEN.findall(letter.subject)
    return found[-1] if found else None


def clicked(letter: Letter, work: Work) -> Answer | None:
    """Return what the letter clicked: a token of ours, unused, whose ticket still waits for that answer."""
    token = token_in(letter)
    answer = work.answer(token) if token else None
    if answer is None or answer.used_at is not None:
        return None
    ticket = work.ticket(answer.ticket)
    return answer if ticket and ticket.stage in open_while(answer.answer) else None


def speaker_in(question: str) -> str:
    """Return whom a question was about, where it was about a voice; else nothing."""
    about = ABOUT_A_SPEAKER.fullmatch(question)
    return about[1] if about else ""
