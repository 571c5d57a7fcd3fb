"""Ids that are made here and nowhere else: of messages, calendar entries, one-click tokens, salts, holders.

An id of ours is a keyed hash over all it vouches for. Nothing is ever parsed out of one: it is looked up, so
a forged id is merely an unknown one.
"""

import hashlib
import hmac
import os
import secrets
import socket
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass, field


def new_salt() -> str:
    """Return 128 bits of chance in hex."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True)
class Ids:
    """Makes the same id for the same thing, however often and on whatever machine it is asked."""

    key: bytes = field(repr=False)  # the desk's secret
    domain: str  # what stands right of the @ in our Message-IDs
    salt: Callable[[], str] = field(default=new_salt, repr=False)  # no two are alike, and none can be guessed

    def message_id(self, *vouched: object) -> str:
        """Return a Message-ID with angle brackets; 128 bits of it cannot be guessed."""
        return f"<{self._digest('message-id', vouched, 16)}@{self.domain}>"

    def token(self, *vouched: object) -> str:
        """Return 20 letters and digits for a subject line; all 96 bits cannot be guessed."""
        return self._digest("token", vouched, 12)

    def calendar_uid(self, domain: str, *vouched: object) -> str:
        """Return the UID of an entry in people's calendars, which stays the same as long as it lives."""
        return f"{self._digest('calendar', vouched, 16)}@{domain}"

    def _digest(self, purpose: str, vouched: tuple[object, ...], size: int) -> str:
        # NUL joins, for it stands in none of the parts: two lists of parts never look alike.
        said = "\0".join((purpose, *map(str, vouched)))
        digest = hmac.new(self.key, said.encode("utf-8", "replace"), hashlib.sha256).digest()
        return b32encode(digest[:size]).decode().rstrip("=").lower()


def token_hash(token: str) -> str:
    """Return what is stored of a token; its case is of no account, since mail programs change it."""
    return hashlib.sha256(token.lower().encode("utf-8", "replace")).hexdigest()


_given: set[str] = set()  # the names this process goes by


def new_holder() -> str:
    """Return a name for this process that no other has, nor this one after a restart: "host:4711:9f3c…"."""
    name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    _given.add(name)
    return name


def is_gone(holder: str) -> bool:
    """Whether the process of that name is surely gone; one of another machine never is, as far as we see."""
    host, _, number = holder.rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not number.isdecimal():
        return False
    if int(number) == os.getpid():
        return holder not in _given  # it had our number before us
    return not _is_running(int(number))


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks, and sends nothing
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):  # somebody else's, or no number at all: not surely gone
        return True
    return True
