"""After two days asleep: what is still right is done, the rest is not, and staff are asked."""

from datetime import timedelta

import pytest

from bot.desk.lateness import LATENESS, expires_at
from bot.desk.tasks import Audience, Mail, SendMail, Task
from bot.desk.ticket import Stage
from bot.desk.wanted import WANTED_WHILE
from bot.steps.carry_out import carry_out_one
from bot.store.tables import TaskState
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import ADMIN, InMemory

TWO_DAYS = timedelta(days=2)
ELSEWHERE = Stage.IMPORTING  # where a mail is tried that is right in any stage
STAGE_OF = {mail: min(WANTED_WHILE.get(mail, frozenset({ELSEWHERE})) - {Stage.REQUESTED}) for mail in Mail}
OUR_OWN = (Mail.STAFF_APPROVAL, Mail.STAFF_ATTENTION, Mail.STAFF_ANSWER, Mail.STAFF_CHECKS, Mail.STAFF_SWITCH)


def audience_of(mail: Mail) -> Audience:
    if mail is Mail.DIGEST:
        return Audience.ADMINS
    return Audience.STAFF if mail in OUR_OWN else Audience.FIRM


@pytest.mark.parametrize("stage", sorted(set(STAGE_OF.values())))
def test_after_two_days_asleep_each_mail_does_what_its_row_says(house: InMemory, stage: Stage) -> None:
    """The table is what happens, mail by mail, and what was not done is told."""
    house.plays_to(stage)
    house.clock.advance_to(max(house.clock.now(), PLAN.off_at.at - timedelta(hours=1)))
    mails = [mail for mail in Mail if STAGE_OF[mail] is stage]
    now, ticket = house.clock.now(), house.ticket()
    with house.store.transaction() as work:
        for mail in mails:
            send = SendMail(mail, audience_of(mail))
            work.book(mail.value, Task(send, now, expires_at(send, now, ticket)), ticket)
    house.clock.advance_to(now + TWO_DAYS)
    while carry_out_one(house.house, (SendMail,)):
        pass
    with house.store.reading() as work:
        tasks = {mail: work.task(mail.value) for mail in mails}
    done = {mail for mail, task in tasks.items() if task and task.state is TaskState.DONE}
    assert done == {mail for mail in mails if LATENESS[mail].grace is None}
    assert done == set(mails) or "something was not done in time" in house.text_to(SAM).lower()
    house.mail_to(ANNA), house.mail_to(SAM), house.mail_to(ADMIN)


def test_nobody_turns_a_flow_by_hand_on_an_old_order(house: InMemory) -> None:
    """People are asked to turn it off, the mail server is down for two days: no such order goes out then."""
    house.people_turn_it = True
    house.plays_to(Stage.SCHEDULED)
    house.post.down = True
    house.advance_to(PLAN.starts.at)
    house.post.down = False
    house.sleep_until(PLAN.starts.at + TWO_DAYS)
    house.mail_to(ANNA)
    assert Mail.STAFF_SWITCH not in [
        house.kind_of(m) for m in house.mail_to(SAM) if "off" in str(m["Subject"])
    ]
