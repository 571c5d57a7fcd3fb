"""Findings become an intent: who is heard first depends on what is awaited, what was said does not.

Each judge looks at all that was heard and answers, or passes; `ORDER` says who is asked first. A judge is
`sure` only on an asserted clause that nothing else in the letter speaks against. Where the import stands is
judged in `standing.py`.
"""

import re
from collections.abc import Callable, Mapping
from itertools import pairwise

from bot.reading.findings import Finding
from bot.reading.heard import Heard, Judgement, judged, words_of
from bot.reading.reading import Certainty, Expecting, Intent
from bot.reading.rules.rule import Act, How
from bot.reading.standing import AGAINST, apart_from_import, stands

IMPORTS = words_of("LOAD", "LOADED", "LOADING", "FLOW")
# What no other business speaks of.
OURS = (IMPORTS | {"pe", "practiceengine", "notice"}) - words_of("EVERYDAY")
LOADS = words_of("LOAD", "LOADING")
OTHER_THINGS = words_of("OTHER_THING")
NEWS = words_of("TOPIC", "FAIL", "REST")
ACKNOWLEDGING = words_of("ACK")
DAYS = words_of("DAY", "HOUR")
DATA = words_of("DATA")
RECORDS = frozenset(word for word in DATA if word.endswith("s"))
FLOW = words_of("FLOW")
GIVES_DATE = words_of("GIVES_DATE", "DAY", "HOUR", "ZONE")
NAMED_DAYS = DAYS - frozenset(("day", "date", "week", "month", "today"))
DATE_NUMBER = re.compile(r"\d{1,2}(?:st|nd|rd|th|[ap]m)?|\d{1,4}[./:-]\d{1,2}(?:[./-]\d{2,4})?")
NAYS = frozenset(("no", "nope", "nah", "no sir", "no not yet", "no sorry", "negative", "nein", "non"))
AYES = frozenset(
    ("yes", "yep", "yeah", "yup", "yes sir", "correct", "confirmed", "affirmative", "ja", "oui", "si", "sí")
)
FOR_NOW = ("until ", "till ", "unless ", "before ")
DETERMINERS = frozenset(("the", "our", "my", "a"))
OURS_TO_MOVE = LOADS | {"clients", "client", "records"}
MOVABLE = words_of("MOVABLE", "DAY")
TURNING = words_of("NOT", "CONTRAST", "SECOND_THOUGHTS")

Judge = Callable[[Heard], Judgement | None]


def doubted(heard: Heard) -> Judgement | None:
    """Hear that the day may not hold, and no other is asked for yet."""
    found = heard.meant(Act.IN_DOUBT)
    return judged(Intent.RESCHEDULE, found, sure=False) if found else None


def selling(heard: Heard) -> Judgement | None:
    found = [f for f in heard.findings if f.act is Act.MARKETING]
    return judged(Intent.OTHER, found, sure=True) if len({f.start for f in found}) >= 2 else None


# What counts as a move, by what is awaited: a day named after one is booked is another day.
MOVING: Mapping[Expecting, tuple[Act, ...]] = {
    Expecting.NEW: (Act.MOVE,),
    Expecting.DATE: (Act.MOVE, Act.OTHER_TIME),
    Expecting.DAY: (Act.MOVE, Act.OTHER_TIME, Act.PROPOSE),
    Expecting.COMPLETION: (Act.MOVE,),  # more time means that it takes longer
    Expecting.REVIEW: (),
}


