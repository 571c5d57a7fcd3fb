"""What is said to match: one client by its name, one that is only "it", or all of them.

"Everything matches" speaks of ten clients and "Harbor Bakery matches" of one. A singular with a subject of
its own is one client, whether we know its name or not: taken for all it would close a review.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.named_amounts import NAME, NO_NAMES

SINGULAR = re.compile(r"\b(?:matches|agrees|ties|balances|reconciles|tallies|equals)\b", re.IGNORECASE)
# A subject with one of these is more than one client.
GENERAL = frozenset(
    (
        *(
            "all",
            "each",
            "every",
            "everything",
            "everyone",
            "any",
            "both",
            "which",
            "what",
            "they",
            "these",
            "those",
        ),
        *(
            "ar",
            "balances",
            "books",
            "clients",
            "comparison",
            "data",
            "figures",
            "list",
            "numbers",
            "pe",
            "portal",
        ),
        *(
            "review",
            "rows",
            "sheet",
            "spreadsheet",
            "system",
            "systems",
            "total",
            "totals",
            "worksheet",
            "we",
        ),
        *("no", "nothing", "rest", "others", "other", "remaining", "remainder", "else"),
    )
)
BETWEEN = re.compile(r"[\s,]*(?:\b(?:now|also|all|both|is|are|does|do|has|have|been|finally)\b[\s,]*)*$")
LISTED = re.compile(r",\s*(?:and\s+)?|\s+and\s+")


@dataclass(frozen=True, slots=True)
class Singles:
    """Of whom it is said that they match."""

    names: tuple[str, ...] = ()  # as written
    one: bool = False  # "it", "that client": one, without a name
    general: bool = False  # more than these are spoken of

    @classmethod
    def of(cls, text: str, clauses: tuple[Clause, ...], matches: Iterable[Finding]) -> "Singles":
        """Sort what is said to match by whom it is said of."""
        first: dict[int, Finding] = {}
        for finding in sorted(matches, key=lambda f: (f.start, -f.end)):
            first.setdefault(finding.clause, finding)
        names, one, general = list[str](), False, False
        for finding in first.values():
            found = tuple(_names(text, clauses, finding))
            names += found
            alone = not found and _is_one(clauses[finding.clause], finding, text)
            one, general = one or alone, general or not (found or alone)
        return cls(tuple(dict.fromkeys(names)), one, general)


def _names(text: str, clauses: tuple[Clause, ...], finding: Finding) -> Iterator[str]:
    """Return the names right before a match: a list of them before a plural."""
    own = clauses[finding.clause]
    begins = next(clause.spans[0][0] for clause in clauses if clause.sentence == own.sentence)
    before = BETWEEN.sub("", text[begins : finding.start])
    runs = [run for run in NAME.finditer(before) if run.end() == len(before)]
    if not runs or _speaks_generally(own, finding):
        return
    singular = SINGULAR.search(text[finding.start : finding.end])
    for name in [runs[0].group()] if singular else LISTED.split(runs[0].group()):
        words = name.split()
        while words and (words[0] in NO_NAMES or words[0].lower() in GENERAL):
            words.pop(0)
        if words:
            yield " ".join(words).strip(" ,")


def _is_one(clause: Clause, finding: Finding, text: str) -> bool:
    """Whether a singular speaks of one client that bears no name here."""
    subject = [word for word, span in _words(clause) if span[1] <= finding.end]
    singular = SINGULAR.search(text[finding.start : finding.end])
    return singular is not None and len(subject) > 1 and not _speaks_generally(clause, finding)


def _speaks_generally(clause: Clause, finding: Finding) -> bool:
    said = [word for word, span in _words(clause) if span[1] <= finding.end]
    return not GENERAL.isdisjoint(said) or any(word[:1].isdigit() for word in said)


def _words(clause: Clause) -> Iterator[tuple[str, tuple[int, int]]]:
    return zip(clause.text.split(), clause.spans, strict=False)
