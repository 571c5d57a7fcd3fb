"""The last working day before the turn-off: a look at what may stand in the way, and the firm's reminder."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.steps.preflight import look
from tests.cast import ABEL, ANNA, OTTO, PLAN, SAM
from tests.scenarios.house import REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"
FRIDAY_AT_TEN = datetime(2026, 12, 4, 15, 0, tzinfo=UTC)  # in New York
AUTO = ("Auto-Submitted: auto-replied",)


def test_all_is_well_and_the_firm_is_reminded(house: InMemory) -> None:
    """On Friday at ten, firm time: when the flow goes off, when it hears, who says that it is complete."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(FRIDAY_AT_TEN - timedelta(minutes=1))
    assert house.mail_to(ANNA) == []
    house.advance_to(FRIDAY_AT_TEN)
    assert house.kinds_to(ANNA) == [Mail.REMINDER]
    said = house.text_to(ANNA)
    assert "5:30 PM: we turn your data flow off" in said
    assert "6:00 PM: by then you have heard from us" in said
    assert "Anna North, Abel North" in said
    assert "PreflightPassed" in house.events()


def breaks_the_gate(house: InMemory) -> None:
    house.gate.down = True


def turns_it_off(house: InMemory) -> None:
    house.gate.turn_by_hand(on=False)


def spoils_a_check(house: InMemory) -> None:
    house.checks.faults = ("same-tax-id.sql: there is no table clients",)


def loses_the_confirmation(house: InMemory) -> None:
    house.bounces(house.last_to(ANNA), ANNA)
    house.bounces(house.last_to(ABEL), ABEL)


RED = [
    (breaks_the_gate, "data flow: red, the flow cannot be reached"),
    (turns_it_off, "data flow: red, it reads off already; nobody here wants it off"),
    (spoils_a_check, "duplicate checks: red, same-tax-id.sql: there is no table clients"),
    (loses_the_confirmation, "contacts: red, our timing-confirmed did not reach them"),
]


@pytest.mark.parametrize(("goes_wrong", "told"), RED)
def test_what_stands_in_the_way_is_told_with_a_day_in_hand(
    house: InMemory, goes_wrong: object, told: str
) -> None:
    """Staff hear each red point; the firm's reminder is true all the same, and promises nothing."""
    assert callable(goes_wrong)
    house.receives(REQUEST)
    goes_wrong(house)
    house.puts_mail_away()
    house.advance_to(FRIDAY_AT_TEN + timedelta(minutes=20))
    assert told in house.text_to(SAM)
    assert "We are still making sure that all is ready" in house.text_to(ANNA)
    assert "PreflightFailed" in house.events()
    house.puts_mail_away()


def test_a_gate_that_is_gone_for_a_moment_alarms_nobody(house: InMemory) -> None:
    """It gets three chances, five minutes apart."""
    house.plays_to(Stage.SCHEDULED)
    house.gate.down = True
    house.advance_to(FRIDAY_AT_TEN)
    house.gate.down = False
    house.advance(minutes=6)
    assert house.mail_to(SAM) == []
    assert "We are still making sure" not in house.text_to(ANNA)


def test_a_flow_that_only_people_turn_is_not_red(house: InMemory) -> None:
    """It cannot be read, and that is what is said."""
    house.people_turn_it = True
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(FRIDAY_AT_TEN)
    _, points = look(house.house, 1)
    assert str(points[0]) == "data flow: cannot be read, people turn it, and no machine can say how it stands"
    assert house.mail_to(SAM) == []
    assert house.kinds_to(ANNA) == [Mail.REMINDER]


def test_a_day_booked_later_than_that_is_looked_at_at_once(house: InMemory) -> None:
    """The firm has just had its confirmation, so no reminder follows; a red point is told now."""
    house.advance_to(FRIDAY_AT_TEN + timedelta(hours=2))
    house.gate.turn_by_hand(on=False)
    house.commands("book north 2026-12-05 18:00")
    house.advance(minutes=1)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]
    assert "it reads off already" in house.text_to(SAM)


# --- who is away ----------------------------------------------------------------------------------


def test_a_vacation_that_covers_the_day_is_told_at_once(house: InMemory) -> None:
    """Anna's reply says until when she is away; nothing moves, and the look ahead names it again."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("I am out of the office until 14 December.", answers=FIRST, headers=AUTO)
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert f"{ANNA} is away until 2026-12-14" in house.text_to(SAM)
    assert house.stage() is Stage.SCHEDULED
    house.advance_to(FRIDAY_AT_TEN)
    assert f"contacts: red, {ANNA} is away until 2026-12-14" in house.text_to(SAM)
    assert "We are still making sure" in house.text_to(ANNA)


def test_each_reply_of_a_responder_is_told_once(house: InMemory) -> None:
    """It answers every mail of ours with the same words."""
    house.plays_to(Stage.SCHEDULED)
    for _ in range(3):
        house.receives("I am on vacation, back on 14 December.", answers=FIRST, headers=AUTO)
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]


@pytest.mark.parametrize(
    ("sender", "text"),
    [
        (ANNA, "I am out of the office until 27 November."),  # back in time
        (ANNA, "Thank you, we have received your message."),  # no absence
        (OTTO, "I am out of the office until 14 December."),  # nobody of ours
    ],
)
def test_an_automatic_reply_that_is_no_matter_to_the_day_is_left_alone(
    house: InMemory, sender: str, text: str
) -> None:
    """Nobody is told, and nothing moves."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(text, sender, answers=FIRST, headers=AUTO)
    assert house.mail_to(SAM) == []
    assert house.last_letter.disposition == "left_alone"


def test_who_writes_is_back(house: InMemory) -> None:
    """What the responder said no longer counts once she answers herself."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("I am out of the office until 14 December.", answers=FIRST, headers=AUTO)
    house.receives("Thanks, I am back early.", answers=FIRST)
    assert house.ticket().away == ()
    house.puts_mail_away()


def test_who_should_say_complete_and_leaves_in_mid_import_is_told(house: InMemory) -> None:
    """The flow is off and waits for a word that will not come."""
    house.plays_to(Stage.IMPORTING)
    house.advance_to(PLAN.ends_by.at + timedelta(hours=1))
    house.receives("I am out of the office until 14 December.", answers=FIRST, headers=AUTO)
    assert "will be away on the day" in house.text_to(SAM)
    house.mail_to(ANNA)
