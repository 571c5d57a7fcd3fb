"""DKIM checked by ourselves, for a mailbox whose server states no verdict.

Only a signature of exactly the domain in From counts, over the whole text. A key that cannot be fetched
proves nothing: whoever owns a domain also owns how long its name servers take to answer.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

import dkim

from bot.letter.headers import Headers

# Asks for a TXT record: (name, timeout in seconds) → its text; None when there is none.
KeyLookup: TypeAlias = Callable[..., bytes | None]
SIGNATURES_AT_MOST = 3  # of the domain; each costs a question to its name servers
SHORTEST_KEY = 1024  # bits


def is_signed_by(domain: str, raw: bytes, headers: Headers, keys: KeyLookup) -> bool:
    """Whether the domain itself signed this letter, From and text included; never raises.

    Source: RFC 6376.
    """
    for index in _signatures_of(domain, headers):
        try:
            if dkim.DKIM(raw, minkey=SHORTEST_KEY).verify(idx=index, dnsfunc=keys):
                return True
        except Exception:  # noqa: S112 -- the sender wrote what it chokes on
            continue
    return False


def _signatures_of(domain: str, headers: Headers) -> Iterator[int]:
    found = 0
    for index, value in enumerate(headers.all("dkim-signature")):
        tags = (tag.partition(b"=") for tag in value.split(b";"))
        names = {name.strip(): b"".join(text.split()) for name, _, text in tags}
        if names.get(b"d", b"").lower() == domain.encode() and found < SIGNATURES_AT_MOST:
            found += 1
            yield index
