"""One-click answers: the token in a subject is looked up, and what it stands for is a sure reading.

The token does not prove who clicked: entitlement and verdict are judged as for any other letter. And people
type into the reply that a link opens: one that says anything else than the link wrote is read as any letter.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from bot.desk.firm import Firm
from bot.desk.ticket import ENDED, Stage, WallTime
from bot.letter.letter import Letter
from bot.post.answers import DAY, LABEL, OneClick
from bot.post.speech import Speech
from bot.reading.reading import Certainty, Evidence, Intent, Loaded, Reading, ReviewReading, When
from bot.store.answers import Answer
from bot.store.work import Work

TOKEN = re.compile(r"\b[a-z2-7]{20}\b", re.IGNORECASE)


READINGS: Mapping[OneClick, Reading] = {
    OneClick.COMPLETE: Reading(Intent.IMPORT_COMPLETE, Certainty.SURE, loaded=Loaded.ALL),
    OneClick.NOT_FINISHED: Reading(Intent.IMPORT_INCOMPLETE, Certainty.SURE),
    OneClick.NOTHING_LOADED: Reading(Intent.IMPORT_INCOMPLETE, Certainty.SURE, loaded=Loaded.NONE),
    OneClick.SOME_LOADED: Reading(Intent.IMPORT_INCOMPLETE, Certainty.SURE, loaded=Loaded.SOME),
    OneClick.ALL_MATCH: Reading(Intent.REVIEW_RESULT, Certainty.SURE, review=ReviewReading(all_match=True)),
    OneClick.ANOTHER_DATE: Reading(Intent.RESCHEDULE, Certainty.SURE),
    OneClick.SPEAKS_FOR_US: Reading(Intent.IMPORT_COMPLETE, Certainty.SURE, loaded=Loaded.ALL),
    OneClick.NOT_OURS: Reading(Intent.OTHER, Certainty.SURE),
}


def reading_of(answer: str, label: str) -> Reading:
    """Return what a one-click answer says, in the words of its link."""
    evidence = (Evidence(label, "one-click answer"),)
    if not answer.startswith(DAY):
        return replace(READINGS[OneClick(answer)], evidence=evidence)
    local = _start_in(answer)
    when = When(local.date(), local.time(), words=label)
    return Reading(Intent.RESCHEDULE, Certainty.SURE, evidence, when=when)


def label_of(answer: str, speaker: str, firm: Firm) -> str:
    """Return what the link of an answer says, as the firm's people read it."""
    if not answer.startswith(DAY):
        return LABEL[OneClick(answer)].format(speaker=speaker)
    local = _start_in(answer)
    return Speech(firm).offer(WallTime(local, firm.zone.key, local.replace(tzinfo=firm.zone))).label


def says_no_more(letter: Letter, answer: str, label: str) -> bool:
    """Whether a letter says what its link wrote, and nothing besides."""
    if answer == OneClick.ALL_MATCH and letter.attachments:
        return False  # a worksheet beside it is the answer
    return _folded(letter.fresh or letter.whole) in ("", _folded(label))


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(" .!")


def _start_in(answer: str) -> datetime:
    return datetime.fromisoformat(answer.removeprefix(DAY))


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
