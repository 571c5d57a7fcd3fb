"""IMAP servers as they fail: whatever happens, a letter is handed over whole, once, or reported."""

from contextlib import suppress

import pytest

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.mailbox import wire
from bot.mailbox.imap import ImapMailbox
from bot.mailbox.port import Batch, Position
from tests.mailbox.conftest import AMailbox
from tests.mailbox.faulty import Fault, FaultyImap, Talk

LETTERS = {uid: b"From: anna@northcpa.example\r\n\r\nletter %d\r\n" % uid for uid in (1, 2, 3)}


@pytest.fixture
def mailbox(faulty: FaultyImap, a_mailbox: AMailbox, request: pytest.FixtureRequest) -> ImapMailbox:
    faulty.letters = dict(LETTERS)
    is_silent = {"fault"} <= set(request.fixturenames) and request.getfixturevalue("fault") in SILENT
    return a_mailbox(
        port=faulty.port, host="127.0.0.1", tls="none", timeout_seconds=0.2 if is_silent else 5.0
    )


def follow(mailbox: ImapMailbox, clock: SteppingClock, position: Position | None = None) -> list[Batch]:
    """Read the folder to its end as the daemon does: trouble means waiting and asking again."""
    batches: list[Batch] = []
    for _ in range(20):
        try:
            batch = mailbox.fetch_new("INBOX", position)
        except Unavailable:
            clock.advance_to(clock.now().replace(year=clock.now().year + 1))
            continue
        batches.append(batch)
        position = batch.position
        if batch.at_end:
            return batches
    raise AssertionError("no end in sight")


def uids(batches: list[Batch]) -> list[int]:
    return [letter.uid for batch in batches for letter in batch.letters]


def half_a_letter(talk: Talk) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {38}\r\nFrom: anna")
    talk.hang_up()


def longer_than_announced(talk: Talk) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {5}\r\n" + LETTERS[1] + b")")
    talk.ok()


def shorter_than_announced(talk: Talk) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {500}\r\n" + LETTERS[1] + b")")
    talk.ok()


def gigantic(talk: Talk) -> None:
    talk.say(b"* 1 FETCH (UID 1 BODY[] {999999999999}\r\n")


def endless(talk: Talk) -> None:
    while True:
        talk.say(b"* OK " + b"x" * 60_000)


def dawdling(talk: Talk) -> None:
    talk.sock.settimeout(0.05)
    while True:
        talk.sock.sendall(b"*")
        with suppress(TimeoutError):
            talk.line()


def nonsense(talk: Talk) -> None:
    talk.say('* 1 FETCH (UID 1 BODY[] ("a" b')
    talk.ok()


def foreign_tag(talk: Talk) -> None:
    talk.say("X999 OK an answer to somebody else")


def goodbye(talk: Talk) -> None:
    talk.say("* BYE maintenance")
    talk.hang_up()


def silence(talk: Talk) -> None:
    talk.line()


def refused(talk: Talk) -> None:
    talk.say(f"{talk.tag} NO [SERVERBUG] cannot read this letter")


def bad(talk: Talk) -> None:
    talk.say(f"{talk.tag} BAD what")


def nil(talk: Talk) -> None:
    talk.say("* 1 FETCH (UID 1 BODY[] NIL)")
    talk.ok()


def left_out(talk: Talk) -> None:
    talk.ok()


FAULTS = (
    half_a_letter, longer_than_announced, shorter_than_announced, gigantic, endless, nonsense, foreign_tag,
    goodbye, silence, refused, bad, nil, left_out,
)  # fmt: skip
SILENT = (shorter_than_announced, silence)


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("verb", ["UID FETCH", "UID SEARCH", "EXAMINE"])
def test_after_a_fault_every_letter_is_handed_over_once(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock, verb: str, fault: Fault
) -> None:
    """J2, J3, J4, J9, J10: One faulty answer costs time, never a letter."""
    faulty.faults[verb].append(fault)
    batches = follow(mailbox, clock)
    assert [letter.raw for batch in batches for letter in batch.letters] == list(LETTERS.values())
    assert not any(batch.missed for batch in batches)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_letter_that_cannot_be_fetched_is_reported_and_passed(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock, fault: Fault
) -> None:
    """G2: The second letter breaks each of its fetches: the first and third come, the second is missed."""

    def only_for_the_second(talk: Talk) -> None:
        asked = talk.told.split()[2]
        if "BODY" in talk.told and "2" in asked.split(","):
            fault(talk)
        else:
            faulty._uid_fetch(talk)

    faulty.always["UID FETCH"] = only_for_the_second
    batches = follow(mailbox, clock)
    assert uids(batches) == [1, 3]
    assert [missed.uid for batch in batches for missed in batch.missed] == [2]


