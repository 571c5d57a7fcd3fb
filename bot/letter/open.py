"""Opening a letter: bytes in, plain bounded values out. The one way into this room for everybody else.

Whatever the bytes are, a letter comes out, with notes on what was repaired and doubts where a person might
see another text than we do. Only an empty one is refused.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from bot.errors import Unreadable
from bot.letter.automatic import Mail, automatic_in
from bot.letter.body import Body, read_body
from bot.letter.entry import entry_in
from bot.letter.headers import split_headers
from bot.letter.history import Cut, cut_lines
from bot.letter.identity import message_id_of
from bot.letter.letter import Letter
from bot.letter.lines import squeeze, text_of
from bot.letter.mime import parse_mime
from bot.letter.sender import addresses_in, sender_of
from bot.letter.trust import Receiver, trust_in

RAW_LIMIT = 25 * 1024 * 1024
REFERENCE_LIMIT = 100


def open_letter(raw: bytes, receiver: Receiver, own_addresses: frozenset[str] = frozenset()) -> Letter:
    """Open one letter as it came off the wire.

    Args:
        raw: Headers and body; any line ends, any charset; what lies beyond 25 MiB is not read.
        receiver: How this mailbox's server states its verdict on From.
        own_addresses: Addresses we send from, ASCII lower case: mail from them is our own come back.

    Returns:
        Plain values. `doubts` name what may hide another text from us; nothing should be done on such a
        letter without asking. The time is linear in the size; text beyond 64 KB is not read.

    Raises:
        Unreadable: There is nothing in it at all; the caller sets the bytes aside. Bytes without a header
            are a letter from nobody.

    Source: RFC 5322 §3.6, RFC 2045-2047, RFC 2231, RFC 3676, RFC 3834, RFC 8601.
    """
    raw = raw[:RAW_LIMIT]
    headers = split_headers(raw)
    if not raw.strip():
        raise Unreadable("the letter is empty")
    sender = sender_of(headers)
    trust = trust_in(headers, sender, receiver, raw)
    tree = parse_mime(raw, headers)
    body = read_body(tree)
    subject = headers.text("subject")
    writer = f"{sender.name} {sender.address or ''}"
    cut = cut_lines(body.lines, writer, subject)
    text = shown_text(body)
    typed = f"{cut.fresh}\n{cut.signature}"
    automatic = automatic_in(Mail(headers, tree.root, sender, subject, typed, text, own_addresses))
    if body.is_cut_off:
        (body.notes if cut.has_block else body.doubts).append("the text is longer than what is read")
    sent_at, offset = date_of(headers.first("date"))
    return Letter(
        message_id=message_id_of(headers.first("message-id")),
        in_reply_to=ids_in(headers.all("in-reply-to")),
        references=ids_in(headers.all("references")),
        sender=sender.address,
        sender_name=sender.name,
        to=addresses_in(headers.all("to")),
        cc=addresses_in(headers.all("cc")),
        subject=subject,
        sent_at=sent_at,
        offset_minutes=offset,
        fresh=cut.fresh,
        forwarded="\n\n".join(filter(None, (cut.forwarded, *body.inside))),
        whole="\n\n".join(filter(None, (text, *body.inside))),
        attachments=tuple(body.attachments),
        machine=automatic.machine,
        machine_why=automatic.why,
        bounce=automatic.bounce,
        verdict=trust.verdict,
        verdict_why=trust.why,
        notes=unique(body.notes),
        doubts=unique(
            [*headers.doubts, *body.doubts, *cut.doubts, *disagreement(body, cut, writer, subject)]
        ),
        answers=cut.answers,
        entry=entry_in(body.attachments),
    )


def shown_text(body: Body) -> str:
    """Return the letter's own text as a person sees it, quote marks included."""
    return squeeze("\n".join("> " * line.depth + line.text for line in body.lines))


def unique(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))


IDS = re.compile(rb"<[^<>\s\x00-\x1f\x7f-\xff]{1,250}>")


def ids_in(values: tuple[bytes, ...]) -> tuple[str, ...]:
    """Return the ids of a thread's fields, oldest first; of too many, the root and the newest."""
    found = unique(match[0].decode("ascii") for value in values for match in IDS.finditer(value))
    if len(found) > REFERENCE_LIMIT:
        return found[:1] + found[-(REFERENCE_LIMIT - 1) :]
    return found


def date_of(value: bytes) -> tuple[datetime | None, int | None]:
    """Read a Date field: the moment in UTC and the writer's own offset in minutes; for show only."""
    try:
        written = parsedate_to_datetime(value[:100].decode("ascii", "replace"))
        moment = written.astimezone(UTC) if written.tzinfo else written.replace(tzinfo=UTC)
    except (ValueError, OverflowError, TypeError, IndexError):
        return None, None
    if not 1980 <= moment.year <= 2200:
        return None, None
    offset = written.utcoffset()
    return moment, None if offset is None else int(offset.total_seconds()) // 60


WORD = re.compile(r"[^\W_]{2,}|\d")
LINKS = re.compile(r"<?\b(?:https?:|mailto:|cid:|www\.)\S*|\[cid:[^\]]*\]|\S+@\S+", re.IGNORECASE)


def disagreement(body: Body, cut: Cut, writer: str, subject: str) -> list[str]:
    """Compare the two versions of a letter that has a plain text beside its HTML."""
    if body.plain is None or not cut.fresh:
        return []
    plain = cut_lines(body.plain, writer, subject)
    if not plain.fresh:
        return []
    seen, written = words_in(text_of(body.lines)), words_in(text_of(body.plain))
    odd = [*(words_in(cut.fresh) - written), *(words_in(plain.fresh) - seen)]
    if not odd:
        return []
    return [f"the plain text and the HTML differ: {' '.join(sorted(odd)[:5])}"]


def words_in(text: str) -> set[str]:
    return set(WORD.findall(LINKS.sub(" ", text).lower()))
