"""When the mail server stops stating verdicts, nothing is proved any more and all stands still: staff hear.

Counted are letters of people we know, in a row, none of them proved; one that is proved begins anew.
"""

from bot.letter.letter import Verdict
from bot.steps.house import House
from bot.steps.taken import Taken
from bot.steps.tell_staff import tell_staff
from bot.store.work import Work

IN_A_ROW = 5


def note_verdict(work: Work, taken: Taken, house: House) -> None:
    """Count one letter of somebody we know; tell staff when so many in a row were not proved."""
    mailbox = taken.unread.mailbox
    if taken.filing.firm is None or house.mailbox(mailbox).trust.receiver == "none":
        return
    key = f"unproved/{mailbox}"
    row = int(work.state(key) or 0)
    if taken.letter.verdict is not Verdict.UNPROVED:
        if row:
            work.set_state(key, "0")
        return
    work.set_state(key, str(row + 1))
    if row + 1 == IN_A_ROW:
        why = (
            f"the last {IN_A_ROW} letters of people we know came unproved to {mailbox} "
            f"({taken.letter.verdict_why}): does the mail server still state its verdict as trust says?"
        )
        tell_staff(work, f"unproved.{taken.unread.id}", why, house.clock.now())
