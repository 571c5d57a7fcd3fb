"""A machine's mail is known for what it is, and a person's is never taken for one."""

import pytest

from bot.letter.letter import Bounce, Letter, Machine
from bot.letter.open import open_letter
from bot.letter.trust import Receiver

HEAD = "From: Anna Harper <anna@north.example>\nSubject: Re: Import\nReturn-Path: <anna@north.example>\n"
DAEMON = "From: Mail Delivery System <MAILER-DAEMON@mx.north.example>\nReturn-Path: <>\n"


def opened(text: str) -> Letter:
    return open_letter(text.encode(), Receiver("none"))


@pytest.mark.parametrize(
    "field",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: auto-generated (rejected)",
        "Auto-Submitted: Auto-Notified; owner-email=x",
        "X-Autoreply: yes",
        "X-Autorespond: x",
        "Precedence: auto_reply",
        "X-MS-Exchange-Inbox-Rules-Loop: anna@north.example",
    ],
)
def test_a_responders_own_field_marks_its_mail(field: str) -> None:
    """E1: RFC 3834, and what was in use before it."""
    letter = opened(f"{HEAD}{field}\n\nThe import is complete.\n")
    assert letter.machine is Machine.AUTO_REPLY
    assert letter.machine_why


@pytest.mark.parametrize(
    "fields",
    [
        "Auto-Submitted: no\n",
        "X-Auto-Response-Suppress: All\n",
        "List-Id: <team.north.example>\nList-Post: <mailto:team@north.example>\nPrecedence: list\n",
        "List-Unsubscribe: <mailto:x@north.example>\n",
        "Precedence: bulk\nList-Post: <mailto:team@north.example>\nList-Unsubscribe: <mailto:x>\n",
        "X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent\n",
        "X-Autoreply: no\n",
    ],
)
def test_a_person_whose_mail_carries_such_fields_is_still_a_person(fields: str) -> None:
    """E10: The word "no" is human, a suppress field stands on Outlook's own mail, firms use groups."""
    assert opened(f"{HEAD}{fields}\nThe import is complete.\n").machine is None


@pytest.mark.parametrize(
    "subject",
    [
        "Automatic reply: Import",
        "Re: Automatic reply: Import",
        "Out of Office: Import",
        "Out of office Re: Import",
        "AUTO: Anna Harper is out of the office (returning 12/14)",
        "[Auto-Reply] Import",
        "Import (Automatic Response)",
        "Abwesenheitsnotiz: Import",
        "=?utf-8?q?R=C3=A9ponse_automatique=C2=A0: Import?=",
        "=?utf-8?q?Respuesta_autom=C3=A1tica=3A_Import?=",
        "Autosvar: Import",
        "=?utf-8?b?6Ieq5YuV6L+U5L+hOiBJbXBvcnQ=?=",
        "[NG-20977] Request received: Import",
    ],
)
def test_a_subject_can_say_it_in_any_language(subject: str) -> None:
    """E2: Responders that set no field."""
    assert (
        opened(f"From: anna@north.example\nSubject: {subject}\n\nBack on the 14th.\n").machine
        is Machine.AUTO_REPLY
    )


@pytest.mark.parametrize(
    "text",
    [
        "Hello,\n\nI am out of the office until 14 December with limited access to email.\n",
        "Thank you for your email. I am currently on annual leave. For urgent matters call 555-0100.\n",
        "Ich bin nicht im Büro. In dringenden Fällen wenden Sie sich an Herrn Lang.\n",
        "Je suis absent jusqu'au 14. En cas d'urgence, appelez le standard.\n",
        "Your request has been received. Do not reply to this automated message.\n",
        'Anna Harper would like to recall the message, "The import is complete".\n',
        "Your mail to 'team' with the subject Import is being held until the list moderator can review it.\n",
        "This account is protected. Click to verify your email address to deliver your message.\n",
    ],
)
def test_words_alone_can_say_it_when_several_agree(text: str) -> None:
    """E2: A vacation note, a ticket system, a challenge, without any field."""
    assert opened(f"{HEAD}\n{text}").machine is Machine.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        "I am out of the office on Friday, so please make it Saturday the 12th.\n",
        "I will be out of the office when the import runs, Bert will tell you when it is complete.\n",
        "Our offices close at 1 pm on the 23rd. Can we load on the 22nd?\n",
        "Is this an automatic reply? Please have a person look at it.\n",
        "We are closed on Monday, let us say Tuesday.\n",
        "Thanks for your email. The import is complete.\n",
    ],
)
def test_a_person_who_speaks_of_being_away_is_still_a_person(text: str) -> None:
    """E10: One phrase of a vacation note is not enough."""
    assert opened(f"{HEAD}\n{text}").machine is None


