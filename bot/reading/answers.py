"""Answers written under the question they answer: "> Is the import complete?" and below it "Yes."

The fresh text has only the answer; what it says stands in the quoted line above it. A bare "yes" answers
a question; "it is" answers a sentence that says "when it is complete" as well.
"""

import re
from collections.abc import Iterator

from bot.reading.clauses import split_clauses
from bot.reading.findings import Finding, find
from bot.reading.rules.rule import Act, How

LINES_AT_MOST = 500

YES = re.compile(
    r"^\W*(?:yes|yep|yeah|yup|it is|it has|it did|they are|they have|all of it|confirmed|correct)\b"
    r"(?P<more>[^.!?\n]*)",
    re.IGNORECASE,
)
BARE_YES = re.compile(r"^\W*(?:yes|yep|yeah|yup|confirmed|correct)\b", re.IGNORECASE)
NO = re.compile(r"^\W*(?:no|nope|not yet|nearly|almost|not quite|nah)\b", re.IGNORECASE)
HEDGED = re.compile(
    r"\b(?:but|except|almost|nearly|not|should|will|think|mostly|if|when|once|soon|by)\b", re.IGNORECASE
)


def answered(whole: str, fresh: str) -> tuple[Finding, ...]:
    """Return what short answers say by the quoted line they stand under."""
    return tuple(finding for line, answer in _pairs(whole) for finding in _read(line, answer, fresh))


def _pairs(whole: str) -> Iterator[tuple[str, str]]:
    """Return each quoted passage with the first line written under it."""
    quoted: list[str] = []
    if "\n>" not in whole and not whole.startswith(">"):
        return
    for line in whole.split("\n")[:LINES_AT_MOST]:
        bare = line.strip()
        if bare.startswith(">"):
            quoted.append(bare.lstrip("> "))
        elif bare and quoted:
            yield " ".join(quoted), bare
            quoted = []


def _read(quoted: str, answer: str, fresh: str) -> Iterator[Finding]:
    start = fresh.find(answer)
    yes = YES.match(answer)
    if start < 0 or not (yes or NO.match(answer)):
        return
    last = re.split(r"(?<=[.!?])\s+", quoted.strip())[-1]
    spoken_of = [f for f in find(split_clauses(last)) if f.act in (Act.DONE, Act.DONE_IT)]
    if not spoken_of:
        return
    if yes and (last.endswith("?") or not BARE_YES.match(answer)):
        how = How.DOUBTED if HEDGED.search(yes["more"]) else How.ASSERTED
        yield Finding(Act.DONE, how, "answers the line above it", 0, start, start + len(answer))
    elif not yes:
        yield Finding(Act.NOT_DONE, How.ASSERTED, "answers the line above it", 0, start, start + len(answer))
