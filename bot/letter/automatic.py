"""Which letters a machine wrote: a table of signs, read from the top; the first that holds names it.

Such mail is never answered and moves nothing, so a person's letter must not be taken for one:
`Auto-Submitted: no`, an X-Auto-Response-Suppress or a List- header alone is no sign, and words count only
where several of them agree.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.letter import machine_phrases as phrases
from bot.letter.bounces import old_style, report_of, walk
from bot.letter.headers import Headers
from bot.letter.letter import Bounce, Machine
from bot.letter.mime import Part
from bot.letter.sender import Sender, addresses_in


@dataclass(frozen=True, slots=True)
class Automatic:
    """What kind of machine wrote a letter, if one did, by which sign it was known, and what it reports."""

    machine: Machine | None = None
    why: str = ""
    bounce: Bounce | None = None


@dataclass(frozen=True, slots=True)
class Mail:
    """What the signs look at."""

    headers: Headers
    root: Part
    sender: Sender
    subject: str
    typed: str  # what was newly written, with the signature and footers
    whole: str  # all of the text, without that of messages attached
    own: frozenset[str]

    def field(self, name: str) -> str:
        """Return a header value in lower case."""
        return self.headers.text(name, 200).lower()


def automatic_in(mail: Mail) -> Automatic:
    """Tell whether a machine wrote this letter; for a person's, the answer is empty."""
    for sign in SIGNS:
        found = sign(mail)
        if found is not None:
            return found
    return Automatic()


def own_mail(mail: Mail) -> Automatic | None:
    if mail.sender.address in mail.own:
        return Automatic(Machine.OWN, f"From: {mail.sender.address}")
    return None


def delivery_report(mail: Mail) -> Automatic | None:
    found = report_of(mail.root, mail.headers, mail.whole)
    if found is None:
        return None
    is_final, bounce = found
    if any(phrase in mail.whole[:6000].lower() for phrase in phrases.CHALLENGES):
        return Automatic(Machine.AUTO_REPLY, "a challenge")
    return Automatic(Machine.BOUNCE if is_final else Machine.DELAY, "a delivery report", bounce)


REPORT_TYPES = {
    "disposition-notification": Machine.RECEIPT,
    "feedback-report": Machine.REPORT,
    "tlsrpt": Machine.REPORT,
    "delivery-status": Machine.BOUNCE,
}


def other_report(mail: Mail) -> Automatic | None:
    """Know receipts, abuse reports and broken delivery reports by the type their parts declare."""
    if mail.root.content_type != "multipart/report":
        return None
    declared = mail.root.parameters.get("report-type", "").lower()
    types = [declared, *(part.content_type.partition("/")[2] for part in walk(mail.root))]
    for kind, machine in REPORT_TYPES.items():
        if kind in types and machine is not Machine.BOUNCE:
            return Automatic(machine, f"report-type={kind}")
    if from_daemon(mail):
        return prose_bounce(mail, "multipart/report from a mail server")
    return Automatic(Machine.AUTO_REPLY, "multipart/report")


def prose_bounce(mail: Mail, why: str) -> Automatic:
    ours = mail.own.union(addresses_in(mail.headers.all("to")))
    is_final, bounce = old_style(mail.whole, mail.headers, mail.root, ours)
    return Automatic(Machine.BOUNCE if is_final else Machine.DELAY, why, bounce)


def from_daemon(mail: Mail) -> bool:
    """Tell whether the sender names itself as a mail server, or nobody at all."""
    claimed = mail.headers.text("from").lower().lstrip('"<')
    local = (mail.sender.address or "").partition("@")[0]
    return not claimed.strip("<> ") or any(name.startswith(phrases.DAEMONS) for name in (claimed, local))


def old_bounce(mail: Mail) -> Automatic | None:
    """Know a delivery report in prose by its sender, and by its subject or text."""
    if mail.field("x-failed-recipients"):
        return prose_bounce(mail, "X-Failed-Recipients")
    text = mail.whole[:6000].lower()
    named = any(phrase in mail.subject.lower() for phrase in phrases.BOUNCE_SUBJECTS)
    told = any(phrase in text for phrase in (*phrases.BOUNCE_TEXTS, *phrases.DELAYS))
    if (from_daemon(mail) and (named or told)) or (has_null_path(mail) and named and told):
        return prose_bounce(mail, "a mail server's words")
    return None


def has_null_path(mail: Mail) -> bool:
    return mail.headers.first("return-path").strip() == b"<>"


def null_path(mail: Mail) -> Automatic | None:
    """Know by its envelope what asks for no answer; people's mail has a sender there (RFC 5321 §4.5.5)."""
    return Automatic(Machine.AUTO_REPLY, "Return-Path: <>") if has_null_path(mail) else None


ANSWERS = ("REPLY", "COUNTER", "REFRESH")
INVITES = ("REQUEST", "CANCEL", "DECLINECOUNTER")


def calendar(mail: Mail) -> Automatic | None:
    """Know an invitation, or the answer to one, by its method; an .ics file sent along is a person's.

    Apple attaches its answers as files, but no person's file says that it is one.
    """
    for part in walk(mail.root):
        if part.content_type == "text/calendar":
            method = part.parameters.get("method", "").upper()
            if method in ANSWERS or (method in INVITES and part.disposition != "attachment"):
                return Automatic(Machine.CALENDAR, f"text/calendar, method={method}")
    is_notice = mail.field("content-class").startswith("urn:content-classes:calendarmessage")
    if is_notice and mail.subject.lower().startswith(phrases.CALENDAR_SUBJECTS):
        return Automatic(Machine.CALENDAR, "Content-Class: calendarmessage")
    answered = any(phrase in mail.typed[:200].lower() for phrase in phrases.CALENDAR_ANSWERS)
    if answered and mail.subject.lower().startswith(phrases.CALENDAR_SUBJECTS):
        return Automatic(Machine.CALENDAR, "the words of a calendar's answer")
    return None


