"""Letters that lie about who wrote them, what they answer, or who should hear of it."""

from collections.abc import Callable

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.store.tables import Disposition
from tests.cast import ABEL, ANNA, BERT, OTTO, SAM
from tests.scenarios.house import COMPLETE, REQUEST, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"
HTML_BESIDE = ("MIME-Version: 1.0", 'Content-Type: multipart/alternative; boundary="b"')


def two_versions(plain: str, html: str) -> str:
    """Write a body of two alternatives."""
    return f"--b\nContent-Type: text/plain\n\n{plain}\n--b\nContent-Type: text/html\n\n<p>{html}</p>\n--b--\n"


def test_the_real_contact_hears_once_a_day_that_something_came_in_her_name(house: InMemory) -> None:
    """A1: At the known address, without a word of what was written, however many are forged."""
    house.plays_to(Stage.IMPORTING)
    for n in range(3):
        house.receives(f"{COMPLETE} Number {n}.", answers=FIRST, proved=False)
    assert house.kinds_to(ANNA) == [Mail.SAID_IN_YOUR_NAME]
    assert "Number" not in house.text_to(ANNA)
    house.mail_to(SAM)


def test_a_contact_who_takes_no_part_hears_it_on_a_thread_of_its_own(house: InMemory) -> None:
    """M4: Nothing of Anna's thread reaches Abel because somebody forged his name on it."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, ABEL, answers=FIRST, proved=False)
    mail = house.last_to(ABEL)
    assert mail["References"] is None
    assert "Lindgren" not in str(mail["Subject"]) + text_of(mail)
    house.mail_to(SAM)


def test_where_no_server_states_a_verdict_nobody_is_alarmed_for_want_of_one(
    a_house: Callable[..., InMemory],
) -> None:
    """A2: A missing proof then says nothing about the letter; nothing moves, and staff see it."""
    mailbox = {"name": "support", "address": "support@aiwyn.example", "host": "localhost", "tls": "none"}
    house = a_house(mailbox=[mailbox])
    house.receives(REQUEST)
    assert house.mail_to(ANNA) == []
    assert house.tickets() == ()
    assert house.mail_to(SAM)


def test_a_subject_that_names_another_import_than_the_thread_is_asked_back(house: InMemory) -> None:
    """C4: Thread and tag disagree, so a completion is not sure."""
    house.plays_to(Stage.IMPORTING)
    house.commands("book north 2026-12-19 18:00")
    house.receives(COMPLETE, subject="Import [IMP-2]", answers=FIRST)
    assert house.stage(1) is Stage.IMPORTING
    assert house.stage(2) is Stage.SCHEDULED
    assert Mail.IS_IT_FINISHED in house.kinds_to(ANNA)
    house.mail_to(SAM), house.mail_to(ABEL)


def test_two_versions_that_differ_are_asked_back(house: InMemory) -> None:
    """D4: Staff would see "not complete" where a program reads "complete"."""
    house.plays_to(Stage.IMPORTING)
    text = two_versions(
        "The import is complete.", "The import is complete only in part, two files are missing."
    )
    house.receives(text, answers=FIRST, headers=HTML_BESIDE)
    assert house.stage() is Stage.IMPORTING
    assert house.kinds_to(ANNA) == [Mail.IS_IT_FINISHED]


def test_a_date_may_hide_nothing_either(house: InMemory) -> None:
    """D4: A request whose two versions name two days books neither."""
    house.receives(two_versions(REQUEST, REQUEST.replace("December 5", "December 12")), headers=HTML_BESIDE)
    assert all(ticket.plan is None for ticket in house.tickets())
    house.mail_to(ANNA), house.mail_to(SAM)


def test_headers_of_our_own_kind_are_decoration(house: InMemory) -> None:
    """C7: Nobody steers by X-Sluice fields."""
    forged = ("X-Sluice-Ticket: 1", "X-Sluice-Role: staff", "X-Sluice-Verdict: proved")
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, OTTO, headers=forged, proved=False)
    house.receives(COMPLETE, BERT, headers=forged)
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(BERT) == house.mail_to(OTTO) == []
    house.mail_to(SAM)


def test_neither_a_bcc_nor_a_wish_for_a_receipt_reaches_anybody(house: InMemory) -> None:
    """B4, E9, M5: No field of a received letter makes a recipient."""
    wishes = (f"Bcc: {OTTO}", f"Disposition-Notification-To: {OTTO}", f"Return-Receipt-To: {OTTO}")
    house.receives(REQUEST, headers=(*wishes, f"Reply-To: {OTTO}"))
    assert house.mail_to(OTTO) == []
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]
    assert OTTO not in house.last_to(ANNA).as_string()


def test_a_strangers_words_and_codes_reach_staff_alone(house: InMemory) -> None:
    """B11, C6, M3: A sign-up mail to the shared address is answered to nobody, and no digest repeats it."""
    house.receives("Your code is 493-201. Confirm at https://evil.example/confirm?x=1", OTTO)
    house.advance(days=1)
    assert house.last_letter.disposition is Disposition.LEFT_ALONE
    assert house.mail_to(OTTO) == []
    assert "493-201" not in "".join(house.digests())


def test_a_letter_on_an_ended_thread_moves_no_other_import(house: InMemory) -> None:
    """C8: A reply to a closed ticket is not heard on the one that is open."""
    house.plays_to(Stage.CLOSED)
    house.commands("book north 2026-12-19 18:00")
    house.receives("Please cancel the import.", answers=FIRST)
    assert house.stage(1) is Stage.CLOSED
    assert house.stage(2) is Stage.SCHEDULED
    house.mail_to(SAM), house.mail_to(ANNA), house.mail_to(ABEL)


def test_a_completion_replayed_from_an_earlier_import_moves_nothing(house: InMemory) -> None:
    """A11: Signed and genuine, but written before this firm was told to proceed."""
    house.plays_to(Stage.IMPORTING)
    old = house.ticket().plan.off_at.at.replace(month=11, day=1)  # type: ignore[union-attr]
    house.receives(COMPLETE, answers=FIRST, sent_at=old)
    assert house.stage() is Stage.IMPORTING
    assert house.mail_to(SAM)


def test_a_date_header_orders_nothing(house: InMemory) -> None:
    """I1: A "tomorrow" is counted from when the server took the letter, whatever its Date says."""
    lie = house.clock.now().replace(year=2031)
    house.receives("We would like to import the Lindgren clients in three weeks, on a Monday.", sent_at=lie)
    assert house.last_letter.received_at == house.clock.now()
    assert all(t.plan is None or t.plan.starts.at.year == 2026 for t in house.tickets())
    house.mail_to(ANNA), house.mail_to(SAM)
