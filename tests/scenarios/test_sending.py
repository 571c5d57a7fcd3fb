"""Mail goes out once: to each who can take it, under one id, and never round and round."""

from datetime import timedelta
from email import message_from_bytes

import pytest

from bot.desk.point import Point
from bot.desk.tasks import Mail
from bot.desk.ticket import Stage
from bot.post.port import Refused
from bot.steps.deliver import UNCLEAR_AT_MOST
from bot.steps.preflight import look
from tests.cast import ABEL, ANNA, CORA, PLAN, SAM, SUPPORT
from tests.scenarios.house import REQUEST, InMemory
from tests.scenarios.letters import text_of

FIRST = "<letter-1@northcpa.example>"
NOBODY = Refused(permanent=True, reply="550 5.1.1 nobody here has this address")
LATER = Refused(permanent=False, reply="451 4.7.1 try again later")


def test_one_refused_address_neither_blocks_nor_repeats_the_others(house_on_both: InMemory) -> None:
    """K3: Anna has it, Cora's address is dead, staff hear which and why, and nobody hears twice."""
    house = house_on_both
    house.post.refuses[CORA] = NOBODY
    house.receives(REQUEST, cc=CORA)
    house.advance(hours=2)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]
    assert house.mail_to(CORA) == []
    assert f"{CORA}: 550 5.1.1 nobody here has this address" in house.text_to(SAM)


def test_who_was_refused_for_now_gets_the_same_bytes_later(house: InMemory) -> None:
    """A second attempt under the same id is the same mail: all names in To, the same links."""
    house.post.refuses[CORA] = LATER
    house.receives(REQUEST, cc=CORA)
    del house.post.refuses[CORA]
    house.advance(minutes=5)
    to_anna, to_cora = (sent for sent in house.post.sent if {ANNA, CORA} & {*sent.recipients})
    assert (to_anna.recipients, to_cora.recipients) == ((ANNA,), (CORA,))
    assert to_anna.raw == to_cora.raw
    assert house.mail_to(ANNA) + house.mail_to(CORA)


@pytest.mark.parametrize(
    ("says", "hears"),
    [
        ("We need to move the import to December 19, 2026 at 9 am.", Mail.RESCHEDULED),
        ("Please cancel the import.", Mail.CANCELLED),
    ],
)
def test_who_was_refused_for_now_hears_no_day_that_is_over(house: InMemory, says: str, hears: Mail) -> None:
    """Cora's server comes back after the day was moved or called off: the old day is not confirmed to her."""
    house.post.refuses[CORA] = LATER
    house.receives(REQUEST, cc=CORA)
    house.receives(says, answers=FIRST)
    del house.post.refuses[CORA]
    house.advance(hours=8)
    assert house.kinds_to(CORA) == [hears]
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED, hears]


def test_an_unclear_end_is_tried_again_once_under_the_same_id(house: InMemory) -> None:
    """The server may have taken it; whoever gets it twice gets one message."""
    house.post.unclear = True
    house.receives(REQUEST)
    house.post.unclear = False
    house.advance(hours=2)
    first, second = house.mail_to(ANNA)
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()


def test_what_came_in_between_does_not_change_the_second_attempt(house: InMemory) -> None:
    """A letter on the thread would be a reference more, and two mails under one id."""
    house.post.unclear = True
    house.receives(REQUEST)
    house.post.unclear = False
    house.receives("Thanks!", answers="<letter-1@northcpa.example>")
    house.advance(hours=2)
    first, second = house.mail_to(ANNA)
    assert first.as_bytes() == second.as_bytes()