@pytest.mark.parametrize(
    "subject",
    [
        "Re: out of stock items",
        "Import on leave day",
        "Response to your question",
        "Auto parts dealer import",
    ],
)
def test_a_subject_that_merely_resembles_one_is_a_persons(subject: str) -> None:
    """E10: Over-blocking loses real mail."""
    assert opened(f"From: anna@north.example\nSubject: {subject}\n\nThe 12th, please.\n").machine is None


def report(
    action: str,
    *,
    status: str = "5.1.1",
    copy: str = "Message-ID: <proceed.1@aiwyn.example>\nSubject: Proceed\n\nGo.",
) -> str:
    return (
        f"{DAEMON}Subject: Delivery Status Notification\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\nContent-Type: text/plain\n\nYour message.\n"
        "--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.north.example\n\n"
        f"Final-Recipient: rfc822; Anna@North.example\nAction: {action}\nStatus: {status}\n"
        "Diagnostic-Code: smtp; 550 5.1.1\n  <anna@north.example>: no such user\n"
        f"--b\nContent-Type: message/rfc822\n\n{copy}\n--b--\n"
    )


def test_a_delivery_report_names_the_mail_and_whom_it_did_not_reach() -> None:
    """E6: RFC 3464; the id is that of our mail, not of the report."""
    letter = opened(report("failed"))
    assert letter.machine is Machine.BOUNCE
    assert letter.bounce == Bounce(
        "<proceed.1@aiwyn.example>",
        ("anna@north.example",),
        "smtp; 550 5.1.1 <anna@north.example>: no such user",
    )
    assert letter.forwarded == ""


@pytest.mark.parametrize("action", ["delayed", "relayed", "delivered", "expanded", "Delayed"])
def test_a_delay_a_relay_and_a_delivery_are_no_failure(action: str) -> None:
    """E6: Nobody is alarmed by them, whatever the status code says."""
    letter = opened(report(action))
    assert letter.machine is Machine.DELAY
    assert letter.bounce is not None
    assert letter.bounce.original_message_id == "<proceed.1@aiwyn.example>"


def test_a_report_on_several_recipients_names_those_that_failed() -> None:
    """One got it, one did not."""
    two = report("delivered").replace(
        "--b\nContent-Type: message/rfc822",
        "\nFinal-Recipient: rfc822; bert@north.example\nAction: failed\n--b\nContent-Type: message/rfc822",
    )
    letter = opened(two)
    assert letter.machine is Machine.BOUNCE
    assert letter.bounce is not None
    assert letter.bounce.recipients == ("bert@north.example",)


def test_a_report_with_only_the_headers_of_our_mail_is_tied_to_it() -> None:
    """RFC 6522 allows the headers alone."""
    short = report("failed").replace("message/rfc822", "text/rfc822-headers")
    assert opened(short).bounce == opened(report("failed")).bounce


QMAIL = """\
Hi. This is the qmail-send program at mx.north.example.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<anna@north.example>:
no such user here.

--- Below this line is a copy of the message.

Return-Path: <support@aiwyn.example>
Message-ID: <proceed.1@aiwyn.example>
To: bert@north.example
"""
EXIM = """\
This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  anna@north.example
    mailbox is full

------ This is a copy of the message, including all the headers. ------

Message-ID: <proceed.1@aiwyn.example>
"""
EXCHANGE = """\
Your message

  To:      anna@north.example
  Subject: Proceed

did not reach the following recipient(s):

anna@north.example on Sat, 5 Dec 2026
    The recipient name is not recognized
    Message-ID: <proceed.1@aiwyn.example>
"""


