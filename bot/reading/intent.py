"""Findings become an intent: who is heard first depends on what is awaited, what was said does not.

Each judge looks at all that was found and answers, or passes. `ORDER` says who is asked first. A judge is
`sure` only on an asserted clause that nothing else in the letter speaks against; for a completion, every
other clause that touches the import must moreover be understood, and known to be harmless.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.hedges import is_question
from bot.reading.reading import Certainty, Evidence, Expecting, Intent, ReviewReading
from bot.reading.rules.rule import Act, How
from bot.reading.words import VOCABULARIES

WISHES = frozenset(
    {
        Act.WANT,
        Act.PLAN,
        Act.PROPOSE,
        Act.MOVE,
        Act.CANCEL,
        Act.OTHER_TIME,
        Act.ANOTHER,
        Act.RESTORE,
        Act.HOLD,
        Act.PERSON,
    }
)
AGAINST = frozenset(
    {
        Act.NOT_DONE,
        Act.UNDERWAY,
        Act.AHEAD,
        Act.PROMISE,
        Act.TROUBLE,
        Act.HOLD,
        Act.UNDONE,
        Act.NOTHING_LOADED,
    }
)
# A clause with one of these is understood, and is no reason to doubt a completion.
HARMLESS = frozenset(
    {
        Act.DONE,
        Act.DONE_IT,
        Act.DONE_MAYBE,
        Act.RESTORE,
        Act.MENDED,
        Act.NEXT_STEP,
        Act.CHECKED,
        Act.MATCH,
        Act.COURTESY,
    }
)
# Words that touch the import, or turn what was said: where a clause has one, it must be understood.
TELLING = frozenset(
    word for name in ("TOPIC", "CONTRAST", "FAIL", "REST") for word in VOCABULARIES[name] if " " not in word
)
NEWS = frozenset(word for name in ("TOPIC", "FAIL", "REST") for word in VOCABULARIES[name] if " " not in word)
TURNS = frozenset(VOCABULARIES["TURNS"])
IMPORTS = frozenset(
    word for name in ("LOAD", "LOADED", "LOADING", "FLOW") for word in VOCABULARIES[name] if " " not in word
)
SECOND_THOUGHTS = frozenset(VOCABULARIES["SECOND_THOUGHTS"])
EXPLICABLE = frozenset({Act.NOT_DONE, Act.UNDERWAY, Act.AHEAD, Act.TROUBLE, Act.PROMISE})
SOUNDS_DONE = frozenset({Act.DONE, Act.DONE_IT, Act.DONE_WORD})
ACKNOWLEDGING = frozenset(VOCABULARIES["ACK"])
# How a question begins that asks to have something done; "we'd also like March 6?" is one as well.
POLITE = re.compile(
    r"(?:(?:actually|hi|hello|so|and|also|please|sorry|but|just|ok|then|instead) )*"
    r"(?:(?:when )?(?:can|could)|would|may|might|please|shall|do you mind|(?:how|what) about"
    r"|any chance|is (?:it|there) (?:possible|ok|any chance|too late)"
    r"|(?:we|i) (?:also )?(?:would|need|want|have|must|are|am|will|plan|hope)) "
)

EVIDENCE_AT_MOST = 4  # stretches of text


@dataclass(frozen=True, slots=True)
class Heard:
    """All that was found in one text, for the judges."""

    text: str
    clauses: tuple[Clause, ...]
    findings: tuple[Finding, ...]
    expecting: Expecting
    dated: bool  # a day of the import was found
    review: ReviewReading | None = None

    def meant(self, *acts: Act) -> list[Finding]:
        """Return what is asserted, and for wishes what is asked politely."""
        return [f for f in self.findings if f.act in acts and (f.how is How.ASSERTED or self._politely(f))]

    def has(self, *acts: Act) -> bool:
        return any(f.act in acts for f in self.findings)

    def names(self, words: frozenset[str]) -> bool:
        return any(not words.isdisjoint(clause.text.split()) for clause in self.clauses)

    def asks(self) -> bool:
        return self.has(Act.ASK) or any(map(is_question, self.clauses))

    def evidence(self, findings: Iterable[Finding]) -> tuple[Evidence, ...]:
        """Return the words of some findings, each stretch of text once, in order."""
        kept: list[Finding] = []
        for finding in sorted(findings, key=lambda f: (f.start, -f.end)):
            if not kept or finding.end > kept[-1].end:
                kept.append(finding)
        return tuple(Evidence(self.text[f.start : f.end], f.rule) for f in kept[:EVIDENCE_AT_MOST])

    def _politely(self, finding: Finding) -> bool:
        """Return whether a question is a request: "could we move it?", but not "could we, if …?"."""
        if finding.act not in WISHES or finding.how is not How.QUESTION:
            return False
        sentence = [
            clause for clause in self.clauses if clause.sentence == self.clauses[finding.clause].sentence
        ]
        hypothetical = (
            any(c.conditional and c.text.startswith("if ") for c in sentence)
            or " still " in self.clauses[finding.clause].text
        )
        return not hypothetical and any(POLITE.match(clause.text) for clause in sentence)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An intent, how sure it is, and the words it stands on."""

    intent: Intent
    certainty: Certainty
    on: tuple[Finding, ...] = ()


