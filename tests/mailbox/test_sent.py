"""Copies of our own mail go where the people of the desk look for them."""

import pytest

from bot.sandbox.servers import Sandbox
from tests.mailbox.conftest import DESK, PASSWORD, AMailbox
from tests.mailbox.faulty import FaultyImap, Talk

MAIL = b"Message-ID: <a1.b2@desk.example>\r\nFrom: support@desk.example\r\nSubject: Booked\r\n\r\nHello\r\n"


def test_a_copy_is_filed_once_however_often_it_is_asked_for(sandbox: Sandbox, a_mailbox: AMailbox) -> None:
    """After an unclear end the same mail is filed again, and nobody sees two."""
    mailbox = a_mailbox(port=sandbox.imap_port, ca_file=sandbox.ca_file)
    mailbox.file_sent(MAIL)
    mailbox.file_sent(MAIL)
    mailbox.file_sent(MAIL.replace(b"a1.b2", b"a1.b3"))
    assert [b"a1.b2" in copy for copy in sandbox.folder(DESK, "Sent")] == [True, False]


def test_a_copy_is_found_where_the_server_keeps_sent_mail(faulty: FaultyImap, a_mailbox: AMailbox) -> None:
    """The configured name is missing; the server marks another folder as the one (RFC 6154)."""

    def folders(talk: Talk) -> None:
        if '"*"' in talk.told:
            talk.say('* LIST (\\HasNoChildren \\Sent) "/" "Gesendete Objekte"')
        talk.ok()

    faulty.always["LIST"] = folders
    assert a_mailbox(port=faulty.port, host="127.0.0.1", tls="none").sent_folder() == "Gesendete Objekte"


def test_a_missing_folder_of_sent_mail_is_created(sandbox: Sandbox, a_mailbox: AMailbox) -> None:
    """As a mail program would, so that the copy is not lost."""
    sandbox.add_account("bare@desk.example", PASSWORD, folders=())
    mailbox = a_mailbox(port=sandbox.imap_port, ca_file=sandbox.ca_file, user="bare@desk.example")
    mailbox.file_sent(MAIL)
    assert len(sandbox.folder("bare@desk.example", "Sent")) == 1


@pytest.mark.parametrize("settings", [{"sent_folder": None}, {"provider_files_sent": True}])
def test_nothing_is_filed_where_that_is_not_our_business(
    sandbox: Sandbox, a_mailbox: AMailbox, settings: dict[str, object]
) -> None:
    """The provider puts a copy there itself, or the admin wants none."""
    a_mailbox(port=sandbox.imap_port, ca_file=sandbox.ca_file, **settings).file_sent(MAIL)
    assert sandbox.folder(DESK, "Sent") == []


def test_a_mail_without_an_id_is_ours_to_mend(sandbox: Sandbox, a_mailbox: AMailbox) -> None:
    """H5: Without a Message-ID it could be filed twice; every mail of ours has one."""
    mailbox = a_mailbox(port=sandbox.imap_port, ca_file=sandbox.ca_file)
    with pytest.raises(ValueError, match="Message-ID"):
        mailbox.file_sent(MAIL.replace(b"Message-ID", b"X-ID"))
