"""Whose word counts: strangers, forgers, other firms, machines and other people's mail."""

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.store.tables import Disposition
from tests.cast import ANNA, BERT, CORA, OTTO, ROBO, SAM
from tests.scenarios.house import COMPLETE, REQUEST, InMemory
from tests.scenarios.letters import a_letter


def test_a_stranger_gets_no_mail_and_staff_see_the_letter(house: InMemory) -> None:
    """B11: Whatever an unknown sender asks, we write to nobody outside."""
    house.receives(REQUEST, OTTO)
    assert house.tickets() == ()
    assert house.mail_to(OTTO) == []
    assert f"A letter from {OTTO}" in house.text_to(SAM)


def test_a_forged_request_opens_nothing(house: InMemory) -> None:
    """A1: Nothing proves that Anna wrote it: staff see it, and she hears that something came in her name."""
    house.receives(REQUEST, proved=False)
    assert house.tickets() == ()
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert house.kinds_to(ANNA) == [Mail.SAID_IN_YOUR_NAME]


def test_a_forged_completion_moves_nothing(house_on_both: InMemory) -> None:
    """A1: The flow stays off, and staff read why the letter did not count."""
    house = house_on_both
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, answers="<letter-1@northcpa.example>", proved=False)
    house.advance(minutes=30)
    assert house.stage() is Stage.IMPORTING
    assert not house.gate.on
    assert f"nothing proves that {ANNA} wrote it" in house.text_to(SAM)
    assert house.kinds_to(ANNA) == [Mail.SAID_IN_YOUR_NAME]


def test_another_firms_contact_is_not_heard_on_a_thread(house: InMemory) -> None:
    """C3: Bert may know the thread, but it is North's: staff see his letter, and nothing moves."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, BERT, answers="<letter-1@northcpa.example>")
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(BERT) == []
    assert "another firm" in house.text_to(SAM)


def test_a_contact_who_was_not_named_cannot_turn_the_flow_on(house: InMemory) -> None:
    """Cora works there; that it is complete is for a named confirmer to say."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, CORA, answers="<letter-1@northcpa.example>")
    assert house.stage() is Stage.IMPORTING
    assert f"{CORA} is a contact and was not named to say this" in house.text_to(SAM)


def test_other_peoples_mail_is_left_alone(house: InMemory) -> None:
    """People share this mailbox: mail that is no import business gets no answer."""
    house.receives(
        "The invoice of October is missing a line. Could you send it again?", subject="Invoice 4711"
    )
    assert house.last_letter.disposition is Disposition.LEFT_ALONE
    assert house.tickets() == ()
    assert house.mail_to(ANNA) == house.mail_to(SAM) == []


@pytest.mark.parametrize(
    "headers",
    [
        ("Auto-Submitted: auto-replied",),
        ("X-Autoreply: yes", "Precedence: bulk"),
    ],
)
def test_a_machine_is_never_answered_and_moves_nothing(house: InMemory, headers: tuple[str, ...]) -> None:
    """E3: An absence note that says "complete" is a robot's word."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, ROBO, answers="<letter-1@northcpa.example>", headers=headers)
    assert house.stage() is Stage.IMPORTING
    assert house.last_letter.disposition is Disposition.LEFT_ALONE


def test_a_person_who_says_no_machine_wrote_it_is_read(house: InMemory) -> None:
    """`Auto-Submitted: no` is a human's mail."""
    house.receives(REQUEST, headers=("Auto-Submitted: no", "X-Auto-Response-Suppress: OOF"))
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_a_copied_outsider_gets_no_mail(house: InMemory) -> None:
    """C5: Recipients come from the directory, never from To or Cc; Reply-To is ignored."""
    house.receives(REQUEST, cc=f"{OTTO}, {CORA}", headers=(f"Reply-To: {OTTO}",))
    assert house.mail_to(OTTO) == []
    assert house.last_to(ANNA)["To"] == f"{ANNA}, {CORA}"


def test_a_stranger_with_our_message_id_is_not_heard(house: InMemory) -> None:
    """C1, C10: Knowing an id is not being a party."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("Please cancel the import.", OTTO, answers="<letter-1@northcpa.example>")
    assert house.stage() is Stage.SCHEDULED
    assert "IMP-1" in house.text_to(SAM)


def test_a_redelivered_completion_counts_once(house: InMemory) -> None:
    """H3: The same letter by another route is one letter."""
    house.plays_to(Stage.TURNING_ON)
    house.arrives(b"X-Route: another\r\n" + house.mailbox.letters[-1].raw)
    house.advance(hours=2)
    house.mail_to(ANNA)
    assert house.events().count("Completed") == 1
    assert [toggle.on for toggle in house.gate.toggles] == [False, True]


def test_another_letter_under_a_used_id_is_not_swallowed(house: InMemory) -> None:
    """H1: Who squats a Message-ID cannot keep a real completion from being read."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Nothing yet.", answers="<letter-1@northcpa.example>")
    used = house.mailbox.letters[-1].raw
    house.arrives(used.replace(b"Nothing yet.", COMPLETE.encode()))
    assert house.stage() is Stage.TURNING_ON
    assert house.kinds_to(ANNA) == [Mail.COMPLETION_HEARD]


def test_a_stranger_under_our_id_takes_no_thread_over(house: InMemory) -> None:
    """Received ids never stand in the place of sent ones: Anna's answer still finds her ticket."""
    house.receives(REQUEST)
    ours = house.last_to(ANNA)
    theirs = a_letter("Hello", OTTO, "Hello", str(ours["Message-ID"]), house.clock.now())
    house.arrives(theirs)
    house.receives("Something came up, we have to cancel the import.", answers=ours)
    assert house.stage() is Stage.CANCELLED
    house.mail_to(ANNA)
    house.mail_to(SAM)
