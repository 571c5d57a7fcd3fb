"""read_one: take the oldest unread letter through the house.

The attempt is counted and committed; the letter is opened and read outside any transaction; then one
transaction writes disposition, entries, stage and tasks. A letter that fails three times is set aside and
the next gets its turn.
"""

from contextlib import suppress
from datetime import datetime

import structlog

from bot.errors import Unavailable, Unreadable
from bot.letter.letter import Letter
from bot.letter.open import open_letter
from bot.letter.trust import Receiver
from bot.steps.filing import file_letter
from bot.steps.house import House
from bot.steps.settle import settle
from bot.steps.taken import Outcome, Taken, left_alone, read_taken
from bot.steps.tell_staff import tell_staff
from bot.store.letters import UnreadLetter
from bot.store.tables import Acting, Disposition
from bot.store.trouble import Conflict
from bot.store.work import Work

log = structlog.get_logger()

ATTEMPTS = 3
TRIES = 10  # at one attempt, while others change the same tickets


class Watched(Exception):
    """Rolls back what a letter would have caused while the house only watches."""


def read_one(house: House, mailbox: str) -> bool:
    """Take the oldest unread letter of a mailbox; True if there was one, so ask again at once.

    Raises:
        Unavailable: The database gave no answer; nothing was lost, and the attempt does not count.
    """
    unread = house.store.next_unread(mailbox)  # counts the attempt, and commits that first
    if unread is None:
        return False
    if unread.attempts > ATTEMPTS:
        _set_aside(house, unread, f"reading it failed {ATTEMPTS} times")
        return True
    trust = house.mailbox(mailbox).trust
    receiver = Receiver(
        trust.receiver, trust.authserv_id, trust.trusted_internal, trust.own_hosts, house.world.keys
    )
    try:
        letter = open_letter(unread.raw, receiver, house.settings.own_addresses)
    except Unreadable as error:
        _set_aside(house, unread, str(error))
        return True
    try:
        _take_through(house, unread, letter)
    except Unavailable:
        house.store.forgive(unread.id)  # an outage is no fault of the letter's
        raise
    return True


def _take_through(house: House, unread: UnreadLetter, letter: Letter) -> None:
    """File, read and settle the letter, from the beginning again when another transaction got in between."""
    for _ in range(TRIES - 1):
        with suppress(Conflict):
            return _take_once(house, unread, letter)
    return _take_once(house, unread, letter)


def _take_once(house: House, unread: UnreadLetter, letter: Letter) -> None:
    with house.store.reading() as work:
        filing = file_letter(letter, work, house.staff)
    _write(house, read_taken(Taken(unread, letter, filing)))


def _write(house: House, taken: Taken) -> None:
    with house.store.transaction() as work:
        watching = work.acting() is Acting.WATCHING
        if not watching or taken.commands:
            _dispose(work, taken, settle(work, taken, house), house.clock.now())
            return
    _watch(house, taken)


def _watch(house: House, taken: Taken) -> None:
    """Find out what the letter would have caused, undo it, and write down that sentence alone."""
    would = left_alone("")
    with suppress(Watched), house.store.transaction() as work:
        would = settle(work, taken, house)
        raise Watched
    reason = f"watching only; would have: {would.reason}" if would.acts else would.reason
    with house.store.transaction() as work:
        work.dispose(taken.unread.id, Disposition.LEFT_ALONE, reason, sender=taken.letter.sender)


def _dispose(work: Work, taken: Taken, outcome: Outcome, now: datetime) -> None:
    # A letter on no ticket belongs to nobody: an old question must not keep a firm's flow off for ever.
    firm = taken.filing.firm.key if taken.filing.firm and outcome.ticket else None
    work.dispose(
        taken.unread.id, outcome.disposition, outcome.reason, outcome.ticket, firm, taken.letter.sender
    )
    if outcome.disposition is Disposition.QUARANTINED:
        _tell_of_a_letter_set_aside(work, outcome.reason, now)
    log.info("letter_read", letter=taken.unread.id, disposition=outcome.disposition, ticket=outcome.ticket)


def _set_aside(house: House, unread: UnreadLetter, why: str) -> None:
    with house.store.transaction() as work:
        work.quarantine(unread.id, why)
        if work.acting() is not Acting.WATCHING:
            _tell_of_a_letter_set_aside(work, why, house.clock.now())
    log.error("letter_set_aside", letter=unread.id, attempts=unread.attempts)


def _tell_of_a_letter_set_aside(work: Work, why: str, now: datetime) -> None:
    """Say that a letter was set aside, once an hour however many there are: the digest lists them all."""
    meanwhile = "until somebody settles it, no flow is turned on that it may speak of: sluice quarantine list"
    tell_staff(work, f"set-aside.{now:%Y-%m-%dT%H}", f"a letter was set aside: {why}", now, meanwhile)
