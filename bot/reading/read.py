"""The one entry of the room: a letter becomes a reading.

Machine mail is told apart first and never read for meaning. Then the fresh text speaks; a message passed on
below it speaks only where the fresh text points there, and never surely, but for a request.
"""

import re
from dataclasses import replace
from datetime import datetime

from bot.letter.letter import Letter, Machine
from bot.reading.answers import answered
from bot.reading.away import without_absences
from bot.reading.clauses import KNOWN, READ_AT_MOST, split_clauses
from bot.reading.dates import find_booked, find_when
from bot.reading.dates.cues import BOUND
from bot.reading.facts import kind_of, loaded_of, wants_person
from bot.reading.findings import find
from bot.reading.heard import Heard
from bot.reading.intent import judge
from bot.reading.names import done_by_name
from bot.reading.promise import find_promise
from bot.reading.reading import (
    Certainty,
    Context,
    Evidence,
    Expecting,
    Intent,
    Loaded,
    Reading,
    ReviewReading,
    Trouble,
    When,
)
from bot.reading.review import read_review
from bot.reading.rules.rule import Act
from bot.reading.tally import Tally, taken_out

MACHINES = {
    Machine.AUTO_REPLY: Intent.AUTO_REPLY,
    Machine.RECEIPT: Intent.AUTO_REPLY,
    Machine.BOUNCE: Intent.BOUNCE,
    Machine.DELAY: Intent.BOUNCE,
}

REPLY = re.compile(
    r"^\s*(?:(?:re|fw|fwd|aw|wg|sv|tr|rv|antw)\s*(?:\[\d+\])?\s*:|\[external\])", re.IGNORECASE
)
END_OF_MESSAGE = re.compile(
    r"[\s(\[<]*(?:eom|nm|nt)[\s)\]>]*$", re.IGNORECASE
)  # "the subject is all there is"
MONEY = re.compile(r"\d[.,]\d\d\b")  # out of its time, only a table of amounts can be a comparison
NAME_AT_MOST = 3  # words
IN_A_CALENDAR = "the calendar file that came along"
PROMISING = (Expecting.COMPLETION, Expecting.REVIEW)  # what a firm may say it will have done by when


def read_letter(letter: Letter, context: Context) -> Reading:
    """Return what the writer says, with the words it stands on; never what to do about it.

    Args:
        letter: Opened; of its text the first 64 KB are read.
        context: What is awaited settles what "it" is; the clock, zone and locale settle dates.

    Returns:
        A reading that is `sure` only where one asserted clause carries it and nothing contradicts it.
    """
    if letter.machine is not None:
        return _of_machine(letter)
    fresh = letter.fresh.strip()
    subject, is_all = _own_subject(letter.subject, fresh)
    if not fresh and not letter.forwarded and not is_all:
        return _unsure(_read_text(letter.subject, letter, context))
    reading = _read_text(fresh, letter, context, subject)
    if letter.forwarded and not fresh:
        return _unsure(_passed_on(letter, context, reading))
    if letter.forwarded and _points_below(fresh):
        return _passed_on(letter, context, reading)
    return reading


def _own_subject(subject: str, fresh: str) -> tuple[str, bool]:
    """Return what a subject says now, not what an earlier letter said, and whether it is all there is."""
    eom = END_OF_MESSAGE.search(subject)
    if REPLY.match(subject) and not (eom and _is_name(fresh)):
        return "", False
    return (subject[: eom.start()], True) if eom else (subject, False)


def _is_name(text: str) -> bool:
    """Tell a signature, or nothing, from words: "Yolanda" below an edited subject, but not "not yet"."""
    words = [word for clause in split_clauses(text) for word in clause.text.split()]
    return len(words) <= NAME_AT_MOST and KNOWN.isdisjoint(words)


def _of_machine(letter: Letter) -> Reading:
    assert letter.machine is not None
    intent = MACHINES.get(letter.machine, Intent.OTHER)
    return Reading(intent, Certainty.SURE, (Evidence(letter.machine_why, "sent by a machine"),))


