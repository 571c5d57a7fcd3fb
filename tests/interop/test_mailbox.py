"""A shared mailbox is followed on real servers: every letter once, and nobody notices."""

import tracemalloc
from datetime import UTC, datetime, timedelta, timezone
from email import message_from_bytes
from email.message import Message

import pytest
from imapclient import DELETED, FLAGGED, SEEN

from bot.clock import SteppingClock
from bot.errors import Unavailable
from bot.mailbox.imap import ImapMailbox
from bot.mailbox.port import Batch, Position
from tests.interop.conftest import Server
from tests.mailbox.conftest import DESK, PASSWORD, AMailbox
from tests.servers import DovecotServer

INBOX = "INBOX"


@pytest.fixture
def mailbox(server: Server, a_mailbox: AMailbox) -> ImapMailbox:
    return a_mailbox(
        port=server.port, ca_file=server.ca_file, max_batch_bytes=20_000, whole_up_to_bytes=20_000
    )


def a_letter(number: int, size: int = 0) -> bytes:
    head = f"From: anna@northcpa.example\r\nTo: support@desk.example\r\nSubject: no. {number}\r\n"
    filler = ("x" * 70 + "\r\n") * (size // 72)
    return f"{head}Message-ID: <{number}@northcpa.example>\r\n\r\nHello {number}\r\n{filler}".encode()


def a_workbook_letter(megabytes: int) -> bytes:
    lines = b"QUJD" * 19 + b"\r\n"
    return (
        a_letter(1).partition(b"\r\n\r\n")[0] + b"\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/mixed; boundary="a b"\r\n\r\nno one reads this\r\n--a b\r\n'
        b"Content-Type: multipart/alternative; boundary=inner\r\n\r\n"
        b"--inner\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nThe import is d\xc3\xb8ne.\r\n"
        b"--inner\r\nContent-Type: text/html\r\n\r\n<p>The import is done.</p>\r\n--inner--\r\n--a b\r\n"
        b"Content-Type: application/zip; name=books.zip\r\nContent-Disposition: attachment\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\n"
        + lines
        * (megabytes * (1 << 20) // len(lines))
        + b"--a b\r\nContent-Type: text/csv\r\nX-Sluice-Omitted: 1\r\n"
        b"Content-Disposition: attachment; filename=ten.csv\r\n\r\nname,ar\r\nAcme,1.00\r\n--a b--\r\n"
    )


def read_all(mailbox: ImapMailbox, position: Position | None = None, folder: str = INBOX) -> list[Batch]:
    batches = [mailbox.fetch_new(folder, position)]
    while not batches[-1].at_end:
        batches.append(mailbox.fetch_new(folder, batches[-1].position))
    return batches


def numbers(*batches: Batch) -> list[str]:
    return [str(message_from_bytes(x.raw)["Subject"])[4:] for batch in batches for x in batch.letters]


def test_every_letter_comes_once_whole_and_in_order(server: Server, mailbox: ImapMailbox) -> None:
    """Twelve letters of about 4 KB in batches of at most 20 KB; then there is nothing new."""
    for number in range(12):
        server.deliver(a_letter(number, 4000))
    batches = read_all(mailbox)
    assert numbers(*batches) == [str(number) for number in range(12)]
    assert all(x.raw.endswith(a_letter(n, 4000)) for n, x in enumerate(x for b in batches for x in b.letters))
    assert all(sum(len(x.raw) for x in batch.letters) <= 20_000 for batch in batches)
    assert mailbox.fetch_new(INBOX, batches[-1].position) == Batch((), batches[-1].position, True)


def test_nobody_sees_that_the_mailbox_was_read(server: Server, mailbox: ImapMailbox) -> None:
    """J7: Flags of all letters are what they were, large and small, read and unread."""
    for number in range(3):
        server.deliver(a_letter(number))
    server.deliver(a_workbook_letter(1))
    person = server.person()
    person.select_folder(INBOX)
    first, second, *_ = person.search()
    person.set_flags([first], [SEEN, FLAGGED])
    person.add_flags([second], [DELETED])
    before = {uid: set(answer[b"FLAGS"]) for uid, answer in person.fetch(person.search(), ["FLAGS"]).items()}
    read_all(mailbox)
    mailbox.wait(INBOX, 0.01)
    mailbox.close()
    after = {uid: set(answer[b"FLAGS"]) for uid, answer in person.fetch(person.search(), ["FLAGS"]).items()}
    assert len(before) == 4
    assert before == after


def test_from_now_on_means_only_what_comes_later(server: Server, mailbox: ImapMailbox) -> None:
    """The first start on a full mailbox can begin behind all that is there."""
    server.deliver(a_letter(1))
    start = mailbox.current(INBOX)
    server.deliver(a_letter(2))
    assert numbers(*read_all(mailbox, start)) == ["2"]


def test_letters_that_people_move_away_are_not_waited_for(server: Server, mailbox: ImapMailbox) -> None:
    """J4: Colleagues tidy up while we read; what is left comes, and the position moves on."""
    for number in range(4):
        server.deliver(a_letter(number))
    first = mailbox.fetch_new(INBOX, None)
    server.deliver(a_letter(4))
    server.deliver(a_letter(5))
    person = server.person()
    person.select_folder(INBOX)
    person.delete_messages([first.letters[0].uid, first.letters[-1].uid + 1])
    person.expunge()
    assert numbers(mailbox.fetch_new(INBOX, first.position)) == ["5"]


def test_a_restarted_server_costs_nothing(server: Server, mailbox: ImapMailbox, clock: SteppingClock) -> None:
    """Position, numbers and order hold over a killed server."""
    server.deliver(a_letter(1))
    first = mailbox.fetch_new(INBOX, None)
    server.restart()
    server.deliver(a_letter(2))
    try:
        second = mailbox.fetch_new(INBOX, first.position)
    except Unavailable:  # the cut was noticed only when asking
        mailbox.wait(INBOX, 5)
        second = mailbox.fetch_new(INBOX, first.position)
    assert numbers(first, second) == ["1", "2"]


def test_a_folder_replaced_under_its_name_is_read_anew(server: Server, mailbox: ImapMailbox) -> None:
    """J1: Deleted and created again it has other numbers, and is read from its first letter."""
    person = server.person()
    person.create_folder("Imports")
    person.append("Imports", a_letter(1))
    before = mailbox.fetch_new("Imports", None)
    person.delete_folder("Imports")
    person.create_folder("Imports")
    person.append("Imports", a_letter(2))
    after = mailbox.fetch_new("Imports", before.position)
    assert numbers(after) == ["2"]
    assert after.position.uidvalidity != before.position.uidvalidity


def test_a_missing_folder_disturbs_no_other(server: Server, mailbox: ImapMailbox) -> None:
    """J6: One folder is an outage, the next is read as ever."""
    server.deliver(a_letter(1))
    with pytest.raises(Unavailable, match="reading Nowhere failed"):
        mailbox.fetch_new("Nowhere", None)
    assert numbers(mailbox.fetch_new(INBOX, None)) == ["1"]


def test_a_large_letter_comes_without_its_large_parts(server: Server, mailbox: ImapMailbox) -> None:
    """Texts and the small sheet are there, the archive is named with its size, nothing else is lost."""
    server.deliver(a_workbook_letter(2))
    (arrived,) = mailbox.fetch_new(INBOX, None).letters
    assert arrived.abridged
    assert arrived.size > 2 << 20
    assert len(arrived.raw) < 3000
    plain, html, archive, sheet = leaves(message_from_bytes(arrived.raw))
    assert content_of(plain) == "The import is døne."
    assert content_of(html) == "<p>The import is done.</p>"
    assert (archive.get_filename(), content_of(archive)) == ("books.zip", "")
    assert 1 << 20 < int(archive["X-Sluice-Omitted"]) < 2 << 20
    assert (content_of(sheet), sheet["X-Sluice-Omitted"]) == ("name,ar\r\nAcme,1.00", None)


def leaves(letter: Message) -> list[Message]:
    return [part for part in letter.walk() if not part.is_multipart()]


def content_of(part: Message) -> str:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content.decode().strip()


def test_a_new_letter_wakes_the_listener(server: Server, mailbox: ImapMailbox) -> None:
    """IDLE works on this server, and what woke us is there when we look."""
    start = mailbox.current(INBOX)
    mailbox.fetch_new(INBOX, start)
    server.deliver(a_letter(1))
    assert mailbox.wait(INBOX, 20)
    assert numbers(mailbox.fetch_new(INBOX, start)) == ["1"]


def test_a_copy_of_our_mail_is_filed_once_and_read(server: Server, mailbox: ImapMailbox) -> None:
    """It lies in the folder of sent mail, marked as read, and other letters keep their flags."""
    server.deliver(a_letter(1))
    for _ in range(2):
        mailbox.file_sent(a_letter(7))
    person = server.person()
    person.select_folder("Sent", readonly=True)
    assert [set(flags) - {b"\\Recent"} for flags in person.get_flags(person.search()).values()] == [{SEEN}]
    person.select_folder(INBOX, readonly=True)
    assert not any(SEEN in flags for flags in person.get_flags(person.search()).values())
    assert numbers(mailbox.fetch_new("Sent", None)) == ["7"]


def test_the_time_of_arrival_is_the_servers(server: Server, mailbox: ImapMailbox) -> None:
    """I1: INTERNALDATE in UTC, whatever Date says."""
    took_it = datetime(2026, 3, 1, 9, tzinfo=timezone(timedelta(hours=-5)))
    old = b"Date: Mon, 1 Jan 1990 00:00:00 +0900\r\n" + a_letter(1)
    server.person().append("Sent", old, msg_time=took_it)
    (arrived,) = mailbox.fetch_new("Sent", None).letters
    assert arrived.received_at == took_it
    assert arrived.received_at.tzinfo is UTC


def test_a_letter_of_forty_megabytes_costs_little_memory(dovecot: DovecotServer, a_mailbox: AMailbox) -> None:
    """G7: It is never held whole: what is fetched of it is what it costs."""
    dovecot.add_account(DESK, PASSWORD)
    dovecot.deliver(DESK, a_workbook_letter(40))
    mailbox = a_mailbox(port=dovecot.port, ca_file=dovecot.ca_file)
    mailbox.current(INBOX)
    tracemalloc.start()
    (arrived,) = mailbox.fetch_new(INBOX, None).letters
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert arrived.size > 40_000_000
    assert peak < 20 << 20
