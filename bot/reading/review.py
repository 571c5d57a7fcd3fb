"""The comparison of ten clients, as the writer answers it: in words, row by row, in a table or a worksheet.

Numbers beat words: "all ten match" over a table where one row differs is no match. A difference explained
away is still one. What is said of one client, by its name or as "it", is said of no other. How many clients
are enough is not for the reader to say.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.letter.letter import Attachment
from bot.reading.attachments import Refused, rows_of
from bot.reading.clauses import Clause
from bot.reading.findings import Finding
from bot.reading.known_names import MARK, known, marked
from bot.reading.named_amounts import clients_in
from bot.reading.reading import ClientAmount, ReviewReading, RowSaid
from bot.reading.row_amounts import row_amounts
from bot.reading.row_verdicts import RowVerdicts, row_verdicts
from bot.reading.rules.rule import Act, How
from bot.reading.singles import Singles
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
REST = frozenset(("rest", "other", "others", "remaining", "remainder", "else"))
EXCEPT = frozenset(("except", "excepting", "bar", "but", "apart", "besides", "excluding"))
EVERYTHING = frozenset(("all", "everything", "every", "they"))
NAMES = frozenset(("names", "spelling", "addresses", "ids", "codes", "emails"))
MONEY = frozenset(("amount", "amounts", "balance", "balances", "ar", "figures", "totals"))
WHOLE = re.compile(r"\b(?:all|every\w*|ten|10)\b", re.IGNORECASE)
PART_OF = re.compile(rf"\b(?P<part>{_NUMBER})(?:/| of (?:the )?| out of (?:the )?)(?P<whole>{_NUMBER})\b")


def read_review(
    text: str,
    clauses: tuple[Clause, ...],
    findings: tuple[Finding, ...],
    attachments: Iterable[Attachment] = (),
    names: Sequence[str] = (),
) -> ReviewReading | None:
    """Return what the writer reports of the comparison; None when the text reports nothing.

    Args:
        text: As it was cut into clauses and searched for findings.
        names: The clients that were asked about, in the order of their numbers.
    """
    text = text[:READ_AT_MOST]
    files = [_opened(attachment) for attachment in attachments]
    clients = _each_once(
        (*clients_in(_without_lists(text, names)), *(c for file in files for c in file.clients)), names
    )
    amounts = tuple(row_amounts(text, names))
    rows = row_verdicts(text, names, by_rows=bool(amounts))
    matches = [
        f
        for f in _asserted(findings, Act.MATCH)
        if not (_wished(clauses[f.clause]) or _of_names(clauses[f.clause]) or _hangs(f, clauses, findings))
    ]
    differs = _asserted(findings, Act.DIFFER)
    if not rows.differing and _ten_in_the_end(matches, differs, findings, clauses, text):
        differs = []
    singles = Singles.of(text, clauses, matches)
    said = tuple(_said(rows, singles, amounts, clients, names))
    unread = tuple(file.why for file in files if file.why)
    if not (clients or matches or differs or said or rows.agreed or unread):
        return None
    unequal = tuple(client.name for client in clients if client.practice != client.portal)
    short = any(_falls_short(_sentence(clauses, finding)) for finding in matches)
    goes_on = bool(_asserted(findings, Act.CHECK_GOES_ON))
    all_match = _all_match(
        differ=bool(unequal or differs or rows.differing or (short and not goes_on)),
        agree=bool(clients or matches or rows.agreed),
        goes_on=goes_on,
    )
    agreed = _agreed(clients, rows, singles, matches, clauses, finished=all_match is True)
    return ReviewReading(
        all_match=all_match,
        clients=clients,
        agreed=agreed,
        differing=unequal or tuple(map(str, sorted(rows.differing))),
        said=said,
        rest=rows.rest or _of_the_others(matches, differs, clauses),
        one=singles.one and not (said or clients or singles.general),
        unread=unread,
    )


def _without_lists(text: str, names: Sequence[str]) -> str:
    """Leave out lines that speak of several known clients: two amounts there are not one client's two."""
    lines = zip(text.split("\n"), marked(text, names).split("\n"), strict=False)
    return "\n".join(line for line, names_in_it in lines if names_in_it.count(MARK[0]) < 2)


def _asserted(findings: tuple[Finding, ...], act: Act) -> list[Finding]:
    return [f for f in findings if f.act is act and f.how is How.ASSERTED]


