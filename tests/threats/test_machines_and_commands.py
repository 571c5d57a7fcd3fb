"""Machines that answer, mail that comes back, and commands that are none."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.store.tables import Disposition
from tests.cast import ABEL, ANNA, PLAN, SAM
from tests.scenarios.house import COMPLETE, REQUEST, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"


def test_our_own_mail_come_back_is_told_once_a_week(house: InMemory) -> None:
    """E4: It is read by nobody, and staff hear that some address forwards to us."""
    house.receives(REQUEST)
    ours = house.post.sent[-1].raw
    for n in range(3):
        house.arrives(f"X-Loop: {n}\r\n".encode() + ours.replace(b"\r\n\r\n", f"\r\n\r\n{n}".encode(), 1))
    assert house.last_letter.disposition is Disposition.LEFT_ALONE
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_a_complaint_about_our_mail_goes_to_staff(house: InMemory) -> None:
    """E8: An abuse report (RFC 5965) is never answered, and a person sees it."""
    kind = 'Content-Type: multipart/report; report-type=feedback-report; boundary="b"'
    body = (
        "--b\n\nAn abuse report.\n--b\nContent-Type: message/feedback-report\n\nFeedback-Type: abuse\n--b--\n"
    )
    house.receives(body, "fbl@provider.example", "Complaint", headers=("MIME-Version: 1.0", kind))
    assert "complaint" in house.text_to(SAM)


@pytest.mark.parametrize("mail", [Mail.TIMING_CONFIRMED, Mail.PROCEED])
def test_a_mail_that_matters_and_comes_back_goes_to_the_next_contact(house: InMemory, mail: Mail) -> None:
    """E6: Staff hear at once, and the firm's next named contact gets it."""
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at if mail is Mail.PROCEED else house.clock.now())
    house.bounces(house.last_to(ANNA), ANNA)
    assert house.kinds_to(ABEL) == [mail]
    assert Mail.STAFF_ATTENTION in house.kinds_to(SAM)


def test_a_bounce_of_a_mail_that_never_was_silences_nobody(house: InMemory) -> None:
    """E7: It names no mail of ours, so nothing is marked and nobody else is written to."""
    house.plays_to(Stage.SCHEDULED)
    forged = house.post.sent[0].raw.replace(b"Message-ID: <", b"Message-ID: <x")
    house.bounces(message_from_bytes(forged), ANNA)
    assert house.ticket().attention == ""
    assert house.ticket().parties == (ANNA,)


def test_a_responder_that_looks_like_a_person_runs_into_the_brakes(house: InMemory) -> None:
    """E1, E2: So many mails an hour to one address, then silence and one word to staff."""
    house.plays_to(Stage.IMPORTING)
    for n in range(60):
        house.receives(f"We may be finished, ticket {n} was noted.", answers=FIRST)
    assert len(house.mail_to(ANNA)) <= house.house.settings.brakes.per_thread
    assert house.stage() is Stage.IMPORTING
    house.mail_to(SAM)


def test_commands_that_contradict_each_other_are_all_refused(house: InMemory) -> None:
    """D7: Not the last one wins by accident; both lines are answered."""
    house.plays_to(Stage.SCHEDULED)
    answer = house.commands("pause IMP-1", "unpause IMP-1", "status IMP-1")
    assert answer.count("Not done: another line says the contrary") == 2
    assert not house.ticket().held
    assert "IMP-1 north: scheduled" in answer


def test_a_command_redelivered_acts_once(house: InMemory) -> None:
    """D7, H3: The same letter by another route is the same letter."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("pause IMP-1")
    house.arrives(b"Received: by another.example\r\n" + house.mailbox.letters[-1].raw)
    assert house.events().count("Held") == 1
    assert house.kinds_to(SAM) == [Mail.STAFF_ANSWER]


@pytest.mark.parametrize(
    ("sender", "headers", "proved"),
    [
        (ANNA, (), True),  # a contact
        (SAM, (), False),  # somebody who says he is Sam
        ("sam@sub.aiwyn.example", (), True),  # a subdomain of Sam's
        (SAM, ("Auto-Submitted: auto-replied",), True),  # Sam's absence note
    ],
)
def test_nobody_but_proved_staff_commands(
    house: InMemory, sender: str, headers: tuple[str, ...], proved: bool
) -> None:
    """D1, D2, D8: And what was tried is seen by a person, unless a machine wrote it."""
    house.plays_to(Stage.IMPORTING)
    house.receives("@sluice done IMP-1", sender, answers=FIRST, headers=headers, proved=proved)
    house.advance(minutes=30)
    assert house.stage() is Stage.IMPORTING
    assert not house.gate.on
    house.mail_to(SAM), house.mail_to(ANNA)


def test_commands_in_a_letter_of_two_meanings_are_not_obeyed(house: InMemory) -> None:
    """D4: What Sam saw in his mail program may be something else."""
    house.plays_to(Stage.IMPORTING)
    plain, html = "Content-Type: text/plain\n\nLet it be.", "Content-Type: text/html\n\n<p>@sluice done</p>"
    body = f"--b\n{plain}\n--b\n{html}\n--b--\n"
    kind = ("MIME-Version: 1.0", 'Content-Type: multipart/alternative; boundary="b"')
    house.receives(body, SAM, answers=FIRST, headers=kind)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION]
    house.mail_to(SAM)


def test_a_digest_stays_short_under_a_flood(house: InMemory) -> None:
    """L6: Many letters of one sender are one line with their number, not a line each."""
    for n in range(60):
        house.arrives(f"From: a@x.example, b@x.example\r\nSubject: {n}\r\n\r\nhello {n}".encode())
    house.advance(days=1)
    assert "60 letters from nobody known set aside" in " ".join(house.digests()[-1].split())
    assert len(house.mail_to(SAM)) < 60  # staff, too, are not flooded


def test_after_two_days_asleep_nobody_is_told_to_proceed_at_night(house: InMemory) -> None:
    """I5: What came too late is not done."""
    house.plays_to(Stage.SCHEDULED)
    house.sleep_until(PLAN.starts.at + timedelta(days=2))
    assert Mail.PROCEED not in house.kinds_to(ANNA)
    assert house.gate.on
    house.mail_to(SAM)
    assert COMPLETE not in "".join(text_of(m) for m in house.mail_to(ANNA))