@pytest.mark.parametrize("text", [QMAIL, EXIM, EXCHANGE], ids=["qmail", "exim", "exchange"])
def test_an_old_style_bounce_is_read_from_its_prose(text: str) -> None:
    """Before RFC 3464, and still."""
    letter = opened(f"{DAEMON}Subject: Undelivered mail\nTo: support@aiwyn.example\n\n{text}")
    assert letter.machine is Machine.BOUNCE
    assert letter.bounce is not None
    assert letter.bounce.original_message_id == "<proceed.1@aiwyn.example>"
    assert letter.bounce.recipients == ("anna@north.example",)


def test_a_warning_in_prose_is_a_delay() -> None:
    """What says "will keep trying" is no failure."""
    text = "Your message could not be delivered for 4 hours. We will keep trying for 5 days.\n"
    assert opened(f"{DAEMON}Subject: Warning: message delayed\n\n{text}").machine is Machine.DELAY


def test_a_person_who_forwards_a_bounce_is_still_a_person() -> None:
    """Staff pass on "undeliverable" notices; their words count."""
    letter = opened(
        "From: Sam <sam@aiwyn.example>\nSubject: FW: Undeliverable: Go\nReturn-Path: <sam@aiwyn.example>\n\n"
        "Anna's box is full, please call her.\n\nFrom: Mail Delivery <mailer-daemon@north.example>\n"
        "Sent: Saturday 5 December 2026\nTo: sam@aiwyn.example\nSubject: Undeliverable\n\nUser unknown.\n"
    )
    assert letter.machine is None


@pytest.mark.parametrize(
    ("content_type", "machine"),
    [
        ('multipart/report; report-type=disposition-notification; boundary="b"', Machine.RECEIPT),
        ('multipart/report; report-type=feedback-report; boundary="b"', Machine.REPORT),
        ('multipart/alternative; boundary="b"', Machine.CALENDAR),
    ],
)
def test_receipts_complaints_and_invitations_are_known_by_type(content_type: str, machine: Machine) -> None:
    """E8: Filed, never an answer."""
    parts = "--b\nContent-Type: text/plain\n\nComplete.\n"
    if machine is Machine.CALENDAR:
        parts += "--b\nContent-Type: text/calendar; method=REPLY\n\nBEGIN:VCALENDAR\n"
    assert opened(f"{HEAD}Content-Type: {content_type}\n\n{parts}--b--\n").machine is machine


def test_a_calendar_file_sent_along_is_a_persons_letter() -> None:
    """An .ics beside the text invites to something; it does not make the text a machine's."""
    parts = (
        "--b\nContent-Type: text/plain\n\nLoad on the 12th, call attached.\n"
        "--b\nContent-Type: text/calendar; name=call.ics\nContent-Disposition: attachment\n\n"
        "BEGIN:VCALENDAR\nMETHOD:PUBLISH\n--b--\n"
    )
    letter = opened(f'{HEAD}Content-Type: multipart/mixed; boundary="b"\n\n{parts}')
    assert letter.machine is None
    assert letter.attachments[0].content_type == "text/calendar"


def test_a_newsletter_is_known_by_two_signs() -> None:
    """E8: One alone also stands on people's mail."""
    letter = opened(
        "From: News <newsletter@vendor.example>\nSubject: Imports made easy\n"
        "List-Unsubscribe: <https://x>\n\nUnsubscribe here.\n"
    )
    assert letter.machine is Machine.BULK


def test_mail_with_an_empty_return_path_asks_for_no_answer() -> None:
    """E5: RFC 5321 §4.5.5: people's mail has a sender in its envelope."""
    assert (
        opened("From: anna@north.example\nReturn-Path: <>\n\nThank you for your note.\n").machine
        is Machine.AUTO_REPLY
    )