def _ten_in_the_end(
    matches: list[Finding],
    differs: list[Finding],
    findings: tuple[Finding, ...],
    clauses: tuple[Clause, ...],
    text: str,
) -> bool:
    """Whether what differed was put right before all were said to match: "was off, fixed. All match"."""
    now = [
        f for f in matches if WHOLE.search(text[f.start : f.end]) and "now" in clauses[f.clause].text.split()
    ]
    if differs and any(f.clause > max(d.clause for d in differs) for f in now):
        return True
    mended = max((f.clause for f in _asserted(findings, Act.MENDED)), default=-1)
    whole = max((f.clause for f in matches if WHOLE.search(text[f.start : f.end])), default=-1)
    return bool(differs) and max(f.clause for f in differs) <= mended < whole


def _of_the_others(matches: list[Finding], differs: list[Finding], clauses: tuple[Clause, ...]) -> bool:
    """Whether those not named are said to match: "the rest agree", "everything ties except Harbor Bakery"."""
    if any(not REST.isdisjoint(clauses[f.clause].text.split()) for f in matches):
        return True
    sentences = [set(_sentence(clauses, f).split()) for f in (*matches, *differs)]
    return any(words & EXCEPT and words & EVERYTHING for words in sentences)


def _said(
    rows: RowVerdicts,
    singles: Singles,
    amounts: Iterable[RowSaid],
    clients: tuple[ClientAmount, ...],
    names: Sequence[str],
) -> Iterator[RowSaid]:
    """Return what is said of single clients; a row that has both its amounts is told by these."""
    told = {client.name for client in clients}
    given = {one.number: one for one in amounts}
    spoken = given | {
        one.number: replace(one, practice=one.practice or _amount(given.get(one.number))) for one in rows.said
    }
    yield from (one for number, one in spoken.items() if not number or _name(number, names) not in told)
    unknown = (name for name in singles.names if known(name, names) not in names)
    yield from (RowSaid(agrees=True, name=name) for name in unknown if name not in told)


def _amount(one: RowSaid | None) -> Decimal | None:
    return one.practice if one else None


def _name(number: int, names: Sequence[str]) -> str:
    return names[number - 1] if number <= len(names) else ""


def _wished(clause: Clause) -> bool:
    return clause.text.startswith(("please ", "kindly "))


def _of_names(clause: Clause) -> bool:
    """Tell "the names all match" from a comparison of amounts."""
    words = set(clause.text.split())
    return not words.isdisjoint(NAMES) and words.isdisjoint(MONEY)


def _hangs(finding: Finding, clauses: tuple[Clause, ...], findings: tuple[Finding, ...]) -> bool:
    """Tell "they match, if you ignore two" from "they match; if you need anything, call me"."""
    courteous = {f.clause for f in findings if f.act is Act.COURTESY}
    own = clauses[finding.clause].sentence
    later = range(finding.clause + 1, len(clauses))
    return any(clauses[n].sentence == own and clauses[n].conditional and n not in courteous for n in later)


def _all_match(*, differ: bool, agree: bool, goes_on: bool) -> bool | None:
    if differ:
        return False
    return True if agree and not goes_on else None


def _agreed(
    clients: tuple[ClientAmount, ...],
    rows: RowVerdicts,
    singles: Singles,
    matches: list[Finding],
    clauses: tuple[Clause, ...],
    *,
    finished: bool,
) -> int | None:
    """Return how many are said to agree: by amounts where all are given, by row or name, or as counted."""
    counted = max((count for f in matches if (count := _count(_sentence(clauses, f)))), default=None)
    if clients and (counted is None or len(clients) >= counted) and not rows.agreed:
        return sum(client.practice == client.portal for client in clients) or counted
    if rows.agreed and not singles.general:
        return len(rows.agreed)
    if singles.names and not singles.general:
        return len(singles.names)
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


@dataclass(frozen=True, slots=True)
class _File:
    """What an attachment holds, or why nobody can tell."""

    clients: tuple[ClientAmount, ...] = ()
    why: str = ""


def _opened(attachment: Attachment) -> _File:
    try:
        return _File(tuple(client for rows in rows_of(attachment) for client in clients_of(rows)))
    except Refused as refusal:
        return _File(why=f"“{attachment.name}”: {refusal}")


def _each_once(clients: Iterable[ClientAmount], names: Sequence[str]) -> tuple[ClientAmount, ...]:
    """Return each client once, by its name in the list; a table goes before what a sentence repeats of it."""
    kept: dict[str, ClientAmount] = {}
    for client in clients:
        name = known(client.name, names)
        kept.setdefault(name.casefold(), replace(client, name=name))
    return tuple(kept.values())
