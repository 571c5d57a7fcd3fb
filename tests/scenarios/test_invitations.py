"""The booked day stands in people's calendars, moves and goes there; what they answer moves nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from typing import Any

import pytest
from icalendar import Calendar, Event

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.letter.letter import Machine
from bot.store.tables import Disposition
from tests.cast import ABEL, ANNA, BERT, NEW_YORK, OTTO, PLAN, SAM, SUPPORT
from tests.scenarios.house import REQUEST, InMemory

MOVE = "We have to move the import to December 12, 2026 at 9 am."
CANCEL = "Please cancel the import, it will not happen."


@dataclass(frozen=True)
class Entry:
    """What one mail puts into a calendar."""

    method: str
    uid: str
    sequence: int
    begins: datetime
    guests: tuple[str, ...]


def entry_of(mail: Message) -> Entry:
    """Read the entry as a calendar would: from the last way to show the mail, and the same file beside it."""
    parts: Any = mail.get_payload()
    shown, file = parts[0].get_payload()[-1], parts[1]
    assert (shown.get_content_type(), file.get_filename()) == ("text/calendar", "invite.ics")
    raw = shown.get_payload(decode=True)
    assert raw == file.get_payload(decode=True)
    calendar: Any = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    assert shown.get_param("method") == calendar["METHOD"]
    guests = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    addresses = tuple(str(guest).removeprefix("mailto:") for guest in guests)
    begins = event["DTSTART"].dt.astimezone(UTC)
    return Entry(str(calendar["METHOD"]), str(event["UID"]), int(event["SEQUENCE"]), begins, addresses)


def answers(
    house: InMemory,
    entry: Entry,
    status: str,
    sender: str = ANNA,
    *,
    method: str = "REPLY",
    starts: datetime | None = None,
    comment: str = "",
    proved: bool = True,
) -> None:
    """Let somebody's calendar answer, as Outlook, Google and Apple do."""
    event, calendar = Event(), Calendar()
    event.add("UID", entry.uid)
    event.add("SEQUENCE", entry.sequence)
    event.add("DTSTART", starts or entry.begins)
    event.add("ATTENDEE", f"mailto:{sender}", {"PARTSTAT": status})
    if comment:
        event.add("COMMENT", comment)
    calendar.add("METHOD", method)
    calendar.add_component(event)
    kind = f"Content-Type: text/calendar; charset=utf-8; method={method}"
    text = calendar.to_ical().decode()
    house.receives(text, sender, f"{status.title()}: Data import", headers=(kind,), proved=proved)


@pytest.fixture
def booked(house: InMemory) -> Entry:
    house.receives(REQUEST)
    entry = entry_of(house.last_to(ANNA))
    house.puts_mail_away()
    return entry


# --- what goes out -------------------------------------------------------------------------------


def test_book_move_cancel_is_one_entry_that_rises(house_on_both: InMemory) -> None:
    """The same UID each time, each version above the last, and in the end it is taken back."""
    house = house_on_both
    entries = list[Entry]()
    for words in (REQUEST, MOVE, CANCEL):
        house.receives(words, answers=house.last_to(ANNA) if entries else None)
        entries.append(entry_of(house.last_to(ANNA)))
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED, Mail.RESCHEDULED, Mail.CANCELLED]
    assert [(entry.method, entry.sequence) for entry in entries] == [
        ("REQUEST", 0),
        ("REQUEST", 1),
        ("CANCEL", 2),
    ]
    assert len({entry.uid for entry in entries}) == 1
    assert [entry.begins.astimezone(NEW_YORK).day for entry in entries] == [5, 12, 12]


def test_the_entry_spans_the_flows_absence_and_invites_whom_the_mail_is_for(house: InMemory) -> None:
    """From the turn-off on; its UID ends in the mailbox's domain and tells nothing."""
    house.receives(REQUEST, cc=ABEL)
    entry = entry_of(house.last_to(ANNA))
    assert entry.begins == PLAN.off_at.at
    assert set(entry.guests) == {ANNA, ABEL}
    assert entry.uid.endswith(f"@{SUPPORT.partition('@')[2]}")


def test_a_day_given_up_without_another_is_taken_back(house: InMemory, booked: Entry) -> None:
    """The mail that asks for another day says so to the calendars; the next day comes under the same UID."""
    house.receives(
        "We need to push the import back, we don't know yet to when.", answers="<letter-1@northcpa.example>"
    )
    assert house.kinds_to(ANNA) == [Mail.DATE_MISSING]
    given_up = entry_of(house.last_to(ANNA))
    house.receives("Let's import on December 12, 2026 at 9 am.", answers=house.last_to(ANNA))
    again = entry_of(house.last_to(ANNA))
    assert (given_up.method, given_up.uid, again.method, again.uid) == (
        "CANCEL",
        booked.uid,
        "REQUEST",
        booked.uid,
    )
    assert (given_up.sequence, again.sequence) == (1, 2)


def test_a_missed_turn_off_takes_the_day_back(house: InMemory, booked: Entry) -> None:
    """The mail that lets the firm go carries it."""
    house.gate.stuck = True
    house.advance_to(PLAN.proceed_until.at + timedelta(minutes=1))
    (released,) = (mail for mail in house.mail_to(ANNA) if house.kind_of(mail) is Mail.RELEASED)
    assert entry_of(released).method == "CANCEL"
    assert house.mail_to(SAM)


