"""Put a copy of a mail that went out where colleagues look for sent mail.

A task of its own: a process that dies, or a mailbox that is full for a day, loses no copy, and no mail waits
for one.
"""

from bot.config.settings import Mailbox
from bot.desk.lateness import expires_at
from bot.desk.tasks import FileCopy, Task
from bot.errors import Unavailable
from bot.steps.back_off import back_off
from bot.steps.envelope import Envelope
from bot.steps.house import House
from bot.steps.outage import note_answer, note_outage
from bot.store.claims import Claimed
from bot.store.tables import TaskState
from bot.store.work import Work


def book_copy(work: Work, house: House, claimed: Claimed, envelope: Envelope) -> None:
    """Promise a copy of a mail that was taken, unless the provider files it or nobody looks for one."""
    now, copy = house.clock.now(), FileCopy(envelope.mailbox)
    if not _is_ours_to_file(house.mailbox(envelope.mailbox)):
        return
    key = f"{claimed.key}.copy"
    if work.book(key, Task(copy, now, expires_at(copy, now))):
        work.keep_mail(key, envelope.raw)


def file_copy(house: House, claimed: Claimed) -> None:
    """File the copy of a claimed task; filing it twice is harmless, and staff hear if it fails for long."""
    copy = claimed.do
    if not isinstance(copy, FileCopy):
        raise TypeError(f"not a copy: {copy!r}")
    with house.store.reading() as work:
        raw = work.kept_mail(claimed.key)
    what, now = f"the filing of sent mail in mailbox {copy.mailbox}", house.clock.now()
    try:
        house.world.file_sent(copy.mailbox, raw or b"")
    except Unavailable as error:
        note_outage(house, what, str(error))
        with house.store.transaction() as work:
            work.put_back(claimed, now + back_off(claimed.fence), str(error))
        return
    note_answer(house, what)
    house.store.transact(lambda work: work.settle(claimed, TaskState.DONE, "filed", now))


def _is_ours_to_file(mailbox: Mailbox) -> bool:
    return bool(mailbox.sent_folder) and not mailbox.provider_files_sent