Judge = Callable[[Heard], Judgement | None]


def _judged(intent: Intent, on: Iterable[Finding], *, sure: bool) -> Judgement:
    return Judgement(intent, Certainty.SURE if sure else Certainty.UNSURE, tuple(on))


# ---- the judges


def selling(heard: Heard) -> Judgement | None:
    found = [f for f in heard.findings if f.act is Act.MARKETING]
    return _judged(Intent.OTHER, found, sure=True) if len({f.start for f in found}) >= 2 else None


MOVING: Mapping[Expecting, tuple[Act, ...]] = {
    Expecting.NEW: (Act.MOVE,),
    Expecting.DATE: (Act.MOVE, Act.OTHER_TIME),
    Expecting.DAY: (Act.MOVE, Act.OTHER_TIME, Act.PROPOSE),  # a day named now is another day
    Expecting.COMPLETION: (Act.MOVE,),  # more time is only an import that takes longer
    Expecting.REVIEW: (),
}


def moved(heard: Heard) -> Judgement | None:
    found = heard.meant(*MOVING[heard.expecting])
    softly = all(finding.act is Act.OTHER_TIME for finding in found)
    new = heard.expecting is Expecting.NEW and heard.has(Act.WANT, Act.PLAN, Act.ACQUIRED, Act.BULK)
    if not found or new or heard.meant(Act.DONE) or (softly and heard.meant(Act.CANCEL)):
        return None
    return _judged(Intent.RESCHEDULE, found, sure=True)


def cancelled(heard: Heard) -> Judgement | None:
    found = heard.meant(Act.CANCEL)
    if not found or heard.meant(Act.DONE):
        return None
    other_day = any(f.act in (Act.MOVE, Act.PROPOSE) and f.how is not How.NEGATED for f in heard.findings)
    return _judged(Intent.CANCEL, found, sure=not other_day)


def asked_for(heard: Heard) -> Judgement | None:
    """Hear a request: what is wished or planned, or a bare date where one is awaited."""
    if heard.meant(Act.NO_PLAN) or (heard.expecting is Expecting.DAY and not heard.meant(Act.ANOTHER)):
        return None
    if found := heard.meant(Act.WANT, Act.PLAN, Act.ANOTHER, Act.PROPOSE):
        return _judged(Intent.IMPORT_REQUEST, found, sure=True)
    kinds = [f for f in heard.findings if f.act is Act.ACQUIRED]
    spoken_of = heard.has(Act.WANT, Act.PLAN, Act.ACQUIRED, Act.BULK) or not heard.asks()
    if (heard.dated and spoken_of) or (
        kinds and (heard.names(IMPORTS) or heard.has(Act.WANT)) and heard.expecting is Expecting.NEW
    ):
        return _judged(Intent.IMPORT_REQUEST, kinds, sure=False)
    return None


def elsewhere(heard: Heard) -> Judgement | None:
    found = [f for f in heard.findings if f.act is Act.OTHER_BUSINESS]
    import_too = heard.has(Act.WANT, Act.PLAN, Act.DONE, Act.DONE_IT, *AGAINST)
    return _judged(Intent.OTHER, found, sure=True) if found and not import_too else None


def stands(heard: Heard) -> Judgement | None:
    """Say where the import stands: done, or short of it."""
    done = heard.meant(Act.DONE)
    if heard.expecting is Expecting.COMPLETION or done:
        done += heard.meant(Act.DONE_IT)
    against = _against(heard, done)
    if done:
        return _done(heard, done, against)
    if heard.expecting in (Expecting.DAY, Expecting.COMPLETION) and against:
        return _judged(Intent.IMPORT_INCOMPLETE, against, sure=True)
    return _nearly(heard) if heard.expecting is Expecting.COMPLETION else None


def _done(heard: Heard, done: list[Finding], against: list[Finding]) -> Judgement:
    last = max(finding.clause for finding in done)
    outweighing = [f for f in against if f.act is not Act.TROUBLE or f.clause > last]
    if outweighing:
        held = any(f.act in (Act.HOLD, Act.UNDONE) for f in outweighing)
        return _judged(Intent.IMPORT_INCOMPLETE, outweighing, sure=held)
    return _judged(Intent.IMPORT_COMPLETE, done, sure=not against and not _not_understood(heard, done))


