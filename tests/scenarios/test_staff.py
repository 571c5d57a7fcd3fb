"""Staff steer by letters: every command, who may give one, and what comes back."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.store.tables import Acting, Disposition
from tests.cast import ANNA, PLAN, SAM
from tests.scenarios.house import ADMIN, COMPLETE, REQUEST, InMemory

FIRST = "<letter-1@northcpa.example>"


def acting(house: InMemory) -> Acting:
    with house.store.reading() as work:
        return work.acting()


# --- who, and where in a letter ------------------------------------------------------------------


def test_a_command_that_nothing_proves_is_not_carried_out(house: InMemory) -> None:
    """From is a claim; staff see that somebody tried."""
    house.plays_to(Stage.IMPORTING)
    assert house.commands("done IMP-1", proved=False) == ""
    assert house.stage() is Stage.IMPORTING
    assert "gives commands, but" in house.text_to(SAM)


def test_a_contact_gives_no_commands(house: InMemory) -> None:
    """Anna's line is prose of a firm, whatever it looks like."""
    house.plays_to(Stage.IMPORTING)
    house.receives("@sluice done IMP-1", answers=FIRST)
    assert house.stage() is Stage.IMPORTING
    house.mail_to(ANNA)
    house.mail_to(SAM)


@pytest.mark.parametrize(
    "text",
    [
        "See what Anna wrote:\n\n> @sluice done IMP-1",
        "Regards\n\n-- \n@sluice done IMP-1",
        "-----Original Message-----\nFrom: Anna <anna@northcpa.example>\nSubject: x\n\n@sluice done IMP-1",
    ],
    ids=["quoted", "signature", "forwarded"],
)
def test_a_command_counts_only_in_staffs_own_words(house: InMemory, text: str) -> None:
    """Forwarding a customer's mail executes nothing."""
    house.plays_to(Stage.IMPORTING)
    house.receives(text, SAM, "Fwd: import")
    assert house.stage() is Stage.IMPORTING
    house.mail_to(SAM)


def test_an_absence_note_of_staff_gives_no_command(house: InMemory) -> None:
    """Automatic mail moves nothing, whoever's it is."""
    house.plays_to(Stage.IMPORTING)
    house.receives("@sluice done IMP-1", SAM, headers=("Auto-Submitted: auto-replied",))
    assert house.stage() is Stage.IMPORTING


def test_a_misspelt_command_is_answered_with_its_likeness(house: InMemory) -> None:
    """Nothing is carried out on a guess."""
    house.plays_to(Stage.SCHEDULED)
    answer = house.commands("canel IMP-1")
    assert "there is no command “canel”" in answer
    assert "@sluice cancel [IMP-n]" in answer
    assert house.stage() is Stage.SCHEDULED


def test_the_answer_goes_to_its_writer_alone(house: InMemory) -> None:
    """The firm reads nothing of what staff say among themselves."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("status IMP-1")
    assert house.last_to(SAM)["To"] == SAM
    assert house.mail_to(ANNA) == []


def test_several_lines_are_answered_in_one_mail(house: InMemory) -> None:
    """Each line quoted, what came of it below."""
    house.plays_to(Stage.SCHEDULED)
    answer = house.commands("status IMP-1", "pause IMP-1", "frobnicate")
    assert answer.index("> @sluice status IMP-1") < answer.index("> @sluice pause IMP-1")
    assert "Not understood" in answer


def test_on_a_thread_the_ticket_need_not_be_named(house: InMemory) -> None:
    """Replying to the alert is enough."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Can you help us with the mapping?", answers=FIRST)
    answer = house.commands("status", answers=house.last_to(SAM))
    assert "IMP-1" in answer


def test_without_a_ticket_the_answer_says_what_is_missing(house: InMemory) -> None:
    """A command that cannot be carried out says why."""
    assert "add IMP-n to the line" in house.commands("pause")
    assert "there is no IMP-9" in house.commands("pause IMP-9")


# --- each command --------------------------------------------------------------------------------


def test_status_lists_all_that_is_open(house: InMemory) -> None:
    """Stage, day and what needs a person, a line each."""
    house.plays_to(Stage.SCHEDULED)
    assert "IMP-1 north: scheduled, starts Sat 05 Dec 2026 18:00" in " ".join(
        house.commands("status").split()
    )


def test_a_date_that_waits_for_approval_is_booked_by_approve(a_house: Callable[..., InMemory]) -> None:
    """On a desk where staff confirm each date, the firm is told that they look at it."""
    house = a_house(policy={"confirm": "staff"})
    house.receives(REQUEST)
    assert house.kinds_to(ANNA) == [Mail.WITH_STAFF]
    assert house.kinds_to(SAM) == [Mail.STAFF_APPROVAL]
    assert "scheduled" in house.commands("approve IMP-1")
    assert house.kinds_to(ANNA)[-1] is Mail.TIMING_CONFIRMED


