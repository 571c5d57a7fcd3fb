"""Where the import stands, by the writer's words: done, or short of it. The dangerous judge.

It is sure of a completion only on an asserted clause, with nothing said against it, and with every other
clause understood that touches the import, turns what was said, or comes after it: "…, and pigs fly". Widen
`HARMLESS` with care, `TELLING` at will.
"""

import re

from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.heard import Heard, Judgement, judged, words_of
from bot.reading.hedges import INVERTED
from bot.reading.reading import Expecting, Intent
from bot.reading.rules.rule import Act, How

# fmt: off
AGAINST = frozenset({
    Act.NOT_DONE, Act.UNDERWAY, Act.AHEAD, Act.PROMISE, Act.TROUBLE, Act.HOLD, Act.UNDONE, Act.NOTHING_LOADED,
})
# A clause with one of these is understood, and is no reason to doubt a completion.
HARMLESS = frozenset({
    Act.DONE, Act.DONE_IT, Act.DONE_MAYBE, Act.RESTORE, Act.MENDED, Act.NEXT_STEP, Act.CHECKED, Act.MATCH,
    Act.COURTESY,
})
# fmt: on
EXPLICABLE = frozenset({Act.NOT_DONE, Act.UNDERWAY, Act.AHEAD, Act.TROUBLE, Act.PROMISE})
SOUNDS_DONE = frozenset({Act.DONE, Act.DONE_IT, Act.DONE_WORD})
# Words that touch the import, or turn what was said: where a clause has one, it must be understood.
TELLING = words_of("TOPIC", "CONTRAST", "FAIL", "REST", "SECOND_THOUGHTS")
TURNS = words_of("TURNS")
DENIALS = words_of("NOT")
AHEAD = frozenset(("will", "shall", "going"))
LATER = ("when ", "once ", "if ", "after ", "as soon as ")
IMPORTED = words_of("LOAD", "LOADED")
TOPIC = words_of("TOPIC")
SMALL = frozenset(("and", "at", "for", "of", "the"))  # within a title: "Director of Operations"
ASIDE_AT_MOST = 2  # words: "thanks Sam", and no sentence that could turn what was said
IRONY = re.compile("[\U0001f644\U0001f643\U0001f921\U0001f925]|(?<!\\S)/s\\b")  # rolling eyes and their kind


def stands(heard: Heard) -> Judgement | None:
    """Say where the import stands: done, or short of it."""
    done = heard.meant(Act.DONE)
    if heard.expecting is Expecting.COMPLETION or done:
        done += heard.meant(Act.DONE_IT)
    if _wants_flow(heard):  # "complete for Hale & Co, you can turn it on": all that it was off for
        done += [
            f for f in heard.findings if f.act is Act.DONE and f.how is How.TRAILING and _ends_well(heard, f)
        ]
    against = _against(heard, done)
    if done:
        return _done(heard, done, against)
    if heard.expecting in (Expecting.DAY, Expecting.COMPLETION) and against:
        return judged(Intent.IMPORT_INCOMPLETE, against, sure=not _may_be_over(heard, against))
    return _nearly(heard) if heard.expecting is Expecting.COMPLETION else None


def _done(heard: Heard, done: list[Finding], against: list[Finding]) -> Judgement:
    last = max(finding.clause for finding in done)
    outweighing = [f for f in against if f.act is not Act.TROUBLE or f.clause > last]
    if outweighing:
        held = any(f.act in (Act.HOLD, Act.UNDONE) for f in outweighing)
        return judged(Intent.IMPORT_INCOMPLETE, outweighing, sure=held)
    plain = not (against or _not_understood(heard, done) or _strange(heard, done) or IRONY.search(heard.text))
    return judged(Intent.IMPORT_COMPLETE, done, sure=plain and _names_import(heard, done))


def _ends_well(heard: Heard, finding: Finding) -> bool:
    """Return whether what follows a completion in its clause is a name: "for Hale & Co", not "for the AR"."""
    own = heard.clauses[finding.clause]
    behind = (word for word, span in zip(own.text.split(), own.spans, strict=True) if span[0] >= finding.end)
    return TELLING.isdisjoint(behind)