def test_mail_waits_out_an_outage_and_goes_once(house: InMemory) -> None:
    """While the mail server is down nothing is lost, and afterwards nothing is doubled."""
    house.post.down = True
    house.receives(REQUEST)
    house.advance(hours=3)
    house.post.down = False
    house.advance(hours=1)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_a_firm_that_waits_for_our_word_has_it_minutes_after_the_mail_server_is_back(house: InMemory) -> None:
    """Other mail rests half an hour by then; what the day stands or falls with does not."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at.replace(minute=0))
    house.puts_mail_away()
    house.post.down = True
    house.advance_to(PLAN.starts.at + timedelta(minutes=10))
    house.post.down = False
    house.advance(minutes=5)
    assert house.kinds_to(ANNA) == [Mail.PROCEED]


def test_nobody_is_told_to_proceed_late(house: InMemory) -> None:
    """If the mail could not leave within the window, the firm is released instead and staff hear."""
    house.plays_to(Stage.SCHEDULED)
    house.advance_to(PLAN.off_at.at.replace(minute=0))
    house.puts_mail_away()
    house.post.down = True
    house.advance_to(PLAN.proceed_until.at)
    house.post.down = False
    house.advance(hours=1)
    assert Mail.PROCEED not in house.kinds_to(ANNA)
    assert house.mail_to(SAM)


def test_a_proceed_mail_that_comes_back_calls_staff(house: InMemory) -> None:
    """The firm does not know that its flow is off: the bounce says which mail and which address."""
    house.receives(REQUEST)
    house.advance_to(PLAN.starts.at)
    house.bounces(house.last_to(ANNA), ANNA)
    assert f"{ANNA}: " in house.text_to(SAM)
    assert "did not reach the firm" in house.text_to(SAM)
    assert house.kinds_to(ABEL) == [Mail.PROCEED]  # the firm's next contact gets it


def test_a_mail_that_comes_back_from_each_by_a_report_of_its_own_reached_nobody(house: InMemory) -> None:
    """The second report must not take the first recipient for one who has it: the day before, that is red."""
    house.receives(REQUEST, cc=ABEL)
    confirmed = house.last_to(ANNA)
    house.bounces(confirmed, ANNA)
    house.bounces(confirmed, ABEL)
    _, points = look(house.house, 1)
    assert "contacts: red, our timing-confirmed did not reach them" in map(str_without_reason, points)
    house.puts_mail_away()


def str_without_reason(point: Point) -> str:
    return str(point).partition(f": {ABEL}")[0]


def test_a_bounce_without_an_id_is_found_by_the_tagged_sender(house: InMemory) -> None:
    """Some servers name nothing; where plus addresses are allowed, the address it came to does."""
    tagged = house.house.settings.mailbox[0].model_copy(update={"plus_addresses": True})
    settings = house.house.settings.model_copy(update={"mailbox": (tagged,)})
    object.__setattr__(house.house, "settings", settings)
    house.receives(REQUEST)
    back_to = next(sent.envelope_from for sent in house.post.sent if ANNA in sent.recipients)
    assert back_to.startswith("support+bounce-")
    house.receives(
        f"The mail could not be delivered.\n\n<{ANNA}>: 550 5.1.1 nobody has this address",
        "mailer-daemon@northcpa.example",
        "Mail delivery failed: returning message to sender",
        to=back_to,
        headers=("Auto-Submitted: auto-replied", "Return-Path: <>"),
    )
    assert "did not reach the firm" in house.text_to(SAM)
    assert house.mail_to(ANNA)
    assert house.mail_to(ABEL)


def test_a_bounce_of_mail_we_never_sent_moves_nothing(house: InMemory) -> None:
    """A forged report silences nobody."""
    house.plays_to(Stage.SCHEDULED)
    stranger = message_from_bytes(b"Message-ID: <other@elsewhere.example>\r\nSubject: x\r\n\r\nx")
    house.bounces(stranger, ANNA)
    assert house.ticket().attention == ""


def test_a_copy_goes_where_colleagues_look_for_sent_mail(house: InMemory) -> None:
    """And one that cannot be filed is no reason to send again."""
    house.receives(REQUEST)
    assert [message_from_bytes(raw)["To"] for raw in house.sent.filed] == [ANNA]
    house.sent.full = True
    house.receives("Please send me another date.", answers=FIRST)
    house.receives("We need to move the import to December 12, 2026 at 9 am.", answers=FIRST)
    house.advance(hours=1)
    assert house.kinds_to(ANNA).count(Mail.RESCHEDULED) == 1
    house.mail_to(SAM)


def test_a_copy_that_could_not_be_filed_is_tried_until_it_can(house: InMemory) -> None:
    """A mailbox that is full for hours loses none, and staff hear of it once."""
    house.sent.full = True
    house.receives(REQUEST)
    house.advance(hours=2)
    assert house.sent.filed == []
    assert "The filing of sent mail in mailbox support has not answered" in house.text_to(SAM)
    house.sent.full = False
    house.advance(hours=1)
    filed = [message_from_bytes(raw)["Message-ID"] for raw in house.sent.filed]
    assert filed == [house.last_to(ANNA)["Message-ID"]]
    assert house.kinds_to(SAM) == [Mail.STAFF_ATTENTION] * 2


def test_a_mail_that_nobody_can_tell_the_end_of_goes_four_times_at_most(house: InMemory) -> None:
    """K1: A server that never says what it took is not fed for ever: then a person must look."""
    house.post.unclear = True
    house.receives(REQUEST)
    house.advance(hours=3)
    copies = house.mail_to(ANNA)
    assert (len(copies), len({mail["Message-ID"] for mail in copies})) == (UNCLEAR_AT_MOST, 1)
    assert house.ticket().attention == "a mail did not reach the firm"
    assert "nobody can say whether it was taken" in house.text_to(SAM)
    house.mail_to(ABEL)


def test_every_mail_says_that_a_machine_wrote_it(house: InMemory) -> None:
    """So that no responder answers, and no loop begins."""
    house.plays_to(Stage.CLOSED)
    mails = [message_from_bytes(sent.raw) for sent in house.post.sent]
    assert all(str(mail["Auto-Submitted"]).startswith("auto-") for mail in mails)
    assert {mail["X-Auto-Response-Suppress"] for mail in mails} == {"All"}


def test_our_answers_thread_with_the_firms_letter(house: InMemory) -> None:
    """In the firm's own mail program it is one conversation."""
    house.receives(REQUEST)
    mail = house.last_to(ANNA)
    assert mail["In-Reply-To"] == FIRST
    assert mail["Subject"] == "Re: Import of the Lindgren clients [IMP-1]"


