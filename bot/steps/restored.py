"""A database that was restored from a backup is older than the mail it sent: then nothing may act on it.

It shows in the folder of sent mail: an id of our making that the database does not know. Such a database
would write to firms again and switch flows that were switched since; a person must look first.
"""

import re

from bot.desk.tasks import Audience, Facts, Mail, SendMail, Task
from bot.letter.identity import identity_of
from bot.mailbox import port
from bot.steps.house import House
from bot.store.tables import Acting
from bot.store.work import Work

OUR_MAKING = re.compile(r"<[a-z2-7]{26}@(.+)>")


def is_of_our_making(work: Work, message_id: str | None) -> bool:
    """Whether an id was made by a Sluice of this desk, known or not; no mail program makes such ids."""
    found = OUR_MAKING.fullmatch(message_id or "")
    return found is not None and found[1] == work.ids.domain


def stop_if_restored(house: House, edge: port.Mailbox, mailbox: str) -> bool:
    """Look, before anything is sent, for mail of ours that we do not know; if there is any, stop everything.

    Raises:
        Unavailable: The mail server or the database gave no answer.
    """
    folder = edge.sent_folder()
    with house.store.reading() as work:
        known = work.position(mailbox, folder) if folder else None
    if folder is None or known is None:
        return False
    batch = edge.fetch_new(folder, port.Position(known.uidvalidity, known.uid))
    ids = [identity_of(letter.raw).message_id for letter in batch.letters]
    return house.store.transact(lambda work: _stop(house, work, mailbox, ids))


def _stop(house: House, work: Work, mailbox: str, ids: list[str]) -> bool:
    unknown = [one for one in ids if is_of_our_making(work, one) and not work.sent_mail(one)]
    if not unknown:
        return False
    work.set_acting(Acting.STOPPED)
    why = (
        f"mailbox {mailbox} holds {len(unknown)} sent mails of ours that the database does not know, "
        "so it was restored from an older state: nothing is sent and no flow is switched until you have "
        "looked at the open imports and say @sluice go"
    )
    now = house.clock.now()
    work.book(
        f"restored.{unknown[0]}", Task(SendMail(Mail.STAFF_ATTENTION, Audience.STAFF, Facts(why=why)), now)
    )
    return True