def _wants_flow(heard: Heard) -> bool:
    """Return whether the flow is asked for, and that hangs on no condition but our convenience."""
    courteous = {f.clause for f in heard.findings if f.act is Act.COURTESY}
    conditions = {c.sentence for n, c in enumerate(heard.clauses) if c.conditional and n not in courteous}
    return any(heard.clauses[f.clause].sentence not in conditions for f in heard.meant(Act.RESTORE))


def _names_import(heard: Heard, done: list[Finding]) -> bool:
    """Return whether it is the import that is done: "everything is in" says so only while that is asked."""
    if heard.expecting is Expecting.COMPLETION:
        return True
    return any(not IMPORTED.isdisjoint(heard.clauses[finding.clause].text.split()) for finding in done)


def _may_be_over(heard: Heard, against: list[Finding]) -> bool:
    """Tell "started at nine, it was through by ten, you can switch us back on" from trouble alone."""
    acts = {finding.act for finding in against}
    if heard.expecting is not Expecting.COMPLETION or acts & {Act.HOLD, Act.UNDONE, Act.NOTHING_LOADED}:
        return False
    soft = acts <= {Act.TROUBLE, Act.AHEAD, Act.UNDERWAY}
    done = any(f.act in SOUNDS_DONE and f.how is How.TRAILING for f in heard.findings)
    return soft and bool(done or heard.meant(Act.RESTORE))


def _nearly(heard: Heard) -> Judgement | None:
    """Read what sounds like a completion and is not said as one."""
    hedged = [f for f in heard.findings if f.act in SOUNDS_DONE and f.how not in (How.ASSERTED, How.QUESTION)]
    if heard.asks():
        hedged = [f for f in hedged if f.how not in (How.QUOTED, How.CONDITIONAL)]
    if hedged and all(_is_firm(heard, f) for f in hedged) and not heard.meant(Act.DONE_MAYBE, Act.RESTORE):
        return judged(Intent.IMPORT_INCOMPLETE, hedged, sure=True)
    turned = heard.names(TURNS)
    if any(f.how not in (How.HEARSAY, How.TRAILING) for f in hedged) or (hedged and turned):
        return judged(Intent.IMPORT_INCOMPLETE, hedged, sure=False)
    if wondered := [f for f in heard.findings if _wonders(heard, f)]:
        return judged(Intent.IMPORT_INCOMPLETE, wondered, sure=False)
    maybe = hedged or heard.meant(Act.DONE_MAYBE, Act.RESTORE)
    return judged(Intent.IMPORT_COMPLETE, maybe, sure=False) if maybe else None


def _is_firm(heard: Heard, finding: Finding) -> bool:
    """Tell what plainly is not so yet from what may be: "it will be done", not "it should be done"."""
    words = heard.clauses[finding.clause].text.split()
    match finding.how:
        case How.NEGATED:
            return sum(word in DENIALS for word in words) == 1  # "nothing that is not loaded" is all of it
        case How.FUTURE:
            return not AHEAD.isdisjoint(words)
        case _:
            return finding.how in (How.CONDITIONAL, How.ALMOST, How.REHEARSED, How.PARTIAL)


def _wonders(heard: Heard, finding: Finding) -> bool:
    """Tell "I guess we're done?" from "are we done?": only the second is a question to us."""
    if finding.how is not How.QUESTION or finding.act not in (*SOUNDS_DONE, Act.DONE_MAYBE):
        return False
    asking = {f.clause for f in heard.findings if f.act is Act.ASK}
    own = heard.clauses[finding.clause]
    return not any(
        number in asking or INVERTED.match(clause.text) or clause.text.startswith(LATER)
        for number, clause in enumerate(heard.clauses)
        if clause.sentence == own.sentence
    )


