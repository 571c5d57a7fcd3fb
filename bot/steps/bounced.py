"""A mail of ours came back: its ticket hears whom it did not reach, and whether anybody else has it."""

import re

from bot.desk import events as e
from bot.desk.tasks import Audience, SendMail
from bot.letter.letter import Bounce, Letter
from bot.steps.apply import apply
from bot.steps.house import House
from bot.steps.taken import Outcome, Taken, left_alone
from bot.store.tables import Disposition
from bot.store.tasks import Delivery, DeliveryState
from bot.store.threads import SentMail
from bot.store.work import Work

TAGGED = re.compile(r"\+bounce-([a-z2-7]{26})@")


def bounced(work: Work, taken: Taken, bounce: Bounce, house: House) -> Outcome:
    """Take a report; one of mail that we never sent moves nothing."""
    sent = _came_back(taken.letter, bounce, work)
    task = work.task(sent.task) if sent else None
    if task is None or not isinstance(task.do, SendMail):
        machine = f"{taken.letter.machine}: {taken.letter.machine_why}"
        return left_alone(f"{machine}; it speaks of no mail of ours")
    if task.ticket is None or task.do.audience is not Audience.FIRM:
        return left_alone(f"our {task.do.mail.value} came back from {', '.join(bounce.recipients)}")
    reached = _anybody_else_has_it(work, task.key, bounce)
    failed = e.MailFailed(task.do.mail, f"{', '.join(bounce.recipients)}: {bounce.reason}", reached)
    apply(work, task.ticket, failed, house.settings.policy, house.clock.now(), taken.source)
    return Outcome(Disposition.ACTED, f"a mail of ours came back: {bounce.reason}", task.ticket)


def _anybody_else_has_it(work: Work, task: str, bounce: Bounce) -> bool:
    """Write down who has it not after all, since each recipient may come back by a report of its own."""
    deliveries = work.deliveries(task)
    gone = [
        Delivery(to, DeliveryState.REFUSED, bounce.reason) for to in bounce.recipients if to in deliveries
    ]
    if gone:
        work.record_deliveries(task, gone)
    others = (delivery for to, delivery in deliveries.items() if to not in bounce.recipients)
    return any(delivery.state is DeliveryState.ACCEPTED for delivery in others)


def _came_back(letter: Letter, bounce: Bounce, work: Work) -> SentMail | None:
    """Return the mail a report speaks of: by its Message-ID, else by the tagged address it came to."""
    if bounce.original_message_id and (sent := work.sent_mail(bounce.original_message_id)):
        return sent
    tags = (TAGGED.search(address) for address in letter.to)
    return next((sent for tag in tags if tag and (sent := work.marked_mail(tag[1]))), None)
