"""An error of ours on one import: the others go on, and staff hear of it."""

from contextlib import suppress
from datetime import timedelta

from sqlalchemy import text

from bot.desk.ticket import Stage
from bot.steps.carry_out import carry_out_one
from tests.cast import ANNA, BERT, NORTH, PLAN, SAM
from tests.scenarios.house import ADMIN, REQUEST, InMemory
from tests.scenarios.letters import text_of

MOOR = "We would like to import the Moor clients on 6 December 2026 at 6 pm."
RENAME_ZONE = text("UPDATE firms SET body = replace(body, :was, :now) WHERE key = 'north'")


def test_an_import_that_cannot_be_decided_keeps_no_other_from_its_hour(house: InMemory) -> None:
    """North's zone is one that nobody knows any more; South's flow goes off all the same, and staff hear."""
    house.receives(REQUEST)
    house.receives(MOOR, BERT, "Import of the Moor clients")
    zone = NORTH.zone.key
    with house.store.transaction() as work:
        work.db.execute(RENAME_ZONE, {"was": zone, "now": "Nowhere/Gone"})
    house.advance_to(PLAN.starts.at + timedelta(days=1))
    assert house.stage(2) is Stage.IMPORTING
    assert "What is due on IMP-1 fails by an error of ours" in house.text_to(SAM)
    with house.store.transaction() as work:
        work.db.execute(RENAME_ZONE, {"was": "Nowhere/Gone", "now": zone})
    house.mail_to(ANNA), house.mail_to(BERT)


def test_a_task_that_never_ends_is_told_to_staff(house: InMemory) -> None:
    """A switch that fails by an error of ours again and again is tried on, but not in silence."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at - timedelta(minutes=1))
    house.puts_mail_away()
    sound = house.gates.pop("north")
    for _ in range(12):
        house.clock.advance_to(house.clock.now() + timedelta(minutes=30))
        with suppress(KeyError):
            house.settle()
    house.gates["north"] = sound
    while carry_out_one(house.house):
        pass
    told = " ".join(text_of(mail) for mail in house.mail_to(SAM))
    assert "The switch of the data flow of IMP-1 was begun 4 times" in " ".join(told.split())
    house.mail_to(ANNA), house.mail_to(ADMIN)