def test_approve_refuses_where_nothing_waits(house: InMemory) -> None:
    """No date is booked twice."""
    house.plays_to(Stage.SCHEDULED)
    assert "no date of IMP-1 waits for approval" in " ".join(house.commands("approve IMP-1").split())


def test_an_import_agreed_by_phone_is_booked(house: InMemory) -> None:
    """The firm's named contacts hear the confirmation; the week's notice is staff's to waive."""
    answer = house.commands("book north 2026-11-25 18:00")
    assert "booked for North CPA" in answer
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]
    plan = house.ticket().plan
    assert plan
    assert plan.starts.local.date() == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("book nort 2026-12-05", "no firm is called nort; near it: north"),
        ("book north 2026-02-30", "there is no 2026-02-30 in the calendar"),
        ("book north 2026-11-20 18:00", "2026-11-20 18:00 has passed"),
        ("book north 2027-03-14 02:30", "skip that hour on 2027-03-14"),
    ],
)
def test_book_says_what_it_cannot_book(house: InMemory, line: str, why: str) -> None:
    """The calendar binds staff too."""
    assert why in " ".join(house.commands(line).split())
    assert house.tickets() == ()


def test_reschedule_moves_a_booked_import(house: InMemory) -> None:
    """The firm is told the new day beside the old."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("reschedule IMP-1 2026-12-04 18:00")
    assert house.kinds_to(ANNA) == [Mail.RESCHEDULED]
    house.advance_to(PLAN.off_at.at.replace(day=4))
    assert house.stage() is Stage.IMPORTING
    house.mail_to(ANNA)


def test_reschedule_is_refused_in_mid_import(house: InMemory) -> None:
    """What is under way must be settled first."""
    house.plays_to(Stage.IMPORTING)
    assert "settle that first" in " ".join(house.commands("reschedule IMP-1 2026-12-12").split())


def test_a_paused_import_sends_and_switches_nothing(house: InMemory) -> None:
    """Until unpause; then what is still right goes on."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("pause IMP-1")
    house.advance_to(PLAN.off_at.at)
    assert house.gate.on
    assert house.mail_to(ANNA) == []
    house.commands("unpause IMP-1")
    house.advance(minutes=6)
    assert not house.gate.on
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED


def test_flow_off_holds_whatever_tickets_want(house: InMemory) -> None:
    """Staff's own word stands until they lift it, and an import waits for that."""
    house.plays_to(Stage.IMPORTING)
    house.commands("flow off north")
    house.receives(COMPLETE, answers=FIRST)
    house.advance(minutes=30)
    assert not house.gate.on
    house.commands("flow on north")
    house.advance(minutes=5)
    assert house.gate.on
    house.mail_to(ANNA)


def test_flow_off_and_on_without_any_import(house: InMemory) -> None:
    """Staff may turn a flow for reasons of their own."""
    house.commands("flow off north")
    assert not house.gate.on
    house.commands("flow on north")
    assert house.gate.on


def test_flow_on_beside_a_booked_import(house: InMemory) -> None:
    """A ticket whose day is still to come stands in nobody's way."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("flow off north")
    house.commands("flow on north")
    assert house.gate.on


def test_flow_on_is_refused_in_mid_import(house: InMemory) -> None:
    """The one order that corrupts books names the one that does not."""
    house.plays_to(Stage.IMPORTING)
    assert "if it is over, say @sluice done IMP-1" in " ".join(house.commands("flow on north").split())
    assert not house.gate.on


def test_done_is_staffs_word_for_a_completion(house: InMemory) -> None:
    """On their word the flow is turned on, with the same checks as ever."""
    house.plays_to(Stage.IMPORTING)
    house.commands("done IMP-1")
    house.advance(minutes=6)
    assert house.gate.on
    house.mail_to(ANNA)


def test_accept_takes_a_word_that_did_not_count(house: InMemory) -> None:
    """A forwarded or unproved completion, which staff have made sure of by phone."""
    house.plays_to(Stage.IMPORTING)
    house.receives(COMPLETE, answers=FIRST, proved=False)
    house.commands("accept IMP-1")
    assert house.stage() is Stage.TURNING_ON
    house.mail_to(ANNA)


def test_seen_lifts_attention_and_changes_nothing_else(house: InMemory) -> None:
    """A question that was answered by telephone is off the digest, and the import stays where it is."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("Will the portal be slow on that day?", answers=FIRST)
    assert house.ticket().attention
    assert "needs nobody any more" in house.commands("seen IMP-1")
    assert (house.ticket().attention, house.stage()) == ("", Stage.SCHEDULED)