def _read_text(text: str, letter: Letter, context: Context, subject: str = "") -> Reading:
    """Read one text; a subject that is no reply's stands above it as its first line."""
    text = text[:READ_AT_MOST]
    early = context.expecting in (Expecting.NEW, Expecting.DATE)  # a date alone may be what is awaited
    when = _or_in_a_calendar(_when(text, subject, context), letter, context) if early else When()
    bound = any(aside.why == BOUND for aside in when.set_aside)  # "on or after the 14th"
    vague = (when.trouble is not None or bound) and context.expecting is Expecting.DATE
    dated = bool(when.day or when.alternatives or vague)
    heard = _hear(text, letter, context, subject, dated=dated)
    judgement = judge(heard)
    of_a_day = judgement.intent in (Intent.IMPORT_REQUEST, Intent.RESCHEDULE)
    if of_a_day and not early:
        when = _or_in_a_calendar(_when(text, subject, _with_booked(letter, context)), letter, context)
    if judgement.intent is Intent.RESCHEDULE:
        when = _elsewhere(when, context)
    compared = heard.review if judgement.intent is Intent.REVIEW_RESULT else None
    return Reading(
        intent=judgement.intent,
        certainty=judgement.certainty,
        evidence=heard.evidence(judgement.on) + _differences(compared),
        when=when if of_a_day else When(),
        kind=kind_of(heard.findings + find(split_clauses(letter.subject))) if of_a_day else None,
        loaded=loaded_of(heard, judgement),
        review=compared,
        wants_person=wants_person(heard.findings),
        promise=find_promise(text, context) if context.expecting in PROMISING else None,
    )


def _hear(text: str, letter: Letter, context: Context, subject: str, *, dated: bool) -> Heard:
    """Find all that the text says, for the judges."""
    told = f"{subject}\n\n{text}" if subject else text
    if context.expecting is Expecting.REVIEW:
        told = without_absences(told)
    tally = taken_out(told) if context.expecting is Expecting.COMPLETION else Tally(told)
    clauses = split_clauses(tally.text)
    findings = (
        *tally.findings,
        *find(clauses),
        *answered(letter.whole[:READ_AT_MOST], told),
        *done_by_name(clauses, letter.subject),
    )
    review = None
    if context.expecting is Expecting.REVIEW or len(MONEY.findall(text)) >= 4:
        review = read_review(told, clauses, findings, letter.attachments, context.clients)
    return Heard(told, clauses, findings, context.expecting, dated, review)


def _differences(review: ReviewReading | None) -> tuple[Evidence, ...]:
    if review is None or not review.clients:
        return ()
    return tuple(Evidence(name, "the amounts differ") for name in review.differing)


def _when(text: str, subject: str, context: Context) -> When:
    """Read the day in the text, else in a subject of the writer's own."""
    when = find_when(text, context)
    if not subject or when.day or when.alternatives or when.trouble:
        return when
    named = find_when(subject, context)
    if not (named.day or named.alternatives):
        return when
    return replace(named, hour=named.hour or when.hour, set_aside=when.set_aside + named.set_aside)


def _elsewhere(when: When, context: Context) -> When:
    """Take the day that is booked for the one that is left: nobody moves to where he is."""
    booked = context.booked.astimezone(context.zone).date() if context.booked else None
    return replace(when, day=None) if when.day and when.day == booked and when.hour is None else when


def _or_in_a_calendar(when: When, letter: Letter, context: Context) -> When:
    """Offer the day of a calendar file that came along, where the words name none; it is never as if said."""
    starts = letter.entry.starts if letter.entry else None
    if when.day or when.alternatives or starts is None:
        return when
    if isinstance(starts, datetime):
        starts = (starts.astimezone(context.zone) if starts.tzinfo else starts).date()
    if starts < context.now.astimezone(context.zone).date():
        return when
    return replace(when, alternatives=(starts,), trouble=Trouble.AMBIGUOUS, words=IN_A_CALENDAR)


def _with_booked(letter: Letter, context: Context) -> Context:
    """Let "push it a week" count from a day that only the quoted history still names."""
    if context.booked is not None:
        return context
    fresh = set(letter.fresh.split("\n"))
    history = "\n".join(line for line in letter.whole[:READ_AT_MOST].split("\n") if line not in fresh)
    return replace(context, booked=find_booked(history, context))


def _points_below(fresh: str) -> bool:
    return any(finding.act is Act.SEE_BELOW for finding in find(split_clauses(fresh)))


def _passed_on(letter: Letter, context: Context, cover: Reading) -> Reading:
    """Read what was passed on, where the words above it say nothing of their own."""
    if letter.fresh.strip() and cover.intent not in (Intent.OTHER, Intent.QUESTION, Intent.IMPORT_REQUEST):
        return cover
    passed = _read_text(letter.forwarded, letter, context)
    if Intent.IMPORT_REQUEST in (passed.intent, cover.intent):
        own = cover if cover.intent is Intent.IMPORT_REQUEST else passed
        return replace(
            passed,
            intent=Intent.IMPORT_REQUEST,
            certainty=own.certainty,
            evidence=cover.evidence + passed.evidence,
            when=cover.when if cover.when.day else passed.when,
        )
    return _unsure(passed) if passed.intent is not Intent.OTHER else cover


def _unsure(reading: Reading) -> Reading:
    return replace(reading, certainty=Certainty.UNSURE, loaded=Loaded.UNSAID)