def test_no_other_mail_carries_an_entry(house: InMemory) -> None:
    """Only what changes a calendar goes to one."""
    house.plays_to(Stage.REVIEWING)
    with_entry = [sent for sent in house.post.sent if b"text/calendar" in sent.raw]
    assert len(with_entry) == 1


def test_staff_get_their_own_copy_once_for_each_change(a_house: Callable[..., InMemory]) -> None:
    """One short mail to all of them; the firm's people do not stand in it."""
    house = a_house(policy={"read_every_minutes": 30})
    house.receives(REQUEST, cc=ABEL)
    house.receives(MOVE, answers=house.last_to(ANNA))
    assert house.kinds_to(SAM) == [Mail.STAFF_INVITATION] * 2
    first, second = map(entry_of, house.mail_to(SAM))
    assert (first.guests, second.sequence) == ((SAM,), 1)
    assert first.uid == entry_of(house.last_to(ANNA)).uid


# --- what comes back -----------------------------------------------------------------------------


def test_an_acceptance_is_journalled_and_no_more(house: InMemory, booked: Entry) -> None:
    """Anna clicked yes: it stands in the story of her import, and nobody gets mail."""
    before = house.ticket()
    answers(house, booked, "ACCEPTED")
    assert house.events()[-1] == "InvitationAnswered"
    assert house.last_letter.disposition is Disposition.ACTED
    assert (house.ticket().stage, house.ticket().attention, house.ticket().since) == (
        before.stage,
        "",
        before.since,
    )


def test_a_decline_calls_a_person(house: InMemory, booked: Entry) -> None:
    """The day stays booked; staff hear who declined."""
    answers(house, booked, "DECLINED")
    assert house.stage() is Stage.SCHEDULED
    assert "the invitation was declined" in house.ticket().attention
    assert ANNA in house.text_to(SAM)
    assert house.mail_to(ANNA) == []


def test_a_forged_decline_is_shown_as_unproved(house: InMemory, booked: Entry) -> None:
    """Staff read that nothing proves it; the plan stands."""
    answers(house, booked, "DECLINED", proved=False)
    assert house.ticket().plan == PLAN
    assert f"nothing proves that {ANNA} sent it" in house.text_to(SAM)


def test_another_time_is_shown_with_the_command_that_books_it(house: InMemory, booked: Entry) -> None:
    """Moved to 8:30 in her calendar, the import would start at nine; nothing moves by itself."""
    wanted = datetime(2026, 12, 12, 8, 30, tzinfo=NEW_YORK)
    answers(house, booked, "TENTATIVE", method="COUNTER", starts=wanted)
    assert "@sluice reschedule IMP-1 2026-12-12 09:00" in house.text_to(SAM)
    assert house.ticket().plan == PLAN


def test_an_answer_to_an_older_invitation_is_only_kept(house: InMemory, booked: Entry) -> None:
    """She declined the day that was moved since: that is settled."""
    house.receives(MOVE, answers="<letter-1@northcpa.example>")
    house.puts_mail_away()
    answers(house, booked, "DECLINED")
    assert house.events()[-1] == "InvitationAnswered"
    assert house.ticket().attention == ""


@pytest.mark.parametrize("sender", [OTTO, BERT])
def test_who_takes_no_part_is_not_heard(house: InMemory, booked: Entry, sender: str) -> None:
    """An invitation passed on to somebody else, or another firm's: nothing."""
    known = len(house.events())
    answers(house, booked, "DECLINED", sender)
    assert len(house.events()) == known
    assert house.last_letter.disposition is Disposition.LEFT_ALONE


def test_words_beside_an_acceptance_reach_staff(house: InMemory, booked: Entry) -> None:
    """What somebody wrote is never swallowed with the click."""
    answers(house, booked, "ACCEPTED", comment="but please not before 7 pm")
    assert "but please not before 7 pm" in house.text_to(SAM)


def test_an_entry_we_never_sent_is_none_of_our_business(house: InMemory, booked: Entry) -> None:
    """A UID is looked up, and nothing is read out of it."""
    answers(house, Entry("REPLY", "other@aiwyn.example", 0, booked.begins, ()), "DECLINED")
    assert house.last_letter.disposition is Disposition.LEFT_ALONE
    assert Machine.CALENDAR in house.last_letter.reason


def test_a_day_in_a_calendar_file_is_offered_and_not_booked(house: InMemory) -> None:
    """Her words name no day; the file's day is asked back."""
    event, calendar = Event(), Calendar()
    event.add("DTSTART", datetime(2026, 12, 12, 9, tzinfo=NEW_YORK))
    calendar.add_component(event)
    text = "\n".join(
        (
            "--b", "Content-Type: text/plain", "", "We would like to import the Lindgren clients.",
            "--b", 'Content-Type: text/calendar; name="day.ics"', "Content-Disposition: attachment", "",
            calendar.to_ical().decode(), "--b--",
        )
    )  # fmt: skip
    house.receives(text, headers=('Content-Type: multipart/mixed; boundary="b"', "MIME-Version: 1.0"))
    assert house.kinds_to(ANNA) == [Mail.DATE_AMBIGUOUS]
    assert "December 12" in house.text_to(ANNA)
    assert house.ticket().plan is None