def moved(heard: Heard) -> Judgement | None:
    found = [f for f in heard.meant(*MOVING[heard.expecting]) if not _of_the_flow(heard, f)]
    if heard.expecting is Expecting.COMPLETION and heard.meant(Act.NOTHING_LOADED, Act.AHEAD, Act.UNDONE):
        # given up for today, and another day named
        again = [f for f in heard.meant(Act.OTHER_TIME, Act.WANT) if _names_day(heard, f)]
        found += heard.meant(Act.PROPOSE) + again
    softly = all(finding.act is Act.OTHER_TIME for finding in found)
    new = heard.expecting is Expecting.NEW and heard.has(Act.WANT, Act.PLAN, Act.ACQUIRED, Act.BULK)
    if not found or new or _said_done(heard) or (softly and heard.meant(Act.CANCEL)):
        return None
    if _of_other_things(heard, found) and heard.meant(Act.STANDS):
        return None
    unnamed = heard.expecting is Expecting.NEW and not heard.names(OURS)  # "lunch: moved to 1 pm"
    doubtful = unnamed or _of_other_things(heard, found) or _thought_better(heard, found)
    return judged(Intent.RESCHEDULE, found, sure=not doubtful)


def _thought_better(heard: Heard, found: list[Finding]) -> bool:
    """Tell "Jo wanted to move it, but I talked her out of it"."""
    wished = [f.clause for f in found if "wanted" in _words(heard, f)]
    return any(clause.text.startswith("but ") for n in wished for clause in heard.clauses[n + 1 : n + 2])


def _of_the_flow(heard: Heard, finding: Finding) -> bool:
    """Tell "put the flow back tonight" from "put the import back"."""
    words = set(heard.text[finding.start : finding.end].lower().split())
    return "back" in words and not FLOW.isdisjoint(words)


def _names_day(heard: Heard, finding: Finding) -> bool:
    words = heard.clauses[finding.clause].text.split()
    return not NAMED_DAYS.isdisjoint(words) or _numbers(words)


def cancelled(heard: Heard) -> Judgement | None:
    found = heard.meant(Act.CANCEL)
    apart = _of_other_things(heard, found)  # "we cancelled our contract"
    if not found or _said_done(heard) or (apart and heard.has(Act.STANDS, Act.WANT, Act.PLAN)):
        return None
    other_day = any(f.act in (Act.MOVE, Act.PROPOSE) and f.how is not How.NEGATED for f in heard.findings)
    doubtful = other_day or apart or all(_for_now(heard, f) for f in found)
    return judged(Intent.CANCEL, found, sure=not doubtful)


def _for_now(heard: Heard, finding: Finding) -> bool:
    """Tell "we're not going to import them until Monday"."""
    own = heard.clauses[finding.clause].sentence
    later = (c for c in heard.clauses[finding.clause + 1 :] if c.sentence == own)
    return any(clause.text.startswith(FOR_NOW) for clause in later)


def _said_done(heard: Heard) -> bool:
    """Return whether the import is said to be in: what is moved or cancelled then is something else."""
    return any(f.act is Act.DONE and f.how in (How.ASSERTED, How.TRAILING) for f in heard.findings)


def _words(heard: Heard, finding: Finding) -> set[str]:
    return set(heard.clauses[finding.clause].text.split())


def _of_other_things(heard: Heard, found: list[Finding]) -> bool:
    """Return whether a call, a flight, a file may be what is moved or cancelled."""
    return all(_is_of_other_thing(heard, finding) for finding in found)


def _is_of_other_thing(heard: Heard, finding: Finding) -> bool:
    """Tell "the training is cancelled", "I moved the all-hands": neither is an import or its day."""
    said = heard.clauses[finding.clause].text.partition(" with ")[0].split()
    if not OURS_TO_MOVE.isdisjoint(said):
        return False
    own = heard.text[finding.start : finding.end].lower().split()
    named = next((word for one, word in pairwise(own) if one in DETERMINERS), "")
    ours = not named or named in MOVABLE or named[0].isdigit()
    return not OTHER_THINGS.isdisjoint(said) or not ours


