"""All that was heard in one text, as the judges ask for it, and what a judge answers."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.hedges import is_question
from bot.reading.reading import Certainty, Evidence, Expecting, Intent, ReviewReading
from bot.reading.rules.rule import Act, How
from bot.reading.words import VOCABULARIES

# fmt: off
WISHES = frozenset({
    Act.WANT, Act.PLAN, Act.PROPOSE, Act.MOVE, Act.OTHER_TIME, Act.CANCEL, Act.ANOTHER, Act.RESTORE, Act.HOLD,
    Act.PERSON,
})
# fmt: on
# How a question begins that asks to have something done; "we'd also like March 6?" is one as well.
POLITE = re.compile(
    r"(?:(?:actually|hi|hey|hiya|hello|team|guys|all|folks|so|and|also|please|sorry|but|just|ok|then"
    r"|instead) )*"
    r"(?:(?:when )?(?:can|could)|would|may|might|please|shall|do you mind|(?:how|what) about"
    r"|do(?:es)? (?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|make|move|push|shift|scrap|cancel|change|swap"
    r"|any (?:chance|way|possibility)|is (?:it|there) (?:possible|ok|any chance|too late)"
    r"|(?:we|i) (?:also )?(?:would|need|want|have|must|are|am|will|plan|hope)) "
)

# "Can we still move it?", "how long is it usually off?": nothing is wished yet.
IN_GENERAL = frozenset(("still", "usually", "normally", "typically", "generally", "ordinarily"))
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
        return bool(self.asking()) or any(map(is_question, self.clauses))

    def asking(self) -> list[Finding]:
        """Return what asks us something; "happy to take any question" does not."""
        courteous = {f.clause for f in self.findings if f.act is Act.COURTESY}
        return [f for f in self.findings if f.act is Act.ASK and f.clause not in courteous]

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
        own = self.clauses[finding.clause]
        sentence = [clause for clause in self.clauses if clause.sentence == own.sentence]
        hypothetical = not IN_GENERAL.isdisjoint(own.text.split()) or any(
            c.conditional and c.text.startswith("if ") for c in sentence
        )
        if own.text.startswith(("should ", "or should ")):
            return False
        return not hypothetical and any(POLITE.match(clause.text) for clause in sentence)


@dataclass(frozen=True, slots=True)
class Judgement:
    """An intent, how sure it is, and the words it stands on."""

    intent: Intent
    certainty: Certainty
    on: tuple[Finding, ...] = ()


def judged(intent: Intent, on: Iterable[Finding], *, sure: bool) -> Judgement:
    return Judgement(intent, Certainty.SURE if sure else Certainty.UNSURE, tuple(on))


def words_of(*vocabularies: str) -> frozenset[str]:
    """Return the single words of some vocabularies; expressions are for patterns alone."""
    return frozenset(word for name in vocabularies for word in VOCABULARIES[name] if " " not in word)
