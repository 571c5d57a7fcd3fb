"""The comparison of ten clients, as the writer answers it: in words, row by row, in a table or a worksheet.

Numbers beat words: "all ten match" over a table where one row differs is no match. A difference explained
away is still one. How many clients are enough is not for the reader to say.
"""

import re
from collections.abc import Iterable, Iterator

from bot.letter.letter import Attachment
from bot.reading.attachments import Refused, rows_of
from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.named_amounts import clients_in
from bot.reading.reading import ClientAmount, ReviewReading
from bot.reading.row_verdicts import RowVerdicts, row_verdicts
from bot.reading.rules.rule import Act, How
from bot.reading.tables import clients_of
from bot.reading.words import VOCABULARIES

READ_AT_MOST = 16_384  # characters: ten clients take two thousand
COUNT_AT_MOST = 50  # a larger number counts something else
COMPARED = frozenset(VOCABULARIES["COMPARED"]) | {"clients"}
COUNTS = {
    name: number
    for number, name in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_NUMBER = rf"\d{{1,2}}|{'|'.join(COUNTS)}"
PART_OF = re.compile(rf"\b(?P<part>{_NUMBER})(?:/| of (?:the )?| out of (?:the )?)(?P<whole>{_NUMBER})\b")


def read_review(
    text: str,
    clauses: tuple[Clause, ...],
    findings: tuple[Finding, ...],
    attachments: Iterable[Attachment] = (),
) -> ReviewReading | None:
    """Return what the writer reports of the comparison; None when the text reports nothing."""
    text = text[:READ_AT_MOST]
    clients = _each_once((*clients_in(text), *_attached(attachments)))
    rows = row_verdicts(text)
    matches = [
        f for f in findings if f.act is Act.MATCH and f.how is How.ASSERTED and not _wished(clauses[f.clause])
    ]
    differs = [f for f in findings if f.act is Act.DIFFER and f.how is How.ASSERTED]
    if not (clients or matches or differs or rows.agreed or rows.differing):
        return None
    unequal = tuple(client.name for client in clients if client.practice != client.portal)
    short = any(_falls_short(_sentence(clauses, finding)) for finding in matches)
    goes_on = any(f.act is Act.CHECK_GOES_ON and f.how is How.ASSERTED for f in findings)
    all_match = _all_match(
        differ=bool(unequal or differs or rows.differing or (short and not goes_on)),
        agree=bool(clients or matches or rows.agreed),
        goes_on=goes_on,
    )
    return ReviewReading(
        all_match=all_match,
        clients=clients,
        agreed=_agreed(clients, rows, matches, clauses, finished=all_match is True),
        differing=unequal or tuple(map(str, sorted(rows.differing))),
    )


def _wished(clause: Clause) -> bool:
    return clause.text.startswith(("please ", "kindly "))


def _all_match(*, differ: bool, agree: bool, goes_on: bool) -> bool | None:
    if differ:
        return False
    return True if agree and not goes_on else None


def _agreed(
    clients: tuple[ClientAmount, ...],
    rows: RowVerdicts,
    matches: list[Finding],
    clauses: tuple[Clause, ...],
    *,
    finished: bool,
) -> int | None:
    """Return how many are said to agree: by amounts where all are given, by row, or by the count in words."""
    counted = max((count for f in matches if (count := _count(_sentence(clauses, f)))), default=None)
    if clients and (counted is None or len(clients) >= counted) and not rows.agreed:
        return sum(client.practice == client.portal for client in clients) or counted
    return len(rows.agreed) or counted or (_compared(clauses) if matches and finished else None)


def _sentence(clauses: tuple[Clause, ...], finding: Finding) -> str:
    number = clauses[finding.clause].sentence
    return "".join(clause.text for clause in clauses if clause.sentence == number)


def _compared(clauses: tuple[Clause, ...]) -> int | None:
    """Return how many were looked at, where that is said apart: "10 checked. No variances."."""
    return next(
        (count for c in clauses if not COMPARED.isdisjoint(c.text.split()) and (count := _count(c.text))),
        None,
    )


def _falls_short(text: str) -> bool:
    """Return whether fewer agree than were looked at: "9/10 match", "nine of the ten agree"."""
    found = PART_OF.search(text)
    return found is not None and _number(found["part"]) < _number(found["whole"])


def _number(word: str) -> int:
    return COUNTS.get(word) or int(word)


def _count(text: str) -> int | None:
    """Return how many a sentence speaks of: "nine of the ten agree" is 9, "10/10 match" is 10."""
    for word in text.split():
        number = word.partition("/")[0]
        if word in COUNTS:
            return COUNTS[word]
        if number.isdigit() and int(number) <= COUNT_AT_MOST:
            return int(number)
    return None


def _attached(attachments: Iterable[Attachment]) -> Iterator[ClientAmount]:
    for attachment in attachments:
        try:
            for rows in rows_of(attachment):
                yield from clients_of(rows)
        except Refused:
            continue  # the review then lacks its figures, and the rest is asked for


def _each_once(clients: Iterable[ClientAmount]) -> tuple[ClientAmount, ...]:
    """Return each client once: what the table says goes before what a sentence or a copy repeats of it."""
    kept: dict[str, ClientAmount] = {}
    for client in clients:
        kept.setdefault(client.name.casefold(), client)
    return tuple(kept.values())
