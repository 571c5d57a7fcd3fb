"""Who a letter claims to be from: the one mailbox of the one From field, or nobody.

Structure is read on the raw bytes, before anything is decoded, by a grammar that is narrower than the
RFC's: where two readers could see two people, there is no sender. Sender, Reply-To, Return-Path,
Resent-From and display names never make an identity. Equal means equal bytes after ASCII lower-casing.
"""

import re
from typing import NamedTuple

from bot.letter.headers import Headers, shown

LOCAL = rb"[A-Za-z0-9_+&'=/#~-]{1,64}(?:\.[A-Za-z0-9_+&'=/#~-]{1,64})*"
LABEL = rb"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
ADDRESS = rb"(?P<address>" + LOCAL + rb"@(?:" + LABEL + rb"\.)+" + LABEL + rb")"
# A display name: quoted strings, encoded words, comments, and words without anything that means something.
ENCODED_WORD = rb"=\?[A-Za-z0-9_*-]{1,60}\?[BbQq]\?[^?\s<>@\"()\\\x00-\x1f]{0,500}\?="
QUOTED = rb'"(?:[^"\\\x00-\x1f]|\\[^\x00-\x1f])*+"'
COMMENT = rb"\([^()<>@,;:\\\"\x00-\x1f]*\)"
WORDS = rb"[^<>@,;:\"()\[\]\\\x00-\x1f]++"
NAME = rb"(?P<name>(?:" + rb"|".join((QUOTED, ENCODED_WORD, COMMENT, WORDS)) + rb")*+)"

NAMED = re.compile(NAME + rb"<[ \t]*" + ADDRESS + rb"[ \t]*>[ \t]*(?:" + COMMENT + rb")?[ \t]*")
PLAIN = re.compile(rb"[ \t]*" + ADDRESS + rb"[ \t]*(?P<name>" + COMMENT + rb")?[ \t]*")


class Sender(NamedTuple):
    """The claim of a From field; `address` is `None` when it names nobody we can be sure of."""

    address: str | None
    name: str = ""
    why: str = ""  # what is wrong, when there is no address


def sender_of(headers: Headers) -> Sender:
    """Return the one sender a letter names, in ASCII lower case."""
    fields = headers.all("from")
    if len(fields) != 1:
        return Sender(None, shown(fields[0], 100) if fields else "", f"{len(fields) or 'no'} From fields")
    found = mailbox(fields[0])
    if found is None:
        return Sender(None, shown(fields[0], 100), "From is not one plain address")
    return found


def mailbox(value: bytes) -> Sender | None:
    """Read a field that holds exactly one mailbox, and nothing that could be taken for another."""
    # Tabs may come from folding; any other control character is a trick.
    found = NAMED.fullmatch(value.replace(b"\t", b" ")) or PLAIN.fullmatch(value)
    if found is None or len(found["address"]) > 254:
        return None
    return Sender(found["address"].decode("ascii").lower(), unquoted(shown(found["name"] or b"", 100)))


def unquoted(name: str) -> str:
    """Take off the quotes or brackets around a whole name."""
    if len(name) > 1 and (name[0], name[-1]) in (('"', '"'), ("'", "'"), ("(", ")")):
        name = name[1:-1].replace('\\"', '"').strip()
    return name


ANY_ADDRESS = re.compile(ADDRESS + rb"(?![A-Za-z0-9@.-])")


def addresses_in(values: tuple[bytes, ...], limit: int = 100) -> tuple[str, ...]:
    """Return the addresses in To or Cc fields: decoration, never authority."""
    found: dict[str, None] = {}
    for value in values:
        for match in ANY_ADDRESS.finditer(re.sub(QUOTED, b"", value[: 16 * 1024])):
            found[match["address"].decode("ascii").lower()] = None
            if len(found) == limit:
                return tuple(found)
    return tuple(found)