def test_accept_refuses_where_nothing_waits(house: InMemory) -> None:
    """It is no shortcut around the firm."""
    house.plays_to(Stage.IMPORTING)
    assert "nothing that was said" in " ".join(house.commands("accept IMP-1").split())
    assert house.stage() is Stage.IMPORTING


def test_close_ends_a_review_as_it_stands(house: InMemory) -> None:
    """The firm hears nothing of it; reopen takes it back to the review."""
    house.plays_to(Stage.REVIEWING)
    house.commands("close IMP-1")
    assert house.stage() is Stage.CLOSED
    house.commands("reopen IMP-1")
    assert house.stage() is Stage.REVIEWING


def test_close_is_refused_while_a_flow_is_off(house: InMemory) -> None:
    """A ticket ends only with its flow read back."""
    house.plays_to(Stage.IMPORTING)
    assert "where that means nothing" in " ".join(house.commands("close IMP-1").split())
    assert house.stage() is Stage.IMPORTING


def test_cancel_calls_a_booked_import_off(house: InMemory) -> None:
    """The firm is told, and nothing turns on the day."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("cancel IMP-1")
    assert house.stage() is Stage.CANCELLED
    assert house.kinds_to(ANNA) == [Mail.CANCELLED]


def test_stop_all_stops_sends_and_switches_while_reading_goes_on(house: InMemory) -> None:
    """For every firm, until go; the digest says so at its head."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("stop all")
    house.advance_to(PLAN.off_at.at)
    assert acting(house) is Acting.STOPPED
    assert house.gate.on
    assert house.mail_to(ANNA) == []
    house.receives("Thank you!", answers=FIRST)
    assert house.last_letter.disposition is Disposition.ACTED
    assert "stopped" in house.digests()[-1].lower()
    house.commands("go")
    house.advance(minutes=10)
    assert not house.gate.on
    assert house.kinds_to(ANNA)[-1] is Mail.PROCEED


def test_after_a_long_stop_nobody_is_told_what_is_no_longer_right(house: InMemory) -> None:
    """The day went by: the firm is let go, not told to proceed."""
    house.plays_to(Stage.SCHEDULED)
    house.commands("stop all")
    house.advance_to(PLAN.ends_by.at)
    house.commands("go")
    house.advance(minutes=10)
    assert Mail.PROCEED not in house.kinds_to(ANNA)
    assert house.kinds_to(ANNA)[-1] is Mail.RELEASED
    assert house.gate.asked == []
    house.mail_to(SAM)
    house.mail_to(ADMIN)


def test_help_lists_every_command(house: InMemory) -> None:
    """The one page that needs no manual."""
    answer = house.commands("help")
    assert "@sluice book FIRM DATE [HH:MM]" in answer
    assert "@sluice stop all" in answer


def test_who_says_it_was_imported_early_is_reviewed_on_staffs_word(house: InMemory) -> None:
    """The mail that calls staff names the line, and no line that says what holds already."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(COMPLETE, answers=FIRST)
    told = house.text_to(SAM)
    assert "@sluice review IMP-1 it is imported already" in told
    assert "@sluice pause IMP-1" not in told
    house.commands("review IMP-1")
    assert house.stage() is Stage.TURNING_ON
    house.advance(minutes=10)
    house.mail_to(ANNA)


def test_no_review_of_an_import_whose_day_lies_ahead(house: InMemory) -> None:
    """A slip of the hand loses nobody's day."""
    house.plays_to(Stage.SCHEDULED)
    assert "so nothing is imported yet" in house.commands("review IMP-1")
    assert house.stage() is Stage.SCHEDULED


def test_whoever_looked_hears_that_it_is_held_all_the_same(house: InMemory) -> None:
    """ "Seen" takes the call away; what waits goes on waiting, and the answer says so."""
    house.plays_to(Stage.SCHEDULED)
    house.receives(COMPLETE, answers=FIRST)
    assert "held until @sluice unpause IMP-1" in " ".join(house.commands("seen IMP-1").split())
    assert "held until" not in house.commands("unpause IMP-1")


def test_a_question_is_off_the_list_once_staff_have_answered_it(house: InMemory) -> None:
    """The mail that shows it names the line."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("Can you send me the figures for that?", answers=FIRST)
    assert "> Can you send me the figures for that?" in house.text_to(SAM)
    assert "@sluice seen IMP-1" in house.text_to(SAM)
    house.commands("seen IMP-1")
    assert house.ticket().attention == ""


def test_no_line_of_a_digest_turns_a_flow_on(house: InMemory) -> None:
    """It is read in a hurry: a question asked in mid-import is no reason to say that it is done."""
    house.plays_to(Stage.IMPORTING)
    house.receives("Do our users have to log out meanwhile?", answers=FIRST)
    house.mail_to(SAM)
    assert "@sluice status IMP-1" in house.digest_now()
    assert "@sluice done" not in house.digest_now()
