"""A database that was restored from a backup is older than the mail it sent: then nothing may act on it.

It shows in the folder of sent mail: an id of our making that the database does not know. Such a database
would write to firms again and switch flows that were switched since; a person must look first. Until a new
life has read that folder to its end, no firm gets mail and no flow is turned on: see `begin_anew`.
"""

import re

from bot.steps.house import House
from bot.steps.tell_staff import tell_staff
from bot.store.tables import Acting
from bot.store.work import Work

OUR_MAKING = re.compile(r"<[a-z2-7]{26}@(.+)>")


def begin_anew(house: House) -> None:
    """A new life takes nobody's word for how far a mailbox was read, not even the database's own."""
    with house.store.transaction() as work:
        work.doubt_ends()


def is_of_our_making(work: Work, message_id: str | None) -> bool:
    """Whether an id was made by a Sluice of this desk, known or not; no mail program makes such ids."""
    found = OUR_MAKING.fullmatch(message_id or "")
    return found is not None and found[1] == work.ids.domain


def stop_as_restored(work: Work, house: House, mailbox: str) -> None:
    """Stop everything, and tell staff, once an hour however many such mails are found."""
    work.set_acting(Acting.STOPPED)
    why = (
        f"mailbox {mailbox} holds sent mail of ours that the database does not know, so it was restored from "
        "an older state: nothing is sent and no flow is switched until you have looked at the open imports "
        "and say @sluice go"
    )
    now = house.clock.now()
    tell_staff(work, f"restored.{mailbox}.{now:%Y-%m-%dT%H}", why, now)
