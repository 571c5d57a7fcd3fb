"""Whom a letter names to say, later and in the writer's stead, that the import is complete.

Only a plain promise counts: one sentence, one address, no "not" and no question. Whether the writer may name
anybody is not judged here.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

ADDRESS = re.compile(
    r"[a-z0-9](?:[\w.+-]{0,62}[a-z0-9])?@(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}", re.IGNORECASE | re.ASCII
)
SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n\s*\n")
WILL = r"\b(?:will|shall|is going to|is the one (?:who|to)|are to|is to|can)\b|(?<=\w)['’]ll\b"
REPORTS = r"\b(?:tell|let|confirm|report|notify|inform|e-?mail|write|say|update)\b"
OVER = r"\b(?:complete|completed|completion|done|finished|over|loaded)\b"
PROMISE = re.compile(rf"(?:{WILL}).{{0,60}}{REPORTS}.{{0,80}}{OVER}", re.IGNORECASE)
SPEAKS = re.compile(r"\bspeaks? (?:for us|on our behalf)\b", re.IGNORECASE)
COPIED = re.compile(r"\b(?:cc'?e?d|copied|in copy|in cc|on cc)\b", re.IGNORECASE)
NOT_SO = re.compile(r"\b(?:not|never|no longer|nobody|unless|instead|if)\b|n['’]t\b|\?", re.IGNORECASE)
READ_AT_MOST = 8_000  # characters


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody who is to say that it is complete."""

    address: str  # ASCII lower case
    words: str  # the sentence


def named_to_report(text: str, copied: Sequence[str] = ()) -> Named | None:
    """Return whom the text names; None when nobody, or more than one.

    Args:
        text: Fresh text only.
        copied: Addresses in copy that are neither the firm's nor ours: one of them may be meant by "cc'd".
    """
    found = {named.address: named for named in _promises(text[:READ_AT_MOST], copied)}
    return next(iter(found.values())) if len(found) == 1 else None


def _promises(text: str, copied: Sequence[str]) -> Iterator[Named]:
    for sentence in SENTENCE_END.split(text):
        words = " ".join(sentence.split())
        if NOT_SO.search(words) or not (PROMISE.search(words) or SPEAKS.search(words)):
            continue
        addresses = {address.lower() for address in ADDRESS.findall(words)}
        if not addresses and COPIED.search(words) and len(copied) == 1:
            addresses = set(copied)
        if len(addresses) == 1:
            yield Named(addresses.pop(), words)