def asked_for(heard: Heard) -> Judgement | None:
    """Hear a request: what is wished or planned, or a bare date where one is awaited."""
    if heard.meant(Act.NO_PLAN) or (heard.expecting is Expecting.DAY and not heard.meant(Act.ANOTHER)):
        return None
    if found := heard.meant(Act.WANT, Act.PLAN, Act.ANOTHER, Act.PROPOSE):
        found = [finding for finding in found if not _of_other_business(heard, finding)]
        other = not found or _of_one_under_way(heard, found) or _of_anything(heard, found)
        return None if other else judged(Intent.IMPORT_REQUEST, found, sure=True)
    kinds = heard.meant(Act.ACQUIRED)
    new = heard.expecting is Expecting.NEW
    import_named = heard.names(OURS if new else IMPORTS) or heard.has(Act.WANT, Act.PLAN, Act.BULK)
    if new and heard.asks() and not heard.has(Act.WANT, Act.PLAN, Act.BULK, Act.ACQUIRED):
        return None
    date_awaited = heard.expecting is Expecting.DATE and not heard.asks()
    if date_awaited and not heard.dated and heard.names(NAMED_DAYS):
        return judged(Intent.IMPORT_REQUEST, kinds, sure=False)  # "the second half of December"
    if (heard.dated and (import_named or kinds or date_awaited)) or (kinds and import_named):
        return judged(Intent.IMPORT_REQUEST, kinds, sure=date_awaited and _only_gives_date(heard))
    return None


def _of_anything(heard: Heard, found: list[Finding]) -> bool:
    """Tell "Rick to update the price list" from a plan: no day, and nothing of ours is named."""
    plans = heard.expecting is Expecting.NEW and all(finding.act is Act.PLAN for finding in found)
    return plans and not (heard.dated or heard.names(OURS | DATA) or heard.has(Act.ACQUIRED, Act.BULK))


def _of_other_business(heard: Heard, finding: Finding) -> bool:
    """Tell "please update our billing contact" from an update of records."""
    apart = any(f.act is Act.OTHER_BUSINESS and f.clause == finding.clause for f in heard.findings)
    words = _words(heard, finding)
    return apart and OURS.isdisjoint(words) and ("your" in words or RECORDS.isdisjoint(words))


def _of_one_under_way(heard: Heard, found: list[Finding]) -> bool:
    """Tell "it is not complete, we found another file to load" from a plan for an import to come."""
    plans = all(finding.act is Act.PLAN for finding in found) and not heard.has(Act.ACQUIRED, Act.BULK)
    unfinished = {f.clause for f in heard.meant(Act.NOT_DONE)}
    return plans and any(f.act is Act.DONE_WORD and f.clause in unfinished for f in heard.findings)


def _only_gives_date(heard: Heard) -> bool:
    """Tell "December 5 at 6 pm please", which answers "which day?", from "on leave until December 5"."""
    courteous = {f.clause for f in heard.findings if f.act is Act.COURTESY}
    clauses = [clause for n, clause in enumerate(heard.clauses) if n not in courteous]
    asserted = not any(clause.conditional or clause.quoted for clause in clauses)
    words = [clause.text.split() for clause in clauses]
    told = [own for own in words if DAYS.intersection(own) or (_numbers(own) and DATA.isdisjoint(own))]
    others = [own for own in words if own not in told]
    plain = all(word in GIVES_DATE or word[0].isdigit() for own in told for word in own)
    return asserted and plain and not any(TURNING.intersection(own) for own in others)


def _numbers(words: list[str]) -> bool:
    """Tell whether a number stands here that may be of a date or an hour, and none to be called by."""
    return any(DATE_NUMBER.fullmatch(word) for word in words)


def elsewhere(heard: Heard) -> Judgement | None:
    found = [f for f in heard.findings if f.act is Act.OTHER_BUSINESS]
    of_import = {Act.WANT, Act.PLAN, Act.DONE, Act.DONE_IT} | AGAINST
    apart = apart_from_import(heard)
    import_too = any(f.act in of_import and f.clause not in apart for f in heard.findings)
    return judged(Intent.OTHER, found, sure=True) if found and not import_too else None


def compared(heard: Heard) -> Judgement | None:
    """Say how the comparison went; outside its time only a table of clients does."""
    review = heard.review
    denied = [f for f in heard.findings if f.act is Act.MATCH and f.how in (How.NEGATED, How.ASSERTED)]
    if review is None and denied and heard.expecting is Expecting.REVIEW and not heard.asks():
        return judged(Intent.REVIEW_RESULT, denied, sure=False)
    if review is None or (heard.expecting is not Expecting.REVIEW and len(review.clients) < 2):
        return None
    on = (heard.meant(Act.DIFFER) if review.all_match is False else []) or heard.meant(Act.MATCH)
    if not (on or review.clients or review.agreed or review.said):
        return None
    told = review.all_match is not None or bool(review.clients or review.agreed or review.said)
    return judged(Intent.REVIEW_RESULT, on, sure=told)


