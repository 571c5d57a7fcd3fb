"""From a task's plain values to what a template may say."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from bot.desk.firm import Contact
from bot.desk.tasks import Audience, Facts, Mail, SendMail
from bot.desk.ten import Row, Standing, Ten
from bot.flow.port import FlowReading, FlowState
from bot.post.answers import OFFERED, answer_links
from bot.post.context import MailContext, context_of
from bot.post.samples import ANNA, DESK, SAM, SUPPORT, a_firm, a_plan, a_ticket

NOTHING_MORE = Facts()


def context(facts: Facts = NOTHING_MORE, *, audience: Audience = Audience.FIRM) -> MailContext:
    return context_of(SendMail(Mail.TIMING_CONFIRMED, audience, facts), a_ticket(), a_firm(), DESK, ())


def test_the_plan_is_said_hour_by_hour() -> None:
    """Each moment of the day stands there, with the day where it is another."""
    plan = context().plan
    assert plan is not None
    assert (plan.off_at, plan.hour, plan.proceed_until) == ("5:30 PM", "6:00 PM", "8:00 PM")
    assert plan.ends_by == "Sunday, December 6, 2026, 6:00 AM"
    assert (plan.zone, plan.iso) == ("Eastern Standard Time (UTC-05:00)", "2026-12-05 18:00")


def test_a_firm_never_reads_words_that_are_not_its_own_peoples() -> None:
    """M4: Neither staff's commands nor another firm's letter are quoted to a firm."""
    said = Facts(quote="@sluice approve IMP-1", by=SAM)
    assert context(said).quote == ()
    assert context(replace(said, by="bert@southtax.example")).quote == ()
    assert context(said, audience=Audience.STAFF).quote == ("@sluice approve IMP-1",)


def test_a_person_is_named_by_our_own_directory() -> None:
    """B1, F9: A display name is anybody's invention, so only the directory's is shown, with the address."""
    assert context(Facts(by=ANNA)).by == "Anna Lee (anna@northcpa.example)"
    assert context(Facts(by="otto@elsewhere.example")).by == "otto@elsewhere.example"


def test_a_name_in_the_directory_is_cleaned_too() -> None:
    """F3: An import of firms may hold anything."""
    firm = replace(a_firm(), name="North\r\nBcc: x", contacts=(Contact(ANNA, "Anna\u202e"),))
    said = context_of(SendMail(Mail.NUDGE, Audience.FIRM), a_ticket(), firm, DESK, ())
    assert (said.firm, said.confirmers) == ("North Bcc: x", ("Anna[U+202E]",))


def test_a_read_back_by_a_person_says_whose_word_it_is() -> None:
    """Where no machine can read, every mail shows that a person's word stands in."""
    ticket = replace(
        a_ticket(), off_read=FlowReading(FlowState.OFF, datetime(2026, 12, 5, 22, tzinfo=UTC), by_person=SAM)
    )
    said = context_of(SendMail(Mail.PROCEED, Audience.FIRM), ticket, a_firm(), DESK, ())
    assert (
        said.off
        == "Saturday, December 5, 2026, 5:00 PM Eastern Standard Time, on the word of sam@desk.example"
    )


def test_another_plan_than_the_booked_one_stands_beside_it() -> None:
    """Who asks to move sees both days, whichever the ticket holds."""
    said = context(Facts(plan=a_plan(date(2026, 12, 6))))
    assert said.plan is not None
    assert said.old_plan is not None
    assert (said.plan.iso, said.old_plan.iso) == ("2026-12-06 18:00", "2026-12-05 18:00")


def test_a_gap_is_counted_to_the_cent() -> None:
    """A row says by how much it differs; one that agrees, or lacks a figure, says nothing."""
    rows = (
        Row("Alder", Decimal("9.99"), Decimal("10.00"), standing=Standing.DIFFERS),
        Row("Birch", Decimal("0.00"), Decimal(0), standing=Standing.AGREED),
        Row("Cedar", Decimal("3.00")),
    )
    said = context(Facts(ten=Ten(rows)))
    assert [(row.gap, row.agrees) for row in said.rows] == [("-0.01", False), ("", True), ("", False)]
    assert len(said.sheet) == 10


def test_times_are_in_utc_where_no_firm_is_known() -> None:
    """A letter nobody could file still has an hour."""
    said = context_of(SendMail(Mail.STAFF_ATTENTION, Audience.STAFF), a_ticket(), None, DESK, ())
    assert said.told == "Saturday, December 5, 2026, 10:35 PM Coordinated Universal Time"


def test_a_context_holds_nothing_that_can_be_called() -> None:
    """A template gets values; it cannot reach the house through them."""
    said = context()
    assert not [field.name for field in fields(said) if callable(getattr(said, field.name))]


@pytest.mark.parametrize("mail", OFFERED)
def test_a_link_writes_the_whole_answer(mail: Mail) -> None:
    """A tap is enough: address, subject with the mark for just this answer, and the words are there."""
    for answer in answer_links(mail, a_ticket(), lambda answer: f"mark-of-{answer}", SUPPORT):
        assert answer.href.startswith("mailto:support@desk.example?subject=")
        assert "%5BIMP-1%5D%20mark-of-" in answer.href
        assert answer.href.endswith(f"&body={answer.label.replace(' ', '%20')}.")


def test_a_mail_without_a_question_offers_no_answer() -> None:
    """No mark is made that nobody can use."""
    assert answer_links(Mail.FLOW_ON, a_ticket(), lambda _: pytest.fail("a mark was made"), SUPPORT) == ()