def _against(heard: Heard, done: list[Finding]) -> list[Finding]:
    """Return what speaks against a completion, without what the writer explains away."""
    explained = {f.clause for f in heard.findings if f.act in (Act.NEXT_STEP, Act.RETRACT)}
    restored = heard.meant(Act.RESTORE)
    holding = _of_the_day(heard) if heard.expecting is Expecting.DAY else set()
    troubled = {f.clause for f in heard.meant(Act.TROUBLE)}  # "the first run died at 60 %"
    mended = max((f.clause for f in heard.meant(Act.MENDED)), default=-1)
    apart = apart_from_import(heard)
    acts = AGAINST if done else AGAINST | {Act.PREPARED, Act.DEAL}
    return [
        f
        for f in heard.meant(*acts)
        if f.clause not in explained
        and not (
            f.act in (Act.TROUBLE, Act.NOT_DONE)
            and f.clause in troubled
            and (f.clause <= mended or f.clause in apart)
        )
        and not _is_part_of(f, done)
        and not (f.act in (Act.AHEAD, Act.UNDONE) and _is_within(f, restored))
        and not (f.act in (Act.UNDERWAY, Act.DEAL) and f.clause in holding)
    ]


def _of_the_day(heard: Heard) -> set[int]:
    """Return the clauses whose sentence says that the day holds: "we are still on for the 11th"."""
    holding = {heard.clauses[f.clause].sentence for f in heard.meant(Act.STANDS)}
    return {number for number, clause in enumerate(heard.clauses) if clause.sentence in holding}


def apart_from_import(heard: Heard) -> set[int]:
    """Return the clauses of other business: a wrong invoice of ours is no trouble of the import."""
    return {
        f.clause
        for f in heard.meant(Act.OTHER_BUSINESS)
        if TOPIC.isdisjoint(heard.clauses[f.clause].text.split())
    }


def _is_part_of(finding: Finding, done: list[Finding]) -> bool:
    """Return whether a completion is made of these very words: "nothing more to run"."""
    return finding.act in EXPLICABLE and _is_within(finding, done)


def _is_within(finding: Finding, others: list[Finding]) -> bool:
    """Return whether others are made of these very words: "ready for the flow to go on", "start it again"."""
    return any(other.start <= finding.start and finding.end <= other.end for other in others)


def _not_understood(heard: Heard, done: list[Finding]) -> bool:
    """Return whether some clause touches the import, or turns what was said, and may not be harmless."""
    last = max(finding.clause for finding in done)
    mended = max((f.clause for f in heard.meant(Act.MENDED) if f.clause <= last), default=-1)
    first = min(finding.clause for finding in done)
    understood = {f.clause for f in heard.findings if _is_harmless(f, mended)}
    understood |= {f.clause for f in heard.meant(Act.RETRACT) if f.clause < first} | apart_from_import(heard)
    # "could you turn it on?" asks for what follows
    understood |= {f.clause for f in (*done, *heard.meant(Act.RESTORE))}
    return any(
        number not in understood and not TELLING.isdisjoint(clause.text.split())
        for number, clause in enumerate(heard.clauses)
    )


def _strange(heard: Heard, done: list[Finding]) -> bool:
    """Return whether some sentence after the completion says what no rule knows; a signature is none.

    Whoever asks for the flow as well has said it twice, and may speak of other things.
    """
    if _wants_flow(heard):
        return False
    known = {f.clause for f in heard.findings}
    first = min(finding.clause for finding in done)
    return any(
        number not in known and len(clause.spans) > ASIDE_AT_MOST and not _is_signature(heard, clause)
        for number, clause in enumerate(heard.clauses[first:], first)
    )


def _is_signature(heard: Heard, clause: Clause) -> bool:
    """Tell "Wexley Tax Group" and "555 201 3344": names and numbers alone."""
    written = (heard.text[start:end] for start, end in clause.spans)
    return all(not word[0].islower() or word in SMALL for word in written)


def _is_harmless(finding: Finding, mended: int) -> bool:
    if finding.act is Act.TROUBLE:  # "nothing failed", or it did and was put right before the end
        return finding.how is How.NEGATED or finding.clause < mended
    return finding.act in HARMLESS and finding.how is How.ASSERTED