def begun_again(heard: Heard) -> Judgement | None:
    """Hear that the flow must go off again: whatever was compared, the import is not over."""
    found = [f for f in heard.meant(Act.WANT, Act.HOLD) if FLOW & _words(heard, f)]
    return judged(Intent.IMPORT_INCOMPLETE, found, sure=True) if found else None


def attached(heard: Heard) -> Judgement | None:
    """Hear an answer that lies in a file nobody could read, where the letter says nothing else."""
    unread = heard.review is not None and heard.review.unread
    return judged(Intent.REVIEW_RESULT, (), sure=True) if unread else None


def not_over(heard: Heard) -> Judgement | None:
    """Hear that the import was not over after all; "not finished" alone speaks of the comparison."""
    found = heard.meant(Act.HOLD, Act.UNDONE, Act.NOT_DONE, Act.UNDERWAY)
    named = [f for f in found if IMPORTS & _words(heard, f)]
    held = [] if heard.has(Act.CHECK_GOES_ON) else [f for f in found if f.act in (Act.HOLD, Act.UNDONE)]
    return judged(Intent.IMPORT_INCOMPLETE, named or held, sure=bool(named)) if named or held else None


def asked(heard: Heard) -> Judgement | None:
    found = [finding for finding in heard.findings if finding.act is Act.ASK]
    return judged(Intent.QUESTION, found, sure=True) if heard.asks() else None


def asked_of_us(heard: Heard) -> Judgement | None:
    """Hear a question from somebody who has no import here yet, if it is about imports at all."""
    ours = heard.has(Act.WANT, Act.PLAN, Act.NO_PLAN) or heard.names(OURS)
    return asked(heard) if ours else None


def in_a_word(heard: Heard) -> Judgement | None:
    """Hear a bare "no", or a bare "yes" to whichever of our questions it answers."""
    said = [clause.text.strip() for clause in heard.clauses if clause.text.strip() not in ACKNOWLEDGING]
    if said and NAYS.issuperset(said):
        return judged(Intent.IMPORT_INCOMPLETE, (), sure=True)
    return judged(Intent.IMPORT_COMPLETE, (), sure=False) if said and AYES.issuperset(said) else None


def unclear(heard: Heard) -> Judgement | None:
    """While a completion is awaited, take what is no mere acknowledgement for news, and ask."""
    words = {word for clause in heard.clauses for word in clause.text.split()}
    if heard.meant(Act.DONE_WORD):
        return judged(Intent.IMPORT_INCOMPLETE, heard.meant(Act.DONE_WORD), sure=False)
    if (NEWS - FLOW).isdisjoint(words) and (len(words) < 4 or not ACKNOWLEDGING.isdisjoint(words)):
        return None
    return judged(Intent.IMPORT_INCOMPLETE, (), sure=False)


ORDER: Mapping[Expecting, tuple[Judge, ...]] = {
    Expecting.NEW: (selling, moved, cancelled, asked_for, elsewhere, stands, asked_of_us),
    Expecting.DATE: (moved, cancelled, asked_for, stands, asked),
    Expecting.DAY: (asked_for, moved, cancelled, stands, doubted, asked),
    Expecting.COMPLETION: (compared, moved, cancelled, stands, in_a_word, asked, elsewhere, unclear),
    Expecting.REVIEW: (begun_again, compared, not_over, stands, asked, attached),
}


def judge(heard: Heard) -> Judgement:
    """Return what the first judge with an opinion says; `other` when none has."""
    for ask in ORDER[heard.expecting]:
        if judgement := ask(heard):
            return judgement
    return Judgement(Intent.OTHER, Certainty.SURE)