def _nearly(heard: Heard) -> Judgement | None:
    """Read what sounds like a completion and is not said as one."""
    hedged = [f for f in heard.findings if f.act in SOUNDS_DONE and f.how not in (How.ASSERTED, How.QUESTION)]
    if heard.asks():
        hedged = [f for f in hedged if f.how not in (How.QUOTED, How.CONDITIONAL)]
    turned = heard.names(TURNS)
    if any(f.how not in (How.HEARSAY, How.TRAILING) for f in hedged) or (hedged and turned):
        return _judged(Intent.IMPORT_INCOMPLETE, hedged, sure=False)
    maybe = hedged or heard.meant(Act.DONE_MAYBE, Act.RESTORE)
    return _judged(Intent.IMPORT_COMPLETE, maybe, sure=False) if maybe else None


def _against(heard: Heard, done: list[Finding]) -> list[Finding]:
    """Return what speaks against a completion, without what the writer explains away."""
    explained = {f.clause for f in heard.findings if f.act in (Act.MENDED, Act.NEXT_STEP, Act.RETRACT)}
    mended = max((f.clause for f in heard.meant(Act.MENDED)), default=-1)
    acts = AGAINST if done else AGAINST | {Act.PREPARED, Act.DEAL}
    return [
        f
        for f in heard.meant(*acts)
        if f.clause not in explained
        and not (f.act is Act.TROUBLE and f.clause < mended)
        and not (
            f.act in EXPLICABLE and any(d.start <= f.start and f.end <= d.end for d in done)
        )  # "nothing more to run" is made of one
    ]


def _not_understood(heard: Heard, done: list[Finding]) -> bool:
    """Return whether some clause touches the import, or turns what was said, and may not be harmless."""
    last = max(finding.clause for finding in done)
    mended = max((f.clause for f in heard.meant(Act.MENDED) if f.clause <= last), default=-1)
    understood = {f.clause for f in heard.findings if _is_harmless(f, mended)}
    sentences = {heard.clauses[finding.clause].sentence for finding in done}
    return any(
        number not in understood
        and not (TELLING | SECOND_THOUGHTS if clause.sentence in sentences else TELLING).isdisjoint(
            clause.text.split()
        )
        for number, clause in enumerate(heard.clauses)
    )


def _is_harmless(finding: Finding, mended: int) -> bool:
    if finding.act is Act.TROUBLE:  # "nothing failed", or it did and was put right before the end
        return finding.how is How.NEGATED or finding.clause < mended
    return finding.act in HARMLESS and finding.how is How.ASSERTED


def compared(heard: Heard) -> Judgement | None:
    """Say how the comparison went; outside its time only a table of clients does."""
    review = heard.review
    if review is None or (heard.expecting is not Expecting.REVIEW and len(review.clients) < 2):
        return None
    on = heard.meant(Act.DIFFER if review.all_match is False else Act.MATCH)
    if not (on or review.clients or review.agreed):
        return None
    return _judged(Intent.REVIEW_RESULT, on, sure=True)


def not_over(heard: Heard) -> Judgement | None:
    """Hear that the import was not over after all; "not finished" alone speaks of the comparison."""
    found = heard.meant(Act.HOLD, Act.UNDONE, Act.NOT_DONE, Act.UNDERWAY)
    named = [f for f in found if not IMPORTS.isdisjoint(heard.clauses[f.clause].text.split())]
    held = [] if heard.has(Act.CHECK_GOES_ON) else [f for f in found if f.act in (Act.HOLD, Act.UNDONE)]
    return _judged(Intent.IMPORT_INCOMPLETE, named or held, sure=bool(named)) if named or held else None


def asked(heard: Heard) -> Judgement | None:
    return (
        _judged(Intent.QUESTION, [f for f in heard.findings if f.act is Act.ASK], sure=True)
        if heard.asks()
        else None
    )


def asked_of_us(heard: Heard) -> Judgement | None:
    """Hear a question from somebody who has no import here yet, if it is about imports at all."""
    return asked(heard) if heard.has(Act.WANT, Act.PLAN, Act.NO_PLAN) or heard.names(IMPORTS) else None


def unclear(heard: Heard) -> Judgement | None:
    """While a completion is awaited, take what is no mere acknowledgement for news, and ask."""
    words = {word for clause in heard.clauses for word in clause.text.split()}
    if NEWS.isdisjoint(words) and (len(words) < 4 or not ACKNOWLEDGING.isdisjoint(words)):
        return None
    return _judged(Intent.IMPORT_INCOMPLETE, (), sure=False)


ORDER: Mapping[Expecting, tuple[Judge, ...]] = {
    Expecting.NEW: (selling, moved, cancelled, asked_for, elsewhere, stands, asked_of_us),
    Expecting.DATE: (moved, cancelled, asked_for, stands, asked),
    Expecting.DAY: (asked_for, moved, cancelled, stands, asked),
    Expecting.COMPLETION: (compared, moved, cancelled, stands, asked, elsewhere, unclear),
    Expecting.REVIEW: (compared, not_over, stands, asked),
}


def judge(heard: Heard) -> Judgement:
    """Return what the first judge with an opinion says; `other` when none has."""
    for ask in ORDER[heard.expecting]:
        if judgement := ask(heard):
            return judgement
    return Judgement(Intent.OTHER, Certainty.SURE)