def auto_submitted(mail: Mail) -> Automatic | None:
    word = re.split(r"[;\s(]", mail.field("auto-submitted"), maxsplit=1)[0]
    if word in ("", "no"):
        return None
    if word == "auto-generated" and bulk_marks(mail):
        return Automatic(Machine.BULK, f"Auto-Submitted: {word}")
    return Automatic(Machine.AUTO_REPLY, f"Auto-Submitted: {word}")


# Written by responders only; X-Auto-Response-Suppress also stands on people's mail.
RESPONDER_FIELDS = (
    "x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply", "x-autoreply-from",
    "x-auto-respond", "x-mail-autoreply", "x-autogenerated", "x-ms-exchange-inbox-rules-loop",
    "x-cron-env", "x-vacation", "x-fc-machinegenerated", "x-opengroupware-autoreply",
)  # fmt: skip


def responder_field(mail: Mail) -> Automatic | None:
    present = {name for name, _ in mail.headers.fields}
    for name in RESPONDER_FIELDS:
        if name in present and mail.field(name) not in ("no", "false", "0"):
            return Automatic(Machine.AUTO_REPLY, name)
    if mail.field("precedence") in ("auto_reply", "auto-reply", "autoreply"):
        return Automatic(Machine.AUTO_REPLY, "Precedence: auto_reply")
    return None


def receipt_subject(mail: Mail) -> Automatic | None:
    is_receipt = (
        mail.subject.lower().startswith(phrases.RECEIPT_SUBJECTS)
        and "your message" in mail.typed[:400].lower()
    )
    return Automatic(Machine.RECEIPT, f"subject {mail.subject[:40]!r}") if is_receipt else None


SUBJECT_PREFIX = re.compile(r"(?:\s*(?:(?:re|aw|sv|antw|fwd?)\s*:|\[[^\]]{1,30}\])\s*)+")


def subject_says_so(mail: Mail) -> Automatic | None:
    """Know it by the subject: these words at its beginning, or in brackets at its end."""
    subject = mail.subject.lower()
    prefix = SUBJECT_PREFIX.match(subject)
    beginnings = (subject.lstrip("[( "), subject[prefix.end() :] if prefix else subject)
    begins = any(words.startswith(phrases.AUTO_REPLY_SUBJECTS) for words in beginnings)
    ends = subject.endswith((")", "]")) and subject.rstrip(" )]").endswith(phrases.AUTO_REPLY_SUBJECTS)
    return Automatic(Machine.AUTO_REPLY, f"subject {mail.subject[:40]!r}") if begins or ends else None


def words_say_so(mail: Mail) -> Automatic | None:
    """Know it by its words alone: an absence with what notices add to it, a ticket system, a challenge."""
    text = " ".join(mail.typed[:2000].lower().replace("’", "'").split())
    for phrase in (*phrases.ACKNOWLEDGED, *phrases.CHALLENGES):
        if phrase in text:
            return Automatic(Machine.AUTO_REPLY, f"{phrase!r}")
    absent = next((phrase for phrase in phrases.ABSENT if phrase in text[:200]), None)
    if absent and is_answer(mail) and len(text) < 1200 and any(add in text for add in phrases.ABSENCE_ADDS):
        return Automatic(Machine.AUTO_REPLY, f"{absent!r}")
    return None


def is_answer(mail: Mail) -> bool:
    """Tell whether this answers something; a responder always does."""
    return bool(mail.field("in-reply-to")) or SUBJECT_PREFIX.match(mail.subject.lower()) is not None


BULK_SENDER = re.compile(rf"(?:{'|'.join(phrases.BULK_SENDERS)})(?![a-z])")


def bulk_marks(mail: Mail) -> list[str]:
    """Return the signs of bulk mail; a list that people write to has a List-Post and is none."""
    if mail.field("list-post") and mail.field("list-post") != "no":
        return []
    signs = {
        "Precedence": mail.field("precedence") in ("bulk", "junk"),
        "List-Unsubscribe": bool(mail.field("list-unsubscribe")),
        "Feedback-ID": bool(
            mail.field("feedback-id") or mail.field("x-campaign") or mail.field("x-csa-complaints")
        ),
        "sender": BULK_SENDER.match(mail.sender.address or "") is not None,
        "text": any(phrase in mail.typed.lower() for phrase in phrases.BULK_TEXTS),
    }
    return [name for name, holds in signs.items() if holds]


def bulk(mail: Mail) -> Automatic | None:
    marks = bulk_marks(mail)
    return Automatic(Machine.BULK, " and ".join(marks)) if len(marks) >= 2 else None


SIGNS: tuple[Callable[[Mail], Automatic | None], ...] = (
    own_mail,  # before anything else: a bounce of ours to ourselves is still ours
    delivery_report,
    other_report,
    old_bounce,
    calendar,
    auto_submitted,
    responder_field,
    null_path,
    receipt_subject,
    subject_says_so,
    words_say_so,
    bulk,
)