def test_a_loop_with_a_responder_runs_into_a_brake(house: InMemory) -> None:
    """Silence, one alert to staff that names address and count; `go` releases."""
    house.plays_to(Stage.IMPORTING)
    for _ in range(30):
        house.receives("*person*", answers=FIRST)
    assert len(house.mail_to(ANNA)) < 20
    alerts = [
        text_of(m) for m in house.mail_to(SAM) if "until you say @sluice go" in " ".join(text_of(m).split())
    ]
    assert len(alerts) == 2  # the thread's brake and the address's
    house.puts_mail_away()
    house.receives("*person*", answers=FIRST)
    assert house.mail_to(ANNA) == []
    assert f"address {ANNA}" in " ".join(house.commands("go").split())


def test_a_colleagues_answer_makes_ours_wait_for_staff(house: InMemory) -> None:
    """Two voices on one thread confuse: what we have not sent yet waits for a word."""
    house.post.down = True
    house.receives(REQUEST)
    house.colleague_sends("Hi Anna, I will call you about the day.", FIRST)
    house.post.down = False
    house.advance(hours=1)
    assert house.mail_to(ANNA) == []
    assert "a colleague answered" in house.text_to(SAM).lower()
    house.commands("unpause IMP-1")
    house.advance(minutes=10)
    assert house.kinds_to(ANNA) == [Mail.TIMING_CONFIRMED]


def test_our_own_copy_in_sent_is_no_colleague(house: InMemory) -> None:
    """What we filed ourselves is known by its id."""
    house.receives(REQUEST)
    house.colleague_sends("x", FIRST, SUPPORT)
    held_by_colleague = house.ticket().held
    house.mail_to(SAM)
    ours = house.sent.filed[0]
    house.sends(ours)
    assert held_by_colleague
    assert house.events().count("ColleagueWrote") == 1
    house.mail_to(ANNA)


def test_abel_joins_by_answering_all(house: InMemory) -> None:
    """Whoever of the firm writes on the thread is answered on it from then on."""
    house.plays_to(Stage.SCHEDULED)
    house.receives("Thanks, noted!", ABEL, answers=FIRST, cc=ANNA)
    house.advance_to(PLAN.starts.at)
    assert house.kinds_to(ABEL) == house.kinds_to(ANNA) == [Mail.REMINDER, Mail.PROCEED]
