"""Letters once they are here: read in the order of arrival, each ending in a disposition with its reason."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import RowMapping, bindparam, delete, exists, func, or_, select, update
from sqlmodel import col

from bot.desk.firm import Firm
from bot.store.arrivals import Arrivals
from bot.store.tables import (
    QUARANTINED,
    UNREAD,
    UNSETTLED,
    BytesRow,
    Direction,
    Disposition,
    LetterRow,
    MissedRow,
)
from bot.store.trouble import Conflict


@dataclass(frozen=True, slots=True)
class KnownLetter:
    """What is known of a letter from outside."""

    id: int
    mailbox: str
    folder: str
    uid: int
    direction: Direction
    identity: str
    message_id: str | None
    raw_sha256: str
    received_at: datetime  # by the mail server's clock
    arrived_at: datetime  # by ours
    size: int  # bytes on the server
    abridged: bool
    attempts: int  # how often its reading was begun
    disposition: Disposition
    reason: str
    sender: str | None
    firm: str | None
    ticket: int | None


@dataclass(frozen=True, slots=True)
class UnreadLetter(KnownLetter):
    """A letter whose turn it is; this attempt is counted already."""

    raw: bytes = field(repr=False)


COLUMNS = [LetterRow.__table__.c[name] for name in KnownLetter.__dataclass_fields__]
LETTERS = select(*COLUMNS).order_by(col(LetterRow.id))
NEXT = (
    select(col(LetterRow.id))
    .where(UNREAD, col(LetterRow.mailbox) == bindparam("of_mailbox"))
    .order_by(col(LetterRow.turn), col(LetterRow.id))
    .limit(1)
)
SENT_UNREAD = (
    select(col(LetterRow.id))
    .where(UNREAD, col(LetterRow.mailbox) == bindparam("of_mailbox"))
    .where(col(LetterRow.direction) == Direction.SENT)
    .limit(1)
)
BYTES = select(col(BytesRow.raw)).where(col(BytesRow.letter) == bindparam("letter"))
ITS_BYTES = select(col(BytesRow.raw)).where(col(BytesRow.letter) == col(LetterRow.id))
BEGIN = (
    update(LetterRow)
    .where(col(LetterRow.id) == NEXT.correlate(None).scalar_subquery())
    .values(attempts=col(LetterRow.attempts) + 1)
    .returning(*COLUMNS, ITS_BYTES.correlate(LetterRow).scalar_subquery().label("raw"))
)
DISPOSE = (
    update(LetterRow)
    .where(col(LetterRow.id) == bindparam("letter"), UNREAD)
    .values({name: bindparam(f"to_{name}") for name in ("disposition", "reason", "ticket", "firm")})
    .values({name: bindparam(f"to_{name}") for name in ("sender", "sender_domain")})
)


def _count(*where: Any) -> Any:
    return select(func.count(col(LetterRow.id))).where(*where).scalar_subquery()


FROM_THE_FIRM = or_(
    col(LetterRow.sender).is_(None),  # nobody's, so it may be theirs
    col(LetterRow.sender).in_(bindparam("addresses", expanding=True)),
    col(LetterRow.sender_domain).in_(bindparam("domains", expanding=True)),
)
IN_DOUBT = select(
    _count(UNREAD, col(LetterRow.mailbox) == bindparam("of_mailbox"))
    + _count(QUARANTINED, FROM_THE_FIRM)
    + select(func.count(col(MissedRow.id)))
    .where(UNSETTLED, col(MissedRow.mailbox) == bindparam("of_mailbox"))
    .scalar_subquery()
)
# Letters are numbered as they arrive, so that only bytes not yet forgotten are looked at, not all history.
LAST_BEFORE = (
    select(col(LetterRow.id))
    .where(col(LetterRow.arrived_at) < bindparam("before"))
    .order_by(col(LetterRow.arrived_at).desc())
    .limit(1)
)
FORGET = delete(BytesRow).where(
    col(BytesRow.letter) <= LAST_BEFORE.scalar_subquery(),
    ~exists().where(
        col(LetterRow.id) == col(BytesRow.letter),
        col(LetterRow.disposition).in_([Disposition.UNREAD, Disposition.QUARANTINED]),
    ),
)


class Letters(Arrivals):
    def begin_next_unread(self, mailbox: str) -> UnreadLetter | None:
        """Return the oldest unread letter and count the attempt; commit before reading it."""
        row = self.db.execute(BEGIN, {"of_mailbox": mailbox}).mappings().one_or_none()
        return UnreadLetter(**_values(row)) if row else None

    def forgive_attempt(self, letter_id: int) -> None:
        """Count one attempt less, for it failed through no fault of the letter."""
        begun = (col(LetterRow.id) == letter_id, UNREAD, col(LetterRow.attempts) > 0)
        self.db.execute(update(LetterRow).where(*begun).values(attempts=col(LetterRow.attempts) - 1))

    def dispose(
        self,
        letter_id: int,
        disposition: Disposition,
        reason: str,
        ticket: int | None = None,
        firm: str | None = None,
        sender: str | None = None,
    ) -> None:
        """Say what became of an unread letter.

        Args:
            letter_id: Which.
            disposition: How it ended.
            reason: One sentence for the digest.
            ticket: The ticket it was filed with.
            firm: Whose letter it is, once known.
            sender: The one address in From, ASCII lower case; None when there is none.

        Raises:
            Conflict: It is not unread any more; another reader was faster.
        """
        said = {"to_disposition": disposition, "to_reason": reason, "to_ticket": ticket, "to_firm": firm}
        by = {"to_sender": sender, "to_sender_domain": sender.rpartition("@")[2] if sender else None}
        if self.db.execute(DISPOSE, {"letter": letter_id, **said, **by}).rowcount != 1:
            raise Conflict(f"letter {letter_id} is not unread any more")

    def quarantine(self, letter_id: int, why: str, sender: str | None = None) -> None:
        """Set an unread letter aside with its bytes, for a person.

        Raises:
            Conflict: It is not unread any more.
        """
        self.dispose(letter_id, Disposition.QUARANTINED, why, sender=sender)

    def retry(self, letter_id: int) -> bool:
        """Put a quarantined letter back in line, as if never tried; False if it is not in quarantine."""
        changes = {"disposition": Disposition.UNREAD, "attempts": 0, "reason": ""}
        return self._settle_again(letter_id, changes)

    def refile(
        self, letter_id: int, disposition: Disposition, reason: str, ticket: int | None, firm: str | None
    ) -> bool:
        """Settle a quarantined letter by a person's word; False if it is not in quarantine now."""
        changes = {"disposition": disposition, "reason": reason, "ticket": ticket, "firm": firm}
        return self._settle_again(letter_id, changes)

    def unfiled(self, firm: Firm, mailbox: str, outside: Collection[str] = ()) -> int:
        """Count what may be the firm's and was not settled yet; nothing dangerous is done meanwhile.

        It counts every letter of the mailbox that is unread, or that the server would not give, since nobody
        knows yet whose it is; and quarantined ones of the firm's people or domains, of those who speak for it
        from `outside`, or without a usable sender.
        """
        asked = {
            "of_mailbox": mailbox,
            "addresses": [*(contact.address for contact in firm.contacts), *outside],
            "domains": list(firm.domains),
        }
        return int(self.db.execute(IN_DOUBT, asked).scalar_one())

    def sent_mail_unread(self, mailbox: str) -> bool:
        """Whether mail that somebody sent from here lies unread: a colleague's, or ours of another life."""
        return self.db.execute(SENT_UNREAD, {"of_mailbox": mailbox}).first() is not None

    def quarantined(self) -> tuple[KnownLetter, ...]:
        """Return all letters set aside, oldest first."""
        return self._letters(QUARANTINED)

    def letter(self, letter_id: int) -> KnownLetter | None:
        """Return one letter."""
        return next(iter(self._letters(col(LetterRow.id) == letter_id)), None)

    def letter_bytes(self, letter_id: int) -> bytes | None:
        """Return a letter as it came off the wire; None when unknown, or forgotten."""
        return self.db.execute(BYTES, {"letter": letter_id}).scalar_one_or_none()

    def letters_of(self, ticket_id: int) -> tuple[KnownLetter, ...]:
        """Return the letters filed with a ticket, oldest first."""
        return self._letters(col(LetterRow.ticket) == ticket_id)

    def letters_between(self, since: datetime, until: datetime) -> tuple[KnownLetter, ...]:
        """Return the letters that arrived from `since` on and before `until`, oldest first."""
        return self._letters(col(LetterRow.arrived_at) >= since, col(LetterRow.arrived_at) < until)

    def forget_bytes(self, before: datetime) -> int:
        """Delete the bytes of settled letters that arrived before then; return how many.

        What names and accounts for a letter stays for ever, so that it is known again when it is replayed.
        """
        return self.db.execute(FORGET, {"before": before}).rowcount

    def _letters(self, *where: Any) -> tuple[KnownLetter, ...]:
        return tuple(KnownLetter(**_values(row)) for row in self.db.execute(LETTERS.where(*where)).mappings())

    def _settle_again(self, letter_id: int, changes: Mapping[str, object]) -> bool:
        where = update(LetterRow).where(col(LetterRow.id) == letter_id, QUARANTINED)
        return self.db.execute(where.values(changes)).rowcount == 1


def _values(row: RowMapping) -> dict[str, Any]:
    enums = {"direction": Direction(row["direction"]), "disposition": Disposition(row["disposition"])}
    return {**row, **enums}
