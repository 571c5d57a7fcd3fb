"""Ten clients, to the cent: what an answer to the review request comes to.

Numbers beat words, in one letter and over several: who says that a client agrees and shows two amounts has
said that it differs. Of the clients that we chose, theirs is compared with the figure that we sent.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from bot.desk.events import (
    ReviewIncomplete,
    ReviewMatched,
    ReviewMismatched,
    RowWaived,
    Said,
    SheetUnopened,
    TenChosen,
)
from bot.desk.policy import Policy
from bot.desk.ten import Row, Standing, Ten, unseen
from bot.desk.ticket import Ticket
from bot.reading.reading import ClientAmount, ReviewReading, RowSaid

Outcome = ReviewMatched | ReviewIncomplete | ReviewMismatched | SheetUnopened


def judge_review(review: ReviewReading, ticket: Ticket, said: Said, policy: Policy) -> Outcome:
    """Add this answer to the earlier ones; fewer than all are never enough."""
    answer = _Answer(review, ticket.ten, ticket.ten.wanted(policy.review_clients))
    rows, notes, agreed = answer.rows(), tuple(answer.notes), answer.agreed()
    after = replace(ticket.ten.with_rows(rows), agreed=agreed)
    if review.all_match is False or review.differing or answer.differing():
        return ReviewMismatched(said, rows, review.differing, agreed, notes)
    missing = after.missing(policy.review_clients)
    if not missing:
        return ReviewMatched(said, rows, agreed, notes)
    if review.unread and not rows and agreed == ticket.ten.agreed:
        return SheetUnopened(said, "; ".join(review.unread))
    return ReviewIncomplete(said, rows, agreed, missing, notes)


def judge_waiver(row: Row, ticket: Ticket, said: Said, policy: Policy) -> ReviewMatched | RowWaived:
    """Let one client's difference stand on staff's word; the last one settles the review."""
    rows = (replace(row, standing=Standing.WAIVED, by=None),)
    agreed, after = ticket.ten.agreed, ticket.ten.with_rows(rows)
    if after.missing(policy.review_clients):
        return RowWaived(said, rows)
    return ReviewMatched(said, rows, agreed)


def judge_figures(
    figures: Mapping[str, Decimal], read_at: datetime, ticket: Ticket, policy: Policy
) -> TenChosen | ReviewMatched:
    """Put our figures, read again, beside theirs; if that settles the last row, nobody is asked again."""
    rows = tuple(_read_again(row, figures.get(row.client)) for row in ticket.ten.rows)
    # Those only counted may be among the rows whose figure is another one now.
    agreed = 0 if any(row.standing is Standing.OPEN for row in rows) else ticket.ten.agreed
    ten = replace(ticket.ten, rows=rows, read_at=read_at, agreed=agreed)
    last = max((row.by for row in rows if row.by), key=lambda heard: heard.at, default=None)
    if last and not ten.missing(policy.review_clients):
        return ReviewMatched(Said(last.by, last.words), rows, ten.agreed)
    return TenChosen(ten)


def _read_again(row: Row, portal: Decimal | None) -> Row:
    """A word that was given on another figure counts no more; an amount of theirs is compared anew."""
    fresh = replace(row, portal=portal, returned=None)
    if portal == row.portal:
        return fresh
    if row.practice is None:
        return replace(fresh, standing=Standing.OPEN, by=None)
    same = row.practice == portal
    return replace(fresh, standing=Standing.AGREED if same else Standing.DIFFERS)


@dataclass
class _Answer:
    """One letter's answer before the ten as they stood."""

    review: ReviewReading
    ten: Ten
    wanted: int
    notes: list[str] = field(default_factory=list)
    found: dict[str, Row] = field(default_factory=dict)  # the rows spoken of, as they stand now

    def rows(self) -> tuple[Row, ...]:
        """Return the rows that this letter settles or opens."""
        for client in self.review.clients:
            self._add(self._of_amounts(client))
        for one in self.review.said:
            self._add(self._of_words(one))
        if self.review.one:
            self._add(self._the_one())
        for row in (*self._all_of_them(), *self._the_others()):
            self._add(_agreed(row))
        self.notes += self.review.unread
        return tuple(self.found.values())

    def agreed(self) -> int:
        """Return how many are said to agree of which nobody knows which.

        "The other six match" adds to what was said before; "eight so far" and "all but one" say it anew.
        """
        if self._speaks_of_all:
            return self.ten.agreed if self.ten.laid_out else self.wanted
        before, more = self.ten.agreed, self._only_counted()
        if self.review.rest and self.review.agreed is None and self.review.all_match:
            return max(before, self.wanted - len(self.ten.with_rows(self.found.values()).rows))
        if self.ten.laid_out and self.review.rest:
            return self.ten.settled(self.wanted) + more
        adds = self.review.all_match and not self.ten.laid_out
        return before + more if adds else max(before, more)

    def differing(self) -> tuple[Row, ...]:
        """Return the rows that differ by this letter."""
        return tuple(row for row in self.found.values() if row.standing is Standing.DIFFERS)

    def _only_counted(self) -> int:
        named = sum(row.standing is Standing.AGREED for row in self.found.values())
        return max((self.review.agreed or 0) - named, 0)

    # --- one row ---------------------------------------------------------------------------------

    def _add(self, row: Row | None) -> None:
        """Take a row as it is said to stand; what differs in one place of a letter differs."""
        if row is None or self._is_waived_already(row):
            return
        known = self.found.setdefault(row.key, row)
        if row.standing is Standing.DIFFERS:
            self.found[row.key] = replace(
                known, standing=row.standing, practice=known.practice or row.practice
            )

    def _is_waived_already(self, row: Row) -> bool:
        """Staff waived the difference as they knew it; another figure is another difference."""
        was = next((one for one in self.ten.rows if one.key == row.key), row)
        waived = was.standing is Standing.WAIVED and row.standing is Standing.DIFFERS
        return waived and row.practice in (None, was.practice)

    def _of_amounts(self, client: ClientAmount) -> Row | None:
        """Both sides of one client, from a table or a sentence."""
        row = self.ten.called(client.name)
        if not self.ten.laid_out:
            own = replace(row or Row(client.name), portal=client.portal, practice=client.practice)
            return _compared(own)
        if row is None:
            self.notes.append(f"{client.name} is not among the clients we asked about")
            return None
        changed = client.portal if client.portal != row.portal else None
        return _compared(replace(row, practice=client.practice, returned=changed))

    def _of_words(self, one: RowSaid) -> Row | None:
        """What is said of one row by its number or name."""
        row = self._row_of(one)
        if row is None:
            return None
        if one.practice is not None and (row.portal is not None or self.ten.laid_out):
            differs = one.agrees is False or one.practice != row.portal
            standing = Standing.DIFFERS if differs else Standing.AGREED
            return replace(row, practice=one.practice, standing=standing, by=None)
        if one.agrees is None:
            return None
        return _agreed(row) if one.agrees else replace(row, standing=Standing.DIFFERS, by=None)

    def _row_of(self, one: RowSaid) -> Row | None:
        row = self.ten.numbered(one.number) if one.number else self.ten.called(one.name)
        called = one.name or unseen(one.number or 0)
        if row is None and self.ten.laid_out:
            self.notes.append(f"{called} is not among the clients we asked about")
            return None
        return row or Row(called)

    def _the_one(self) -> Row | None:
        """ "Now it matches" speaks of the one that differs, or of the last one that is open."""
        for rows in (self.ten.differing, self.ten.open):
            if len(rows) == 1:
                return _agreed(rows[0])
        self.notes.append("We could not tell which client you mean; please give its number or name")
        return None

    # --- many at once ----------------------------------------------------------------------------

    @property
    def _speaks_of_all(self) -> bool:
        """Whether words speak of all ten: "they all match", or a count beyond the rows that are named."""
        review = self.review
        counted = review.agreed or (0 if review.clients or review.one else self.wanted)
        named = len(review.clients) + len(review.said)
        return review.all_match is True and not review.rest and counted >= self.wanted and counted > named

    def _all_of_them(self) -> Iterator[Row]:
        """ "All ten match" is said of every row, also of one that differed before."""
        if self._speaks_of_all:
            yield from (row for row in self.ten.rows if row.standing is not Standing.WAIVED)

    def _the_others(self) -> Iterator[Row]:
        """ "The rest match" is said of those nobody has spoken of, if a count with it comes to all of them.

        Where something differs and nobody says what, it may be any of them.
        """
        unknown = self.review.all_match is False and not self.differing()
        if not self.ten.laid_out or unknown:
            return
        others = [r for r in self.ten.rows if r.standing is Standing.OPEN and r.key not in self.found]
        more, counted = self._only_counted(), self.review.agreed is not None
        if self.review.rest:
            before = max(self.ten.agreed - (len(self.ten.rows) - len(others)), 0)
            if not counted or before + more >= len(others):
                yield from others
        elif self.found and more and more >= len(others):  # "nine agree, Harbor Bakery does not"
            yield from others


def _compared(row: Row) -> Row:
    same = row.practice is not None and row.practice == row.portal
    return replace(row, standing=Standing.AGREED if same else Standing.DIFFERS, by=None)


def _agreed(row: Row) -> Row:
    """It agrees by word: a figure of theirs that differed is theirs no more."""
    practice = row.practice if row.practice == row.portal else None
    return replace(row, practice=practice, standing=Standing.AGREED, by=None)
