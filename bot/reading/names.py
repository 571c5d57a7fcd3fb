"""A completion that calls the import by its name: "Wexley is now complete" under the subject "RE: Wexley".

The name is known from the subject alone; anything else that is complete is not the import.
"""

import re
from collections.abc import Iterator

from bot.reading.clauses import Clause, normal
from bot.reading.findings import Finding
from bot.reading.hedges import how_said
from bot.reading.rules.rule import Act, Rule
from bot.reading.words import VOCABULARIES

RULE = Rule(
    "the import, by its name, is done",
    Act.DONE_IT,
    patterns=(),
    says=("Wexley is now complete.", "Hale and Finch are all done."),
    ends=True,
)
DONE = re.compile(
    r"(?:the )?(?P<name>(?:\S+ ){1,4}?)(?:is|are|s|has|have) (?:been )?(?:now |all |fully |already )?"
    r"(?:complete|completed|done|finished|loaded|imported|in) "
)
SMALL_WORDS = frozenset(("and", "the", "of", "re", "fw", "fwd"))
NO_NAMES = frozenset(
    word
    for name in ("NO_NAME", "PREP", "PIECE", "TEST", "DEAL", "WE", "DATA")
    for entry in VOCABULARIES[name]
    for word in entry.split()
)


def done_by_name(clauses: tuple[Clause, ...], subject: str) -> Iterator[Finding]:
    """Return completions of what the subject names."""
    named = {
        word for token in subject.lower().split() for word in normal(token.strip("()[],.:;!?\"'"))
    } - NO_NAMES
    for number, clause in enumerate(clauses):
        found = DONE.match(clause.text)
        words = set(found["name"].split()) - SMALL_WORDS if found else set[str]()
        if found and words and words <= named - SMALL_WORDS:
            how = how_said(clause, found.start("name"), found.end(), RULE)
            yield Finding(RULE.act, how, RULE.name, number, *clause.span(*found.span()))