def test_a_server_that_dawdles_is_given_up(
    faulty: FaultyImap, mailbox: ImapMailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    """J9: A byte now and then is no answer, however long it goes on."""
    monkeypatch.setattr(wire, "DAWDLE", 0.04)
    faulty.faults["UID FETCH"].append(dawdling)
    with pytest.raises(Unavailable, match=r"not complete after 0.2 s"):
        mailbox.fetch_new("INBOX", None)


def test_what_is_too_large_is_refused_before_it_is_read(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """J3: A terabyte is announced and none of it awaited."""
    faulty.faults["UID FETCH"].append(gigantic)
    with pytest.raises(Unavailable, match="announced 999999999999 bytes"):
        mailbox.fetch_new("INBOX", None)


def test_nobody_outside_can_claim_that_a_part_was_left_out(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """C7: Our own mark is renamed in letters that come with it."""
    faulty.letters = {1: b"X-Sluice-Omitted: 9\r\nFrom: otto@elsewhere.example\r\n\r\nhi\r\n"}
    (letter,) = mailbox.fetch_new("INBOX", None).letters
    assert letter.raw.startswith(b"X-Claimed-Omitted: 9\r\nFrom:")


@pytest.mark.parametrize("fault", [silence])
def test_a_connection_that_broke_on_a_letter_is_not_used_again(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock, fault: Fault
) -> None:
    """The answer that came too late must not be taken for the next one: many, three times one, the rest."""
    faulty.letters = {1: LETTERS[1], 2: LETTERS[2]}
    faulty.always["UID FETCH"] = lambda talk: (fault if talk.told.endswith("[])") else faulty._uid_fetch)(
        talk
    )
    batches = follow(mailbox, clock)
    assert [missed.uid for batch in batches for missed in batch.missed] == [1, 2]
    assert faulty.logins == 7 + 1


def test_a_letter_deleted_between_search_and_fetch_is_skipped(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """J4: A colleague may delete a letter while we read; the others come all the same."""

    def delete_first(talk: Talk) -> None:
        del faulty.letters[2]
        faulty._uid_fetch(talk)

    faulty.faults["UID FETCH"].append(delete_first)
    (batch,) = follow(mailbox, clock)
    assert (uids([batch]), batch.position, batch.missed) == ([1, 3], Position(7, 3), ())


def test_the_last_letter_deleted_is_passed_too(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """The position moves behind a letter that is gone, so that nothing is asked for twice."""

    def delete_first(talk: Talk) -> None:
        del faulty.letters[3]
        faulty._uid_fetch(talk)

    faulty.faults["UID FETCH"].append(delete_first)
    (batch,) = follow(mailbox, clock)
    assert (uids([batch]), batch.position) == ([1, 2], Position(7, 3))


def test_only_the_letters_asked_for_are_taken(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """J5: Unsolicited data amid a FETCH, other UIDs, another order and repetitions change nothing."""

    def chatty(talk: Talk) -> None:
        talk.say("* 9 EXISTS")
        talk.say("* OK [ALERT] lunch")
        talk.say(b"* 4 FETCH (UID 44 BODY[] {3}\r\nno!)")
        for uid in (3, 2, 1, 2):
            talk.say(faulty.answer(uid, "BODY" in talk.told))
            talk.say("* 2 FETCH (FLAGS (\\Seen))")
        talk.say("* 9 EXPUNGE")
        talk.ok()

    faulty.always["UID FETCH"] = chatty
    (batch,) = follow(mailbox, clock)
    assert [letter.raw for letter in batch.letters] == list(LETTERS.values())


def test_a_renumbered_folder_is_read_from_its_first_letter(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """J1: UIDVALIDITY changed: old positions mean nothing."""
    (before,) = follow(mailbox, clock)
    faulty.uidvalidity, faulty.letters = 8, {1: LETTERS[2], 2: LETTERS[3]}
    (after,) = follow(mailbox, clock, before.position)
    assert (after.position, uids([after])) == (Position(8, 2), [1, 2])
    assert uids([mailbox.fetch_new("INBOX", after.position)]) == []


def test_a_missing_folder_is_an_outage_that_ends(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """J6: NO on EXAMINE names the folder; once it is there, it is read, on the same connection."""
    faulty.faults["EXAMINE"].append(lambda talk: talk.say(f"{talk.tag} NO no such folder"))
    with pytest.raises(Unavailable, match=r"reading INBOX failed: .*no such folder"):
        mailbox.fetch_new("INBOX", None)
    assert uids([mailbox.fetch_new("INBOX", None)]) == [1, 2, 3]
    assert faulty.logins == 1


def test_a_folder_without_numbering_is_refused(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """Without UIDVALIDITY no letter could be known again."""
    faulty.always["EXAMINE"] = lambda talk: talk.ok()
    with pytest.raises(Unavailable, match="UIDVALIDITY"):
        mailbox.fetch_new("INBOX", None)


def test_letters_are_only_looked_at(faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock) -> None:
    """J7: No command that could change a mailbox is ever sent."""
    follow(mailbox, clock)
    mailbox.current("INBOX")
    verbs = {command.replace("UID ", "").split()[0] for command in faulty.heard}
    assert verbs <= {"CAPABILITY", "AUTHENTICATE", "EXAMINE", "SEARCH", "FETCH", "NOOP"}
    assert all("PEEK" in command for command in faulty.heard if "BODY" in command)


def test_a_connection_lost_while_idle_is_no_outage(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """The server said BYE between two polls: the next poll logs in again and nobody hears of it."""
    first = mailbox.fetch_new("INBOX", None)
    for talk in faulty._talks:
        talk.say("* BYE idle for too long")
        talk.sock.shutdown(2)
    faulty.letters[4] = b"From: anna@northcpa.example\r\n\r\nnew\r\n"
    assert uids([mailbox.fetch_new("INBOX", first.position)]) == [4]
    assert faulty.logins == 2


def test_a_missed_letter_can_be_fetched_later(faulty: FaultyImap, mailbox: ImapMailbox) -> None:
    """Staff can have it tried again; one that is gone is nothing."""
    again = mailbox.fetch_one("INBOX", Position(7, 2))
    assert again is not None
    assert again.raw == LETTERS[2]
    assert mailbox.fetch_one("INBOX", Position(7, 99)) is None
    assert mailbox.fetch_one("INBOX", Position(6, 2)) is None


def test_a_batch_that_could_not_be_stored_is_handed_over_again(
    faulty: FaultyImap, mailbox: ImapMailbox
) -> None:
    """J8: The caller's position decides, however far we had got; also when it goes back further."""
    faulty.letters = dict.fromkeys(range(1, 501), LETTERS[1])
    first = mailbox.fetch_new("INBOX", None)
    assert uids([mailbox.fetch_new("INBOX", None)]) == uids([first]) == list(range(1, 201))
    second = mailbox.fetch_new("INBOX", first.position)
    assert uids([second]) == list(range(201, 401))
    assert uids([mailbox.fetch_new("INBOX", Position(7, 100))]) == list(range(101, 301))


def test_the_end_is_the_end_of_the_folder_not_of_an_old_list(
    faulty: FaultyImap, mailbox: ImapMailbox
) -> None:
    """A letter that came while a long list was worked off may be an objection: first it must be read."""
    faulty.letters = dict.fromkeys(range(1, 251), LETTERS[1])
    first = mailbox.fetch_new("INBOX", None)
    faulty.letters[251] = LETTERS[2]
    second = mailbox.fetch_new("INBOX", first.position)
    assert (second.position, second.at_end) == (Position(7, 250), False)
    third = mailbox.fetch_new("INBOX", second.position)
    assert (uids([third]), third.at_end) == ([251], True)


def test_a_hundred_thousand_letters_are_searched_once(
    faulty: FaultyImap, mailbox: ImapMailbox, clock: SteppingClock
) -> None:
    """What a SEARCH found is worked through; it is not asked for again with every batch."""
    many = "* SEARCH " + " ".join(map(str, range(1, 100_001)))

    def find_many(talk: Talk) -> None:
        talk.say(many)
        talk.ok()

    faulty.letters = dict.fromkeys(range(1, 501), LETTERS[1])
    faulty.always["UID SEARCH"] = find_many
    position = None
    for _ in range(2):
        position = mailbox.fetch_new("INBOX", position).position
    assert position == Position(7, 400)
    assert sum("SEARCH" in command for command in faulty.heard) == 1
